"""Conditions that wait for the answer of one role: the inject has to go to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.problems import Problem
from simulator.content.shelf import Bundle
from simulator.model.condition import Answered
from simulator.model.organization import Organization
from simulator.model.scenario import Scenario
from simulator.words import mark


def answerers(bundle: Bundle) -> Iterator[Problem]:
    """Roles whose answer is waited for, and who never receive the inject. Unknown names are ``references``'s."""
    document = bundle.scenario
    organization = bundle.organization.model if bundle.organization is not None else None
    if document is None or not isinstance(document.model, Scenario) or not isinstance(organization, Organization):
        return
    yield from _answerers(document, document.model, organization)


def _answerers(document: Document, scenario: Scenario, organization: Organization) -> Iterator[Problem]:
    for visit in document.visits:
        if visit.shape.model is not Answered or not isinstance(visit.value, dict):
            continue
        inject, role = scenario.inject.get(visit.value.get("inject", "")), visit.value.get("by")
        if inject is None or role not in organization.roles:
            continue
        if {role, organization.section_of[role].id}.isdisjoint(inject.to):
            message = mark("The inject {inject} does not go to {role}, whose answer is waited for here.")
            remedy = mark("It goes to: {names}.")
            gaps: dict[str, Any] = {"inject": inject.id, "role": role, "names": inject.to}
            yield document.problem((*visit.loc, "by"), "condition.not_receiver", message, remedy, **gaps)
