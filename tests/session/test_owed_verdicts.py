"""What a program owed when it died, and time in which none ran: the one is made up for, the other never counts."""

from pathlib import Path
from typing import Any

from support.halls import START, new_hall
from support.seat_contract import until

from simulator.engine.commands import StartTeam, SubmitResponse
from simulator.engine.presence_commands import TakeSeat
from simulator.log.sqlite import create_log, open_log
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import reopen_hall
from simulator.words import translator

TEAMS = ("team1", "team2", "team3")


async def begin(path: Path, clock: SetClock) -> Hall:
    hall = new_hall(clock, create_log(path, "x"), str(path), count=len(TEAMS))
    await hall.start()
    for team in TEAMS:
        assert await hall.batches.submit(team, StartTeam(at=clock.now())) is None
    return hall


async def die(hall: Hall) -> None:
    """Nothing is closed in order."""
    hall.session.store.close()
    await hall.conductor.stop()


async def test_a_team_that_is_owed_verdicts_loses_no_time_to_the_gap(tmp_path: Path) -> None:
    path, clock = tmp_path / "x.sqlite", SetClock(START)
    hall = await begin(path, clock)

    async def nothing(*_: Any) -> None: ...

    hall.batches._judge = nothing  # type: ignore[method-assign]
    clock.set(START + 60_000)
    hall.conductor.wake()
    await until(lambda: all(hall.session.states[team].delivered for team in TEAMS))
    for number in range(4):
        # Whoever sits in one team has left when the program is back, which takes a while to write.
        taken = TakeSeat(at=clock.now(), seat="front", person=f"p{number}")
        assert await hall.batches.submit(TEAMS[0], taken) is None
    for team in TEAMS:
        inject = next(iter(hall.session.states[team].delivered))
        reply = SubmitResponse(
            at=clock.now(), seat="front", role="desk", kind="text", inject=inject, parts={"text": "I told the boss."}
        )
        assert await hall.batches.submit(team, reply) is None
    before = {team: dict(hall.session.states[team].delivered) for team in TEAMS}
    story = {team: hall.session.states[team].clock.at(clock.now()) for team in TEAMS}
    await die(hall)

    clock.set(START + 3_600_000)
    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    states, judge, judged = again.session.states, again.batches._judge, []

    async def told(team: str, reply: str) -> None:
        judged.append(team)
        await judge(team, reply)

    again.batches._judge = told  # type: ignore[method-assign]
    await again.start()
    await again.batches.settled()
    assert judged == list(TEAMS)
    assert {team: states[team].clock.at(clock.now()) for team in TEAMS} == story
    assert {team: dict(states[team].delivered) for team in TEAMS} == before
    await again.stop()
