"""Entries into state: ``evolve`` applies one, ``fold`` applies many. Nothing is decided or scored here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from simulator.engine import call_state, evaluation_state, talk_state
from simulator.engine import events as e
from simulator.engine.call_events import CallEvent
from simulator.engine.control_events import PhaseExtended
from simulator.engine.evaluation_events import EvaluationEvent
from simulator.engine.presence_events import PresenceEvent
from simulator.engine.presence_fold import APPLY_PRESENCE
from simulator.engine.state import (
    Delivery,
    Judged,
    Observation,
    Opinion,
    PhaseVisit,
    Progress,
    Response,
    SystemCheck,
    TeamState,
)
from simulator.engine.talk_events import ContactOpened, TalkEvent
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.model.scenario import Scenario
from simulator.model.verdict import Verdict

_T = TypeVar("_T")

_DONE = frozenset({Verdict.MET, Verdict.PARTIAL})


def fold(scenario: Scenario, entries: Iterable[e.Entry], state: TeamState | None = None) -> TeamState:
    """The state after ``entries``, starting from ``state`` or from nothing."""
    current = state or TeamState()
    for entry in entries:
        current = evolve(scenario, current, entry)
    return current


def evolve(scenario: Scenario, state: TeamState, entry: e.Entry) -> TeamState:
    """The state after one entry."""
    return _APPLY[type(entry.event)](scenario, state, entry, entry.event)


def _moments(scenario: Scenario, state: TeamState, at: int, *, inject: str | None, phase: str | None) -> dict[str, int]:
    moments = dict(state.moments)
    for name, occurrence in scenario.moments.items():
        if name in moments:
            continue
        by_inject = inject is not None and occurrence.inject == inject
        by_phase = phase is not None and occurrence.phase == phase
        if by_inject or by_phase:
            moments[name] = at
    return moments


def _and(items: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    """``items`` and one more. Concatenation copies once where unpacking copies twice; replies may be thousands."""
    return items + (item,)  # noqa: RUF005


def _time(entry: e.Entry) -> int:
    return entry.scenario or 0


def _phase(scenario: Scenario, state: TeamState, entry: e.Entry, event: e.PhaseEntered) -> TeamState:
    running = state.clock.running or not state.started
    clock = state.clock._replace(scenario=event.clock, real=entry.at, pace=event.pace, running=running)
    return state._replace(
        seq=entry.seq,
        last_at=entry.at,
        began=state.began if state.started else entry.at,
        clock=clock,
        phase=event.phase,
        extended=0,
        visits=(*state.visits, PhaseVisit(event.phase, event.clock, entry.seq, event.why, entry.at)),
        moments=_moments(scenario, state, event.clock, inject=None, phase=event.phase),
        talks=talk_state.leapt(state.talks, clock),
    )


def _paused(_: Scenario, state: TeamState, entry: e.Entry, __: e.ClockPaused) -> TeamState:
    clock = state.clock._replace(scenario=_time(entry), real=entry.at, running=False)
    return state._replace(seq=entry.seq, last_at=entry.at, clock=clock)


def _resumed(_: Scenario, state: TeamState, entry: e.Entry, event: e.ClockResumed) -> TeamState:
    clock = state.clock._replace(scenario=_time(entry), real=entry.at, running=True)
    gap = max(0, entry.at - max(state.last_at, event.known)) if event.after_gap else 0
    return state._replace(seq=entry.seq, last_at=entry.at, clock=clock, began=state.began + gap)


def _paced(_: Scenario, state: TeamState, entry: e.Entry, event: e.ClockPaced) -> TeamState:
    clock = state.clock._replace(scenario=_time(entry), real=entry.at, percent=event.percent)
    return state._replace(seq=entry.seq, last_at=entry.at, clock=clock, talks=talk_state.leapt(state.talks, clock))


def _jumped(_: Scenario, state: TeamState, entry: e.Entry, __: e.ClockJumped) -> TeamState:
    clock = state.clock._replace(scenario=_time(entry), real=entry.at)
    return state._replace(seq=entry.seq, last_at=entry.at, clock=clock, talks=talk_state.leapt(state.talks, clock))


def _extended(_: Scenario, state: TeamState, entry: e.Entry, event: PhaseExtended) -> TeamState:
    return state._replace(seq=entry.seq, last_at=entry.at, extended=state.extended + event.seconds)


def _delivered(scenario: Scenario, state: TeamState, entry: e.Entry, event: e.InjectDelivered) -> TeamState:
    at = _time(entry)
    delivery = Delivery(at, entry.at, entry.seq, event.why, event.to)
    return state._replace(
        seq=entry.seq,
        last_at=entry.at,
        delivered={**state.delivered, event.inject: delivery},
        held=state.held - {event.inject},
        skipped={name: why for name, why in state.skipped.items() if name != event.inject},
        moments=_moments(scenario, state, at, inject=event.inject, phase=None),
    )


def _held(_: Scenario, state: TeamState, entry: e.Entry, event: e.InjectHeld) -> TeamState:
    return state._replace(seq=entry.seq, last_at=entry.at, held=state.held | {event.inject})


def _released(_: Scenario, state: TeamState, entry: e.Entry, event: e.InjectReleased) -> TeamState:
    return state._replace(seq=entry.seq, last_at=entry.at, held=state.held - {event.inject})


def _skipped(_: Scenario, state: TeamState, entry: e.Entry, event: e.InjectSkipped) -> TeamState:
    skipped = {**state.skipped, event.inject: event.reason}
    return state._replace(seq=entry.seq, last_at=entry.at, skipped=skipped, held=state.held - {event.inject})


def _read(_: Scenario, state: TeamState, entry: e.Entry, event: e.InjectRead) -> TeamState:
    return state._replace(seq=entry.seq, last_at=entry.at, read=state.read | {(event.inject, event.seat)})


def _hint(_: Scenario, state: TeamState, entry: e.Entry, event: e.HintShown) -> TeamState:
    return state._replace(seq=entry.seq, last_at=entry.at, hints={**state.hints, event.inject: event.number})


def _response(_: Scenario, state: TeamState, entry: e.Entry, event: e.ResponseSubmitted) -> TeamState:
    response = Response(entry.seq, event.seat, entry.at, event.reply)
    answered = state.answered
    inject = event.reply.inject
    if inject is not None and inject not in answered:
        answered = {**answered, inject: event.reply.at}
    keys = state.keys | {event.key} if event.key else state.keys
    return state._replace(
        seq=entry.seq, last_at=entry.at, responses=_and(state.responses, response), answered=answered, keys=keys
    )


def _progress(_: Scenario, state: TeamState, entry: e.Entry, event: TimetableRecorded) -> TeamState:
    found = Progress(entry.seq, event.id, _time(entry), event.seat, event.role, event.row, event.actual, event.remark)
    return state._replace(seq=entry.seq, last_at=entry.at, progress=_and(state.progress, found))


def _checked(_: Scenario, state: TeamState, entry: e.Entry, event: SystemChecked) -> TeamState:
    found = SystemCheck(
        entry.seq, _time(entry), event.seat, event.role, event.system, event.what, event.how, event.remark
    )
    return state._replace(seq=entry.seq, last_at=entry.at, checks=_and(state.checks, found))


def _done_at(state: TeamState, entry: e.Entry, event: e.StepJudged) -> int:
    """When what was judged happened: a record of the timetable may tell of an earlier time than its own entry."""
    return next((record.actual for record in state.progress if record.id == event.reply), _time(entry))


def _judged(_: Scenario, state: TeamState, entry: e.Entry, event: e.StepJudged) -> TeamState:
    judgement, at = event.judgement, _done_at(state, entry, event)
    done, harms = state.done, state.harms
    if judgement.verdict in _DONE and judgement.counts and judgement.step not in done:
        done = {**done, judgement.step: at}
    elif judgement.verdict not in _DONE and judgement.step in done:
        # Taken back: for limits and order it is as if it had never been done.
        done = {step: second for step, second in done.items() if step != judgement.step}
    if judgement.harm and judgement.step not in harms:
        harms = {**harms, judgement.step: at}
    return state._replace(
        seq=entry.seq,
        last_at=entry.at,
        standing={**state.standing, judgement.step: judgement},
        judged=_and(state.judged, Judged(entry.seq, at, event.role, judgement)),
        done=done,
        harms=harms,
    )


def _opinion(_: Scenario, state: TeamState, entry: e.Entry, event: e.OpinionRecorded) -> TeamState:
    opinion = Opinion(entry.seq, event.step, event.verdict, event.words, event.model, event.prompt_sha, event.replies)
    # Opinions, verdicts and observations may be added long after play; they move no clock, so last_at stays.
    return state._replace(seq=entry.seq, opinions=(*state.opinions, opinion))


def _verdict(_: Scenario, state: TeamState, entry: e.Entry, event: e.VerdictSet) -> TeamState:
    evaluation = evaluation_state.decided(state.evaluation, entry, event.step, event.verdict, event.reason)
    return state._replace(seq=entry.seq, evaluation=evaluation)


def _observation(_: Scenario, state: TeamState, entry: e.Entry, event: e.ObservationNoted) -> TeamState:
    about = _time(entry) if event.at is None else event.at
    note = Observation(entry.seq, about, event.text, event.role, entry.actor, event.step)
    return state._replace(seq=entry.seq, observations=(*state.observations, note))


def _finished(_: Scenario, state: TeamState, entry: e.Entry, __: e.TeamFinished) -> TeamState:
    clock = state.clock._replace(scenario=_time(entry), real=entry.at, running=False)
    return state._replace(seq=entry.seq, last_at=entry.at, finished=True, clock=clock)


def _called(_: Scenario, state: TeamState, entry: e.Entry, event: CallEvent) -> TeamState:
    calls = call_state.APPLY[type(event)](state.calls, entry, event)
    return state._replace(seq=entry.seq, last_at=entry.at, calls=calls)


def _evaluated(_: Scenario, state: TeamState, entry: e.Entry, event: EvaluationEvent) -> TeamState:
    evaluation = evaluation_state.APPLY[type(event)](state.evaluation, entry, event)
    return state._replace(seq=entry.seq, evaluation=evaluation)


def _talk_opened(_: Scenario, state: TeamState, entry: e.Entry, event: ContactOpened) -> TeamState:
    response = next(one for one in reversed(state.responses) if one.reply.id == event.reply)
    talks = talk_state.opened(state.talks, entry, event, response.seat, response.reply)
    return state._replace(seq=entry.seq, last_at=entry.at, talks=talks)


def _talked(_: Scenario, state: TeamState, entry: e.Entry, event: TalkEvent) -> TeamState:
    talks = talk_state.APPLY[type(event)](state.talks, entry, event)
    return state._replace(seq=entry.seq, last_at=entry.at, talks=talks)


def _sat(_: Scenario, state: TeamState, entry: e.Entry, event: PresenceEvent) -> TeamState:
    return APPLY_PRESENCE[type(event)](state, entry, event)


_APPLY: dict[type, Callable[[Scenario, TeamState, e.Entry, Any], TeamState]] = {
    e.PhaseEntered: _phase,
    e.ClockPaused: _paused,
    e.ClockResumed: _resumed,
    e.ClockPaced: _paced,
    e.ClockJumped: _jumped,
    e.InjectDelivered: _delivered,
    e.InjectHeld: _held,
    e.InjectReleased: _released,
    e.InjectSkipped: _skipped,
    e.InjectRead: _read,
    e.HintShown: _hint,
    e.ResponseSubmitted: _response,
    TimetableRecorded: _progress,
    SystemChecked: _checked,
    e.StepJudged: _judged,
    e.OpinionRecorded: _opinion,
    e.VerdictSet: _verdict,
    e.ObservationNoted: _observation,
    e.TeamFinished: _finished,
    PhaseExtended: _extended,
    **dict.fromkeys(call_state.APPLY, _called),
    **dict.fromkeys(evaluation_state.APPLY, _evaluated),
    **dict.fromkeys(APPLY_PRESENCE, _sat),
    ContactOpened: _talk_opened,
    **dict.fromkeys(talk_state.APPLY, _talked),
}
