"""The example replies of rubrics get the verdict that their author expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown
from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.words import mark


def example_problems(document: Document, lexicons: tuple[Lexicon, ...]) -> Iterator[Problem]:
    """Examples of a valid manual that the scorer judges otherwise."""
    from simulator.scoring.judge import check_examples  # compiling the rubrics is slow, and only checking needs it

    if not isinstance(document.model, Manual):
        return
    places: dict[tuple[str, str, str], Loc] = {}
    for s, section in enumerate(document.model.sections):
        for n, step in enumerate(section.steps):
            for verdict in ("met", "partial", "not_met"):
                for e, text in enumerate(getattr(step.rubric.examples, verdict)):
                    places[step.id, verdict, text] = ("sections", s, "steps", n, "rubric", "examples", verdict, e)
    for step_id, expected, text, got in check_examples(document.model, lexicons):
        message = mark("The step {step} judges this example as {got}, and it should be {expected}: “{text}”.")
        remedy = mark("Change the rubric, or the example.")
        gaps: dict[str, Any] = {"step": step_id, "got": str(got), "expected": str(expected), "text": shown(text)}
        loc = places.get((step_id, str(expected), text), ("sections",))
        yield document.problem(loc, "rubric.example", message, remedy, **gaps)
