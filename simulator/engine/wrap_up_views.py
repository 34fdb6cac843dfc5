"""What a seat is asked at the end: hot wash and survey. Before the last phase the questions are in no view."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.contact_views import Words
from simulator.engine.evaluation import is_asked
from simulator.engine.evaluation_state import DEBRIEF, SURVEY, Answer
from simulator.engine.events import SeatSetup
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.scenario import Question


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and what this seat's person answered: ``value`` on a scale from 1 to ``scale``, ``text``.

    ``part`` is ``debrief`` or ``survey``. Without ``scale`` it is answered in words alone.
    """

    part: str
    id: str
    text: str
    scale: int | None
    answered: bool = False
    value: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class WrapUpView:
    """The questions in their order, those of the hot wash first."""

    questions: tuple[QuestionView, ...]


def wrap_up_view(world: World, words: Words, state: TeamState, seat: SeatSetup, person: str) -> WrapUpView | None:
    """What ``person`` (empty where a seat has one person) is asked; None before the last phase, or with no question.

    Nobody is shown what others answered, not even at the same seat.
    """
    scenario = world.scenario
    if not is_asked(scenario, state) or not (scenario.debrief or scenario.survey):
        return None
    given = state.evaluation.answered()

    def question(part: str, one: Question) -> QuestionView:
        answer: Answer | None = given.get((part, one.id, seat.id, person))
        shown = QuestionView(part, one.id, words(one.text), one.scale)
        return shown if answer is None else _answered(shown, answer)

    return WrapUpView(
        (
            *(question(DEBRIEF, one) for one in scenario.debrief),
            *(question(SURVEY, one) for one in scenario.survey),
        )
    )


def _answered(question: QuestionView, answer: Answer) -> QuestionView:
    return QuestionView(question.part, question.id, question.text, question.scale, True, answer.value, answer.text)
