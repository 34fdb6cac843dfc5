"""Facts of what people say to each other during play. As with all events, names, versions and meanings never change.

A **talk** is a contact (its id is that of the response, ``r5``) or a message of the exercise office (``m1``), with what
was said in it afterwards. ``reply`` is the id of the talk in every event. Who speaks for the exercise office has the
empty ``seat``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LineSetup:
    """One of those who were addressed, and who takes it for them.

    ``by`` is ``person`` (at one of ``seats``), ``script`` or ``office`` (the exercise office answers as them).
    """

    who: str
    by: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line of a talk: whoever was addressed, until when they are waited for, and who comes in their place.

    ``until`` is the scenario second at which the caller gives up, or at which a message that nobody has read goes on;
    None where there is no such limit. ``instead`` are their stand-ins, in the order in which they are tried.
    """

    first: LineSetup
    until: int | None = None
    instead: tuple[LineSetup, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactOpened:
    """The contact ``reply`` goes to somebody who can take it; one to those whom nobody plays has no such event."""

    kind: ClassVar[str] = "contact.opened"
    v: ClassVar[int] = 1
    reply: str
    lines: tuple[ContactLine, ...]
    caller: str = "person"
    """Who speaks for whoever sent it: ``person``, ``script`` (nobody: there is no talking on), ``office``."""


@dataclass(frozen=True, slots=True)
class MessageSent:
    """The exercise office calls or writes to ``to`` as ``sender`` (a party, a role that nobody plays, ``control``)."""

    kind: ClassVar[str] = "message.sent"
    v: ClassVar[int] = 1
    id: str
    sender: str
    to: tuple[str, ...]
    by: str
    text: str
    lines: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True)
class ContactReached:
    """A call to ``who`` was picked up, or a message to them opened for the first time (the time of reading).

    ``by`` as in ``LineSetup``.
    """

    kind: ClassVar[str] = "contact.reached"
    v: ClassVar[int] = 1
    reply: str
    who: str
    by: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class ContactRead:
    """``seat`` has read a written talk up to its ``said``-th further message (0: what it began with)."""

    kind: ClassVar[str] = "contact.read"
    v: ClassVar[int] = 1
    reply: str
    seat: str
    said: int


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """``who`` (a role or party) said or wrote more."""

    kind: ClassVar[str] = "contact.said"
    v: ClassVar[int] = 1
    reply: str
    who: str
    text: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class ContactEnded:
    """The talk is over. ``why``: ``hung_up``, ``given_up`` (before anybody answered), ``silence``, or ``finished``.

    With ``finished`` the exercise ended while it rang, while people were on the line, or with something unread.
    """

    kind: ClassVar[str] = "contact.ended"
    v: ClassVar[int] = 1
    reply: str
    why: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class ContactUnanswered:
    """``who`` did not answer in time; of what is written: has not read it in time, and still may."""

    kind: ClassVar[str] = "contact.unanswered"
    v: ClassVar[int] = 1
    reply: str
    who: str


@dataclass(frozen=True, slots=True)
class ContactPassedOn:
    """``whom`` did not answer or read, so the talk goes on to their stand-in ``to``, until scenario second ``until``.

    ``by`` tells who takes it there where that has changed since it was opened (see ``LineSetup``), else it is empty.
    """

    kind: ClassVar[str] = "contact.passed_on"
    v: ClassVar[int] = 1
    reply: str
    whom: str
    to: str
    until: int | None = None
    by: str = ""


TalkEvent = (
    ContactOpened
    | MessageSent
    | ContactReached
    | ContactRead
    | ContactSaid
    | ContactEnded
    | ContactUnanswered
    | ContactPassedOn
)
