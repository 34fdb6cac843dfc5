"""What goes wrong around the engine: full disks, clocks that are set, stale windows, two programs, odd scripts."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from support.play import Play
from support.small import DAY_ONE, content, world

from simulator.engine.commands import (
    AdvancePhase,
    JumpTo,
    Pause,
    RecordOpinion,
    Resume,
    SetVerdict,
    SubmitResponse,
)
from simulator.log.memory import MemoryStore
from simulator.log.store import LogUnreadable, Reason
from simulator.model.base import parse_time
from simulator.model.script import Script
from simulator.model.verdict import Verdict
from simulator.session.clocks import SetClock
from simulator.session.lobby import LocalLobby
from simulator.session.rehearsal import rehearse
from simulator.words import translator

START = 1_700_000_000_000


class Wall:
    """A wall clock that may be set anywhere, as people and NTP do."""

    def __init__(self, now: int) -> None:
        self.time = now

    def now(self) -> int:
        return self.time


def script(*replies: dict, **more) -> Script:
    return Script.model_validate(
        {
            "kind": "script",
            "id": "model",
            "lang": "en",
            "scenario": "small",
            "title": {"en": "Model"},
            "replies": list(replies),
        }
    )


def lobby_in(folder: Path, clock, played: Script | None = None) -> LocalLobby:
    return LocalLobby(
        content(), played, lang="en", day_one=DAY_ONE, folder=folder, t=translator("log", "en"), clock=clock
    )


async def turns(n: int = 50) -> None:
    for _ in range(n):
        await asyncio.sleep(0)


async def test_a_log_that_cannot_be_written_is_tried_again_after_a_while_not_at_once(tmp_path, monkeypatch) -> None:
    clock = SetClock(START)
    port = await lobby_in(tmp_path, clock).open(("desk",))
    tries = []

    def full(*_):
        tries.append(1)
        raise LogUnreadable(Reason.DISK_FULL, "x")

    monkeypatch.setattr(port.session.store, "append", full)
    clock.set(port.view().clock.real_of(parse_time("D1 09:11")))
    port.wake()
    await turns(200)
    monkeypatch.undo()
    await port.close()
    assert len(tries) <= 2


async def test_the_story_never_runs_backwards_when_the_wall_clock_is_set_back(tmp_path) -> None:
    wall = Wall(START)
    port = await lobby_in(tmp_path, wall).open(("desk",))
    wall.time = port.view().clock.real_of(parse_time("D1 09:11"))
    port.wake()
    await turns()
    wall.time -= 3600_000
    await port.send(
        SubmitResponse(
            at=port.now(), actor="seat:me", seat="me", role="desk", kind="text", inject="I1", parts={"text": "x"}
        )
    )
    times = [e.scenario for e in port.session.store.read("team")]
    await port.close()
    assert times == sorted(times), times


@pytest.mark.parametrize(
    "command",
    [
        RecordOpinion(at=0, step="S1", verdict=Verdict.MET, words="w", model="m", prompt_sha="0", replies=()),
        SetVerdict(at=0, step="S1", verdict=Verdict.MET, reason="seen"),
    ],
)
def test_a_verdict_recorded_after_the_program_stopped_does_not_move_the_clock_on_resume(command) -> None:
    play = Play(world()).start()
    play.until(parse_time("D1 09:05"))
    play.answer("I1")
    stopped_at = play.now
    later = play.real + 3600_000
    play.do(replace(command, at=later))  # e.g. "tabletop score LOG --reader", an hour after play was quit
    play.do(Resume(at=later + 1000, after_gap=True))
    assert play.state.clock.at(later + 1000) == stopped_at


def test_a_pause_decided_with_an_old_time_does_not_set_the_story_back() -> None:
    play = Play(world()).start()
    opened = play.real
    play.until(parse_time("D1 09:10"))  # I2 arrives while the window is open
    shown = play.now
    play.do(Pause(at=opened))
    assert play.state.clock.scenario >= shown


def test_a_jump_to_what_is_past_by_now_is_refused() -> None:
    play = Play(world()).start()
    opened = play.real
    play.until(parse_time("D1 09:12"))  # what the window offered ("to what happens next: 09:10") has happened
    refused = play.do(JumpTo(at=opened, scenario=parse_time("D1 09:10")))
    assert refused is not None


async def test_two_programs_on_one_exercise_do_not_send_a_scripted_reply_twice(tmp_path) -> None:
    clock = SetClock(START)
    played = script({"inject": "I2", "as": "boss", "after": 60, "acknowledge": True})
    lobby = lobby_in(tmp_path, clock, played)
    one = await lobby.open(("desk",))
    two = await lobby.resume(Path(one.log_path()).stem)
    for moment in ("D1 09:10", "D1 09:12"):
        clock.set(one.view().clock.real_of(parse_time(moment)))
        one.wake()
        two.wake()
        await turns(200)
    one.session.catch_up("team")
    sent = [r.role for r in one.view().chronology]
    await two.close()
    await one.close()
    assert sent == ["boss"]


def test_a_scripted_text_with_a_carriage_return_is_sent_once() -> None:
    played = script({"inject": "I1", "as": "desk", "after": 60, "text": {"en": "line\rline"}})
    done = rehearse(MemoryStore("r"), content(), (played,), DAY_ONE, "en")
    assert len(done.opened.states["model"].responses) == 1


def test_a_refused_scripted_reply_takes_no_other_one_with_it() -> None:
    played = script(
        {"inject": "I1", "as": "desk", "after": 600, "text": {"en": "a good answer"}},
        {"inject": "I1", "as": "desk", "after": 60, "text": {"en": "x" * 10_001}},
    )
    done = rehearse(MemoryStore("r"), content(), (played,), DAY_ONE, "en")
    assert [r.reply.parts for r in done.opened.states["model"].responses] == [{"text": "a good answer"}]
    assert len(done.refused) == 1


async def test_in_play_a_refused_scripted_reply_takes_no_other_one_with_it(tmp_path) -> None:
    clock = SetClock(START)
    played = script(
        {"at": "D1 09:01", "as": "boss", "text": {"en": "x" * 10_001}},
        {"at": "D1 09:03", "as": "boss", "text": {"en": "a good answer"}},
    )
    port = await lobby_in(tmp_path, clock, played).open(("desk",))
    clock.set(port.view().clock.real_of(parse_time("D1 09:05")))
    port.wake()
    await turns(100)
    said = [r.words for r in port.view().chronology]
    await port.close()
    assert said == [(("", "a good answer"),)]


def test_the_same_words_at_two_times_are_sent_twice() -> None:
    played = script(
        {"at": "D1 09:05", "as": "desk", "text": {"en": "No change."}},
        {"at": "D1 09:15", "as": "desk", "text": {"en": "No change."}},
    )
    done = rehearse(MemoryStore("r"), content(), (played,), DAY_ONE, "en")
    assert len(done.opened.states["model"].responses) == 2


def test_leaving_a_phase_by_hand_does_not_take_a_branch_whose_condition_does_not_hold() -> None:
    play = Play(world()).start()
    play.answer("I1")
    play.do(AdvancePhase(at=play.real))  # the first way out is the branch for a missed S2, which is not missed
    assert play.state.phase == "second"


def test_leaving_a_phase_while_the_clock_stands_leaves_it_standing() -> None:
    play = Play(world()).start()
    play.do(Pause(at=play.real))
    play.do(AdvancePhase(at=play.real, to="second"))
    assert not play.state.clock.running


def test_a_step_that_was_taken_back_before_its_limit_counts_as_missed_after_it() -> None:
    play = Play(world()).start()
    play.answer("I1")
    play.judge("S2", Verdict.MET)
    play.answer("I1", parts={"text": "correction: we did not"})
    play.judge("S2", Verdict.NOT_MET)
    play.until(parse_time("D1 09:45"))  # S2 is due at 09:40
    assert "I4" in play.delivered


async def test_a_bug_in_the_seats_own_task_does_not_leave_a_screen_that_waits_for_ever(tmp_path, monkeypatch) -> None:
    import simulator.session.conductor as module

    clock = SetClock(START)
    port = await lobby_in(tmp_path, clock, script()).open(("desk",))
    changes = port.changes()
    coming = asyncio.ensure_future(anext(changes))
    await turns()

    def bug(*_):
        raise RuntimeError("planted")

    monkeypatch.setattr(module, "planned", bug)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    clock.set(clock.now() + 60_000)
    port.wake()
    await turns()
    told = port.trouble() or (coming.done() and coming.exception())
    coming.cancel()
    monkeypatch.undo()
    assert told
    with pytest.raises(RuntimeError, match="planted"):
        await port.close()


async def test_an_end_that_could_not_be_recorded_is_recorded_later(tmp_path, monkeypatch) -> None:
    from simulator.engine.commands import FinishTeam
    from simulator.session.opening import open_log

    clock = SetClock(START)
    lobby = lobby_in(tmp_path, clock)
    port = await lobby.open(("desk",))
    real = port.session.store.append

    def full_for_control(stream, *rest):
        if stream == "control":
            raise LogUnreadable(Reason.DISK_FULL, "x")
        return real(stream, *rest)

    monkeypatch.setattr(port.session.store, "append", full_for_control)
    await port.send(FinishTeam(at=port.now()))
    await turns()
    monkeypatch.undo()
    await port.close()
    for one in lobby.offer().unfinished:
        await (await lobby.resume(one.exercise)).close()
    again = open_log(port.log_path(), tmp_path)
    again.store.close()
    assert again.ended


def test_setting_the_machines_clock_leaves_the_story_alone(monkeypatch) -> None:
    import simulator.session.clocks as module

    clock = module.WallClock()
    before = clock.now()
    monkeypatch.setattr(module.time, "time_ns", lambda: 0)

    assert before <= clock.now() < before + 60_000


async def test_a_window_that_stood_open_acts_when_it_is_sent(tmp_path) -> None:
    clock = SetClock(START)
    port = await lobby_in(tmp_path, clock).open(("desk",))
    opened = port.now()
    clock.set(port.view().clock.real_of(parse_time("D1 09:08")))
    await port.send(JumpTo(at=opened, scenario=parse_time("D1 09:30")))
    shown = port.view().clock.at(clock.now())
    await port.close()

    assert shown == parse_time("D1 09:30")


async def test_a_log_from_the_machines_future_goes_on_where_it_stopped(tmp_path) -> None:
    clock = SetClock(START)
    port = await lobby_in(tmp_path, clock).open(("desk",))
    exercise = Path(port.log_path()).stem
    await port.close()
    earlier = SetClock(START - 86_400_000)
    again = await lobby_in(tmp_path, earlier).resume(exercise)
    earlier.set(earlier.now() + 60_000)
    shown = again.view().clock.at(again.now())
    await again.close()

    assert shown == parse_time("D1 09:10")
