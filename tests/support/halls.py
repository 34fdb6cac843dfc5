"""A hall on the small exercise, for tests: teams with the seats front and back, and people who come in."""

from typing import Any

from simulator.engine.commands import (
    Refusal,
    StartTeam,
    SubmitResponse,
)
from simulator.engine.events import SeatSetup
from simulator.log.memory import MemoryStore
from simulator.log.store import EventStore
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall
from simulator.session.hall_ports import HallSeat
from simulator.session.room_port import Grant, Part, Person
from simulator.words import translator
from support.small import DAY_ONE, content

START = 1_700_000_000_000


SEATS = (SeatSetup("front", ("desk",)), SeatSetup("back", ("boss", "staff")))


def person(name: str = "p1") -> Person:
    return Person(name, "en", "terminal", name="Somebody", section="Desk")


def new_hall(clock: SetClock, store: EventStore | None = None, path: str = "", **more: Any) -> Hall:
    return open_hall(
        store or MemoryStore("small-hall"),
        content(),
        numbered_teams(content(), more.pop("count", 2), SEATS),
        more.pop("scripts", {}),
        lang="en",
        t=translator("log", "en"),
        day_one=DAY_ONE,
        clock=clock,
        log_path=path,
        **more,
    )


def grant_of(hall: Hall, part: Part, team: str | None = None, seat: str | None = None) -> Grant:
    return next(g for g, _ in hall.codes() if (g.part, g.team, g.seat) == (part, team, seat))


def seat_of(hall: Hall, team: str, seat: str, who: str = "p1") -> HallSeat:
    port = hall.seat(grant_of(hall, Part.SEAT, team, seat), person(who))
    assert isinstance(port, HallSeat)
    return port


async def begun(hall: Hall) -> Any:
    await hall.start()
    desk = hall.control(grant_of(hall, Part.FACILITATOR), person("boss"))
    assert not isinstance(desk, Refusal)
    assert await desk.send(StartTeam(at=0)) == {}
    return desk


def text(words: str, inject: str = "I1", **more: Any) -> SubmitResponse:
    return SubmitResponse(at=0, seat="front", role="desk", kind="text", inject=inject, parts={"text": words}, **more)
