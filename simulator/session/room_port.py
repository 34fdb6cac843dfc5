"""What a door knows of an exercise that is open for many people: who may come in, and what each of them gets.

One ``Room`` holds one exercise with all its teams. A code opens a grant; a grant opens a seat (``SeatPort``) or a desk
(``ControlPort``: facilitator and evaluator; an observer and the projector get one that refuses every command). Doors
know nothing else of the session.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from simulator.engine.commands import Command, Refusal
from simulator.engine.wrap_up_views import WrapUpView
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.port import SeatPort

View_co = TypeVar("View_co", covariant=True)


class Part(StrEnum):
    """What somebody does in the exercise."""

    SEAT = "seat"
    FACILITATOR = "facilitator"
    EVALUATOR = "evaluator"
    OBSERVER = "observer"
    PROJECTOR = "projector"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code opens. ``team`` None means every team; ``seat`` is set for ``Part.SEAT`` alone.

    ``id`` names the grant in the log and in tokens (``g1``…); it is no secret, the code is.
    """

    id: str
    part: Part
    team: str | None = None
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes in by a grant. ``id`` tells connections apart and survives a reconnect.

    ``name`` and ``section`` are what they said of themselves (may be empty); ``door`` is ``terminal``, ``http``,
    ``browser`` or ``ssh``.
    """

    id: str
    lang: str
    door: str
    name: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class JoinSheet:
    """How people come in: ``addresses`` as they are told to them, and grants in force with their codes, seats first.
    ``proof`` is the fingerprint that ssh shows at the first connection; empty without an ssh door."""

    addresses: tuple[str, ...]
    codes: tuple[tuple[Grant, str], ...]
    proof: str = ""


class CodeDesk(Protocol):
    """The codes of an exercise in the hands of a facilitator. They are in no view and no log: whoever is to show them
    asks for them each time."""

    async def sheet(self) -> JoinSheet | Refusal: ...

    async def renew(self, grant: str) -> JoinSheet | Refusal:
        """Withdraw the code of ``grant``, which closes the ports of whoever is in by it, and issue another for the
        same place. The sheet as it is then."""
        ...


class ControlPort(Protocol[View_co]):
    """The facilitator's or the evaluator's desk, or a view without commands; ``View_co`` is the view of its part."""

    grant: Grant

    def view(self) -> View_co: ...

    def changes(self) -> AsyncIterator[View_co]:
        """The view after each change, latest only."""
        ...

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        """Carry out ``command`` for ``teams`` (all teams when empty); what was refused, by team."""
        ...

    def now(self) -> int:
        """Real time in UTC milliseconds, by the clock that the exercise goes by."""
        ...

    def trouble(self) -> str:
        """What keeps the log, or for a facilitator the file of codes, from being written, or the exercise from being
        reached, with the remedy; empty where all is well. A change of it is news in ``changes``."""
        ...

    async def close(self) -> None: ...


class Room(Protocol):
    """An exercise that is open for many people."""

    @property
    def exercise(self) -> str: ...

    @property
    def key(self) -> bytes:
        """Seals what a door hands to people who came in, so that they come back by themselves; it is the same after a
        restart, and never leaves the server."""
        ...

    def admit(self, code: str, source: str) -> Grant | Refusal:
        """What ``code`` opens. Codes are compared in constant time; too many wrong ones from one ``source`` (an
        address) are refused for a while (``code.too_many``), an unknown or revoked one with ``code.unknown``."""
        ...

    def grant(self, grant: str) -> Grant | None:
        """The grant of that id, None once it is revoked."""
        ...

    def people(self, grant: Grant) -> tuple[Person, ...]:
        """Who is in by that grant now, on any door: whoever comes next shares the seat with them or takes it over."""
        ...

    def seat(self, grant: Grant, person: Person, *, take_over: bool = False) -> SeatPort | Refusal:
        """A port of the grant's seat. Several people may share a seat; ``take_over`` closes the others' ports, whose
        ``changes()`` then end."""
        ...

    def wrap_up(self, grant: Grant, person: Person) -> WrapUpView | None:
        """What ``person`` at a seat is asked at the end, with what they alone have answered. A seat's view, which
        several people share, has the questions without answers."""
        ...

    def control(self, grant: Grant, person: Person) -> ControlPort[object] | Refusal:
        """A desk for a facilitator or evaluator."""
        ...

    def evaluate(self, grant: Grant, person: Person) -> ControlPort[EvaluatorDesk] | Refusal:
        """An evaluator's desk: what happened, what scoring proposes, what evaluators decided."""
        ...

    def watch(self, grant: Grant, person: Person) -> ControlPort[object] | Refusal:
        """A view for an observer or the projector; its ``send`` refuses everything."""
        ...

    def sheet(self, grant: Grant) -> JoinSheet | Refusal:
        """The codes for the facilitator who holds ``grant``: all of them, or those of their one team. Nobody else gets
        any (``command.not_allowed``), nor does a revoked grant (``code.revoked``)."""
        ...

    async def renew_code(self, grant: Grant, old: str) -> JoinSheet | Refusal:
        """As ``CodeDesk``, for the holder of ``grant``. ``grant.unknown``: there is no such code. ``grant.kept``: the
        asker's own, and the first of the facilitators, by which the host's console lives."""
        ...
