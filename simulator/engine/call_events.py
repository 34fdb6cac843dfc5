"""Facts of a contact drill. As with all events, names, versions and meanings never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CallMade:
    """``caller`` has called ``whom`` (the one of the call, or the stand-in) with the response ``reply``.

    ``hours`` are those of the number that was used; ``number`` is what it was corrected to, empty for the listed one.
    ``person``: somebody at a screen takes it; otherwise it is answered as the call tree says.
    """

    kind: ClassVar[str] = "call.made"
    v: ClassVar[int] = 1
    call: str
    whom: str
    caller: str
    by: str
    reply: str
    hours: str
    number: str = ""
    person: bool = False


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """``whom`` has got the message. Where the message starts, nobody has called."""

    kind: ClassVar[str] = "call.answered"
    v: ClassVar[int] = 1
    call: str
    whom: str


@dataclass(frozen=True, slots=True)
class CallAcknowledged:
    """``whom`` has repeated the message back, in the response ``reply`` (empty where nobody had to write it)."""

    kind: ClassVar[str] = "call.acknowledged"
    v: ClassVar[int] = 1
    call: str
    whom: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class CallFailed:
    """``whom`` was not reached. ``why``: ``no_answer``, ``declines`` or ``wrong_number``."""

    kind: ClassVar[str] = "call.failed"
    v: ClassVar[int] = 1
    call: str
    whom: str
    why: str


@dataclass(frozen=True, slots=True)
class NumberCorrected:
    """The number under which ``who`` is called from now on, with the response ``reply``."""

    kind: ClassVar[str] = "number.corrected"
    v: ClassVar[int] = 1
    call: str
    who: str
    number: str
    reply: str


@dataclass(frozen=True, slots=True)
class CallCutOff:
    """The exercise ended while ``whom`` was waited for: it still rang, or nothing had come back of what was written."""

    kind: ClassVar[str] = "call.cut_off"
    v: ClassVar[int] = 1
    call: str
    whom: str


CallEvent = CallMade | CallAnswered | CallAcknowledged | CallFailed | NumberCorrected | CallCutOff
