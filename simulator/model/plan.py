"""A plan: one exercise prepared ahead. Teams, seats and whose they are, the hours of the day, who runs and judges."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Frozen, Id, Text

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class PlannedHours(Frozen):
    """A part of the day, by the wall clock: ``begins`` and ``ends`` are written ``13:30``."""

    id: Id
    title: Text
    begins: str
    ends: str


class PlannedSeat(Frozen):
    """A seat. ``section`` is where its participants come from; ``people`` is how many they are, 0 for a script."""

    id: Id
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    section: Text | None = None
    people: Annotated[int, Field(ge=0, le=50)] = 1


class PlannedTeam(Frozen):
    """A group. ``script`` answers for its seats without people."""

    id: Id
    title: Text
    seats: Annotated[tuple[PlannedSeat, ...], Field(min_length=1)]
    script: Id | None = None


class PlannedPerson(Frozen):
    """Somebody of the exercise office: what they do there, or who they are."""

    id: Id
    title: Text


class Plan(Frozen):
    """Everything that ``tabletop host`` needs beside the scenario."""

    kind: Literal["plan"]
    id: Id
    lang: str
    title: Text
    scenario: Id
    note: Text | None = None
    mode: Literal["together", "self_paced"] = "self_paced"
    day_one: date | None = None
    """The first day of the story, where it is not the scenario's own."""
    held_on: date | None = None
    place: Text | None = None
    hours: tuple[PlannedHours, ...] = ()
    teams: Annotated[tuple[PlannedTeam, ...], Field(min_length=1, max_length=20)]
    facilitators: tuple[PlannedPerson, ...] = ()
    evaluators: tuple[PlannedPerson, ...] = ()
    observers: tuple[PlannedPerson, ...] = ()
    follows: str | None = None
    """The id of an earlier exercise whose improvements are put to the test."""


def is_hour(text: str) -> bool:
    """Whether ``text`` is a time of the day like ``13:30``."""
    return _HOUR.fullmatch(text) is not None
