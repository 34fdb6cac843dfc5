"""The log cannot be written in mid-exercise: people are told for as long as it lasts, and nothing promised is lost."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from support.halls import START, begun, grant_of, new_hall, seat_of, text
from support.seat_contract import until

from simulator.engine.commands import MarkRead, NoteObservation, Refusal
from simulator.engine.control_commands import Improvise
from simulator.log.sqlite import SqliteStore, create_log, open_log
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import reopen_hall
from simulator.session.room_port import Grant, Part
from simulator.words import translator

Breaking = Callable[[SqliteStore], AbstractContextManager[None]]


@contextmanager
def full(store: SqliteStore):  # type: ignore[no-untyped-def]
    """No page more: as on a full disk."""
    pages = store._raw.execute("PRAGMA page_count").fetchone()[0]
    store._raw.execute(f"PRAGMA max_page_count={pages}")
    yield
    store._raw.execute("PRAGMA max_page_count=1000000")


@contextmanager
def locked(store: SqliteStore):  # type: ignore[no-untyped-def]
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def read_only(store: SqliteStore):  # type: ignore[no-untyped-def]
    store._raw.execute("PRAGMA query_only=1")
    yield
    store._raw.execute("PRAGMA query_only=0")


async def hall_on(path: Path, clock: SetClock) -> tuple[Hall, SqliteStore]:
    store = create_log(path, path.stem, busy_seconds=0.01)
    return new_hall(clock, store, str(path)), store


@pytest.mark.parametrize("breaking", [full, locked, read_only])
async def test_people_are_told_until_it_is_over_and_nothing_is_lost(tmp_path: Path, breaking: Breaking) -> None:
    clock = SetClock(START)
    hall, store = await hall_on(tmp_path / "x.sqlite", clock)
    desk = await begun(hall)
    front, other = seat_of(hall, "team1", "front"), seat_of(hall, "team2", "front", "p2")
    clock.set(START + 60_000)
    hall.conductor.wake()
    await until(lambda: bool(front.view().inbox) and bool(other.view().inbox))
    said = ["before"]
    assert await front.send(text("before")) is None
    await hall.batches.settled()

    with breaking(store):
        for number in range(20):
            # What is long needs a new page.
            words = f"{number} " + "while it cannot be written " * 300
            refused = await front.send(text(words))
            if refused is None:
                said.append(words.strip())
                continue
            assert refused.code == "log.unwritable"
            assert refused.params["message"] == front.trouble() == other.trouble() != ""
        assert len(said) < 20
        trouble = front.trouble()
        # What needs no place in the log, or is refused, says nothing of whether the log can be written.
        assert await front.send(MarkRead(at=0, seat="front", inject="unknown")) == Refusal("inject.not_received")
        assert await other.send(text(" ")) == Refusal("response.empty")
        assert front.trouble() == other.trouble() == trouble
        assert "while it cannot" not in repr(other.view())
        assert [one.reply.parts["text"].strip() for one in hall.session.states["team1"].responses] == said

    assert await front.send(text("after")) is None
    assert front.trouble() == other.trouble() == ""
    assert await desk.send(NoteObservation(at=0, text="seen")) == {}
    await hall.stop()

    again = reopen_hall(open_log(store.path), t=translator("log", "en"), clock=clock, log_path=str(store.path))
    await again.start()
    found = [one.reply.parts["text"].strip() for one in again.session.states["team1"].responses]
    assert found == [*said, "after"]
    await again.stop()


@pytest.mark.parametrize("what", ["a response", "an improvised inject", "a new code"])
async def test_while_another_program_holds_the_log_the_others_go_on(tmp_path: Path, what: str) -> None:
    """The loop itself lets go of the log, which it cannot while it waits for it."""
    clock = SetClock(START)
    store = create_log(tmp_path / "x.sqlite", "x", busy_seconds=5.0)
    hall = new_hall(clock, store, str(store.path))
    desk = await begun(hall)
    front = seat_of(hall, "team1", "front")
    await hall.batches.settled()
    with locked(store):
        if what == "a response":
            asked = asyncio.ensure_future(front.send(text("who waits")))
        elif what == "a new code":
            asked = asyncio.ensure_future(hall.renew(grant_of(hall, Part.OBSERVER).id))
        else:
            asked = asyncio.ensure_future(desk.send(Improvise(at=0, lang="en", title="Now", body="What now?")))
        # Long enough for whatever looks at the log now and then.
        for _ in range(100):
            await asyncio.sleep(0.01)
        assert not asked.done()
    found = await asked
    assert isinstance(found, Grant) if what == "a new code" else not found
    await hall.stop()


@pytest.mark.parametrize("breaking", [full, locked, read_only])
async def test_the_warning_goes_by_itself_once_the_log_can_be_written_again(tmp_path: Path, breaking: Breaking) -> None:
    """Nobody sends anything, and nothing falls due."""
    hall, store = await hall_on(tmp_path / "x.sqlite", SetClock(START))
    desk = await begun(hall)
    front = seat_of(hall, "team1", "front")
    await hall.batches.settled()
    rows = len(store.rows())
    with breaking(store):
        for number in range(20):
            refused = await desk.send(NoteObservation(at=0, text=f"{number} " + "while it cannot be written " * 300))
            if refused:
                break
            rows += 1
        assert refused["team1"].code == "log.unwritable"
        assert refused["team1"].params["message"] == desk.trouble() == front.trouble() != ""
        # As long as it lasts, so does the warning, however often it is tried.
        tried: list[bool] = []
        again, store.try_writing = store.try_writing, lambda: (tried.append(True), again())[1]  # type: ignore[method-assign]
        await until(lambda: len(tried) > 1)
        assert desk.trouble() == front.trouble() != ""

    await until(lambda: desk.trouble() == front.trouble() == "")
    assert len(store.rows()) == rows, "trying adds nothing to the log"
    assert not store.flaws()
    await hall.stop()
