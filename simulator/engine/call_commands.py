"""What seats ask for in a contact drill. ``at`` is UTC in milliseconds (real time)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCall:
    """Call whoever ``call`` names, or ``whom``, their stand-in; ``words`` are what is said beside the message."""

    at: int
    actor: str = "facilitator"
    seat: str
    role: str
    call: str
    by: str
    whom: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall:
    """Answer the call that is coming in: the message is heard."""

    at: int
    actor: str = "facilitator"
    seat: str
    role: str
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeCall:
    """Repeat the message back (復唱) in ``words``; answers the call where that has not been done."""

    at: int
    actor: str = "facilitator"
    seat: str
    role: str
    call: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNumber:
    """The listed number is wrong: call ``number`` from now on."""

    at: int
    actor: str = "facilitator"
    seat: str
    role: str
    call: str
    number: str


CallCommand = MakeCall | TakeCall | AcknowledgeCall | CorrectNumber
