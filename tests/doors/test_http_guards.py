"""Guards that only show when they are missing: each test here fails where its guard is taken away."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from http_house import House
from support.patience import PATIENCE
from support.room import FakeRoom

from simulator.doors.http import stream
from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import SubmitResponse
from simulator.session.access import new_code
from simulator.words import translator


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    yield found
    await found.close()
    assert found.errors == []


@pytest.mark.parametrize("path", ["/", "/join", "/seat", "/nowhere", "/static/pages.css", "/openapi.json"])
async def test_a_page_runs_frames_and_sends_nothing_of_others(house: House, path: str) -> None:
    answer = await house.get(path, accept="text/html")
    policy = dict(one.strip().partition(" ")[::2] for one in answer.headers["content-security-policy"].split(";"))

    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


async def test_one_address_comes_in_only_so_fast(house: House) -> None:
    answers = [await house.http.post("/join", json={"code": 5}) for _ in range(230)]
    told = [answer.json()["refused"]["code"] for answer in answers]

    assert told == ["body.malformed"] * 200 + ["door.too_many"] * 30
    house.now += 1.0
    assert (await house.http.post("/join", json={"code": "CODE-BLUE-FRONT"})).status_code == 201


def test_codes_have_sixty_bits_without_look_alikes() -> None:
    codes = {new_code() for _ in range(2000)}

    assert len(codes) == 2000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", code) for code in codes)
    assert len({code[0] for code in codes}) == len({code[-1] for code in codes}) == 32


async def test_a_client_that_takes_nothing_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = FakeRoom().start()
    door = HttpDoor(room, t=translator("doors", "en"), folder=tmp_path)
    await door.start()
    assert door.app is not None
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}") as http:
        token = (await http.post("/join", json={"code": "CODE-BLUE-FRONT"})).json()["token"]
    taking = socket.socket()
    taking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    taking.connect(("127.0.0.1", door.port))
    _, writer = await asyncio.open_connection(sock=taking, limit=1024)
    request = f"GET /seat/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
    writer.write(request.encode())
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    [visit] = door.app.visits
    monkeypatch.setattr(stream, "STALLED_SECONDS", 0.05)
    async with asyncio.timeout(PATIENCE):
        while not visit.streams:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        number = 0
        while visit.streams:
            number += 1
            room.submit(
                "blue",
                SubmitResponse(
                    at=room.time,
                    actor="seat:front",
                    seat="front",
                    role="desk",
                    kind="text",
                    parts={"text": f"{number} " + "words " * 1600},
                ),
            )
            await asyncio.sleep(0.01)
    writer.transport.abort()
    await door.stop()
