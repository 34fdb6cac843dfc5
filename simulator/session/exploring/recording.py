"""What a generated team writes down in a timetable drill: rows, and how systems were shut down and started."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine.commands import RecordProgress, RecordSystemCheck
from simulator.engine.state import TeamState
from simulator.engine.timetable import may_check, may_record
from simulator.engine.world import World
from simulator.model.timetable import HOWS, WHATS, How, System, Timetable, TimetableRow
from simulator.model.verdict import Verdict
from simulator.session.exploring.demands import Demand
from simulator.session.exploring.repertoire import Manner
from simulator.session.exploring.task import Task

KINDS = frozenset({"record", "check"})
"""Tasks that are about the timetable."""

_LATER = 60
"""Scenario seconds after which something is done at once, or late."""


def record_tasks(world: World, state: TeamState, demand: Demand, manner: Manner) -> Iterator[tuple[int, Task]]:
    """Every record and check to come, with the scenario second at which it is due.

    A diligent team records at the planned time, a neutral one late, an idle one only what is demanded, at once.
    """
    timetable = world.scenario.timetable
    if timetable is None:
        return
    for row in timetable.rows:
        if row.id in state.recorded or row.id in demand.unrecorded:
            continue
        due = _due(timetable, state, manner, row.planned, demanded=row.id in demand.recorded)
        held = _held(world, state, row, demand)
        if due is not None and held is not None:
            yield max(due, held), Task("record", "", about=row.id)
    for system in timetable.systems:
        yield from _checks(timetable, state, system, demand, manner)


def may_show(world: World, step: str, demand: Demand) -> Iterator[str]:
    """Rows that show ``step`` when they are recorded, and may be."""
    timetable = world.scenario.timetable
    rows = timetable.rows if timetable else ()
    return (row.id for row in rows if step in row.shows and row.id not in demand.unrecorded)


def record(world: World, row: str) -> Iterator[RecordProgress]:
    """The row, recorded as of now by whoever may."""
    timetable = world.scenario.timetable
    found = timetable.row.get(row) if timetable else None
    for role in sorted(world.content.played) if found else ():
        if found is not None and may_record(world, found, role):
            yield RecordProgress(at=0, actor=f"seat:{role}", seat=role, role=role, row=row)


def check(world: World, task: Task) -> Iterator[RecordSystemCheck]:
    """The check that ``task`` is about, recorded by whoever may."""
    timetable = world.scenario.timetable
    system = timetable.system.get(task.about) if timetable else None
    what = next((one for one in WHATS if one == task.step), None)
    how = next((one for one in HOWS if one == task.option), None)
    if system is None or what is None or how is None:
        return
    for role in sorted(world.content.played):
        if may_check(world, system, role):
            yield RecordSystemCheck(
                at=0, actor=f"seat:{role}", seat=role, role=role, system=system.id, what=what, how=how
            )


def _due(timetable: Timetable, state: TeamState, manner: Manner, planned: int, *, demanded: bool) -> int | None:
    if demanded and (manner.ahead or manner.base == "idle"):
        return state.phase_entered + _LATER
    if manner.base == "idle":
        return None
    return planned if manner.base == "diligent" else planned + timetable.tolerance + _LATER


def _held(world: World, state: TeamState, row: TimetableRow, demand: Demand) -> int | None:
    """From when on ``row`` may be recorded, given how the steps that it shows are to stand; None: not now."""
    held = 0
    for step in row.shows:
        wish = demand.steps.get(step)
        if wish is None or row.id in demand.recorded:
            continue
        if wish.missed:
            limit = wish.by if wish.by is not None else world.facts(state, state.clock.scenario).due(step)
            if limit is None:
                return None
            held = max(held, limit + _LATER)
        if Verdict.MET not in wish.accept:
            return None
    return held


def _checks(
    timetable: Timetable, state: TeamState, system: System, demand: Demand, manner: Manner
) -> Iterator[tuple[int, Task]]:
    rows = [row.planned for row in timetable.rows if row.lane == system.lane] or [r.planned for r in timetable.rows]
    for what in WHATS:
        asked = [how for name, which, how in sorted(demand.checked) if (name, which) == (system.id, what)]
        never = {how for name, which, how in demand.unchecked if (name, which) == (system.id, what)}
        plan = system.shutdown if what == "shutdown" else system.start
        if "" in never or (plan == "none" and not asked):
            continue
        turn = manner.option if manner.base == "diligent" else 0
        first: How = "not_done" if plan == "none" else plan
        start = HOWS.index(first) + turn
        hows = [how for how in (*HOWS[start % 4 :], *HOWS[: start % 4]) if how not in never]
        wanted = next((how for how in asked if how), next(iter(hows), ""))
        stands = state.checked.get((system.id, what))
        if not wanted or (stands is not None and (wanted == stands.how or not any(asked))):
            continue
        planned = min(rows) if what == "shutdown" else max(rows)
        due = _due(timetable, state, manner, planned, demanded=bool(asked))
        if due is not None:
            yield due, Task("check", "", about=system.id, step=what, option=wanted)
