"""What seats and the exercise office ask for in a talk. ``at`` is UTC in milliseconds (real time).

Commands of seats name their ``seat``; those of the exercise office have none, and a door lets only facilitators give
them (``OFFICE_TALK``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp:
    """Answer the call, or open the message: what it says is heard or read now."""

    at: int
    actor: str = "facilitator"
    seat: str
    talk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Say or write more in a talk that the seat is part of. What waits for the seat is taken by that."""

    at: int
    actor: str = "facilitator"
    seat: str
    talk: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp:
    """End a call, or stop calling."""

    at: int
    actor: str = "facilitator"
    seat: str
    talk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """The exercise office calls or writes to ``to`` (roles or sections) as ``sender``."""

    at: int
    actor: str = "facilitator"
    sender: str
    to: tuple[str, ...]
    text: str
    by: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAs:
    """The exercise office answers as ``who``; without ``text`` it only picks up or reads."""

    at: int
    actor: str = "facilitator"
    talk: str
    who: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTalk:
    """The exercise office hangs up."""

    at: int
    actor: str = "facilitator"
    talk: str


TalkCommand = PickUp | Say | HangUp | SendMessage | AnswerAs | EndTalk

OFFICE_TALK = (SendMessage, AnswerAs, EndTalk)
"""Commands that only a facilitator may give."""
