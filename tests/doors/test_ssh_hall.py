"""The ssh door of a real hall: every part with its own screens, nothing that is not theirs, sharing and taking over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")

from ssh_room import app_of, door_to, settled, visiting
from support.small import DAY_ONE, SECRET, content

from simulator.doors.ssh.door import SshDoor
from simulator.engine.commands import Pause, StartTeam, Tick
from simulator.engine.events import SeatSetup
from simulator.log.memory import MemoryStore
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall
from simulator.session.room_port import Grant, Part
from simulator.tui.console.app import ConsoleApp
from simulator.tui.evaluator.app import EvaluatorApp
from simulator.tui.seat_app import SeatApp
from simulator.tui.watch_app import WatchApp
from simulator.words import translator

START = 1_700_000_000_000
SEATS = (SeatSetup("front", ("desk",)), SeatSetup("back", ("boss", "staff")))


@asynccontextmanager
async def open_door(folder: Path) -> AsyncIterator[tuple[Hall, SshDoor, SetClock]]:
    clock = SetClock(START)
    hall = open_hall(
        MemoryStore("small-hall"),
        content(),
        numbered_teams(content(), 2, SEATS),
        {},
        lang="en",
        t=translator("log", "en"),
        day_one=DAY_ONE,
        clock=clock,
    )
    await hall.start()
    for team in ("team1", "team2"):
        await hall.batches.submit(team, StartTeam(at=START))
        await hall.batches.submit(team, Tick(at=START))
    async with door_to(hall, folder) as door:
        yield hall, door, clock
        await door.stop()
    await hall.stop()


def code_of(hall: Hall, part: Part, team: str | None = None, seat: str | None = None) -> str:
    return next(code for grant, code in hall.codes() if (grant.part, grant.team, grant.seat) == (part, team, seat))


@pytest.mark.parametrize(
    ("user", "part", "team", "seat", "app", "shown"),
    [
        ("team1/front", Part.SEAT, "team1", "front", SeatApp, "Inbox"),
        ("facilitator", Part.FACILITATOR, None, None, ConsoleApp, "Team 1"),
        ("evaluator+Sato", Part.EVALUATOR, None, None, EvaluatorApp, "wait for a human"),
        ("observer", Part.OBSERVER, None, None, WatchApp, "Team 1"),
        ("projector", Part.PROJECTOR, None, None, WatchApp, "News"),
    ],
)
async def test_every_part_gets_its_own_screens(
    tmp_path: Path, user: str, part: Part, team: str | None, seat: str | None, app: type[Any], shown: str
) -> None:
    async with open_door(tmp_path) as (hall, door, _):
        async with visiting(door, user, code_of(hall, part, team, seat)) as client:
            await client.until(shown)
            assert type(app_of(door)) is app
            client.type("\x11")
            client.connection.abort()
        await settled(lambda: not door._house.visits)
        assert hall._ports == []


@pytest.mark.parametrize("part", [Part.SEAT, Part.OBSERVER, Part.PROJECTOR])
async def test_nothing_secret_goes_over_the_line(tmp_path: Path, part: Part) -> None:
    async with open_door(tmp_path) as (hall, door, clock):
        place = ("team1", "front") if part is Part.SEAT else (None, None)
        async with visiting(door, "join", code_of(hall, part, *place)) as client:
            await client.until("Inbox" if part is Part.SEAT else "Team 1" if part is Part.OBSERVER else "News")
            for keys in ("\r", "\x1bOR", "\x1b", "\x1bOS", "\x1b", "\x1b[15~", "\x1b"):
                client.type(keys)
            clock.set(START + 600_000)
            hall.conductor.wake()
            await hall.batches.submit("team1", Pause(at=clock.now()))
            await client.until("PAUSED" if part is not Part.PROJECTOR else "News")
        assert SECRET.encode() not in client.received


async def test_an_observer_looks_from_team_to_team(tmp_path: Path) -> None:
    async with (
        open_door(tmp_path) as (hall, door, _),
        visiting(door, "observer", code_of(hall, Part.OBSERVER)) as client,
    ):
        await client.until("Team 1")
        await client.until("title-I1")
        client.type("\t")
        await client.until("Team 2")
        client.type("q")
        assert await client.end() == ""


async def test_who_comes_second_shares_the_seat_or_takes_it_over(tmp_path: Path) -> None:
    async with open_door(tmp_path) as (hall, door, _):
        code = code_of(hall, Part.SEAT, "team1", "front")
        async with visiting(door, "front+Sato", code) as first:
            await first.until("Inbox")
            async with visiting(door, "front", code) as second:
                await second.until("At this seat already: Sato")
                second.type("1")
                await second.until("Inbox")
                async with visiting(door, "front", code) as third:
                    await third.until("3 leave it")
                    third.type("3")
                    assert "Inbox" not in await third.end()
                async with visiting(door, "front", code) as fourth:
                    await fourth.until("2 take it over")
                    fourth.type("2")
                    await fourth.until("Inbox")
                    assert "Somebody else has taken over this seat" in await first.end()
                    assert "Somebody else has taken over this seat" in await second.end()
        await settled(lambda: not door._house.visits)


async def test_a_code_that_is_revoked_ends_the_visit(tmp_path: Path) -> None:
    async with open_door(tmp_path) as (hall, door, _):
        grants: dict[str, Grant] = {code: grant for grant, code in hall.codes()}
        code = code_of(hall, Part.SEAT, "team1", "front")
        async with visiting(door, "front", code) as client:
            await client.until("Inbox")
            hall.revoke(grants[code].id)
            assert "The code of this seat was withdrawn" in await client.end()


async def test_a_facilitator_by_ssh_reads_the_codes_of_the_room(tmp_path: Path) -> None:
    async with open_door(tmp_path) as (hall, door, _):
        code, seats = code_of(hall, Part.FACILITATOR), code_of(hall, Part.SEAT, "team1", "front")
        async with visiting(door, "facilitator", code) as client:
            await client.until("Team 1")
            client.type("c")
            await client.until(seats)
            client.type("\x11")
            client.connection.abort()
        await settled(lambda: not door._house.visits)
