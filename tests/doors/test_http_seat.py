"""The seat over HTTP keeps the contract of all seats, without a network and over a real one; and it comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from streaming_transport import StreamingTransport
from support.room import FakeRoom
from support.seat_contract import Game, SeatContract, reply, said, until

from simulator.doors.http.app import http_app
from simulator.doors.http.client import HttpSeat
from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import Command, Pause, Refusal, ShowHint
from simulator.session.drafts import Drafts
from simulator.words import translator

BASE = "http://127.0.0.1"
NOW = (0.001,)


async def join(
    http: httpx.AsyncClient, drafts: Path, code: str = "CODE-BLUE-FRONT", occupied: str = "share"
) -> HttpSeat:
    answer = await http.post("/join", json={"code": code, "lang": "en", "occupied": occupied})
    http.headers["authorization"] = f"Bearer {answer.json()['token']}"
    first, manual = (await http.get("/seat")).json(), (await http.get("/seat/manual")).json()
    return HttpSeat(http, first, manual, drafts=Drafts(drafts), t=translator("doors", "en"), reconnect=NOW, resend=NOW)


class HttpGame:
    def __init__(self, room: FakeRoom, seat: HttpSeat) -> None:
        self._room, self.seat = room, seat

    def happen(self, command: Command) -> None:
        assert self._room.submit("blue", command) is None

    def pass_time(self, seconds: float) -> None:
        self._room.pass_time(seconds)


class Net:
    """A room with an application and a transport that may fail."""

    def __init__(self, folder: Path) -> None:
        self.room = FakeRoom().start()
        self.errors: list[BaseException] = []
        self.transport = StreamingTransport(http_app(self.room, on_error=self.errors.append))
        self._folder = folder
        self.seats: list[HttpSeat] = []

    async def seat(self, code: str = "CODE-BLUE-FRONT", **more: str) -> HttpSeat:
        http = httpx.AsyncClient(transport=self.transport, base_url=BASE)
        seat = await join(http, self._folder / "drafts.json", code, **more)
        self.seats.append(seat)
        return seat

    async def restart(self) -> None:
        """The server is killed and comes up again on the same log: nothing but the room is left of it."""
        old = self.transport.app
        self.transport.down = True
        self.transport.cut()
        self.transport.app = http_app(self.room, on_error=self.errors.append)
        await old.close()
        self.transport.down = False

    async def close(self) -> None:
        for seat in self.seats:
            await seat.close()
        await self.transport.app.close()


@pytest.fixture
async def net(tmp_path: Path) -> AsyncIterator[Net]:
    found = Net(tmp_path)
    yield found
    await found.close()
    assert found.errors == []


@asynccontextmanager
async def over_asgi(folder: Path) -> AsyncIterator[Game]:
    net = Net(folder)
    yield HttpGame(net.room, await net.seat())
    await net.close()


@asynccontextmanager
async def over_network(folder: Path) -> AsyncIterator[Game]:
    room = FakeRoom().start()
    door = HttpDoor(room, t=translator("doors", "en"), folder=folder)
    await door.start()
    seat = await join(httpx.AsyncClient(base_url=f"{BASE}:{door.port}"), folder / "drafts.json")
    yield HttpGame(room, seat)
    await seat.close()
    await door.stop()


@pytest.fixture(params=[over_asgi, over_network], ids=["asgi", "network"])
async def game(request: Any, tmp_path: Path) -> AsyncIterator[Game]:
    async with request.param(tmp_path) as found:
        yield found


class TestHttpSeat(SeatContract):
    pass


async def test_a_broken_link_is_told_and_mended_without_loss(net: Net) -> None:
    seat = await net.seat()
    await seat.send(reply(seat, "before"))
    net.transport.down = True
    net.transport.cut()
    await until(lambda: seat.trouble() != "")
    net.room.submit("blue", reply(seat, "from a colleague meanwhile"))
    assert said(seat) == ["before"]
    net.transport.down = False
    await until(lambda: seat.trouble() == "")
    await until(lambda: said(seat) == ["before", "from a colleague meanwhile"])


async def test_a_lost_answer_costs_nothing_and_doubles_nothing(net: Net) -> None:
    seat = await net.seat()
    net.transport.lose = 1

    assert await seat.send(reply(seat, "once")) is None
    assert len(net.room.session.states["blue"].responses) == 1
    net.transport.lose = 1
    assert await seat.send(ShowHint(at=0, seat="front", inject="I1")) is None
    assert net.room.session.states["blue"].hints["I1"] == 1


async def test_what_did_not_get_through_is_refused_and_counts_once_when_sent_again(net: Net) -> None:
    seat = await net.seat()
    net.transport.lose = 2

    assert await seat.send(reply(seat, "only once")) == Refusal("door.unreachable")
    assert await seat.send(reply(seat, "only once")) is None
    assert said(seat) == ["only once"]
    assert len(net.room.session.states["blue"].responses) == 1
    assert await seat.send(reply(seat, "only once")) is None
    assert len(net.room.session.states["blue"].responses) == 2, "said again on purpose it is said twice"


async def test_a_seat_comes_back_after_the_server_was_killed(net: Net) -> None:
    seat = await net.seat()
    await seat.send(reply(seat, "acknowledged"))
    await net.restart()
    net.room.submit("blue", Pause(at=net.room.time))
    await until(lambda: not seat.view().clock.running)

    assert said(seat) == ["acknowledged"]
    assert await seat.send(reply(seat, "after")) is None
    assert said(seat) == ["acknowledged", "after"]
    assert seat.trouble() == ""


async def test_who_is_replaced_is_told_and_does_not_come_back(net: Net) -> None:
    first = await net.seat()
    await net.seat(occupied="take_over")
    await until(lambda: first.trouble() != "")

    assert "taken over" in first.trouble()
    assert [view async for view in first.changes()] == []
    assert await first.send(reply(first, "still me?")) == Refusal("seat.taken_over")


async def test_a_server_that_talks_nonsense_is_asked_anew(net: Net) -> None:
    seat = await net.seat()
    link = seat._link
    app = net.transport.app

    async def nonsense(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'event: view\ndata: {"since": "x"}\n\n'})

    net.transport.app = nonsense
    net.transport.cut()
    await until(lambda: not link.connected)
    net.transport.app = app
    await until(lambda: link.connected and seat.trouble() == "")
    await seat.send(reply(seat, "fine again"))

    assert said(seat) == ["fine again"]


async def test_twenty_answer_the_same_inject_at_once_and_all_get_through(net: Net) -> None:
    seats = [await net.seat() for _ in range(20)]
    results = await asyncio.gather(*(seat.send(reply(seat, f"number {n}")) for n, seat in enumerate(seats)))

    assert results == [None] * 20
    for seat in seats:
        await until(lambda seat=seat: sorted(said(seat)) == sorted(f"number {n}" for n in range(20)))
