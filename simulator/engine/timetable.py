"""Records of a timetable drill: may this seat record it, and does the plan know it?"""

from __future__ import annotations

from simulator.engine import commands as c
from simulator.engine.deciding import Decision, entries_of, seat_holding
from simulator.engine.state import TeamState
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.engine.world import World
from simulator.model.timetable import HOWS, WHATS, System, Timetable, TimetableRow

MAX_REMARK = 2_000
"""Longest remark, in characters."""


def decide_progress(world: World, team: str, state: TeamState, command: c.RecordProgress) -> Decision:
    """The entry that records when a row came true, or why it is refused."""
    timetable = _timetable(world, team, state, command)
    if isinstance(timetable, c.Refusal):
        return timetable
    row = timetable.row.get(command.row)
    if row is None:
        return c.Refusal("row.unknown", {"row": command.row})
    if not may_record(world, row, command.role):
        return c.Refusal("row.not_yours")
    now = state.clock.at(command.at)
    actual = now if command.at_scenario is None else command.at_scenario
    if actual > now:
        return c.Refusal("row.in_future")
    if actual < state.visits[0].at:
        return c.Refusal("row.before_start")
    event = TimetableRecorded(
        f"t{len(state.progress) + 1}", command.seat, command.role, row.id, actual, command.remark.strip()
    )
    return entries_of(state, command, [event])


def decide_check(world: World, team: str, state: TeamState, command: c.RecordSystemCheck) -> Decision:
    """The entry that records how a system was shut down or started, or why it is refused."""
    timetable = _timetable(world, team, state, command)
    if isinstance(timetable, c.Refusal):
        return timetable
    system = timetable.system.get(command.system)
    if system is None:
        return c.Refusal("system.unknown", {"system": command.system})
    if not may_check(world, system, command.role):
        return c.Refusal("system.not_yours")
    if command.what not in WHATS or command.how not in HOWS:
        return c.Refusal("system.how_unknown")
    event = SystemChecked(command.seat, command.role, system.id, command.what, command.how, command.remark.strip())
    return entries_of(state, command, [event])


def may_record(world: World, row: TimetableRow, role: str) -> bool:
    """Whether ``role`` may record ``row``; anybody may where the row names nobody."""
    return not row.roles or world.content.organization.answers_for(role, row.roles)


def may_check(world: World, system: System, role: str) -> bool:
    """Whether ``role`` may record the checks of ``system``."""
    return world.content.organization.answers_for(role, (system.owner, *system.roles))


def _timetable(
    world: World, team: str, state: TeamState, command: c.RecordProgress | c.RecordSystemCheck
) -> Timetable | c.Refusal:
    """The timetable in which the seat records something, or why it cannot."""
    if state.finished:
        return c.Refusal("team.finished")
    seat = seat_holding(world, team, command)
    if isinstance(seat, c.Refusal):
        return seat
    if len(command.remark) > MAX_REMARK:
        return c.Refusal("response.too_long", {"limit": str(MAX_REMARK)})
    return world.scenario.timetable or c.Refusal("timetable.none")
