"""A whole room answers one inject at once, over lines that break: what is acknowledged is in the log, and once."""

import asyncio
import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from support.small import DAY_ONE, content

from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import StartTeam
from simulator.log.sqlite import create_log, open_log
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall, reopen_hall
from simulator.session.room_port import Grant, Part
from simulator.words import translator


class Person:
    """Somebody with a token of their own at a seat that many share; ``broken`` lines are let go after sending."""

    def __init__(self, door: HttpDoor, http: httpx.AsyncClient, number: int, grant: Grant, code: str) -> None:
        self.door, self.http, self.number, self.grant, self.code = door, http, number, grant, code
        self.role = "desk"
        self.token = ""

    @property
    def words(self) -> str:
        return f"person {self.number}"

    async def come_in(self) -> None:
        answer = await self.http.post("/join", json={"code": self.code, "occupied": "share"})
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]

    def body(self) -> bytes:
        return json.dumps(
            {
                "command": "submit-response",
                "role": self.role,
                "kind": "text",
                "parts": {"text": self.words},
                "key": f"key-{self.number}",
            }
        ).encode()

    async def send_and_hang_up(self, share: float) -> None:
        """Send a part of the request, or all of it, and listen to no answer."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.door.port)
        body = self.body()
        head = (
            f"POST /seat/commands HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        whole = head.encode() + body
        writer.write(whole[: round(len(whole) * share)])
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def send(self) -> int:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return (await self.http.post("/seat/commands", content=self.body(), headers=headers)).status_code

    async def answer(self) -> None:
        """Lines break in three ways, and some send twice at the same moment."""
        match self.number % 5:
            case 1:
                await self.send_and_hang_up(1.0)
            case 2:
                await self.send_and_hang_up(0.9)
            case 3:
                await asyncio.gather(self.send_and_hang_up(1.0), self.send())
            case 4:
                assert await asyncio.gather(self.send(), self.send()) == [200, 200]
        assert await self.send() == 200


def seats_of(hall: Hall) -> list[tuple[Grant, str]]:
    return [(grant, code) for grant, code in hall.codes() if grant.part is Part.SEAT]


def recorded(hall: Hall) -> Counter[str]:
    return Counter(
        response.reply.parts["text"] for state in hall.session.states.values() for response in state.responses
    )


@pytest.mark.parametrize("people", [20, 200])
async def test_everybody_answers_at_once_over_lines_that_break(tmp_path: Path, people: int) -> None:
    path, t = tmp_path / "x.sqlite", translator("log", "en")
    teams = numbered_teams(content(), 4)
    hall = open_hall(create_log(path, "x"), content(), teams, {}, lang="en", t=t, day_one=DAY_ONE, log_path=str(path))
    await hall.start()
    for team in teams:
        await hall.batches.submit(team.id, StartTeam(at=hall.clock.now()))
    bugs: list[BaseException] = []
    door = HttpDoor(hall, t=translator("doors", "en"), folder=tmp_path, on_error=bugs.append)
    await door.start()
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.port}", limits=limits, timeout=60) as http:
        seats = seats_of(hall)
        room = [Person(door, http, number, *seats[number % len(seats)]) for number in range(people)]
        for person in room:
            person.role = hall.session.world.seat(person.grant.team or "", person.grant.seat or "").roles[0]  # type: ignore[union-attr]
        await asyncio.gather(*(person.come_in() for person in room))
        await asyncio.gather(*(person.answer() for person in room))
        once = Counter(person.words for person in room)
        assert recorded(hall) == once
    await door.stop()
    await hall.stop()
    assert bugs == []

    again = reopen_hall(open_log(path), t=t, log_path=str(path))
    assert recorded(again) == once
    await again.start()
    await again.stop()
