"""Who came in and who sits where. As with all events, names, versions and meanings never change.

They tell who took part and move no clock. Grants stand in the control stream; the codes that open them never do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """Somebody sits at ``seat``. ``name`` and ``section`` are what they said of themselves, ``door`` how they came."""

    kind: ClassVar[str] = "seat.taken"
    v: ClassVar[int] = 1
    seat: str
    person: str
    name: str = ""
    section: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class SeatLeft:
    kind: ClassVar[str] = "seat.left"
    v: ClassVar[int] = 1
    seat: str
    person: str


@dataclass(frozen=True, slots=True)
class SeatHanded:
    """From now on a ``script`` answers for the seat, or ``people`` do."""

    kind: ClassVar[str] = "seat.handed"
    v: ClassVar[int] = 1
    seat: str
    to: str


@dataclass(frozen=True, slots=True)
class GrantIssued:
    """Of the control stream: there is a code that opens ``part`` (of ``team`` and ``seat`` where they are named)."""

    kind: ClassVar[str] = "grant.issued"
    v: ClassVar[int] = 1
    id: str
    part: str
    team: str | None = None
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class GrantRevoked:
    """Of the control stream: nobody comes in by that grant any more."""

    kind: ClassVar[str] = "grant.revoked"
    v: ClassVar[int] = 1
    id: str


PresenceEvent = SeatTaken | SeatLeft | SeatHanded
GrantEvent = GrantIssued | GrantRevoked
