"""The review as people see it: both languages, the smallest and a comfortable terminal."""

import time
from typing import Any

import pytest
from grid_snapshot_review import grid, press, same_as_kept
from rich.cells import cell_len
from support.reviewed import opened

from simulator.tui.review.app import ReviewApp
from simulator.tui.review.data import review_data

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
TOUR = {
    "timeline": ["down", "down"],
    "help": ["f1"],
    "filter": ["escape", "f6", "down"],
    "search": ["escape", "slash", *"A02", "enter"],
    "score": ["escape", "f3", "f8"],
    "teams": ["f4", "down"],
    "teams-choice": ["f5"],
    "timeline-late-team": ["down", "enter", "f2", "home", "down", "down", "down"],
    "score-late-team": ["f3", "home"],
    "score-evidence": ["down", "down", "down", "enter"],
    "phases": ["m"],
}
"""Views with the keys that lead to each from the one before."""


@pytest.fixture(autouse=True)
def _japan_time(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_screens(size: str, lang: str) -> None:
    app = ReviewApp(review_data(opened("good", "poor"), lang))
    found: dict[str, str] = {}
    async with app.run_test(size=SIZES[size]) as pilot:
        for view, keys in TOUR.items():
            await press(pilot, keys)
            found[view] = grid(app)

    for view, text in found.items():
        assert all(cell_len(line) <= SIZES[size][0] for line in text.splitlines()), view
        same_as_kept(f"review/{view}-{size}-{lang}", text)


async def test_a_terminal_that_is_too_small_says_so_and_loses_nothing() -> None:
    app = ReviewApp(review_data(opened("good"), "en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3", "down"])
        before = grid(app)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "Please enlarge the window." in grid(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()

        assert grid(app) == before


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_hostile_names_and_words_are_shown_and_do_nothing(lang: str) -> None:
    app = ReviewApp(review_data(opened("odd"), lang))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["down", "down"])
        timeline = grid(app)
        await press(pilot, ["f3"])
        score = grid(app)
        await press(pilot, ["down", "enter"])
        evidence = grid(app)

    for screen in (timeline, score, evidence):
        assert "␛]0;owned␇␛[31mRed team" in screen
        assert not {c for c in screen if (ord(c) < 32 and c != "\n") or c in "\x7f\u202e"}
    assert "[red]報告[/red] ␛[2J" in timeline
    assert "[red]報告[/red] ␛[2J" in evidence
    assert "{0} %s \\[b]" in timeline


async def test_the_mark_of_the_cursor_needs_no_colour() -> None:
    app = ReviewApp(review_data(opened("good"), "en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3", "down"])
        assert ">◎  A02" in grid(app)
        await press(pilot, ["enter"])
        assert ">1 D1 14:05" in grid(app)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("pane", ["f2", "f3", "f4", "f9"])
async def test_every_key_in_the_help_says_what_it_does(pane: str, lang: str) -> None:
    app = ReviewApp(review_data(opened("good", "poor"), lang))
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, [pane])
        described = {b.binding for b in app.screen.active_bindings.values() if b.binding.show}
        assert all(binding.tooltip for binding in described)
        await press(pilot, ["f1"])
        text = grid(app)

    assert all(key in text for key in ("F1", "F2", "F3", "F8", "Ctrl+Q"))
