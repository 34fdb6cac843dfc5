"""Facts of the decision table are given values that they can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.model.classification import Fact, FactIs
from simulator.model.manual import Manual
from simulator.model.scenario import Scenario
from simulator.words import mark

_YES_NO = ("yes", "no")
_UNKNOWN = "unknown"


def facts_of_manual(document: Document) -> Iterator[Problem]:
    """Tests of a manual's decision table that no value of their fact can pass."""
    manual = document.model
    if not isinstance(manual, Manual) or manual.classification is None:
        return
    facts = {fact.id: fact for fact in manual.classification.facts}
    for visit in document.visits:
        if visit.shape.model is not FactIs:
            continue
        fact = facts.get(str(visit.value.get("id")))
        if fact is None:
            continue
        if visit.value.get("over") is not None and fact.kind != "number":
            message = mark("{name} is no number, so it cannot be over one.")
            loc: Loc = (*visit.loc, "over")
            yield document.problem(loc, "fact.value", message, mark("Write is:."), on_key=True, name=fact.id)
        elif visit.value.get("is") is not None:
            yield from _fits(document, (*visit.loc, "is"), fact, visit.value["is"])


def facts_of_scenario(document: Document | None, manual: Document | None) -> Iterator[Problem]:
    """Facts of a story with values that the manual's table does not know, and dates without a day to count from."""
    if document is None or manual is None or not isinstance(document.model, Scenario):
        return
    if not isinstance(manual.model, Manual) or manual.model.classification is None:
        return
    facts = {fact.id: fact for fact in manual.model.classification.facts}
    for name in document.model.facts:
        if name in facts:
            yield from _fits(document, ("facts", name), facts[name], document.data["facts"][name])


def _fits(document: Document, loc: Loc, fact: Fact, value: Any) -> Iterator[Problem]:
    given = str(value)
    if fact.kind == "number":
        if not given.isdecimal() and given != _UNKNOWN:
            message = mark("{name} is a number, and {value} is none.")
            remedy = mark("Write a number, or 'unknown'.")
            yield document.problem(loc, "fact.value", message, remedy, name=fact.id, value=shown(value))
        return
    values = _YES_NO if fact.kind == "yes_no" else tuple(one.id for one in fact.values)
    if given not in (*values, _UNKNOWN):
        remedy, params = suggestion(given, values)
        message = mark("{value} is no value of {name}.")
        yield document.problem(loc, "fact.value", message, remedy, name=fact.id, value=shown(value), **params)
