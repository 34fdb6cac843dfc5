"""What is asked for after an exercise. ``at`` is UTC in milliseconds; dates are ISO (``2026-03-31``)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.follow_up import Grade, Mark, Presence, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    at: int
    actor: str = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordImprovement(_Command):
    """``section`` is to improve something; the id is given by the log."""

    section: str
    what: str
    cause: str = ""
    step: str = ""
    due: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeImprovement(_Command):
    """Only what is not None changes. Done needs evidence, dropped a reason (also as ``evidence``)."""

    id: str
    progress: Progress | None = None
    evidence: str | None = None
    section: str | None = None
    what: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding(_Command):
    actor: str = "auditor"
    grade: Grade
    section: str
    text: str
    item: str = ""
    remedy: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFinding(_Command):
    actor: str = "auditor"
    id: str
    progress: Progress | None = None
    evidence: str | None = None
    remedy: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMark(_Command):
    actor: str = "auditor"
    section: str
    item: str
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAttendance(_Command):
    section: str
    person: str
    presence: Presence
    on: str
    role: str = ""
    remark: str = ""


FollowCommand = RecordImprovement | ChangeImprovement | RecordFinding | ChangeFinding | SetMark | NoteAttendance
