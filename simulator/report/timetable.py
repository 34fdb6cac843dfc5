"""The tables of a timetable drill, computed from a team's log: plan against record, systems, delays, gaps."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.state import Progress, SystemCheck, TeamState
from simulator.engine.world import World
from simulator.model.safe_text import visible_line
from simulator.model.timetable import System, Timetable, TimetableRow
from simulator.report.naming import Naming
from simulator.words import Translate, mark

_HOW = {
    "automatic": mark("automatic"),
    "manual": mark("manual"),
    "partly": mark("automatic (partly manual)"),
    "not_done": mark("not done"),
    "none": mark("not planned"),
}
_WHAT = {"shutdown": mark("shutdown"), "start": mark("start")}


def how_words(t: Translate, how: str) -> str:
    """How a system was shut down or started, in words; a dash where it was not recorded."""
    return t(_HOW[how]) if how in _HOW else how or "－"


def what_words(t: Translate, what: str) -> str:
    return t(_WHAT[what]) if what in _WHAT else what


@dataclass(frozen=True, slots=True)
class Done:
    """A row of the plan with what was recorded. Times in scenario seconds; ``actual`` None where nothing was.

    ``delay`` is 0 within the tolerance. ``mains`` and ``generator`` say what feeds the building, None where the plan
    does not say. ``before`` are earlier records that a correction replaced: time and who.
    """

    id: str
    lane: str
    title: str
    planned: int
    actual: int | None
    delay: int
    who: str
    remark: str
    mains: bool | None
    generator: bool | None
    before: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A system with what was recorded of it; ``shutdown`` and ``start`` as in ``model.timetable.How``, or empty."""

    id: str
    lane: str
    title: str
    owner: str
    shutdown_plan: str
    start_plan: str
    shutdown: str
    start: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamTimetable:
    """The tables of one team, in one language. ``lanes`` pairs ids with titles; rows come by planned time."""

    team: str
    title: str
    lanes: tuple[tuple[str, str], ...]
    rows: tuple[Done, ...]
    systems: tuple[Checked, ...]
    tolerance: int
    planned_note: str

    @property
    def delays(self) -> tuple[Done, ...]:
        return tuple(row for row in self.rows if row.delay)

    @property
    def unrecorded(self) -> tuple[Done, ...]:
        return tuple(row for row in self.rows if row.actual is None)

    @property
    def unchecked(self) -> tuple[Checked, ...]:
        """Systems of which a shutdown or start that the plan names was not recorded."""
        return tuple(
            s
            for s in self.systems
            if (not s.shutdown and s.shutdown_plan != "none") or (not s.start and s.start_plan != "none")
        )

    def lane(self, lane: str) -> str:
        return dict(self.lanes).get(lane, lane)


def team_timetable(world: World, team: str, state: TeamState, lang: str) -> TeamTimetable | None:
    """The tables of ``team``; None where the scenario has no timetable."""
    plan = world.scenario.timetable
    if plan is None:
        return None
    name = Naming(world, team, lang)
    return TeamTimetable(
        team=visible_line(team),
        title=visible_line(world.teams[team].title.get(lang) or next(iter(world.teams[team].title.values()), team)),
        lanes=tuple((lane.id, visible_line(name.words(lane.title))) for lane in plan.lanes),
        rows=tuple(_done(plan, name, state, row) for row in sorted(plan.rows, key=lambda row: row.planned)),
        systems=tuple(_checked(name, state, system) for system in plan.systems),
        tolerance=plan.tolerance,
        planned_note=visible_line(name.words(plan.planned_note)),
    )


def _done(plan: Timetable, name: Naming, state: TeamState, row: TimetableRow) -> Done:
    records: list[Progress] = [record for record in state.progress if record.row == row.id]
    last = records[-1] if records else None
    return Done(
        id=row.id,
        lane=row.lane,
        title=visible_line(name.words(row.title)),
        planned=row.planned,
        actual=last.actual if last else None,
        delay=plan.delay(row, last.actual) if last else 0,
        who=visible_line(name.who(last.role)) if last else "",
        remark=visible_line(last.remark) if last else "",
        mains=row.supply.mains if row.supply else None,
        generator=row.supply.generator if row.supply else None,
        before=tuple((record.actual, visible_line(name.who(record.role))) for record in records[:-1]),
    )


def _checked(name: Naming, state: TeamState, system: System) -> Checked:
    found: dict[tuple[str, str], SystemCheck] = state.checked
    both = [check for what in ("shutdown", "start") if (check := found.get((system.id, what)))]
    return Checked(
        id=system.id,
        lane=system.lane,
        title=visible_line(name.words(system.title)),
        owner=visible_line(name.who(system.owner)),
        shutdown_plan=system.shutdown,
        start_plan=system.start,
        shutdown=next((check.how for check in both if check.what == "shutdown"), ""),
        start=next((check.how for check in both if check.what == "start"), ""),
        remarks=tuple(dict.fromkeys(visible_line(check.remark) for check in both if check.remark)),
    )
