"""Commands after an exercise into events of its control stream, or a refusal. Total, like every decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from simulator.engine import follow_commands as c
from simulator.engine import follow_events as f
from simulator.engine.commands import Refusal
from simulator.engine.follow_state import FollowUp
from simulator.engine.world import World
from simulator.model.follow_up import Progress

Decided = f.FollowEvent | Refusal

MAX_WORDS = 2000
"""Longest text of an item, in characters."""


def decide_follow_up(world: World, state: FollowUp, command: c.FollowCommand) -> Decided:
    """The event that ``command`` adds, or why it is refused."""
    return _DECIDE[type(command)](world, state, command)


def _record_improvement(world: World, state: FollowUp, command: c.RecordImprovement) -> Decided:
    refused = _section(world, command.section) or _words(command.what) or _date(command.due)
    if refused:
        return refused
    if command.step and command.step not in world.content.manual.steps:
        return Refusal("step.unknown", {"step": command.step})
    if command.origin and any(item.origin == command.origin for item in state.improvements.values()):
        return Refusal("improvement.carried_already", {"id": command.origin})
    number = len(state.improvements) + 1
    return f.ImprovementRecorded(
        f"P{number:02d}",
        command.section,
        command.what.strip(),
        command.cause.strip()[:MAX_WORDS],
        command.step,
        command.due,
        command.origin,
    )


def _change_improvement(world: World, state: FollowUp, command: c.ChangeImprovement) -> Decided:
    item = state.improvements.get(command.id)
    if item is None:
        return Refusal("improvement.unknown", {"id": command.id})
    refused = (
        (None if command.section is None else _section(world, command.section))
        or (None if command.what is None else _words(command.what))
        or _date(command.due or "")
        or _closing(command.progress, command.evidence if command.evidence is not None else item.evidence)
    )
    if refused:
        return refused
    return f.ImprovementChanged(
        command.id, command.progress, command.evidence, command.section, command.what, command.due
    )


def _record_finding(world: World, state: FollowUp, command: c.RecordFinding) -> Decided:
    refused = _section(world, command.section) or _words(command.text) or _date(command.due)
    if refused:
        return refused
    number = len(state.findings) + 1
    return f.FindingRecorded(
        f"F{number:02d}",
        command.grade,
        command.section,
        command.text.strip(),
        command.item,
        command.remedy.strip()[:MAX_WORDS],
        command.due,
    )


def _change_finding(_: World, state: FollowUp, command: c.ChangeFinding) -> Decided:
    finding = state.findings.get(command.id)
    if finding is None:
        return Refusal("finding.unknown", {"id": command.id})
    evidence = command.evidence if command.evidence is not None else finding.evidence
    refused = _date(command.due or "") or _closing(command.progress, evidence)
    if refused:
        return refused
    return f.FindingChanged(command.id, command.progress, command.evidence, command.remedy, command.due)


def _set_mark(world: World, _: FollowUp, command: c.SetMark) -> Decided:
    refused = _section(world, command.section)
    if refused:
        return refused
    if not command.reason.strip():
        return Refusal("mark.without_reason")
    return f.MarkSet(command.section, command.item, command.mark, command.reason.strip()[:MAX_WORDS])


def _note_attendance(world: World, _: FollowUp, command: c.NoteAttendance) -> Decided:
    refused = _section(world, command.section) or _words(command.person) or _date(command.on)
    if refused:
        return refused
    if not command.on:
        return Refusal("date.needed")
    return f.AttendanceNoted(
        command.section,
        command.person.strip()[:MAX_WORDS],
        command.presence,
        command.on,
        command.role,
        command.remark.strip()[:MAX_WORDS],
    )


def _section(world: World, section: str) -> Refusal | None:
    known = section in world.content.organization.owners
    return None if known else Refusal("section.unknown", {"section": section})


def _words(text: str) -> Refusal | None:
    if not text.strip():
        return Refusal("response.empty")
    return Refusal("response.too_long", {"limit": str(MAX_WORDS)}) if len(text) > MAX_WORDS else None


def _date(text: str) -> Refusal | None:
    if not text:
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return Refusal("date.unreadable", {"date": text[:40]})
    return None


def _closing(progress: Progress | None, evidence: str) -> Refusal | None:
    """Nothing is closed by a word alone."""
    if progress is not None and progress.closed and not evidence.strip():
        return Refusal("closing.without_evidence")
    return None


_DECIDE: dict[type, Callable[[World, FollowUp, Any], Decided]] = {
    c.RecordImprovement: _record_improvement,
    c.ChangeImprovement: _change_improvement,
    c.RecordFinding: _record_finding,
    c.ChangeFinding: _change_finding,
    c.SetMark: _set_mark,
    c.NoteAttendance: _note_attendance,
}
