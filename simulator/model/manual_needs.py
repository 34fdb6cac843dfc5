"""What a manual needs around it: the roles, sections, parties and moments that its steps name."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulator.model.base import Text
from simulator.model.manual import Manual, Step
from simulator.model.organization import Organization
from simulator.model.scenario import CONTROL
from simulator.model.titles import placeholders

Kind = Literal["role", "owner", "anybody"]
"""``role``: it has to be a role; ``owner``: a role, section or inside party; ``anybody``: an outside party as well."""

_STRICT: tuple[Kind, ...] = ("anybody", "owner", "role")

Known = Mapping[Kind, Collection[str]]
"""Ids that an organisation has, by what they can be named as."""


@dataclass(frozen=True, slots=True)
class Need:
    """An id that the organisation must have, and the steps that name it (none where other parts of the manual do)."""

    id: str
    kind: Kind
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeededMoment:
    """A moment that the scenario must place, and the steps whose limits run from it."""

    id: str
    title: Text
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """Everything that a scenario with this manual must have, in the manual's order."""

    people: tuple[Need, ...]
    moments: tuple[NeededMoment, ...]
    order: tuple[str, ...]
    """Every step of the manual."""

    def steps_without(self, known: Known) -> tuple[str, ...]:
        """The steps that name somebody who is not ``known``: what ``without:`` has to name."""
        named = {step for need in self.people if need.id not in known[need.kind] for step in need.steps}
        return tuple(step for step in self.order if step in named)


def known_in(organization: Organization) -> Known:
    """The ids of ``organization`` by what they can be named as."""
    inside = {party.id for party in organization.parties if party.inside}
    sections = {section.id for section in organization.sections}
    return {
        "role": frozenset(organization.roles),
        "owner": frozenset({*organization.roles, *sections, *inside}),
        "anybody": frozenset({*organization.titles, CONTROL}),
    }


@dataclass(slots=True)
class _Found:
    kind: Kind = "anybody"
    steps: list[str] = field(default_factory=list)


def needs_of(manual: Manual) -> Needs:
    """What the steps of ``manual`` name: owners, contacts of rubrics, ``{who:…}`` in texts, starts of limits."""
    found: dict[str, _Found] = {}

    def note(name: str, kind: Kind, step: str | None) -> None:
        one = found.setdefault(name, _Found())
        one.kind = max(one.kind, kind, key=_STRICT.index)
        if step is not None and step not in one.steps:
            one.steps.append(step)

    for step in manual.steps.values():
        for name, kind in _people(step):
            note(name, kind, step.id)
    for name in _addressed(manual.model_dump(mode="json", exclude={"sections"})):
        note(name, "anybody", None)
    order = list(manual.steps)
    people = tuple(Need(name, one.kind, tuple(sorted(one.steps, key=order.index))) for name, one in found.items())
    return Needs(people, tuple(_moments(manual)), tuple(order))


def _people(step: Step) -> list[tuple[str, Kind]]:
    """Everybody whom a step names, with what they have to be."""
    contact = step.rubric.contact
    people: list[tuple[str, Kind]] = [(name, "owner") for name in step.roles]
    if contact is not None:
        people += [(name, "anybody") for name in contact.to]
        people += [(name, "role") for name in contact.roles]
    return people + [(name, "anybody") for name in _addressed(step.model_dump(mode="json"))]


def _addressed(data: object) -> list[str]:
    return [name for kind, name in placeholders(json.dumps(data, ensure_ascii=False)) if kind == "who"]


def _moments(manual: Manual) -> list[NeededMoment]:
    found = []
    for moment in manual.moments:
        steps = tuple(s.id for s in manual.steps.values() if s.deadline is not None and s.deadline.start == moment.id)
        if steps:
            found.append(NeededMoment(moment.id, moment.title, steps))
    return found
