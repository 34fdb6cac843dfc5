"""Names that change with the date: one for every day, and one for the day of the exercise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem
from simulator.model.manual import Manual
from simulator.model.organization import Organization
from simulator.model.titles import Term
from simulator.words import mark


def dated_names(document: Document) -> Iterator[Problem]:
    """Terms whose names leave days without a name, overlap, or end before they begin."""
    for loc, term in _terms(document):
        last: int | None = None  # the last day that has a name so far, as an ordinal: dates cannot go beyond their ends
        for n in sorted(range(len(term.names)), key=lambda n: term.names[n].since or date.min):
            name = term.names[n]
            since, until = (name.since or date.min).toordinal(), (name.until or date.max).toordinal()
            at = (*loc, "names", n)
            if since > until:
                message = mark("This name ends ({until}) before it begins ({since}).")
                gaps: dict[str, Any] = {"since": name.since, "until": name.until}
                yield document.problem(at, "term.order", message, mark("Check the dates."), **gaps)
                continue
            if last is not None and last + 1 < since:
                message = mark("The term {term} has no name from {since} to {until}.")
                remedy = mark("Close the gap; until then the last name listed is shown.")
                gaps = {"since": date.fromordinal(last + 1), "until": date.fromordinal(since - 1), "term": term.id}
                yield document.problem(at, "term.gap", message, remedy, severity="warning", **gaps)
            if last is not None and last >= since:
                message = mark("Two names of the term {term} are in force on {since}.")
                remedy = mark("The one listed first is shown; check the dates.")
                gaps = {"since": date.fromordinal(since), "term": term.id}
                yield document.problem(at, "term.overlap", message, remedy, severity="warning", **gaps)
            last = until if last is None else max(last, until)


def names_on(document: Document, day: date, scenario: str) -> Iterator[Problem]:
    """Terms that have no name on the day of the exercise."""
    for loc, term in _terms(document):
        names = [(name.since or date.min, name.until or date.max) for name in term.names]
        if not any(since <= day <= until for since, until in names):
            message = mark("The term {term} has no name on {day}, the first day of {scenario}.")
            remedy = mark("Add one; until then the last name listed is shown.")
            gaps: dict[str, Any] = {"term": term.id, "day": day, "scenario": scenario}
            yield document.problem(loc, "term.gap", message, remedy, severity="warning", **gaps)


def _terms(document: Document) -> Iterator[tuple[Loc, Term]]:
    if isinstance(document.model, Manual | Organization):
        for n, term in enumerate(document.model.terms):
            yield ("terms", n), term
