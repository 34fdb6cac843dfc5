"""Over a real network: many come and go, some never read, all answer at once; the server stays as it was."""

import asyncio
import gc
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from support.patience import PATIENCE
from support.room import FakeRoom

from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import SubmitResponse
from simulator.words import translator


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[HttpDoor]:
    found = HttpDoor(FakeRoom().start(), t=translator("doors", "en"), folder=tmp_path)
    await found.start()
    yield found
    await found.stop()


def room_of(door: HttpDoor) -> FakeRoom:
    room = door._room
    assert isinstance(room, FakeRoom)
    return room


async def token_of(http: httpx.AsyncClient, code: str = "CODE-BLUE-FRONT") -> str:
    answer = await http.post("/join", json={"code": code, "occupied": "share"})
    return str(answer.json()["token"])


async def open_stream(door: HttpDoor, token: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port, limit=1024)
    request = f"GET /seat/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
    writer.write(request.encode())
    await writer.drain()
    assert b"200" in await reader.readuntil(b"\r\n")
    return reader, writer


def open_files() -> int:
    """How many files and sockets this process has open; 0 where the system does not tell."""
    told = Path("/proc/self/fd")
    return len(list(told.iterdir())) if told.exists() else 0


async def settled(door: HttpDoor, streams: int) -> None:
    """Until the server has noticed who has gone."""
    assert door.app is not None
    async with asyncio.timeout(PATIENCE):
        while sum(len(visit.streams) for visit in door.app.visits) != streams:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_two_hundred_connects_and_disconnects_leave_nothing_behind(door: HttpDoor) -> None:
    assert door.app is not None
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        tokens = [await token_of(http) for _ in range(4)]

        async def come_and_go(token: str) -> None:
            _, writer = await open_stream(door, token)
            writer.close()
            await writer.wait_closed()

        await asyncio.gather(*(come_and_go(token) for token in tokens))
        await settled(door, 0)
        tasks, readers = len(asyncio.all_tasks()), len(room_of(door).changes.news)
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(50):
            await asyncio.gather(*(come_and_go(token) for token in tokens))
            await settled(door, 0)
        gc.collect()
        grown = len(gc.get_objects()) - before

    assert len(asyncio.all_tasks()) <= tasks
    assert len(room_of(door).changes.news) == readers
    assert len(room_of(door).ports) == 4
    assert grown < 2000, "ten objects for each connect would be a leak"


async def test_people_who_leave_give_their_ports_back(door: HttpDoor) -> None:
    assert door.app is not None
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        for _ in range(40):
            token = await token_of(http)
            await http.post("/leave", headers={"authorization": f"Bearer {token}"})

    assert room_of(door).ports == []
    assert len(door.app.visits) == 0
    assert door.app.visits._feeds == {}


async def test_who_never_reads_holds_nobody(door: HttpDoor) -> None:
    """Megabytes of changes for a client that takes none; another one gets every change meanwhile."""
    room = room_of(door)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        stuck_token, token = await token_of(http), await token_of(http)
        reader, stuck = await open_stream(door, stuck_token)
        stuck.transport.pause_reading()
        other_reader, other = await open_stream(door, token)
        assert door.app is not None
        for number in range(60):
            command = SubmitResponse(
                at=room.time,
                actor="seat:front",
                seat="front",
                role="desk",
                kind="text",
                inject="I1",
                parts={"text": f"{number:04}" + "火" * 9000},
            )
            assert room.submit("blue", command) is None
            async with asyncio.timeout(PATIENCE):
                while True:
                    line = b""
                    try:
                        line = await other_reader.readuntil(b"\n")
                    except asyncio.LimitOverrunError as error:
                        line = await other_reader.readexactly(error.consumed)
                    if f"{number:04}".encode() in line:
                        break
        written = [len(visit.streams) for visit in door.app.visits]
        other.close()
        stuck.transport.abort()
        await settled(door, 0)

    assert sum(written) == 2
    del reader


async def test_twenty_seats_answer_the_same_inject_at_once(door: HttpDoor) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        tokens = [await token_of(http) for _ in range(20)]

        async def answer(number: int, token: str) -> int:
            body = {"command": "submit-response", "role": "desk", "kind": "text", "inject": "I1"}
            found = await http.post(
                "/seat/commands",
                headers={"authorization": f"Bearer {token}"},
                json={**body, "parts": {"text": f"number {number}"}, "key": f"k{number}"},
            )
            return found.status_code

        codes = await asyncio.gather(*(answer(number, token) for number, token in enumerate(tokens)))

    replies = [response.reply.parts["text"] for response in room_of(door).session.states["blue"].responses]
    assert codes == [200] * 20
    assert sorted(replies) == sorted(f"number {number}" for number in range(20))


async def test_a_door_that_closes_leaves_no_socket_and_no_task(tmp_path: Path) -> None:
    before = open_files()
    tasks = len(asyncio.all_tasks())
    room = FakeRoom().start()
    door = HttpDoor(room, t=translator("doors", "en"), folder=tmp_path)
    await door.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        reader, writer = await open_stream(door, await token_of(http))
        await door.stop()
        ended = await reader.read()
        writer.close()

    assert b"door.closing" in ended
    assert room.ports == []
    assert len(asyncio.all_tasks()) == tasks
    assert open_files() <= before
