"""Records of a timetable drill: may this seat record it, and does the plan know it?"""

from __future__ import annotations

from simulator.engine import commands as c
from simulator.engine import events as e
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.timetable import HOWS, WHATS, System, TimetableRow

MAX_REMARK = 2_000
"""Longest remark, in characters."""

Decision = tuple[e.Entry, ...] | c.Refusal


def decide_progress(world: World, team: str, state: TeamState, command: c.RecordProgress) -> Decision:
    """The entry that records when a row came true, or why it is refused."""
    refused = _who(world, team, state, command)
    if refused:
        return refused
    timetable = world.scenario.timetable
    if timetable is None:
        return c.Refusal("timetable.none")
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
    event = e.TimetableRecorded(
        f"t{len(state.progress) + 1}", command.seat, command.role, row.id, actual, command.remark.strip()
    )
    return (e.Entry(state.seq + 1, command.at, now, command.actor, event),)


def decide_check(world: World, team: str, state: TeamState, command: c.RecordSystemCheck) -> Decision:
    """The entry that records how a system was shut down or started, or why it is refused."""
    refused = _who(world, team, state, command)
    if refused:
        return refused
    timetable = world.scenario.timetable
    if timetable is None:
        return c.Refusal("timetable.none")
    system = timetable.system.get(command.system)
    if system is None:
        return c.Refusal("system.unknown", {"system": command.system})
    if not may_check(world, system, command.role):
        return c.Refusal("system.not_yours")
    if command.what not in WHATS or command.how not in HOWS:
        return c.Refusal("system.how_unknown")
    event = e.SystemChecked(command.seat, command.role, system.id, command.what, command.how, command.remark.strip())
    return (e.Entry(state.seq + 1, command.at, state.clock.at(command.at), command.actor, event),)


def may_record(world: World, row: TimetableRow, role: str) -> bool:
    """Whether ``role`` may record ``row``; anybody may where the row names nobody."""
    return not row.roles or world.content.organization.answers_for(role, row.roles)


def may_check(world: World, system: System, role: str) -> bool:
    """Whether ``role`` may record the checks of ``system``."""
    return world.content.organization.answers_for(role, (system.owner, *system.roles))


def _who(
    world: World, team: str, state: TeamState, command: c.RecordProgress | c.RecordSystemCheck
) -> c.Refusal | None:
    if state.finished:
        return c.Refusal("team.finished")
    seat = world.seat(team, command.seat)
    if seat is None:
        return c.Refusal("seat.unknown", {"seat": command.seat})
    if command.role not in seat.roles:
        return c.Refusal("role.not_held", {"role": command.role})
    if len(command.remark) > MAX_REMARK:
        return c.Refusal("response.too_long", {"limit": str(MAX_REMARK)})
    return None
