"""The order of a manual's steps has no circles, and no limit waits for itself."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.documents import Document
from simulator.content.lint.graph import cycles
from simulator.content.positions import Loc
from simulator.content.problems import Problem
from simulator.model.manual import Manual
from simulator.words import mark


def order_cycles(document: Document) -> Iterator[Problem]:
    """Circles through ``after`` and ``before``, and through the steps that limits run from."""
    if not isinstance(document.model, Manual):
        return
    places: dict[str, Loc] = {}
    first: dict[str, list[str]] = {}  # step -> steps that come before it
    starts: dict[str, list[str]] = {}  # step -> the step that its limit runs from
    for s, section in enumerate(document.model.sections):
        for n, step in enumerate(section.steps):
            places.setdefault(step.id, ("sections", s, "steps", n))
            first.setdefault(step.id, []).extend(step.after)
            starts.setdefault(step.id, [])
            if step.deadline is not None and step.deadline.start is not None:
                starts[step.id].append(step.deadline.start)
    for step in document.model.steps.values():
        if step.deadline is not None and step.deadline.before is not None:
            first.setdefault(step.deadline.before, []).append(step.id)
    for cycle in cycles({name: first[name] for name in first if name in places}):
        message = mark("The order of these steps is a circle: {way}.")
        yield _cycle(document, places, cycle, "order.cycle", message)
    for cycle in cycles(starts):
        message = mark("These limits wait for one another, so none of them ever starts: {way}.")
        yield _cycle(document, places, cycle, "deadline.cycle", message)


def _cycle(document: Document, places: dict[str, Loc], cycle: tuple[str, ...], code: str, message: str) -> Problem:
    way = " → ".join((*cycle, cycle[0]))
    return document.problem(places[cycle[0]], code, message, mark("Take one link out."), way=way)
