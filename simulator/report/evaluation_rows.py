"""What a timeline tells of evaluators' decisions and of the hot wash.

The survey has no row: its answers are told together, never by seat.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.engine import evaluation_events as x
from simulator.engine import events as e
from simulator.engine.world import World
from simulator.model.rating import About
from simulator.model.verdict import Verdict
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words, verdict_words
from simulator.report.rating_words import rating_words


class EvaluationWords(NamedTuple):
    """The title of a row, its labelled words, and the step and verdict it is about."""

    title: str
    words: list[tuple[str, str]]
    steps: tuple[str, ...] = ()
    verdict: Verdict | None = None


Shown = (
    e.VerdictSet
    | e.ObservationNoted
    | x.VerdictConfirmed
    | x.VerdictWithdrawn
    | x.RatingSet
    | x.RatingWithdrawn
    | x.DebriefAnswered
)
"""Events that have a row."""


def evaluation_words(world: World, name: Naming, event: Shown) -> EvaluationWords:
    """A row on what an evaluator, or somebody in the hot wash, has said."""
    t = name.t
    match event:
        case e.VerdictSet():
            title = t("{step}: set to {verdict}", step=name.step(event.step), verdict=verdict_words(t, event.verdict))
            return EvaluationWords(title, [(t("Reason"), event.reason)], (event.step,), event.verdict)
        case x.VerdictConfirmed():
            verdict = verdict_words(t, event.verdict)
            title = t("{step}: confirmed as {verdict}", step=name.step(event.step), verdict=verdict)
            return EvaluationWords(title, [], (event.step,), event.verdict)
        case x.VerdictWithdrawn():
            return EvaluationWords(t("{step}: decision taken back", step=name.step(event.step)), [], (event.step,))
        case e.ObservationNoted():
            about = name.everybody((event.role,)) if event.role else ""
            return EvaluationWords(
                event.text,
                [
                    (t("About"), about),
                    (t("Step"), name.step(event.step) if event.step else ""),
                    (t("Seen at"), "" if event.at is None else clock_words(event.at)),
                ],
                (event.step,) if event.step else (),
            )
        case x.DebriefAnswered():
            return EvaluationWords(event.text, [(t("Question"), question_words(world, name, event.question))])
        case x.RatingWithdrawn():
            return EvaluationWords(t("{what}: rating taken back", what=rated_words(world, name, event)), [])
    rating = rating_words(t, event.rating)
    title = t("{what}: rated {rating}", what=rated_words(world, name, event), rating=rating)
    return EvaluationWords(title, [(t("Reason"), event.reason), (t("Proposed by the rule"), event.proposed)])


def rated_words(world: World, name: Naming, event: x.RatingSet | x.RatingWithdrawn) -> str:
    """The title of the chapter or objective that is rated."""
    rated = world.scenario.objectives if event.about is About.OBJECTIVE else world.content.manual.sections
    return next((name.words(one.title) for one in rated if one.id == event.id), event.id)


def question_words(world: World, name: Naming, question: str) -> str:
    """A question of the hot wash."""
    return next((name.words(one.text) for one in world.scenario.debrief if one.id == question), question)
