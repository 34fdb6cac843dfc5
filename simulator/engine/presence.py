"""Who sits where: commands into events. It moves no clock, and goes on before and after play."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import events as e
from simulator.engine import presence_commands as c
from simulator.engine.commands import Refusal
from simulator.engine.deciding import Decision
from simulator.engine.presence_events import SeatHanded, SeatLeft, SeatTaken
from simulator.engine.state import TeamState
from simulator.engine.world import World

_LONGEST = 100
"""Characters of what somebody says of themselves."""


def _take(world: World, team: str, state: TeamState, command: c.TakeSeat) -> Decision:
    if world.seat(team, command.seat) is None:
        return Refusal("seat.unknown", {"seat": command.seat})
    name, section = command.name.strip()[:_LONGEST], command.section.strip()[:_LONGEST]
    sitting = state.people.get((command.seat, command.person))
    if sitting is not None and (sitting.name, sitting.section, sitting.door) == (name, section, command.door):
        return ()
    return _entry(state, command, SeatTaken(command.seat, command.person, name, section, command.door))


def _leave(_: World, __: str, state: TeamState, command: c.LeaveSeat) -> Decision:
    if (command.seat, command.person) not in state.people:
        return ()
    return _entry(state, command, SeatLeft(command.seat, command.person))


def _hand(world: World, team: str, state: TeamState, command: c.HandSeat) -> Decision:
    seat = world.seat(team, command.chair)
    if seat is None or command.to not in {"script", "people"}:
        return Refusal("seat.unknown", {"seat": command.chair})
    if is_played(state, seat) == (command.to == "people"):
        return ()
    return _entry(state, command, SeatHanded(command.chair, command.to))


def is_played(state: TeamState, seat: e.SeatSetup) -> bool:
    """Whether people answer for the seat, else a script."""
    handed = state.handed.get(seat.id)
    return seat.human if handed is None else handed.to == "people"


def _entry(state: TeamState, command: c.PresenceCommand, event: e.TeamEvent) -> Decision:
    at = max(command.at, state.last_at)
    return (e.Entry(state.seq + 1, at, state.clock.at(at), command.actor, event),)


DECIDE_PRESENCE: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    c.TakeSeat: _take,
    c.LeaveSeat: _leave,
    c.HandSeat: _hand,
}
