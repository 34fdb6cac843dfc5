"""The replay as somebody uses it: playing, stepping, filters, bookmarks, the teams side by side, a seat's screen."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from grid_snapshot_review import grid, press, same_as_kept
from rich.cells import cell_len
from support.reviewed import opened

from simulator.report.rows import RowKind
from simulator.tui.past_desk import PastDesk
from simulator.tui.review.app import ReviewApp, ReviewScreen
from simulator.tui.review.bookmarks import Bookmark, Bookmarks
from simulator.tui.review.data import review_data
from simulator.tui.review.deck import SPEEDS, Deck
from simulator.tui.review.replay_pane import ReplayPane

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
TOUR = {"start": ["r", "home"], "later": ["right", "right", "right", "right"], "beside": ["v"], "lanes": ["e", "down"]}


@pytest.fixture(autouse=True)
def _japan_time(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def app_of(lang: str = "en", bookmarks: Path | None = None) -> ReviewApp:
    return ReviewApp(review_data(opened("good", "poor"), lang, bookmarks))


def pane_of(app: ReviewApp) -> ReplayPane:
    return app.screen.query_one(ReplayPane)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_screens(size: str, lang: str) -> None:
    app = app_of(lang)
    found: dict[str, str] = {}
    async with app.run_test(size=SIZES[size]) as pilot:
        for view, keys in TOUR.items():
            await press(pilot, keys)
            found[view] = grid(app)

    for view, text in found.items():
        assert all(cell_len(line) <= SIZES[size][0] for line in text.splitlines()), view
        same_as_kept(f"review/replay-{view}-{size}-{lang}", text)


async def test_steps_go_through_every_row_once_and_back() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "home"])
        pane, data = pane_of(app), app.screen.data  # type: ignore[attr-defined]
        rows = [row.seq for row in data.rows if row.stream == "good"]
        pane.deck.put(1)
        seen = [pane.deck.place]
        while pane.deck.step([row for row in data.rows if row.stream == "good"], 1):
            seen.append(pane.deck.place)
        assert seen == rows
        while pane.deck.step([row for row in data.rows if row.stream == "good"], -1):
            seen.pop()
        assert seen == rows[:1]


async def test_by_inject() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "home", "full_stop"])
        pane, data = pane_of(app), app.screen.data  # type: ignore[attr-defined]
        row = next(row for row in data.rows if row.stream == "good" and row.seq == pane.deck.place)
        assert row.kind is RowKind.INJECT


async def test_a_running_replay_goes_on_and_stops_at_the_end() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "home"])
        deck = pane_of(app).deck
        deck.running, deck.speed = True, 60
        before = deck.real
        pane_of(app)._turn()
        assert deck.real == before + 6000
        deck.run(10**9)
        assert (deck.real, deck.running) == (deck.end, False)
        await press(pilot, ["space"])
        assert deck.running
        await press(pilot, ["f2"])
        assert not deck.running


async def test_from_a_row_to_that_moment_and_from_the_moment_to_its_row() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["down", "down", "down"])
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        at = screen._timeline.at
        await press(pilot, ["r"])
        assert f"good#{pane_of(app).deck.place}" == at
        await press(pilot, ["enter"])
        assert (screen.pane, screen._timeline.at) == ("timeline", at)
        await press(pilot, ["escape"])
        assert screen.pane == "replay"


async def test_the_seats_own_screen_opens_as_it_was_and_takes_nothing() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "home", "full_stop", "o"])
        assert isinstance(app.screen, PastDesk)
        assert len(app.screen.view.inbox) == 1
        refusal = await app.screen.port.send(object())  # type: ignore[arg-type]
        assert refusal is not None
        await press(pilot, ["f12"])
        assert isinstance(app.screen, ReviewScreen)


async def test_bookmarks_are_kept_beside_the_log(tmp_path: Path) -> None:
    kept = tmp_path / "x.bookmarks.json"
    app = app_of(bookmarks=kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "home", "right", "k", *"here", "enter"])
        place = pane_of(app).deck.place
        assert Bookmarks(kept).all() == (Bookmark("good", place, "here"),)
        await press(pilot, ["end", "j", "enter"])
        assert pane_of(app).deck.place == place
        await press(pilot, ["k"])
        assert Bookmarks(kept).all() == ()


@pytest.mark.parametrize("text", ["", "[", "{}", json.dumps([1]), json.dumps([{"team": "good"}])])
def test_a_file_of_bookmarks_that_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.bookmarks.json"
    path.write_text(text, encoding="utf-8")
    assert Bookmarks(path).all() == ()


async def test_another_team_is_shown_at_the_same_time_of_the_story() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["r", "end"])
        deck = pane_of(app).deck
        tape = app.screen.data.tape  # type: ignore[attr-defined]
        deck.put(3)
        second = deck.second
        deck.go_to_team("poor")
        assert deck.team == "poor"
        assert deck.place == max(1, tape.at_scenario("poor", second))


def test_speeds_have_ends() -> None:
    app = app_of()
    deck = Deck(app._data.tape, "good")
    for _ in SPEEDS:
        deck.faster(1)
    assert deck.speed == SPEEDS[-1]
    for _ in range(9):
        deck.faster(-1)
    assert deck.speed == SPEEDS[0]


async def test_only_rows_of_a_section_or_a_verdict() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)):
        data = app.screen.data  # type: ignore[attr-defined]
        from simulator.tui.review.filters import Filters, selected

        section, _ = data.sections[0]
        rows = selected(data.rows, Filters(section=section), data.index)
        assert rows
        assert all(set(row.roles) & data.index.sections[section] for row in rows)
        met = selected(data.rows, Filters(verdict="met"), data.index)
        assert met
        assert {row.verdict.value for row in met if row.verdict} == {"met"}
