"""Every screen as a grid of text, in both languages and sizes. Look at a screen before storing it anew."""

import os
import time
from collections.abc import Awaitable, Callable, Generator

import pytest
from play_pilot import LARGE, SMALL, Player, check_screen, playing

from simulator.engine.commands import AdvancePhase
from simulator.session.port import Unfinished
from simulator.tui.desk import Desk

ALL = 190
"""Real seconds after which every inject has arrived."""

WORDS = {"ja": "所属長に報告し、気付いた時刻を書き留めます。", "en": "I tell the head and note the time."}

Act = Callable[[Player, str], Awaitable[None]]


@pytest.fixture(autouse=True)
def _japan_time(monkeypatch: pytest.MonkeyPatch) -> Generator[None, None, None]:
    """The lobby tells when an exercise was left, by the machine's own clock."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def keys(*pressed: str, later: float = 0, opened: str = "") -> Act:
    async def act(player: Player, lang: str) -> None:
        if later:
            await player.pass_time(later)
        if opened:
            await player.open(opened)
        for key in pressed:
            await (player.write(WORDS[lang]) if key == "WORDS" else player.press(key))

    return act


async def closing(player: Player, lang: str) -> None:
    player.seat.happen(AdvancePhase(at=player.seat.now()))
    await player.pilot.pause()
    await player.pilot.pause()


DESK: dict[str, Act] = {
    "overview": keys(),
    "arrivals": keys(later=ALL),
    "inject": keys("enter"),
    "text": keys("enter", "enter", "WORDS"),
    "sent": keys("enter", "enter", "WORDS", "f9", later=12),
    "refused": keys("enter", "enter", "f9"),
    "choice": keys("enter", "space", later=ALL, opened="I02"),
    "form": keys("enter", "WORDS", later=ALL, opened="I03"),
    "contact": keys("f4", "enter", "f9", "WORDS", later=ALL, opened="I04"),
    "decision": keys("enter", "space", "tab", "WORDS", later=ALL, opened="I05"),
    "acknowledge": keys(later=ALL, opened="I06"),
    "information": keys(later=ALL, opened="I07"),
    "own": keys("f2"),
    "overdue": keys(later=400),
    "paused": keys("f8"),
    "attachment": keys("enter", "tab", "enter"),
    "hint": keys("enter", "f6"),
    "hint-shown": keys("enter", "f6", "right", "enter"),
    "manual": keys("f3"),
    "manual-none": keys("f3", "q", "q"),
    "contacts": keys("f4", "down"),
    "chronology": keys("enter", "enter", "WORDS", "f9", "f5"),
    "clock": keys("f7"),
    "leave": keys("f7", "end", "enter"),
    "help": keys("f1"),
    "commands": keys("ctrl+p"),
    "quit": keys("ctrl+q"),
    "closing": closing,
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", DESK)
async def test_desk(name: str, lang: str, size: tuple[int, int]) -> None:
    async with playing("desk", "head", lang=lang, size=size) as player:
        await DESK[name](player, lang)
        for screen in player.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()
        await player.pilot.pause()

        check_screen(player, f"play-{name}-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_lobby(lang: str, size: tuple[int, int]) -> None:
    async with playing(lang=lang, size=size) as player:
        await player.press("space", "down")

        check_screen(player, f"play-lobby-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_lobby_with_an_unfinished_exercise(lang: str, size: tuple[int, int]) -> None:
    left = Unfinished("look-1", "Look", "発覚" if lang == "ja" else "Discovery", ("担当",), 0, 1_709_180_400_000)
    async with playing(lang=lang, size=size, unfinished=(left,)) as player:
        check_screen(player, f"play-lobby-unfinished-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_too_small(lang: str) -> None:
    async with playing("desk", lang=lang, size=(50, 12)) as player:
        check_screen(player, f"play-too-small-{lang}-50x12")


async def test_a_missing_screen_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLETOP_UPDATE_SCREENS", raising=False)
    async with playing("desk") as player:
        with pytest.raises(AssertionError, match="no stored screen"):
            check_screen(player, "play-no-such-screen")


async def test_a_changed_screen_fails() -> None:
    if os.environ.get("TABLETOP_UPDATE_SCREENS") == "1":
        return
    async with playing("desk", "head") as player:
        await player.press("enter")
        with pytest.raises(AssertionError):
            check_screen(player, "play-overview-en-120x40")
