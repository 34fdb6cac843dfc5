"""Which screens a grant opens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from textual.app import App

from simulator.doors.ssh.pace import PacedDesk, PacedSeat, Turns
from simulator.engine.commands import Refusal
from simulator.session.room_port import ControlPort, Grant, Part, Person, Room
from simulator.tui.seat_app import SeatApp


@dataclass(frozen=True, slots=True)
class Opened:
    """The screens of one person, and how to give their port back, once more or for the first time."""

    app: App[Any]
    close: Callable[[], Awaitable[None]]


def open_app(room: Room, grant: Grant, person: Person, turns: Turns, *, take_over: bool = False) -> Opened | Refusal:
    """The app for ``grant`` on a port whose changes come in turn, or why there is none."""
    if grant.part is Part.SEAT:
        port = room.seat(grant, person, take_over=take_over)
        if isinstance(port, Refusal):
            return port
        seat = PacedSeat(port, turns)
        return Opened(SeatApp(seat, person.lang), seat.close)
    running = grant.part in {Part.FACILITATOR, Part.EVALUATOR}
    found = room.control(grant, person) if running else room.watch(grant, person)
    if isinstance(found, Refusal):
        return found
    desk: PacedDesk[Any] = PacedDesk(cast("ControlPort[Any]", found), turns)
    return Opened(_desk_app(grant.part, desk, person.lang), desk.close)


def _desk_app(part: Part, desk: ControlPort[Any], lang: str) -> App[Any]:
    raise NotImplementedError(part)
