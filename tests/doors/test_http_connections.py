"""Connections that bring no request: heads without end, heads that never come, and more of them than can be carried."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.patience import PATIENCE
from support.room import FakeRoom

from simulator.doors.http import limits
from simulator.doors.http.connections import carried
from simulator.doors.http.server import HttpDoor
from simulator.words import translator

JOIN = b"GET /join HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[HttpDoor]:
    found = HttpDoor(FakeRoom().start(), t=translator("doors", "en"), folder=tmp_path)
    await found.start()
    yield found
    await found.stop()


OPEN: list[asyncio.StreamWriter] = []


@pytest.fixture(autouse=True)
async def _lines() -> AsyncIterator[None]:
    yield
    while OPEN:
        writer = OPEN.pop()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


class Line:
    """A connection on which a test sends bytes of its own."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        OPEN.append(writer)

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def rest(self) -> bytes:
        """What comes until the server closes; fails where it does not."""
        async with asyncio.timeout(PATIENCE):
            with suppress(ConnectionError):
                return await self.reader.read()
        return b""

    async def answer(self) -> bytes:
        async with asyncio.timeout(PATIENCE):
            return await self.reader.readuntil(b"\r\n\r\n")


async def line(door: HttpDoor) -> Line:
    return Line(*await asyncio.open_connection("127.0.0.1", door.port))


async def works(door: HttpDoor) -> bool:
    one = await line(door)
    await one.send(JOIN + b"Connection: close\r\n\r\n")
    return b" 200 " in await one.rest()


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (JOIN, b"X-More: " + b"a" * 8000 + b"\r\n"),
        (JOIN + b"X: ", b"a" * 8000),
        (b"GET /join?", b"a" * 8000),
        (b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"a" * 8000),
        (b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"a" * 8000),
    ],
    ids=["many headers", "one header", "address", "trailer", "extension of a chunk"],
)
async def test_a_head_without_end_is_cut_off(door: HttpDoor, before: bytes, piece: bytes) -> None:
    one = await line(door)
    with suppress(ConnectionError):
        await one.send(before)
        for _ in range(4 * limits.HEAD // len(piece) + 100):
            await one.send(piece)
    with suppress(ConnectionError):
        await one.rest()

    assert one.reader.at_eof() or one.writer.is_closing() or one.reader.exception() is not None
    assert await works(door)


async def test_a_long_head_and_a_long_body_are_fine(door: HttpDoor) -> None:
    one = await line(door)
    await one.send(JOIN + b"Cookie: " + b"a" * 16_000 + b"\r\n\r\n")
    assert b" 200 " in await one.answer()

    body = b'{"code": "' + b"x" * (limits.BODY - 100) + b'"}'
    two = await line(door)
    head = f"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    await two.send(head.encode() + b"\r\n\r\n" + body)
    assert b" 403 " in await two.answer()


@pytest.mark.parametrize("begun", [b"", b"G", JOIN, JOIN + b"X: a", b"\r\n\r\n"])
@pytest.mark.parametrize("later", [False, True], ids=["first", "second"])
async def test_a_head_that_does_not_come_is_not_waited_for(
    door: HttpDoor, monkeypatch: pytest.MonkeyPatch, begun: bytes, *, later: bool
) -> None:
    one = await line(door)
    if later:
        await one.send(JOIN + b"\r\n")
        await one.answer()
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.05)
    two = await line(door)

    for each in (one, two) if later and begun else (two,):
        await each.send(begun)
        await each.rest()


async def test_a_stream_is_no_head_that_does_not_come(door: HttpDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.05)
    room = door._room
    assert isinstance(room, FakeRoom)
    code = b'{"code": "CODE-BLUE-FRONT"}'
    one = await line(door)
    await one.send(
        b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n" + code
    )
    await one.answer()
    token = (await one.reader.readuntil(b'","grant"')).split(b'"token":"')[1][:-9]
    stream = await line(door)
    await stream.send(b"GET /seat/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + b"\r\n\r\n")
    await stream.answer()
    silent = await line(door)
    await silent.rest()
    room.pass_time(60)

    async with asyncio.timeout(PATIENCE):
        await stream.reader.readuntil(b"I2")


@pytest.mark.parametrize("part", [b"", b'{"code": "x'])
async def test_a_body_that_does_not_come_is_not_waited_for(
    door: HttpDoor, monkeypatch: pytest.MonkeyPatch, part: bytes
) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.05)
    for how in (b"Content-Length: 60\r\n\r\n" + part, b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"):
        one = await line(door)
        await one.send(b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + how)
        assert b" 408 " in await one.answer()


async def test_at_the_limit_who_says_nothing_makes_room(tmp_path: Path) -> None:
    door = HttpDoor(FakeRoom().start(), t=translator("doors", "en"), folder=tmp_path, most=20)
    await door.start()
    silent = [await line(door) for _ in range(60)]
    assert await works(door)
    ended = [one for one in silent if one.reader.at_eof() or one.reader.exception() is not None]
    assert len(ended) >= 40
    await door.stop()


def test_files_are_left_for_the_log() -> None:
    resource = pytest.importorskip("resource")
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = carried()
    assert most is not None
    assert most < resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= soft
