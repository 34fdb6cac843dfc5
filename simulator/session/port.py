"""What a screen knows: a lobby in which an exercise is opened, and a seat with its view, changes and commands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from simulator.engine.commands import Command, Refusal
from simulator.engine.manual_view import ManualView
from simulator.engine.views import RoleView, SeatView
from simulator.scoring.scorecard import ScoreCard

Draft = dict[str, str]
"""A response not yet sent: the composer's fields by name."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a jump would bring. ``to`` is the scenario second at which it ends.

    ``arrivals`` counts injects and calls that reach the seat on the way, ``lapsing`` those of them whose limit passes
    on the way too. ``phase``: it ends early, where another phase begins or is planned to.
    """

    to: int
    arrivals: int
    lapsing: int
    phase: bool


class SeatPort(Protocol):
    """A seat as a screen sees it, wherever the exercise runs."""

    @property
    def alone(self) -> bool:
        """Whether this seat runs the clock itself; else a facilitator does, and no clock window is offered."""
        ...

    def view(self) -> SeatView:
        """The seat's view as of now."""
        ...

    def manual(self) -> ManualView:
        """The manual, in the seat's language."""
        ...

    def changes(self) -> AsyncIterator[SeatView]:
        """The view after each change, latest only: a slow reader skips the ones between.

        It ends where the port was closed from the other side (taken over, code revoked, exercise closed); ``trouble``
        then says why.
        """
        ...

    async def send(self, command: Command) -> Refusal | None:
        """Carry out ``command`` (its ``at`` from ``now()``); None when it was done.

        A jump passes over nothing: what falls due on the way arrives at its own time, colleagues respond, and it ends
        early where a new phase begins.
        """
        ...

    def now(self) -> int:
        """Real time in UTC milliseconds, by the clock that the exercise goes by."""
        ...

    def score(self) -> ScoreCard | None:
        """The score card, once the team has finished."""
        ...

    def next_due(self) -> int | None:
        """Scenario second at which something may happen next by itself, for whoever runs the exercise alone."""
        ...

    def ahead(self, to: int | None) -> Ahead:
        """What a jump to scenario second ``to`` would bring; None: to the next thing that reaches this seat."""
        ...

    def trouble(self) -> str:
        """What keeps the log from being written, in the user's language, with the remedy; empty when all is well."""
        ...

    def log_path(self) -> str:
        """Where the log lies, for people; empty where it is not on this person's machine."""
        ...

    def draft(self, inject: str | None) -> Draft:
        """The draft kept for an inject (or for an unasked response); empty when there is none."""
        ...

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        """Keep ``draft`` so that it survives a lost connection or a stopped program; an empty one forgets it."""
        ...

    async def close(self) -> None:
        """Leave; what was sent stays in the log."""
        ...


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An exercise of this scenario that was not played to its end. ``started`` and ``last`` are UTC milliseconds."""

    exercise: str
    title: str
    phase: str
    roles: tuple[str, ...]
    started: int
    last: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be played here: the briefing (no secrets), the roles, the planned length, exercises to take up again."""

    scenario_title: str
    briefing: str
    manual_title: str
    organization_title: str
    day_one: str
    minutes: int
    roles: tuple[RoleView, ...]
    unfinished: tuple[Unfinished, ...]


class LobbyPort(Protocol):
    """Where an exercise is opened."""

    def offer(self) -> Offer:
        """What can be played here."""
        ...

    async def open(self, roles: tuple[str, ...], percent: int = 100) -> SeatPort:
        """Open an exercise with the roles that this person takes; scripted players take the rest."""
        ...

    async def resume(self, exercise: str) -> SeatPort:
        """Take up an unfinished exercise where its last stored event left it."""
        ...
