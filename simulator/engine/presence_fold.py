"""Who sits where: events into state. Neither the clocks nor the time of the last fact of play move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import events as e
from simulator.engine.presence_events import SeatHanded, SeatLeft, SeatTaken
from simulator.engine.state import Gone, Handed, Sitting, TeamState


def _taken(state: TeamState, entry: e.Entry, event: SeatTaken) -> TeamState:
    sitting = Sitting(event.name, event.section, event.door, entry.at)
    left = {seat: gone for seat, gone in state.left.items() if seat != event.seat}
    return state._replace(seq=entry.seq, people={**state.people, (event.seat, event.person): sitting}, left=left)


def _left(state: TeamState, entry: e.Entry, event: SeatLeft) -> TeamState:
    gone = state.people.get((event.seat, event.person))
    people = {who: sitting for who, sitting in state.people.items() if who != (event.seat, event.person)}
    left = state.left
    if gone is not None and all(seat != event.seat for seat, _ in people):
        left = {**left, event.seat: Gone(gone.name, gone.section, entry.at, entry.scenario or 0)}
    return state._replace(seq=entry.seq, people=people, left=left)


def _handed(state: TeamState, entry: e.Entry, event: SeatHanded) -> TeamState:
    return state._replace(seq=entry.seq, handed={**state.handed, event.seat: Handed(event.to, entry.scenario or 0)})


APPLY_PRESENCE: dict[type, Callable[[TeamState, e.Entry, Any], TeamState]] = {
    SeatTaken: _taken,
    SeatLeft: _left,
    SeatHanded: _handed,
}
