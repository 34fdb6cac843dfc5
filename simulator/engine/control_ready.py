"""Whether a team may leave its phase, and what it still lacks: who waits for whom where all teams move together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.engine.conditions import Facts, holds, instants
from simulator.engine.machine import Way
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.condition import Condition

_DONE = frozenset({"met", "partial", "met_or_partial"})


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """When a team may leave its phase by itself, in scenario seconds; nothing here depends on the present moment.

    ``at``: from then on, by the mere passing of time; None where time alone never opens a way. ``early``: the soonest
    time at which the nearest way opens once the rest of what it asks for is there: the ``injects`` to be answered, the
    ``steps`` to be done, and ``others`` conditions of any other kind. All of them are empty where time alone is
    waited for.
    """

    at: int | None
    early: int | None = None
    injects: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    others: int = 0

    @property
    def asked(self) -> int:
        """How many things beside time the nearest way waits for."""
        return len(self.injects) + len(self.steps) + self.others


def ready_line(world: World, state: TeamState) -> ReadyLine | None:
    """``ReadyLine`` of a team that plays; None for one that has not started or has finished."""
    if state.phase is None or state.finished:
        return None
    ways = [way for way in world.machine.ways() if way.source == state.phase]
    entered = world.way_facts(state, max(state.phase_entered, state.clock.scenario))
    at = _opens(ways, entered)
    lacking = [found for way in ways if (found := _lacking(way.when, entered)) is not None and found.asked]
    nearest = min(lacking, key=lambda one: one.asked, default=None)
    # A way that waits for more and opens no sooner helps nobody.
    if nearest is None or (at is not None and (nearest.early or 0) >= at):
        return ReadyLine(at)
    return ReadyLine(at, nearest.early, nearest.injects, nearest.steps, nearest.others)


def _opens(ways: list[Way], facts: Facts) -> int | None:
    """The first scenario second, from that of ``facts`` on, at which a way is open if nothing happens."""
    seconds = sorted({facts.now, *(s for way in ways for s in instants(way.when, facts) if s > facts.now)})
    return next((s for s in seconds if any(holds(way.when, facts._replace(now=s)) for way in ways)), None)


def _lacking(condition: Condition, facts: Facts) -> ReadyLine | None:
    """What ``condition`` still asks for; None where it can come true no more, or only by what a team does wrong or
    leaves undone: that is nothing it lacks. ``at`` is never set."""
    parts = [_lacking(part, facts) for part in condition.all or ()]
    if condition.any:
        choices = [found for part in condition.any if (found := _lacking(part, facts)) is not None]
        parts.append(min(choices, key=lambda one: (one.asked, one.early or 0), default=None))
    parts.append(_own(condition, facts))
    known = [part for part in parts if part is not None]
    return _together(known) if len(known) == len(parts) else None


def _own(condition: Condition, facts: Facts) -> ReadyLine | None:
    """What the keys of ``condition`` itself ask for, without the conditions inside it."""
    c, state = condition, facts.state
    times = [] if c.time is None else [c.time + facts.extended]
    if c.phase_time is not None:
        times.append(state.phase_entered + c.phase_time + facts.extended)
    injects, steps, others = [], [], 0
    if c.answered is not None and not holds(Condition(answered=c.answered), facts):
        injects.append(c.answered.inject)
    if c.chose is not None and not holds(Condition(chose=c.chose), facts):
        if c.chose.inject in state.answered:
            return None
        injects.append(c.chose.inject)
    if c.step is not None and not holds(Condition(step=c.step), facts):
        if c.step.is_ not in _DONE:
            return None
        steps.append(c.step.id)
    if c.not_ is not None and holds(c.not_, facts):
        return None
    for one in (Condition(missed=c.missed), Condition(harm=c.harm), Condition(unanswered=c.unanswered)):
        if one.keys and not holds(one, facts):
            return None
    for one in (
        Condition(delivered=c.delivered),
        Condition(call=c.call),
        Condition(recorded=c.recorded),
        Condition(checked=c.checked),
    ):
        others += bool(one.keys) and not holds(one, facts)
    return ReadyLine(None, max(times, default=None), tuple(injects), tuple(steps), others)


def _together(parts: Iterable[ReadyLine]) -> ReadyLine:
    """Everything that ``parts`` ask for."""
    found = tuple(parts)
    return ReadyLine(
        None,
        max((part.early for part in found if part.early is not None), default=None),
        tuple(dict.fromkeys(name for part in found for name in part.injects)),
        tuple(dict.fromkeys(name for part in found for name in part.steps)),
        sum(part.others for part in found),
    )
