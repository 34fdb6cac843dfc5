"""Facts of a timetable drill: rows that came true, and how systems stopped and started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.model.timetable import How, What


@dataclass(frozen=True, slots=True)
class TimetableRecorded:
    """A row of the timetable came true at scenario second ``actual``; the newest record of a row stands.

    ``id`` tells the team's records apart, so that verdicts may name them as they name replies.
    """

    kind: ClassVar[str] = "timetable.recorded"
    v: ClassVar[int] = 1
    id: str
    seat: str
    role: str
    row: str
    actual: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SystemChecked:
    """How a system was shut down or started; the newest check of the same thing stands."""

    kind: ClassVar[str] = "system.checked"
    v: ClassVar[int] = 1
    seat: str
    role: str
    system: str
    what: What
    how: How
    remark: str = ""


TimetableEvent = TimetableRecorded | SystemChecked
