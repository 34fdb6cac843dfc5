"""May this evaluator decide so, and may this seat answer now? Allowed during play and after its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import evaluation_commands as c
from simulator.engine import evaluation_events as x
from simulator.engine.commands import NoteObservation, Refusal, SetVerdict
from simulator.engine.deciding import Decision, entries_of, one_kind_of_line_end
from simulator.engine.evaluation import automatic, is_asked
from simulator.engine.evaluation_state import DEBRIEF, SURVEY
from simulator.engine.events import ObservationNoted, TeamEvent, VerdictSet
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.rating import About
from simulator.model.scenario import Question

MAX_NOTE = 10_000
"""Longest observation, reason or answer, in characters."""


def _verdict(world: World, _: str, state: TeamState, command: SetVerdict) -> Decision:
    if command.step not in world.content.manual.steps:
        return Refusal("step.unknown", {"step": command.step})
    if not command.reason.strip():
        return Refusal("verdict.without_reason")
    return _entry(state, command, VerdictSet(command.step, command.verdict, command.reason[:MAX_NOTE]))


def _confirm(world: World, _: str, state: TeamState, command: c.ConfirmVerdict) -> Decision:
    manual = world.content.manual
    if command.step not in manual.steps:
        return Refusal("step.unknown", {"step": command.step})
    if command.verdict is not automatic(manual, state, command.step):
        return Refusal("verdict.moved")
    own = state.evaluation.by_evaluator().get(command.actor, {}).get(command.step)
    if own is not None and own.confirmed and own.verdict is command.verdict:
        return ()
    return _entry(state, command, x.VerdictConfirmed(command.step, command.verdict))


def _withdraw(world: World, _: str, state: TeamState, command: c.WithdrawVerdict) -> Decision:
    if command.step not in world.content.manual.steps:
        return Refusal("step.unknown", {"step": command.step})
    if command.step not in state.evaluation.by_evaluator().get(command.actor, {}):
        return Refusal("verdict.not_yours")
    return _entry(state, command, x.VerdictWithdrawn(command.step))


def _observe(world: World, _: str, state: TeamState, command: NoteObservation) -> Decision:
    if not command.text.strip():
        return Refusal("response.empty")
    if command.step is not None and command.step not in world.content.manual.steps:
        return Refusal("step.unknown", {"step": command.step})
    if command.moment is not None and command.moment > _now(state, command):
        return Refusal("moment.ahead")
    noted = ObservationNoted(command.text[:MAX_NOTE], command.role, command.moment, command.step)
    return _entry(state, command, noted)


def _rate(world: World, _: str, state: TeamState, command: c.SetRating) -> Decision:
    if not _is_rated(world, command.about, command.id):
        return Refusal("rating.unknown", {"id": command.id})
    if command.rating != command.proposed and not command.reason.strip():
        return Refusal("rating.without_reason")
    event = x.RatingSet(command.about, command.id, command.rating, command.reason[:MAX_NOTE], command.proposed)
    own = state.evaluation.ratings().get((command.about, command.id), {}).get(command.actor)
    if own is not None and (own.rating, own.reason) == (event.rating, event.reason):
        return ()
    return _entry(state, command, event)


def _unrate(_: World, __: str, state: TeamState, command: c.WithdrawRating) -> Decision:
    if command.actor not in state.evaluation.ratings().get((command.about, command.id), {}):
        return Refusal("rating.not_yours")
    return _entry(state, command, x.RatingWithdrawn(command.about, command.id))


def _debrief(world: World, team: str, state: TeamState, command: c.AnswerDebrief) -> Decision:
    refused = _answerable(world, team, state, command, world.scenario.debrief)
    if isinstance(refused, Refusal):
        return refused
    text = one_kind_of_line_end(command.text).strip()
    before = state.evaluation.answered().get((DEBRIEF, command.question, command.seat, command.person))
    if before is None and not text:
        return Refusal("response.empty")
    if before is not None and before.text == text:
        return ()
    return _entry(state, command, x.DebriefAnswered(command.question, command.seat, text, command.person))


def _survey(world: World, team: str, state: TeamState, command: c.AnswerSurvey) -> Decision:
    question = _answerable(world, team, state, command, world.scenario.survey)
    if isinstance(question, Refusal):
        return question
    text = one_kind_of_line_end(command.text).strip()
    if command.value is not None and not 1 <= command.value <= (question.scale or 0):
        return Refusal("answer.out_of_scale", {"top": str(question.scale or 0)})
    before = state.evaluation.answered().get((SURVEY, command.question, command.seat, command.person))
    if before is None and not text and command.value is None:
        return Refusal("response.empty")
    if before is not None and (before.value, before.text) == (command.value, text):
        return ()
    answer = x.SurveyAnswered(command.question, command.seat, command.value, text, command.person)
    return _entry(state, command, answer)


def _answerable(
    world: World,
    team: str,
    state: TeamState,
    command: c.AnswerDebrief | c.AnswerSurvey,
    questions: tuple[Question, ...],
) -> Question | Refusal:
    """The question, where this seat is asked it now and the answer is not too long."""
    if world.seat(team, command.seat) is None:
        return Refusal("seat.unknown", {"seat": command.seat})
    found = next((question for question in questions if question.id == command.question), None)
    if found is None:
        return Refusal("question.unknown")
    if not is_asked(world.scenario, state):
        return Refusal("question.not_yet")
    return Refusal("response.too_long", {"limit": str(MAX_NOTE)}) if len(command.text) > MAX_NOTE else found


def _is_rated(world: World, about: About, name: str) -> bool:
    rated = world.scenario.objectives if about is About.OBJECTIVE else world.content.manual.sections
    return any(one.id == name for one in rated)


def _now(state: TeamState, command: Any) -> int:
    """Scenario second of the command; where nobody runs the exercise, that of its last fact."""
    return state.clock.at(state.last_at if getattr(command, "still", False) else command.at)


def _entry(state: TeamState, command: Any, event: TeamEvent) -> Decision:
    return entries_of(state, command, [event], scenario=_now(state, command))


DECIDE_EVALUATION: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    SetVerdict: _verdict,
    NoteObservation: _observe,
    c.ConfirmVerdict: _confirm,
    c.WithdrawVerdict: _withdraw,
    c.SetRating: _rate,
    c.WithdrawRating: _unrate,
    c.AnswerDebrief: _debrief,
    c.AnswerSurvey: _survey,
}
