"""Conditions over a team's state at a scenario time, and the instants at which time alone can change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from simulator.engine.call_standing import stands
from simulator.engine.state import TeamState
from simulator.model.call_tree import CallTree
from simulator.model.condition import Answered, Checked, Condition, Missed, StepIs
from simulator.model.deadlines import due
from simulator.model.manual import Manual
from simulator.model.verdict import Verdict


class Facts(NamedTuple):
    """What a condition may look at. ``now`` is scenario time in seconds."""

    manual: Manual
    day_one: date
    state: TeamState
    now: int
    call_tree: CallTree | None = None
    timeless: bool = False
    """Take every time that is waited for as come; verdicts and limits stay as they are now."""
    seats: Mapping[str, frozenset[str]] = {}
    """The roles that each seat plays."""
    extended: int = 0
    """Scenario seconds by which waiting for time is made longer."""

    def due(self, step: str) -> int | None:
        """The scenario second by which ``step`` is due, or None while nothing has started its limit."""
        found = self.manual.steps.get(step)
        return None if found is None else due(found.deadline, self.state.moments, self.state.done, self.day_one)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether ``condition`` holds; every key that is set has to."""
    c, state = condition, facts.state
    if c.all is not None and not all(holds(part, facts) for part in c.all):
        return False
    if c.any is not None and not any(holds(part, facts) for part in c.any):
        return False
    if c.not_ is not None and holds(c.not_, facts):
        return False
    if c.answered is not None and not _answered(c.answered, facts):
        return False
    if c.delivered is not None and c.delivered not in state.delivered:
        return False
    if c.unanswered is not None and not _unanswered(c, facts):
        return False
    if c.chose is not None and not _chose(state, c.chose.inject, c.chose.option):
        return False
    if c.step is not None and not _step_is(c.step, facts):
        return False
    if c.missed is not None and not _missed(c.missed, facts):
        return False
    if c.harm is not None and c.harm not in state.harms:
        return False
    if c.call is not None and not stands(c.call, facts.call_tree, state.calls):
        return False
    return _written_down(c, state) and (facts.timeless or _time_has_come(c, facts))


def instants(condition: Condition, facts: Facts) -> Iterator[int]:
    """Scenario seconds at which ``condition`` may change by the mere passing of time."""
    c, state = condition, facts.state
    for part in (*(c.all or ()), *(c.any or ()), *((c.not_,) if c.not_ else ())):
        yield from instants(part, facts)
    if c.time is not None:
        yield c.time + facts.extended
    if c.phase_time is not None:
        yield state.phase_entered + c.phase_time + facts.extended
    if c.unanswered is not None and c.unanswered.inject in state.delivered:
        yield state.delivered[c.unanswered.inject].at + c.unanswered.within
    if c.missed is not None:
        limit = c.missed.by if c.missed.by is not None else facts.due(c.missed.step)
        if limit is not None:
            yield limit + 1


def _time_has_come(condition: Condition, facts: Facts) -> bool:
    now = facts.now - facts.extended
    if condition.time is not None and now < condition.time:
        return False
    return condition.phase_time is None or now >= facts.state.phase_entered + condition.phase_time


def _answered(asked: Answered, facts: Facts) -> bool:
    """Whether those have answered whose answer is waited for; a seat answers for all the roles that it plays."""
    state = facts.state
    if asked.by is None and not asked.all:
        return asked.inject in state.answered
    done: set[str] = set()
    for response in state.responses:
        if response.reply.inject == asked.inject:
            done |= {response.reply.role, *facts.seats.get(response.seat, ())}
    delivery = state.delivered.get(asked.inject)
    if asked.all and (delivery is None or not done or not done.issuperset(_played(delivery.to, facts))):
        return False
    return asked.by is None or asked.by in done


def _played(roles: tuple[str, ...], facts: Facts) -> frozenset[str]:
    """Those of ``roles`` that a seat plays; all of them where no seats are known."""
    played = frozenset[str]().union(*facts.seats.values())
    return frozenset(roles) & played if played else frozenset(roles)


def _unanswered(condition: Condition, facts: Facts) -> bool:
    asked = condition.unanswered
    if asked is None or asked.inject in facts.state.answered:
        return False
    delivery = facts.state.delivered.get(asked.inject)
    return delivery is not None and facts.now >= delivery.at + asked.within


def _chose(state: TeamState, inject: str, option: str) -> bool:
    return any(r.reply.inject == inject and option in r.reply.options for r in state.responses)


def _written_down(condition: Condition, state: TeamState) -> bool:
    """Whether the timetable holds the record and the check that the condition asks for."""
    if condition.recorded is not None and condition.recorded not in state.recorded:
        return False
    return condition.checked is None or _is_checked(condition.checked, state)


def _is_checked(asked: Checked, state: TeamState) -> bool:
    check = state.checked.get((asked.system, asked.what))
    return check is not None and asked.how in {None, check.how}


def _step_is(asked: StepIs, facts: Facts) -> bool:
    judgement = facts.state.standing.get(asked.id)
    verdict = judgement.verdict if judgement else Verdict.NOT_OBSERVED
    if asked.is_ == "late":
        limit, done = facts.due(asked.id), facts.state.done.get(asked.id)
        return limit is not None and done is not None and done > limit
    if asked.is_ == "met_or_partial":
        return verdict in {Verdict.MET, Verdict.PARTIAL}
    return verdict.value == asked.is_


def _missed(asked: Missed, facts: Facts) -> bool:
    """Past its limit and not done by then; a limit that has not started cannot be missed."""
    limit = asked.by if asked.by is not None else facts.due(asked.step)
    if limit is None or facts.now <= limit:
        return False
    done = facts.state.done.get(asked.step)
    return done is None or done > limit
