"""What decisions of every kind share: entries of this moment, the seat that commands, text as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from simulator.engine.commands import Command, Refusal
from simulator.engine.events import Entry, SeatSetup, TeamEvent
from simulator.engine.state import TeamState
from simulator.engine.world import World

Decision = tuple[Entry, ...] | Refusal


class OfARole(Protocol):
    """A command that a seat gives in one of its roles."""

    @property
    def seat(self) -> str: ...

    @property
    def role(self) -> str: ...


def entries_of(
    state: TeamState, command: Command, events: Iterable[TeamEvent], scenario: int | None = None
) -> tuple[Entry, ...]:
    """``events`` as the entries that follow in ``state``: of now, or of ``scenario`` where the clock is being set."""
    now = state.clock.at(command.at) if scenario is None else scenario
    return tuple(
        Entry(state.seq + number, command.at, now, command.actor, event) for number, event in enumerate(events, 1)
    )


def seat_holding(world: World, team: str, command: OfARole) -> SeatSetup | Refusal:
    """The seat that gives ``command``, where it holds the role in which it does."""
    seat = world.seat(team, command.seat)
    if seat is None:
        return Refusal("seat.unknown", {"seat": command.seat})
    return seat if command.role in seat.roles else Refusal("role.not_held", {"role": command.role})


def one_kind_of_line_end(text: str) -> str:
    """``text`` with line feeds alone, whatever the keyboard or the browser made of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
