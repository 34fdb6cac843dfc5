"""The same screens on the real session: a log on disk, stopping and going on, the score card at the end."""

from pathlib import Path

import pytest
from fake_content import look_content
from play_pilot import Player, grid
from textual import events

from simulator.session.clocks import SetClock
from simulator.session.lobby import LocalLobby
from simulator.tui.closing import Closing
from simulator.tui.composer.box import ReplyBox
from simulator.tui.desk import Desk
from simulator.tui.lobby import Lobby
from simulator.tui.play_app import PlayApp
from simulator.tui.score.screen import ScoreScreen
from simulator.words import translator

START = 1_709_180_000_000


def lobby_in(folder: Path, lang: str, clock: SetClock) -> LocalLobby:
    content = look_content()
    return LocalLobby(
        content,
        None,
        lang=lang,
        day_one=content.scenario.day_one,
        folder=folder,
        t=translator("log", lang),
        clock=clock,
    )


def logs() -> list[Path]:
    return list(Path().glob("*.sqlite"))


async def press(app: PlayApp, player: Player, *keys: str) -> None:
    for key in keys:
        if len(key) > 1 and " " in key:
            app.post_message(events.Paste(key))
        else:
            await player.pilot.press(key)
        await player.pilot.pause()


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_play_stop_go_on_and_see_the_score(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clock = SetClock(START)
    app = PlayApp(lobby_in(Path(), lang, clock), lang, None, 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        player = Player(app, pilot, None)
        await press(app, player, "space", "f9", "enter", "enter", "I tell the head", "ctrl+q", "right", "enter")
    [log] = logs()
    assert app.return_value == str(log)

    clock.set(START + 3_600_000)
    app = PlayApp(lobby_in(Path(), lang, clock), lang, None, 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        player = Player(app, pilot, None)
        assert isinstance(app.screen, Lobby)
        await press(app, player, "enter")
        assert isinstance(app.screen, Desk)
        assert "D1 13:05" in grid(app).splitlines()[0], "the hour in between does not count"

        await press(app, player, "enter", "enter")
        assert app.screen.query_one(ReplyBox).draft() == {"text": "I tell the head"}
        await press(app, player, "f9", "f7", "end", "enter", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Closing)
        assert log.name in grid(app)

        await press(app, player, "enter")
        await pilot.pause()
        assert isinstance(app.screen, ScoreScreen)
        assert "A01" in grid(app)
        await press(app, player, "escape", "escape")
    assert app.return_value == str(log)
