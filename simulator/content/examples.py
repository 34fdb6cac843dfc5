"""The example replies of rubrics get the verdict that their author expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.example_rules import rule_noun
from simulator.content.positions import Loc
from simulator.content.problems import Noun, Problem, shown
from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.words import mark


def example_problems(document: Document, lexicons: tuple[Lexicon, ...]) -> Iterator[Problem]:
    """Examples of a valid manual that the scorer judges otherwise."""
    from simulator.scoring.examples import wrong_examples  # compiling the rubrics is slow, and only checking needs it

    if not isinstance(document.model, Manual):
        return
    places: dict[tuple[str, str, str], Loc] = {}
    for s, section in enumerate(document.model.sections):
        for n, step in enumerate(section.steps):
            for verdict in ("met", "partial", "not_met"):
                for e, text in enumerate(getattr(step.rubric.examples, verdict)):
                    places[step.id, verdict, text] = ("sections", s, "steps", n, "rubric", "examples", verdict, e)
    for one in wrong_examples(document.model, lexicons):
        message = mark(
            "The step {step} judges this example as {got}, and it should be {expected}: “{text}”. Because: {rule}. "
            "Words that decide: {words}. Entries of core that are found: {core}. "
            "Essentials that are shown: {present}; missing: {missing}."
        )
        remedy = mark("Change the rubric, or the example.")
        gaps: dict[str, Any] = {
            "step": one.step,
            "got": one.got.value,
            "expected": one.expected.value,
            "text": shown(one.text),
            "rule": rule_noun(one.rule),
            "words": _names(shown(words) for words in one.words),
            "core": _names(map(str, one.core)),
            "present": _names(one.present),
            "missing": _names(one.missing),
        }
        loc = places.get((one.step, one.expected.value, one.text), ("sections",))
        yield document.problem(loc, "rubric.example", message, remedy, **gaps)


def _names(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(found) or (Noun(mark("none")),)
