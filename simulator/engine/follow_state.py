"""What has been noted after an exercise, folded from its control stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from simulator.engine import follow_events as f
from simulator.engine.events import Entry
from simulator.model.follow_up import Grade, Mark, Presence, Progress


class Improvement(NamedTuple):
    """An item of the improvement plan as it stands. ``at``: when it was last changed (UTC ms)."""

    id: str
    section: str
    what: str
    cause: str
    step: str
    due: str
    origin: str
    progress: Progress
    evidence: str
    at: int


class Finding(NamedTuple):
    """A finding of the audit as it stands."""

    id: str
    grade: Grade
    section: str
    text: str
    item: str
    remedy: str
    due: str
    progress: Progress
    evidence: str
    at: int


class Marked(NamedTuple):
    """A mark that a person has set."""

    mark: Mark
    reason: str
    actor: str
    at: int


class Attended(NamedTuple):
    """A line of the attendance ledger."""

    section: str
    person: str
    presence: Presence
    on: str
    role: str
    remark: str


class FollowUp(NamedTuple):
    """``marks`` by section and item. ``seq`` is that of the control stream's last entry."""

    seq: int = 0
    improvements: Mapping[str, Improvement] = {}
    findings: Mapping[str, Finding] = {}
    marks: Mapping[tuple[str, str], Marked] = {}
    attendance: tuple[Attended, ...] = ()


def fold_follow_up(entries: Iterable[Entry], state: FollowUp | None = None) -> FollowUp:
    """The state after ``entries`` of a control stream; what concerns something else only moves ``seq``."""
    current = state or FollowUp()
    for entry in entries:
        apply = _APPLY.get(type(entry.event))
        current = (apply(current, entry, entry.event) if apply else current)._replace(seq=entry.seq)
    return current


def _improvement(state: FollowUp, entry: Entry, event: f.ImprovementRecorded) -> FollowUp:
    item = Improvement(
        event.id,
        event.section,
        event.what,
        event.cause,
        event.step,
        event.due,
        event.origin,
        Progress.OPEN,
        "",
        entry.at,
    )
    return state._replace(improvements={**state.improvements, event.id: item})


def _improvement_changed(state: FollowUp, entry: Entry, event: f.ImprovementChanged) -> FollowUp:
    item = state.improvements.get(event.id)
    if item is None:
        return state
    changed = item._replace(at=entry.at, **_given(event, "progress", "evidence", "section", "what", "due"))
    return state._replace(improvements={**state.improvements, event.id: changed})


def _finding(state: FollowUp, entry: Entry, event: f.FindingRecorded) -> FollowUp:
    finding = Finding(
        event.id,
        event.grade,
        event.section,
        event.text,
        event.item,
        event.remedy,
        event.due,
        Progress.OPEN,
        "",
        entry.at,
    )
    return state._replace(findings={**state.findings, event.id: finding})


def _finding_changed(state: FollowUp, entry: Entry, event: f.FindingChanged) -> FollowUp:
    finding = state.findings.get(event.id)
    if finding is None:
        return state
    changed = finding._replace(at=entry.at, **_given(event, "progress", "evidence", "remedy", "due"))
    return state._replace(findings={**state.findings, event.id: changed})


def _given(event: f.ImprovementChanged | f.FindingChanged, *names: str) -> dict[str, Any]:
    """What a change sets anew: those of ``names`` that are not None."""
    return {name: value for name in names if (value := getattr(event, name)) is not None}


def _marked(state: FollowUp, entry: Entry, event: f.MarkSet) -> FollowUp:
    mark = Marked(event.mark, event.reason, entry.actor, entry.at)
    return state._replace(marks={**state.marks, (event.section, event.item): mark})


def _attended(state: FollowUp, _: Entry, event: f.AttendanceNoted) -> FollowUp:
    line = Attended(event.section, event.person, event.presence, event.on, event.role, event.remark)
    return state._replace(attendance=(*state.attendance, line))


_APPLY: dict[type, Callable[[FollowUp, Entry, Any], FollowUp]] = {
    f.ImprovementRecorded: _improvement,
    f.ImprovementChanged: _improvement_changed,
    f.FindingRecorded: _finding,
    f.FindingChanged: _finding_changed,
    f.MarkSet: _marked,
    f.AttendanceNoted: _attended,
}
