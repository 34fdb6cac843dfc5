"""What happens once in a hall, though it is sent twice, two programs run it, or one of them died."""

import asyncio
from pathlib import Path
from typing import Any

from support.halls import START, begun, new_hall, seat_of, text
from support.seat_contract import until

from simulator.engine.commands import (
    Pause,
    Resume,
    SubmitResponse,
)
from simulator.log.sqlite import create_log, open_log
from simulator.session.clocks import SetClock
from simulator.session.hall_opening import reopen_hall
from simulator.words import translator


async def test_the_same_response_sent_twice_is_recorded_once(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    await begun(hall)
    port = seat_of(hall, "team1", "front")
    command = SubmitResponse(at=0, seat="front", role="desk", kind="text", parts={"text": "once"}, key="k1")
    assert await port.send(command) is None
    assert await port.send(command) is None
    await hall.stop()
    hall = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    await hall.start()
    assert await seat_of(hall, "team1", "front").send(command) is None
    assert len(hall.session.states["team1"].responses) == 1
    await hall.stop()


async def test_what_a_program_owed_when_it_died_is_judged_and_due_things_come_once(
    clock: SetClock, tmp_path: Path
) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path), count=1)
    await begun(hall)
    port = seat_of(hall, "team1", "front")
    hall.batches._judging = False

    async def nothing(*_: Any) -> None: ...

    hall.batches._judge = nothing  # type: ignore[method-assign]
    clock.set(START + 60_000)
    hall.conductor.wake()
    await until(lambda: bool(port.view().inbox))
    assert await port.send(text("I told the boss at once.", port.view().inbox[0].id)) is None
    before = hall.session.states["team1"]
    # The program dies here: nothing is closed in order.
    hall.session.store.close()
    await hall.conductor.stop()

    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    await again.start()
    await again.batches.settled()
    state = again.session.states["team1"]
    assert [r.reply.parts for r in state.responses] == [r.reply.parts for r in before.responses]
    assert dict(state.delivered) == dict(before.delivered)
    kinds = [record.kind for record in again.session.store.read("team1")]
    assert kinds.count("inject.delivered") == len(state.delivered)
    await again.stop()


async def test_two_halls_on_one_log_do_everything_once(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    one = new_hall(clock, create_log(path, "x"), str(path), count=1)
    await begun(one)
    two = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    await two.start()
    clock.set(START + 120_000)
    one.conductor.wake()
    two.conductor.wake()
    ports = [seat_of(hall, "team1", "front", name) for hall, name in ((one, "a"), (two, "b"))]
    sent = [
        port.send(SubmitResponse(at=0, seat="front", role="desk", kind="text", parts={"text": f"n{number}"}))
        for number in range(5)
        for port in ports
    ]
    assert await asyncio.gather(*sent) == [None] * 10
    await one.batches.settled()
    await two.batches.settled()
    kinds = [record.kind for record in one.session.store.read("team1")]
    assert kinds.count("response.submitted") == 10
    # Each hears of what the other one did.
    await until(lambda: one.session.states["team1"].seq == two.session.states["team1"].seq)
    delivered = [r.payload["inject"] for r in one.session.store.read("team1") if r.kind == "inject.delivered"]
    assert len(delivered) == len(set(delivered))
    await two.stop()
    await one.stop()


async def test_teams_that_ran_level_go_on_level_after_a_program_died(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    desk = await begun(hall)
    clock.set(START + 50_000)
    assert await desk.send(Pause(at=0), ("team1",)) == {}
    assert await desk.send(Resume(at=0), ("team1",)) == {}
    hall.session.store.close()
    await hall.conductor.stop()

    clock.set(START + 3_600_000)
    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    await again.start()
    one, two = (again.session.states[team] for team in ("team1", "team2"))
    assert one.clock.at(clock.now()) == two.clock.at(clock.now()) > 9 * 3600
    assert one.began == two.began
    await again.stop()
