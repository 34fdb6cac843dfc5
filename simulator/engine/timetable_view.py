"""The timetable as one seat may know it: rows and systems of its lanes, what was recorded, never what it proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.engine.events import SeatSetup
from simulator.engine.state import Progress, SystemCheck, TeamState
from simulator.engine.timetable import may_check, may_record
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.timetable import System, Timetable, TimetableRow

Words = Callable[[Text | None], str]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record of a row: when it came true (``actual``, scenario seconds), who says so, and what was remarked."""

    actual: int
    who: str
    remark: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with its records, oldest first: the last one stands. Times in scenario seconds.

    ``roles`` are this seat's roles that may record it. ``delay`` is 0 where the row is on time or not recorded.
    """

    id: str
    lane: str
    title: str
    planned: int
    note: str
    roles: tuple[str, ...]
    records: tuple[RecordView, ...]
    delay: int

    @property
    def actual(self) -> int | None:
        return self.records[-1].actual if self.records else None


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check of a system, recorded at scenario second ``at``; ``how`` as in ``model.timetable.How``."""

    how: str
    who: str
    at: int
    remark: str


@dataclass(frozen=True, slots=True)
class SystemView:
    """A system with its checks, oldest first; ``shutdown_plan`` and ``start_plan`` as in ``model.timetable``."""

    id: str
    lane: str
    title: str
    owner: str
    note: str
    roles: tuple[str, ...]
    shutdown_plan: str
    start_plan: str
    shutdown: tuple[CheckView, ...]
    start: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class TimetableView:
    """``lanes`` pairs ids with titles in the authored order; rows come in the order of their planned times."""

    lanes: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    systems: tuple[SystemView, ...]
    tolerance: int
    planned_note: str


def timetable_view(world: World, words: Words, state: TeamState, seat: SeatSetup) -> TimetableView | None:
    """What ``seat`` sees of the timetable; None where the scenario has none."""
    timetable = world.scenario.timetable
    if timetable is None:
        return None
    seen = _lanes(world, timetable, seat)
    rows = sorted((row for row in timetable.rows if row.lane in seen), key=lambda row: row.planned)
    return TimetableView(
        lanes=tuple((lane.id, words(lane.title)) for lane in timetable.lanes if lane.id in seen),
        rows=tuple(_row(world, words, timetable, state, seat, row) for row in rows),
        systems=tuple(_system(world, words, state, seat, s) for s in timetable.systems if s.lane in seen),
        tolerance=timetable.tolerance,
        planned_note=words(timetable.planned_note),
    )


def _lanes(world: World, timetable: Timetable, seat: SeatSetup) -> frozenset[str]:
    """Shared lanes, and those in which the seat has something to record."""
    shared = {lane.id for lane in timetable.lanes if lane.shared}
    rows = {row.lane for row in timetable.rows if any(may_record(world, row, role) for role in seat.roles)}
    systems = {s.lane for s in timetable.systems if any(may_check(world, s, role) for role in seat.roles)}
    return frozenset(shared | rows | systems)


def _row(
    world: World, words: Words, timetable: Timetable, state: TeamState, seat: SeatSetup, row: TimetableRow
) -> RowView:
    records = tuple(_record(world, words, p) for p in state.progress if p.row == row.id)
    return RowView(
        id=row.id,
        lane=row.lane,
        title=words(row.title),
        planned=row.planned,
        note=words(row.note),
        roles=tuple(role for role in seat.roles if may_record(world, row, role)),
        records=records,
        delay=timetable.delay(row, records[-1].actual) if records else 0,
    )


def _record(world: World, words: Words, progress: Progress) -> RecordView:
    return RecordView(progress.actual, words(world.content.title_of(progress.role)), progress.remark)


def _system(world: World, words: Words, state: TeamState, seat: SeatSetup, system: System) -> SystemView:
    checks = [check for check in state.checks if check.system == system.id]
    return SystemView(
        id=system.id,
        lane=system.lane,
        title=words(system.title),
        owner=words(world.content.title_of(system.owner)),
        note=words(system.note),
        roles=tuple(role for role in seat.roles if may_check(world, system, role)),
        shutdown_plan=system.shutdown,
        start_plan=system.start,
        shutdown=tuple(_check(world, words, check) for check in checks if check.what == "shutdown"),
        start=tuple(_check(world, words, check) for check in checks if check.what == "start"),
    )


def _check(world: World, words: Words, check: SystemCheck) -> CheckView:
    return CheckView(check.how, words(world.content.title_of(check.role)), check.at, check.remark)
