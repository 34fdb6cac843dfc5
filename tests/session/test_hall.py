"""A hall: many people in one exercise, in one process; nothing lost, nothing seen that is not one's own."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.small import DAY_ONE, SECRET, content

from simulator.engine.commands import (
    JumpTo,
    MarkRead,
    Pause,
    Refusal,
    Resume,
    SetPace,
    SetVerdict,
    StartTeam,
    SubmitResponse,
)
from simulator.engine.control_commands import Improvise
from simulator.engine.due import ready_for
from simulator.engine.events import SeatSetup
from simulator.engine.presence_commands import HandSeat
from simulator.log.memory import MemoryStore
from simulator.log.sqlite import create_log, open_log
from simulator.log.store import EventStore
from simulator.model.script import Script
from simulator.model.verdict import Verdict
from simulator.session.access import FREE
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall, reopen_hall
from simulator.session.hall_ports import HallSeat
from simulator.session.room_port import Grant, Part, Person
from simulator.words import translator

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


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


def grant_of(hall: Hall, part: Part, team: str | None = None, seat: str | None = None) -> Grant:
    return next(g for g, _ in hall.codes() if (g.part, g.team, g.seat) == (part, team, seat))


def seat_of(hall: Hall, team: str, seat: str, who: str = "p1") -> HallSeat:
    port = hall.seat(grant_of(hall, Part.SEAT, team, seat), person(who))
    assert isinstance(port, HallSeat)
    return port


async def until(holds: Callable[[], bool]) -> None:
    """A bounded number of turns of the loop; the disk answers from a thread."""
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came")


async def begun(hall: Hall) -> Any:
    await hall.start()
    desk = hall.control(grant_of(hall, Part.FACILITATOR), person("boss"))
    assert not isinstance(desk, Refusal)
    assert await desk.send(StartTeam(at=0)) == {}
    return desk


def text(words: str, inject: str = "I1", **more: Any) -> SubmitResponse:
    return SubmitResponse(at=0, seat="front", role="desk", kind="text", inject=inject, parts={"text": words}, **more)


async def test_every_seat_has_a_code_that_the_log_does_not_know(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    await hall.start()
    codes = [code for _, code in hall.codes()]
    assert len(set(codes)) == len(codes) == 4 + 1 + 1 + 1 + 1
    rows = str(hall.session.store.rows())
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)
    for grant, code in hall.codes():
        assert hall.admit(f" {code.lower()} ", "here") == grant
    assert (path.with_suffix(".access.json").stat().st_mode & 0o777) == 0o600
    await hall.stop()


async def test_wrong_codes_have_to_wait_and_a_right_one_still_works_from_elsewhere(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    code = hall.codes()[0][1]
    for _ in range(FREE):
        assert hall.admit("0000-0000-0000", "bad") == Refusal("code.unknown")
    refused = hall.admit(code, "bad")
    assert isinstance(refused, Refusal)
    assert refused.code == "code.too_many"
    assert isinstance(hall.admit(code, "good"), Grant)
    clock.set(START + 31_000)
    assert isinstance(hall.admit(code, "bad"), Grant)
    await hall.stop()


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


async def test_who_sits_where_is_in_the_log_and_moves_no_clock(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    one, two = seat_of(hall, "team1", "front", "p1"), seat_of(hall, "team1", "front", "p2")
    await hall.batches.settled()
    state = hall.session.states["team1"]
    assert {who for _, who in state.people} == {"p1", "p2"}
    assert state.last_at == 0
    await one.close()
    await hall.batches.settled()
    assert {who for _, who in hall.session.states["team1"].people} == {"p2"}
    await two.close()
    await hall.stop()


async def test_a_seat_is_shared_or_taken_over(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    one = seat_of(hall, "team1", "front", "p1")
    two = hall.seat(grant, person("p2"))
    assert isinstance(two, HallSeat)
    assert {who.id for who in hall.people(grant)} == {"p1", "p2"}
    assert not one.over
    ended = asyncio.ensure_future(anext(one.changes(), None))
    await asyncio.sleep(0)
    three = hall.seat(grant, person("p3"), take_over=True)
    assert isinstance(three, HallSeat)
    assert await ended is None
    assert one.trouble() != ""
    assert await one.send(text("too late")) == Refusal("seat.taken_over")
    assert await three.send(SubmitResponse(at=0, seat="front", role="desk", kind="text", parts={"text": "x"})) is None
    await hall.stop()


async def test_a_revoked_code_ends_those_who_are_in_by_it(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    code = hall.access.code(grant.id)
    port = seat_of(hall, "team1", "front")
    hall.revoke(grant.id)
    assert hall.grant(grant.id) is None
    assert hall.admit(code, "x") == Refusal("code.unknown")
    assert await port.send(text("still here")) == Refusal("code.revoked")
    fresh = hall.issue(Part.SEAT, "team1", "front")
    hall.revoke(fresh.id)
    again = hall.issue(Part.SEAT, "team1", "front")
    # A pass of a revoked grant must never fit a later one.
    assert len({grant.id, fresh.id, again.id}) == 3
    assert hall.grant(fresh.id) is None
    await hall.stop()


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


async def test_a_seat_handed_to_the_script_is_answered_for_and_given_back(clock: SetClock) -> None:
    script = Script.model_validate(
        {
            "kind": "script",
            "id": "model",
            "lang": "en",
            "scenario": "small",
            "title": {"en": "Model"},
            "replies": [{"inject": "I1", "as": "desk", "after": 60, "text": {"en": "scripted words"}}],
        }
    )
    hall = new_hall(clock, scripts={"team1": script}, count=1)
    desk = await begun(hall)
    assert await desk.send(HandSeat(at=0, chair="front", to="script")) == {}
    clock.set(START + 600_000)
    hall.conductor.wake()
    await until(lambda: "scripted words" in repr(hall.session.states["team1"].responses))
    assert await desk.send(HandSeat(at=0, chair="front", to="people")) == {}
    assert hall.session.states["team1"].handed["front"].to == "people"
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


async def test_empty_seats_are_filled_at_the_start_and_given_to_whoever_comes(clock: SetClock) -> None:
    script = Script.model_validate(
        {"kind": "script", "id": "model", "lang": "en", "scenario": "small", "title": {"en": "Model"}, "replies": []}
    )
    hall = new_hall(clock, scripts={"team1": script}, count=1, fill=True)
    await hall.start()
    seat_of(hall, "team1", "front")
    desk = hall.control(grant_of(hall, Part.FACILITATOR), person("boss"))
    assert not isinstance(desk, Refusal)
    assert await desk.send(StartTeam(at=0)) == {}
    assert {seat.seat: seat.human for seat in desk.view().seats} == {"front": True, "back": False}
    back = seat_of(hall, "team1", "back", "p2")
    await hall.batches.settled()
    assert {seat.seat: seat.human for seat in desk.view().seats} == {"front": True, "back": True}
    assert [who.id for line in desk.view().seats for who in line.people] == ["p1", "p2"]
    await back.close()
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
