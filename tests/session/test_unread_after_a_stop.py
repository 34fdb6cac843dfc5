"""A message that nobody reads, and a program that is stopped and started again meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from support.talks import SEATS, writing

from simulator.engine import commands as c
from simulator.engine.events import TeamSetup
from simulator.log.sqlite import create_log, open_log
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import open_hall, reopen_hall
from simulator.words import translator

START = 1_700_000_000_000
LIMIT = 600
"""Real seconds until an e-mail goes on: half an hour of the story, three seconds of it for a real one."""


async def until(holds: Callable[[], bool]) -> None:
    """A bounded number of turns of the loop."""
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came")


def again(path: Path, clock: SetClock) -> Hall:
    return reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))


def kinds(hall: Hall, team: str = "one") -> Counter[str]:
    return Counter(record.kind for record in hall.session.store.read(team) if record.kind.startswith("contact"))


async def begin(path: Path, clock: SetClock, teams: tuple[str, ...] = ("one",)) -> Hall:
    setups = tuple(TeamSetup(team, {"en": team}, SEATS) for team in teams)
    content = writing().world.content
    store = create_log(path, "x")
    hall = open_hall(store, content, setups, {}, lang="en", t=translator("log", "en"), clock=clock, log_path=str(path))
    await hall.start()
    for team in teams:
        assert await hall.batches.submit(team, c.StartTeam(at=clock.now())) is None
    return hall


async def send(hall: Hall, clock: SetClock, team: str = "one") -> None:
    command = c.SubmitResponse(
        at=clock.now(), seat="front", role="desk", kind="contact", parts={"message": "m"}, to=("staff",), by="email"
    )
    assert await hall.batches.submit(team, command) is None


async def test_time_in_which_no_program_ran_is_no_time_to_read_in(tmp_path: Path) -> None:
    path, clock = tmp_path / "x.sqlite", SetClock(START)
    hall = await begin(path, clock)
    await send(hall, clock)
    await hall.stop()

    clock.set(START + 3_600_000)
    hall = again(path, clock)
    await hall.start()
    assert kinds(hall) == {"contact.opened": 1}
    clock.set(clock.now() + LIMIT * 1000 - 1)
    hall.conductor.wake()
    await asyncio.sleep(0.02)
    assert kinds(hall) == {"contact.opened": 1}
    clock.set(clock.now() + 1)
    hall.conductor.wake()
    await until(lambda: kinds(hall)["contact.passed_on"] == 1)
    await hall.stop()


async def test_what_fell_due_as_the_program_died_happens_once_when_it_is_taken_up(tmp_path: Path) -> None:
    path, clock = tmp_path / "x.sqlite", SetClock(START)
    hall = await begin(path, clock, ("one", "two"))
    await send(hall, clock)
    await hall.conductor.stop()
    clock.set(START + LIMIT * 1000 + 5000)
    # The other team's fact tells that the program ran beyond the limit, yet nobody looked at this team any more.
    await send(hall, clock, "two")
    assert kinds(hall) == {"contact.opened": 1}
    hall.session.store.close()

    clock.set(clock.now() + 3_600_000)
    first, second = again(path, clock), again(path, clock)
    await first.start()
    await second.start()
    await until(lambda: kinds(first)["contact.passed_on"] > 0)
    for hall in (first, second):
        hall.conductor.wake()
    await asyncio.sleep(0.05)
    assert kinds(first) == {"contact.opened": 1, "contact.unanswered": 1, "contact.passed_on": 1}
    assert kinds(first, "two") == {"contact.opened": 1}
    await first.stop()
    await second.stop()
