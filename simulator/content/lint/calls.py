"""A call tree: it has one beginning and no circle, everybody in it can be called, and stand-ins are stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.graph import cycles
from simulator.content.positions import Loc
from simulator.content.problems import Noun, Problem
from simulator.content.shelf import Bundle
from simulator.model.call_tree import Answers, Call, CallTree, figures
from simulator.model.organization import Organization
from simulator.model.scenario import Scenario
from simulator.words import mark

_CALLS: Loc = ("call_tree", "calls")
_HOURS = {"day": mark("daytime"), "night": mark("night")}
_NO_NUMBER = frozenset({"", "-", "－", "なし", "無し", "none"})
"""What stands in a contact network where there is no number."""


def call_tree(document: Document) -> Iterator[Problem]:
    """What can be said of a scenario's call tree alone."""
    scenario = document.model
    tree = scenario.call_tree if isinstance(scenario, Scenario) else None
    if not isinstance(scenario, Scenario) or tree is None:
        return
    yield from _beginning(document, scenario, tree)
    places = {call.id: (*_CALLS, n) for n, call in enumerate(tree.calls)}
    for cycle in cycles({call.id: [call.called_by] if call.called_by else [] for call in tree.calls}):
        message = mark("These calls wait for one another, so none of them is ever made: {way}.")
        way = " → ".join((*cycle, cycle[0]))
        remedy = mark("Take one link out.")
        yield document.problem(places.get(cycle[0], _CALLS), "calls.cycle", message, remedy, way=way)
    yield from _twice(document, tree)
    for n, call in enumerate(tree.calls):
        yield from _number(document, (*_CALLS, n, "answers"), call.answers)


def call_tree_people(bundle: Bundle) -> Iterator[Problem]:
    """A call tree against the organisation: numbers for these hours, stand-ins, and who can pass a message on."""
    document, organization = bundle.scenario, bundle.organization.model if bundle.organization else None
    scenario = document.model if document is not None else None
    if document is None or not isinstance(scenario, Scenario) or not isinstance(organization, Organization):
        return
    tree = scenario.call_tree
    if tree is None:
        return
    callers = {call.called_by for call in tree.calls}
    for n, call in enumerate(tree.calls):
        at: Loc = (*_CALLS, n)
        if call.called_by is not None:
            yield from _line(document, (*at, "who"), call.who, tree, organization)
        if call.id in callers or call.called_by is None:
            yield from _passes_on(document, (*at, "who"), call.who, organization)
        if call.stand_in is not None:
            yield from _stand_in(document, (*at, "stand_in", "who"), call, tree, organization)
            if call.id in callers:
                yield from _passes_on(document, (*at, "stand_in", "who"), call.stand_in.who, organization)


def _beginning(document: Document, scenario: Scenario, tree: CallTree) -> Iterator[Problem]:
    starts = [(n, call) for n, call in enumerate(tree.calls) if call.called_by is None]
    if len(starts) != 1:
        message = mark("A call tree begins with one call that nobody makes; here are {count}: {names}.")
        remedy = mark("Give every other one called_by:.") if starts else mark("Take called_by: out of the first one.")
        gaps: dict[str, Any] = {"count": len(starts), "names": tuple(call.id for _, call in starts)}
        yield document.problem(_CALLS, "calls.beginning", message, remedy, on_key=True, **gaps)
        return
    n, first = starts[0]
    inject = scenario.inject.get(tree.inject)
    if inject is not None and first.who not in inject.to:
        message = mark("The message starts with {who}, and the inject {inject} does not go there.")
        remedy = mark("Send the inject to {who}, or let another call begin.")
        yield document.problem(
            ("call_tree", "inject"), "calls.beginning", message, remedy, who=first.who, inject=inject.id
        )
    if first.stand_in is not None:
        message = mark("The message reaches the first one with an inject, so nobody stands in there.")
        yield document.problem((*_CALLS, n, "stand_in"), "calls.beginning", message, mark("Take it out."), on_key=True)


def _twice(document: Document, tree: CallTree) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, call in enumerate(tree.calls):
        people = [((*_CALLS, n, "who"), call.who)]
        if call.stand_in is not None:
            people.append(((*_CALLS, n, "stand_in", "who"), call.stand_in.who))
        for at, who in people:
            if who in seen:
                message = mark("{who} is in this call tree twice.")
                yield document.problem(at, "calls.twice", message, mark("Each gets the message once."), who=who)
            seen.add(who)


def _number(document: Document, at: Loc, answers: Answers) -> Iterator[Problem]:
    if answers.how == "wrong_number" and not figures(answers.right_number or ""):
        message = mark("The number is wrong, and right_number: does not say which one is right.")
        yield document.problem(at, "calls.number", message, mark("Add right_number: with its figures."))
    if answers.how != "wrong_number" and answers.right_number is not None:
        message = mark("right_number: is for a number that is wrong.")
        remedy = mark("Write how: wrong_number, or take it out.")
        yield document.problem((*at, "right_number"), "calls.number", message, remedy, on_key=True)


def _line(document: Document, at: Loc, who: str, tree: CallTree, organization: Organization) -> Iterator[Problem]:
    if who not in organization.titles:
        return
    line = organization.contact(who)
    listed = None if line is None else line.night if tree.hours == "night" else line.day
    if listed is None or all(words.strip().casefold() in _NO_NUMBER for words in listed.root.values()):
        message = mark("The contact network has no {hours} number for {who}.")
        remedy = mark("Add one below contacts:, or take the call out.")
        yield document.problem(at, "calls.no_number", message, remedy, who=who, hours=Noun(_HOURS[tree.hours]))


def _passes_on(document: Document, at: Loc, who: str, organization: Organization) -> Iterator[Problem]:
    if who in organization.titles and who not in organization.roles:
        message = mark("{who} is no role, so nobody sits there who could pass the message on.")
        remedy = mark("Let a role make these calls.")
        yield document.problem(at, "calls.no_role", message, remedy, who=who)


def _stand_in(document: Document, at: Loc, call: Call, tree: CallTree, organization: Organization) -> Iterator[Problem]:
    who = call.stand_in.who if call.stand_in else ""
    if who not in organization.titles or call.who not in organization.titles:
        return
    if who not in organization.stand_ins(call.who):
        message = mark("{stand_in} does not stand in for {who}.")
        remedy = mark("Add stands_in_for: in the organisation, or name another one.")
        yield document.problem(at, "calls.stand_in", message, remedy, stand_in=who, who=call.who)
    yield from _line(document, at, who, tree, organization)
