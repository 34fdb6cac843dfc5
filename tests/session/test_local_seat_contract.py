"""The seat in this process keeps the contract of all seats."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.seat_contract import Game, SeatContract
from support.small import DAY_ONE, content

from simulator.engine.commands import Command
from simulator.session.clocks import SetClock
from simulator.session.lobby import LocalLobby
from simulator.session.local_seat import LocalSeat
from simulator.words import translator


class LocalGame:
    def __init__(self, seat: LocalSeat, clock: SetClock) -> None:
        self.seat, self._clock = seat, clock

    def happen(self, command: Command) -> None:
        assert self.seat.session.submit("team", command) is None

    def pass_time(self, seconds: float) -> None:
        self._clock.set(self._clock.now() + round(seconds * 1000))
        self.seat.wake()


@pytest.fixture
async def game(tmp_path: Path) -> AsyncIterator[Game]:
    clock = SetClock(1_700_000_000_000)
    lobby = LocalLobby(
        content(), None, lang="en", day_one=DAY_ONE, folder=tmp_path, t=translator("log", "en"), clock=clock
    )
    seat = await lobby.open(("desk", "boss"))
    assert isinstance(seat, LocalSeat)
    yield LocalGame(seat, clock)
    await seat.close()


class TestLocalSeat(SeatContract):
    pass
