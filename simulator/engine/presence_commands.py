"""Coming in, leaving, and handing a seat to a script or back. ``at`` is UTC in milliseconds (real time)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat:
    """``person`` sits at ``seat`` now; coming back on another door is told anew."""

    at: int
    actor: str = "engine"
    seat: str
    person: str
    name: str = ""
    section: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSeat:
    at: int
    actor: str = "engine"
    seat: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandSeat:
    """Let a script answer for ``chair`` (``to`` is ``script``), or people (``people``)."""

    at: int
    actor: str = "facilitator"
    chair: str
    to: str


PresenceCommand = TakeSeat | LeaveSeat | HandSeat
