"""Quiz questions as a seat sees them: no answer of anybody before its own, then the right one with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.contact_views import Words
from simulator.engine.events import SeatSetup
from simulator.engine.responses import answered_by
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.scenario import Inject, ResponseKind


@dataclass(frozen=True, slots=True)
class SolutionView:
    """Of a quiz that this seat has answered: was it right, the right options, why, and the steps (id, title)."""

    correct: bool
    right: tuple[str, ...]
    explanation: str
    cites: tuple[tuple[str, str], ...]


def is_quiz(inject: Inject) -> bool:
    return inject.ask is not None and inject.ask.kind is ResponseKind.QUIZ


def is_open_quiz(world: World, state: TeamState, seat: SeatSetup, inject: str) -> bool:
    """Whether the inject is a quiz that the seat has still to answer, so that nobody's answer may be shown to it."""
    return is_quiz(world.scenario.inject[inject]) and not answered_by(state, seat.id, inject)


def solution_view(world: World, words: Words, state: TeamState, seat: SeatSetup, inject: Inject) -> SolutionView | None:
    ask = inject.ask
    if ask is None or ask.kind is not ResponseKind.QUIZ:
        return None
    own = next((r.reply for r in state.responses if r.seat == seat.id and r.reply.inject == inject.id), None)
    if own is None:
        return None
    steps = world.content.manual.steps
    return SolutionView(
        correct=frozenset(own.options) == ask.right,
        right=tuple(words(option.label) for option in ask.options if option.right),
        explanation=words(ask.explanation),
        cites=tuple((step, words(steps[step].title)) for step in ask.cites if step in steps),
    )
