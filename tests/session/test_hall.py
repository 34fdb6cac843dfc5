"""A hall: many people in one exercise, in one process; nothing lost, nothing seen that is not one's own."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from support.halls import START, begun, grant_of, new_hall, person, seat_of, text
from support.seat_contract import until
from support.small import SECRET

from simulator.engine.commands import (
    JumpTo,
    MarkRead,
    Pause,
    Refusal,
    Resume,
    SetPace,
    SetVerdict,
    SubmitResponse,
)
from simulator.engine.control_commands import Improvise
from simulator.engine.due import ready_for
from simulator.log.sqlite import create_log
from simulator.model.verdict import Verdict
from simulator.session.clocks import SetClock
from simulator.session.room_port import Part


async def test_two_seats_play_and_each_sees_its_own(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    front = seat_of(hall, "team1", "front")
    back = seat_of(hall, "team1", "back")
    other = seat_of(hall, "team2", "front")
    clock.set(START + 60_000)
    hall.conductor.wake()
    await until(lambda: bool(front.view().inbox))
    assert SECRET not in repr((front.view(), back.view(), other.view()))
    inject = front.view().inbox[0].id
    assert await front.send(MarkRead(at=0, seat="front", inject=inject)) is None
    assert await front.send(text("we asked the nursery", inject)) is None
    assert "we asked the nursery" in repr(front.view().chronology)
    assert "we asked the nursery" in repr(back.view().chronology)
    assert "we asked the nursery" not in repr(other.view())
    await hall.stop()


@pytest.mark.parametrize(
    "command",
    [
        Pause(at=0),
        SetVerdict(at=0, step="S1", verdict=Verdict.MET, reason="because"),
        SubmitResponse(at=0, seat="back", role="boss", kind="text", parts={"text": "in another's name"}),
    ],
)
async def test_a_seat_cannot_do_what_is_not_its_own(clock: SetClock, command: Any) -> None:
    hall = new_hall(clock)
    await begun(hall)
    seq = hall.session.states["team1"].seq
    assert await seat_of(hall, "team1", "front").send(command) == Refusal("command.not_allowed")
    await hall.batches.settled()
    kinds = {record.kind for record in hall.session.store.read("team1", after=seq)}
    assert kinds <= {"seat.taken"}
    await hall.stop()


async def test_an_evaluator_judges_but_does_not_run_the_exercise(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    desk = hall.control(grant_of(hall, Part.EVALUATOR), person("judge"))
    assert not isinstance(desk, Refusal)
    assert await desk.send(Pause(at=0)) == dict.fromkeys(("team1", "team2"), Refusal("command.not_allowed"))
    watch = hall.watch(grant_of(hall, Part.OBSERVER), person("guest"))
    assert not isinstance(watch, Refusal)
    assert await watch.send(Pause(at=0)) == dict.fromkeys(("team1", "team2"), Refusal("command.not_allowed"))
    await hall.stop()


async def test_twenty_people_answering_at_once_all_get_through(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    await begun(hall)
    ports = [seat_of(hall, "team1", "front", f"p{number}") for number in range(20)]
    sent = [
        port.send(SubmitResponse(at=0, seat="front", role="desk", kind="text", parts={"text": f"n{number}"}))
        for number, port in enumerate(ports)
    ]
    assert await asyncio.gather(*sent) == [None] * 20
    said = {response.reply.parts["text"] for response in hall.session.states["team1"].responses}
    assert said == {f"n{number}" for number in range(20)}
    await hall.stop()


async def test_together_nobody_leaves_a_phase_before_all_are_ready(clock: SetClock) -> None:
    hall = new_hall(clock, mode="together")
    await begun(hall)

    async def at(minute: int) -> None:
        clock.set(START + minute * 6_000)
        hall.conductor.wake()
        await until(lambda: all(state.clock.at(clock.now()) >= 0 for state in hall.session.states.values()))
        for _ in range(3):
            await hall.batches.settled()
            await asyncio.sleep(0.005)

    await seat_of(hall, "team2", "front").send(text("we told the boss"))
    await at(6)
    chosen = SubmitResponse(at=0, seat="back", role="staff", kind="choice", inject="I3", options=("a",))
    assert await seat_of(hall, "team2", "back").send(chosen) is None
    # Team 1 has missed a limit, which is its way out; team 2 has to stay for an hour.
    await at(45)
    states = hall.session.states
    assert ready_for(hall.session.world, states["team1"], clock.now()) == "trouble"
    assert [state.phase for state in states.values()] == ["first", "first"]
    await at(61)
    await until(lambda: [state.phase for state in hall.session.states.values()] == ["trouble", "second"])
    await hall.stop()


async def test_control_runs_one_team_or_all(clock: SetClock) -> None:
    hall = new_hall(clock)
    desk = await begun(hall)
    assert await desk.send(Pause(at=0), ("team1",)) == {}
    assert not hall.session.states["team1"].clock.running
    assert hall.session.states["team2"].clock.running
    assert await desk.send(Resume(at=0)) == {}
    assert await desk.send(SetPace(at=0, percent=200)) == {}
    assert {state.clock.percent for state in hall.session.states.values()} == {200}
    made = Improvise(at=0, lang="en", title="Flood", body="Water in the cellar.", to=("desk",), channel="phone")
    assert await desk.send(made, ("team2",)) == {}
    assert "Water in the cellar." in repr(seat_of(hall, "team2", "front").view())
    assert "Water in the cellar." not in repr(seat_of(hall, "team1", "front").view())
    view = desk.view()
    assert [board.team for board in view.teams] == ["team1", "team2"]
    assert view.feed
    await hall.stop()


async def test_a_jump_passes_over_nothing(clock: SetClock) -> None:
    hall = new_hall(clock, count=1)
    desk = await begun(hall)
    assert await desk.send(JumpTo(at=0, scenario=9 * 3600 + 30 * 60)) == {}
    state = hall.session.states["team1"]
    assert state.delivered["I2"].at == 9 * 3600 + 10 * 60
    assert state.clock.at(clock.now()) == 9 * 3600 + 30 * 60
    await hall.stop()


async def test_a_bug_in_one_command_is_its_senders_alone(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = new_hall(clock)
    await begun(hall)
    one, two = seat_of(hall, "team1", "front"), seat_of(hall, "team2", "front")
    honest = hall.session.judge.judge

    def broken(*_: Any) -> Any:
        raise RuntimeError("a bug")

    told: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    monkeypatch.setattr(hall.session.judge, "judge", broken)
    assert await one.send(text("cannot be judged")) is None
    await hall.batches.settled()
    assert [type(context["exception"]) for context in told] == [RuntimeError]
    monkeypatch.setattr(hall.session.judge, "judge", honest)

    monkeypatch.setattr(hall.session.store, "append_many", broken)
    with pytest.raises(RuntimeError):
        await one.send(text("cannot be stored", inject="I1"))
    monkeypatch.undo()
    assert await two.send(text("goes on")) is None
    assert len(hall.session.states["team2"].responses) == 1
    await hall.stop()
