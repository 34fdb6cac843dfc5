"""A seat of a hall keeps the contract of all seats."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from support.seat_contract import Game, SeatContract
from support.small import DAY_ONE, content

from simulator.engine.commands import Command, StartTeam
from simulator.engine.events import SeatSetup
from simulator.log.memory import MemoryStore
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall
from simulator.session.hall_ports import HallSeat
from simulator.session.room_port import Part, Person
from simulator.words import translator


class HallGame:
    def __init__(self, hall: Hall, seat: HallSeat, clock: SetClock) -> None:
        self.hall, self.seat, self._clock = hall, seat, clock

    def happen(self, command: Command) -> None:
        self.hall.batches.ask("team1", command)

    def pass_time(self, seconds: float) -> None:
        self._clock.set(self._clock.now() + round(seconds * 1000))
        self.hall.conductor.wake()


@pytest.fixture
async def game() -> AsyncIterator[Game]:
    clock = SetClock(1_700_000_000_000)
    seats = (SeatSetup("me", ("desk", "boss")), SeatSetup("other", ("staff",)))
    hall = open_hall(
        MemoryStore("contract"),
        content(),
        numbered_teams(content(), 1, seats),
        {},
        lang="en",
        t=translator("log", "en"),
        day_one=DAY_ONE,
        clock=clock,
        log_path="",
    )
    await hall.start()
    assert await hall.batches.submit("team1", StartTeam(at=clock.now())) is None
    grant = next(grant for grant, _ in hall.codes() if grant.part is Part.SEAT and grant.seat == "me")
    seat = hall.seat(grant, Person("p", "en", "terminal"))
    assert isinstance(seat, HallSeat)
    await hall.batches.settled()
    await asyncio.sleep(0)
    yield HallGame(hall, seat, clock)
    await hall.stop()


class TestHallSeat(SeatContract):
    pass
