"""Which screens a grant opens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from simulator.doors.ssh.pace import PacedDesk, PacedSeat, Turns
from simulator.engine.commands import Refusal
from simulator.session.room_codes import RoomCodes
from simulator.session.room_port import ControlPort, Grant, Part, Person, Room
from simulator.tui.console.app import ConsoleApp
from simulator.tui.evaluator.app import EvaluatorApp
from simulator.tui.seat_app import SeatApp
from simulator.tui.watch_app import WatchApp


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
    if grant.part is Part.EVALUATOR:
        return _opened(room.evaluate(grant, person), EvaluatorApp, person.lang, turns)
    if grant.part is Part.FACILITATOR:
        codes = RoomCodes(room, grant)
        return _opened(
            room.control(grant, person), lambda desk, lang: ConsoleApp(desk, lang, codes), person.lang, turns
        )
    return _opened(room.watch(grant, person), WatchApp, person.lang, turns)


def _opened(
    port: ControlPort[Any] | Refusal, make: Callable[[Any, str], App[Any]], lang: str, turns: Turns
) -> Opened | Refusal:
    if isinstance(port, Refusal):
        return port
    desk = PacedDesk(port, turns)
    return Opened(make(desk, lang), desk.close)
