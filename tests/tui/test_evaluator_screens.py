"""The evaluator's desk as people see and use it: both languages, the smallest and a comfortable terminal."""

from dataclasses import replace
from typing import Any

import pytest
from grid_snapshot_review import grid, press, same_as_kept
from rich.cells import cell_len
from support.reviewed import START, record

from simulator.engine.commands import SetVerdict
from simulator.log.memory import MemoryStore
from simulator.model.verdict import Verdict
from simulator.session.clocks import Clock
from simulator.session.log_desk import LogDesk
from simulator.session.opening import opened_log
from simulator.session.scoring import score_card
from simulator.tui.evaluator.app import EvaluatorApp
from simulator.tui.evaluator.item_lines import item_rows
from simulator.tui.evaluator.items import items_of
from simulator.tui.evaluator.screen import EvaluatorScreen
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.help import screen_bindings
from simulator.words import translator

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
TOUR = {
    "queue": [],
    "nothing-left": ["a"],
    "filter": ["f", "delete", "down"],
    "everything": ["escape", "home", "down"],
    "correct": ["c", "right", "tab", *"said so"],
    "corrected": ["f9"],
    "search": ["slash", *"A03", "enter"],
    "note": ["escape", "o", *"too slow"],
    "notes": ["f9", "f4"],
    "ratings": ["f3", "down"],
    "rate": ["c"],
    "agreement": ["escape", "f6"],
    "help": ["f1"],
}
"""Views with the keys that lead to each from the one before."""


class Later(Clock):
    def now(self) -> int:
        return START + 86_400_000


def played(*teams: str) -> MemoryStore:
    store = MemoryStore("small-1")
    record(store, *(teams or ("good", "poor")))
    return store


def app_of(store: MemoryStore, lang: str = "en", name: str = "Ann") -> EvaluatorApp:
    desk = LogDesk(opened_log(store, "memory"), name=name, lang=lang, t=translator("log", lang), clock=Later())
    return EvaluatorApp(desk, lang)


def kinds(store: MemoryStore, team: str = "poor") -> list[tuple[str, dict[str, Any]]]:
    return [(row.kind, row.payload) for row in store.read(team) if row.actor.startswith("evaluator:")]


def test_teams_are_told_apart_in_the_queue() -> None:
    store = played("good", "poor")
    desk = LogDesk(opened_log(store, "memory"), name="Ann", lang="ja", t=translator("log", "ja"), clock=Later())
    items = items_of(desk.view(), desk.now())
    named = [replace(item, team=replace(item.team, title=f"グループ{1 + (item.team.id == 'poor')}")) for item in items]
    rows = ["".join(span.text for span in row.lines[0].spans) for row in item_rows(named, several=True)]

    assert any("グループ1" in row for row in rows)
    assert any("グループ2" in row for row in rows)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_screens(size: str, lang: str) -> None:
    app = app_of(played(), lang)
    found: dict[str, str] = {}
    async with app.run_test(size=SIZES[size]) as pilot:
        for view, keys in TOUR.items():
            await press(pilot, keys)
            found[view] = grid(app)

    for view, text in found.items():
        assert all(cell_len(line) <= SIZES[size][0] for line in text.splitlines()), view
        same_as_kept(f"evaluator/{view}-{size}-{lang}", text)


async def test_one_key_agrees_and_brings_up_the_next_and_one_takes_back() -> None:
    store = played()
    app = app_of(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["f", "delete", "escape", "home"])
        screen = app.screen
        assert isinstance(screen, EvaluatorScreen)
        first = screen._queue.item
        assert first is not None
        await press(pilot, ["a"])
        second = screen._queue.item
        assert second is not None
        assert (first.id, second.id) == ("good A01", "poor A03")
        assert "Recorded." in grid(app)
        await press(pilot, ["u"])
        assert screen._queue.item is not None
        assert screen._queue.item.id == first.id

    assert [kind for team in ("good", "poor") for kind, _ in kinds(store, team)] == [
        "verdict.confirmed",
        "verdict.withdrawn",
    ]


async def test_a_correction_asks_why_and_the_score_follows() -> None:
    store = played("poor")
    app = app_of(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["slash", *"A03", "enter", "c", "f9"])
        assert "Write the reason first" in grid(app)
        await press(pilot, ["tab", *"by phone", "f9"])
        await pilot.pause()

    assert kinds(store) == [("verdict.set", {"step": "A03", "verdict": "met", "reason": "by phone"})]
    line = next(s for s in score_card(opened_log(store, "memory")).teams[0].steps if s.step == "A03")
    assert (line.verdict, line.by, line.reason) == (Verdict.MET, "evaluator", "by phone")


async def test_an_observation_is_tied_to_the_moment_of_the_reply() -> None:
    store = played("poor")
    app = app_of(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["slash", *"A03", "enter", "o", *"Nobody asked.", "f9"])
        await pilot.pause()
    at = next(r.reply.at for r in opened_log(store, "memory").states["poor"].responses if r.reply.inject is None)

    assert kinds(store) == [
        ("observation.noted", {"text": "Nobody asked.", "role": None, "at": at // 60 * 60, "step": "A03"})
    ]


async def test_a_time_that_is_none_is_said_and_nothing_is_lost() -> None:
    store = played("poor")
    app = app_of(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["o", *"x", "shift+tab", "shift+tab", "end", *"oops", "f9"])
        assert "Type the time like D1 13:05." in grid(app)

    assert kinds(store) == []


async def test_ratings_are_accepted_set_with_a_reason_and_taken_back() -> None:
    store = played("poor")
    app = app_of(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["f3", "a", "c", "right", "tab", *"harm", "f9", "u"])
        await pilot.pause()

    found = kinds(store)
    assert [kind for kind, _ in found] == ["rating.set", "rating.set", "rating.withdrawn"]
    assert found[0][1]["rating"] == found[0][1]["proposed"]
    assert found[1][1]["reason"] == "harm"


async def test_what_another_evaluator_does_meanwhile_is_seen_and_the_difference_leads_to_its_step() -> None:
    store = played("poor")
    app = app_of(store)
    other = LogDesk(opened_log(store, "memory"), name="Ben", lang="en", t=translator("log", "en"), clock=Later())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["slash", *"A03", "enter", "a"])
        await other.send(SetVerdict(at=0, step="A03", verdict=Verdict.NOT_MET, reason="wrong party"), ("poor",))
        screen = app.screen
        assert isinstance(screen, EvaluatorScreen)
        port = screen._port
        assert isinstance(port, LogDesk)
        port._look()
        await press(pilot, ["f6", "home"])
        shown = grid(app)
        assert "Evaluator Ann and Evaluator Ben  steps: 1, agreed: 0 %" in shown
        await press(pilot, ["enter"])
        assert screen.pane == "queue"
        assert "Evaluator Ben: × not met. wrong party" in grid(app)


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_hostile_names_and_words_are_shown_and_do_nothing(lang: str) -> None:
    app = app_of(played("odd"), lang, name="\x1b]0;x\x07[red]Eve[/red]")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["f", "delete", "escape", "home"])
        queue = grid(app)
        await press(pilot, ["down"])
        decided = grid(app)
        await press(pilot, ["o", *"\x1b[2J[b]note", "f9", "f4"])
        notes = grid(app)

    for shown in (queue, decided, notes):
        assert not {c for c in shown if (ord(c) < 32 and c != "\n") or c in "\x7f\u202e"}
    assert "[red]Eve[/red]" in queue
    assert "[red]報告[/red] ␛[2J" in queue
    assert "[blink]␛[5m" in decided


async def test_a_terminal_that_is_too_small_says_so_and_loses_nothing() -> None:
    app = app_of(played())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["down"])
        before = grid(app)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "Please enlarge the window." in grid(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()

        assert grid(app) == before


async def test_every_key_has_a_label_and_says_what_it_does_in_both_languages() -> None:
    app = app_of(played("poor"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [])
        bindings = screen_bindings(app.screen)
    japanese = EvaluatorWording("ja").t

    assert len(bindings) > 15
    for binding in bindings:
        assert japanese(binding.description) != binding.description, binding
        assert japanese(binding.tooltip) != binding.tooltip, binding


async def test_the_palette_does_what_it_names() -> None:
    store = played("poor")
    app = app_of(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["ctrl+p", *"agree with", "enter"])
        await pilot.pause()
        await press(pilot, ["ctrl+p", *"agreement", "enter"])
        assert "Agreement between evaluators" in grid(app)

    assert [kind for kind, _ in kinds(store)] == ["verdict.confirmed"]
