"""Facts noted after an exercise, on its control stream: improvements, findings, marks of an audit, attendance.

As with all events, names, versions and meanings never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.model.follow_up import Grade, Mark, Presence, Progress


@dataclass(frozen=True, slots=True)
class ImprovementRecorded:
    """Something is to be improved by ``section`` until ``due`` (ISO date, empty where none is set yet).

    ``step`` is the step of the manual that it is about, or empty. ``origin`` is ``EXERCISE:ID`` of the item that this
    one carries on.
    """

    kind: ClassVar[str] = "improvement.recorded"
    v: ClassVar[int] = 1
    id: str
    section: str
    what: str
    cause: str = ""
    step: str = ""
    due: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ImprovementChanged:
    """What is given has changed; None leaves it as it was. ``evidence`` tells what shows that it is done."""

    kind: ClassVar[str] = "improvement.changed"
    v: ClassVar[int] = 1
    id: str
    progress: Progress | None = None
    evidence: str | None = None
    section: str | None = None
    what: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRecorded:
    """An auditor's finding about ``section``. ``item`` is the audit item in words, ``remedy`` the policy for it."""

    kind: ClassVar[str] = "finding.recorded"
    v: ClassVar[int] = 1
    id: str
    grade: Grade
    section: str
    text: str
    item: str = ""
    remedy: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class FindingChanged:
    """What is given has changed; None leaves it as it was."""

    kind: ClassVar[str] = "finding.changed"
    v: ClassVar[int] = 1
    id: str
    progress: Progress | None = None
    evidence: str | None = None
    remedy: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class MarkSet:
    """An auditor's mark for ``section`` on ``item``. Marks are proposed by a rule and set by a person alone."""

    kind: ClassVar[str] = "audit.marked"
    v: ClassVar[int] = 1
    section: str
    item: str
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class AttendanceNoted:
    """Somebody of ``section`` took part, made the exercise up later, or was excused; ``on`` is an ISO date."""

    kind: ClassVar[str] = "attendance.noted"
    v: ClassVar[int] = 1
    section: str
    person: str
    presence: Presence
    on: str
    role: str = ""
    remark: str = ""


FollowEvent = ImprovementRecorded | ImprovementChanged | FindingRecorded | FindingChanged | MarkSet | AttendanceNoted
