"""One person's seat in this process: opening, scripted colleagues, stopping and going on, drafts, a full disk."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small import DAY_ONE, content

from simulator.engine.commands import FinishTeam, JumpTo, NoteObservation, Pause, Refusal, SubmitResponse
from simulator.log.sqlite import open_log as open_store
from simulator.log.store import LogUnreadable, Reason
from simulator.model.base import parse_time
from simulator.model.script import Script
from simulator.session.clocks import SetClock
from simulator.session.lobby import LocalLobby
from simulator.session.local_seat import LocalSeat
from simulator.session.opening import open_log
from simulator.words import translator

START = 1_700_000_000_000

SCRIPT = Script.model_validate(
    {
        "kind": "script",
        "id": "model",
        "lang": "en",
        "scenario": "small",
        "title": {"en": "Model"},
        "replies": [
            {"inject": "I2", "as": "boss", "after": 60, "acknowledge": True},
            {"inject": "I3", "as": "staff", "after": 60, "choice": "a"},
            {"inject": "I1", "as": "desk", "after": 60, "text": {"en": "the script speaks for the person"}},
        ],
    }
)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def lobby(tmp_path: Path, clock: SetClock) -> LocalLobby:
    return LocalLobby(
        content(), SCRIPT, lang="en", day_one=DAY_ONE, folder=tmp_path, t=translator("log", "en"), clock=clock
    )


async def opened(lobby: LocalLobby, *roles: str) -> LocalSeat:
    port = await lobby.open(roles or ("desk",))
    assert isinstance(port, LocalSeat)
    return port


async def until(port: LocalSeat, holds: Callable[[], bool]) -> None:
    """Let the seat's own task work until ``holds``; a bounded number of turns of the loop, no waiting."""
    for _ in range(200):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not happen")


async def at(port: LocalSeat, clock: SetClock, scenario: str) -> None:
    """Move real time to where the story shows ``scenario`` and wake the seat."""
    real = port.view().clock.real_of(parse_time(scenario))
    assert real is not None
    clock.set(real)
    port.wake()
    await asyncio.sleep(0)


def reply(port: LocalSeat, text: str, inject: str | None = "I1") -> SubmitResponse:
    return SubmitResponse(
        at=port.now(), actor="seat:me", seat="me", role="desk", kind="text", inject=inject, parts={"text": text}
    )


async def test_opening_starts_the_story_and_names_the_log(lobby: LocalLobby, tmp_path: Path) -> None:
    port = await opened(lobby)

    assert [inject.id for inject in port.view().inbox] == ["I1"]
    assert port.log_path() == str(_files(tmp_path, "*.sqlite")[0])
    await port.close()


async def test_colleagues_answer_from_the_script_and_never_for_the_person(lobby: LocalLobby, clock: SetClock) -> None:
    port = await opened(lobby, "desk")
    await at(port, clock, "D1 09:10")
    await until(port, lambda: port.view().seq > 2)
    await at(port, clock, "D1 09:12")
    await until(port, lambda: len(port.view().chronology) == 1)

    assert [(line.role, line.kind) for line in port.view().chronology] == [("boss", "acknowledge")]
    await port.close()


async def test_a_script_refused_by_the_engine_is_passed_over(tmp_path: Path, clock: SetClock) -> None:
    broken = SCRIPT.model_copy(update={"replies": (SCRIPT.replies[1].model_copy(update={"choice": "zzz"}),)})
    lobby = LocalLobby(
        content(), broken, lang="en", day_one=DAY_ONE, folder=tmp_path, t=translator("log", "en"), clock=clock
    )
    port = await opened(lobby)
    await port.send(reply(port, "x"))
    await at(port, clock, "D1 09:20")
    await until(port, lambda: port.next_due() is not None)

    assert [line.role for line in port.view().chronology] == ["desk"]
    await port.close()


async def test_changes_tell_the_latest_view_only(lobby: LocalLobby) -> None:
    port = await opened(lobby)
    changes = port.changes()
    coming = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)
    await port.send(reply(port, "one"))
    await port.send(reply(port, "two"))
    view = await coming

    assert [line.words for line in view.chronology] == [(("", "one"),), (("", "two"),)]
    await port.close()


async def test_a_refusal_comes_back_and_changes_nothing(lobby: LocalLobby) -> None:
    port = await opened(lobby)
    before = port.view()

    assert await port.send(reply(port, "  ")) == Refusal("response.empty")
    assert port.view() == before
    await port.close()


async def test_an_exercise_goes_on_where_it_stopped(lobby: LocalLobby, clock: SetClock) -> None:
    port = await opened(lobby)
    await at(port, clock, "D1 09:11")
    await port.send(reply(port, "first"))
    await port.close()
    clock.set(clock.now() + 86_400_000)

    unfinished = lobby.offer().unfinished
    again = await lobby.resume(unfinished[0].exercise)
    assert isinstance(again, LocalSeat)

    assert [u.roles for u in unfinished] == [("role-desk",)]
    assert again.view().clock.at(clock.now()) == parse_time("D1 09:11")
    assert "first" in [line.words[0][1] for line in again.view().chronology if line.words]
    await again.close()


async def test_a_finished_exercise_is_closed_scored_and_not_offered_again(lobby: LocalLobby) -> None:
    port = await opened(lobby)
    assert port.score() is None
    await port.send(FinishTeam(at=port.now()))
    await until(port, port.finished)
    card = port.score()
    path = port.log_path()
    await port.close()

    assert card is not None
    assert card.teams[0].finished
    assert lobby.offer().unfinished == ()
    again = open_log(path, Path())
    again.store.close()
    assert again.ended


async def test_drafts_survive_and_go_when_sent_empty(lobby: LocalLobby, tmp_path: Path) -> None:
    port = await opened(lobby)
    port.keep_draft("I1", {"text": "half a sent"})
    exercise = Path(port.log_path()).stem
    await port.close()

    again = await lobby.resume(exercise)
    assert again.draft("I1") == {"text": "half a sent"}
    again.keep_draft("I1", {"text": " "})
    await again.close()

    assert not _files(tmp_path, "*.draft.json")


async def test_a_log_that_cannot_be_written_refuses_and_says_why(
    lobby: LocalLobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = await opened(lobby)

    def full(*_: object) -> None:
        raise LogUnreadable(Reason.DISK_FULL, port.log_path())

    monkeypatch.setattr(port.session.store, "append", full)
    refusal = await port.send(reply(port, "do not lose me"))

    assert refusal is not None
    assert refusal.code == "log.unwritable"
    assert "full" in port.trouble()
    assert port.view().chronology == ()
    monkeypatch.undo()
    assert await port.send(reply(port, "do not lose me")) is None
    assert port.trouble() == ""
    await port.close()


async def test_next_due_is_the_next_thing_that_time_brings(lobby: LocalLobby) -> None:
    port = await opened(lobby, "desk", "boss", "staff")

    assert port.next_due() == parse_time("D1 09:10")
    await port.send(JumpTo(at=port.now(), scenario=parse_time("D1 09:10")))
    assert "I2" in [inject.id for inject in port.view().inbox]
    await port.send(Pause(at=port.now()))
    await port.close()


@pytest.mark.parametrize("paused", [False, True])
async def test_a_jump_passes_over_nothing_and_ends_where_the_next_phase_begins(
    lobby: LocalLobby, *, paused: bool
) -> None:
    port = await opened(lobby, "desk", "staff")
    if paused:
        await port.send(Pause(at=port.now()))
    before = port.view().seq
    asked = parse_time("D120 08:40")
    ahead = port.ahead(asked)
    assert port.view().seq == before, "looking ahead records nothing"

    assert await port.send(JumpTo(at=port.now(), scenario=asked)) is None
    state = port.session.states["team"]

    assert state.clock.at(port.now()) == ahead.to
    assert ahead.phase
    assert ahead.to <= parse_time("D2 08:00")
    assert len(state.visits) == 2, "one phase further, and no more"
    assert state.delivered["I2"].at == parse_time("D1 09:10")
    answered = [response.reply.at for response in state.responses if response.reply.role == "boss"]
    assert answered == [parse_time("D1 09:11")]
    times = [delivery.at for delivery in state.delivered.values()]
    assert times == sorted(times)
    assert state.clock.running is not paused
    await port.close()


async def test_a_jump_stops_at_the_planned_start_of_a_phase_that_has_not_come(tmp_path: Path, clock: SetClock) -> None:
    first, trouble, second, over = content().model_dump(mode="json", by_alias=True)["scenario"]["phases"]
    first["exits"] = [{"to": "second", "when": {"answered": "I1"}}]
    waiting = content(phases=[first, trouble, second, over])
    lobby = LocalLobby(
        waiting, None, lang="en", day_one=DAY_ONE, folder=tmp_path, t=translator("log", "en"), clock=clock
    )
    port = await opened(lobby, "desk", "boss", "staff")

    await port.send(JumpTo(at=port.now(), scenario=parse_time("D5 08:40")))

    assert port.view().phase is not None
    assert port.view().phase.id == "first"
    assert port.view().clock.at(port.now()) == parse_time("D2 08:00")
    await port.close()


async def test_the_next_thing_for_a_seat_is_what_reaches_its_own_roles(lobby: LocalLobby) -> None:
    port = await opened(lobby, "boss")

    assert port.ahead(None).to == parse_time("D1 09:10")
    assert port.ahead(None).arrivals == 1
    await port.send(JumpTo(at=port.now(), scenario=port.ahead(None).to))
    assert [inject.id for inject in port.view().inbox] == ["I2"]
    await port.close()


async def test_words_after_the_end_are_kept_and_the_own_part_is_told(lobby: LocalLobby) -> None:
    port = await opened(lobby)
    await port.send(reply(port, "nothing to say"))
    await port.send(FinishTeam(at=port.now()))
    await until(port, port.finished)

    assert await port.send(NoteObservation(at=port.now(), actor="seat:me", text="Ask sooner.")) is None
    assert port.session.states["team"].observations[-1].text == "Ask sooner."
    card = port.score()
    assert card is not None
    own = card.teams[0].own
    theirs = [s for s in card.teams[0].steps if s.exercised and (s.role or "desk") == "desk"]
    assert own is not None
    assert 0 < own.of <= sum(step.of for step in theirs)
    assert card.as_json()["teams"][0]["own"]["of"] == own.of / 100
    await port.close()


async def test_two_exercises_in_one_minute_get_logs_of_their_own(lobby: LocalLobby) -> None:
    one, two = await opened(lobby), await opened(lobby)

    assert one.log_path() != two.log_path()
    await one.close()
    await two.close()


async def test_a_strange_file_among_the_logs_does_no_harm(lobby: LocalLobby, tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("not a database")
    store = open_store((await _closed_log(lobby)), read_only=True)
    store.close()

    assert len(lobby.offer().unfinished) == 1


def _files(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


async def _closed_log(lobby: LocalLobby) -> Path:
    port = await opened(lobby)
    await port.close()
    return Path(port.log_path())
