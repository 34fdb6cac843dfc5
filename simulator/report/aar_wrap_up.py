"""Hot wash and survey in an after-action report: the scenario's questions with what the seats answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from simulator.engine.evaluation_state import DEBRIEF, SURVEY, Answer
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import Question
from simulator.report.aar_ground import Ground
from simulator.report.aar_shapes import Answered, QuestionAsked


def hot_wash(ground: Ground, *, responses: bool) -> tuple[QuestionAsked, ...]:
    """The debrief's questions and answers."""
    return _asked(ground, ground.scenario.debrief, _answers(ground, DEBRIEF), responses=responses)


def survey(ground: Ground, *, responses: bool) -> tuple[QuestionAsked, ...]:
    """The survey's questions and answers."""
    return _asked(ground, ground.scenario.survey, _answers(ground, SURVEY), responses=responses)


def _answers(ground: Ground, part: str) -> dict[str, list[Answered]]:
    """The standing answers by question. Those of the survey are told together: nothing says whose they are."""
    found: dict[str, list[Answered]] = {}
    for team, state in ground.opened.states.items():
        for answer in state.evaluation.answered().values():
            if answer.part == part:
                found.setdefault(answer.question, []).append(_answer(ground, team, answer))
    if part == SURVEY:
        for answers in found.values():
            answers.sort(key=lambda one: (one.value or 0, one.text))
    return found


def _answer(ground: Ground, team: str, answer: Answer) -> Answered:
    text = visible(answer.text).strip()
    seat = ground.world.seat(team, answer.seat)
    if answer.part == SURVEY or seat is None:
        return Answered("", "", "", answer.value, text)
    sections = dict.fromkeys(ground.section_named(role).title for role in seat.roles)
    who = ground.joined(ground.who(role) for role in seat.roles)
    return Answered(visible_line(team), who, ground.joined(sections), answer.value, text)


def _asked(
    ground: Ground, questions: Iterable[Question], answers: dict[str, list[Answered]], *, responses: bool
) -> tuple[QuestionAsked, ...]:
    """``responses``: with free text; counts and means stay in any case."""
    kept = {
        question: [one if responses else replace(one, text="") for one in given] for question, given in answers.items()
    }
    return tuple(_question(ground, question, kept.get(question.id, [])) for question in questions)


def _question(ground: Ground, question: Question, answers: Sequence[Answered]) -> QuestionAsked:
    values = [answer.value for answer in answers if answer.value is not None]
    return QuestionAsked(
        id=question.id,
        text=ground.line(question.text),
        scale=question.scale,
        answers=tuple(answers),
        counts=tuple(values.count(value) for value in range(1, question.scale + 1)) if question.scale else (),
        mean=round(sum(values) / len(values), 2) if values else None,
    )
