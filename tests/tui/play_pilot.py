"""Driving the play app in tests: opening it, letting it settle, reading the whole screen as a grid of text."""

import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fake_content import look_content
from fake_port import FakeLobby, FakeSeat
from rich.console import Console
from textual import events
from textual.app import App
from textual.pilot import Pilot

from simulator.model.content import Content
from simulator.session.port import Unfinished
from simulator.tui.desk import Desk
from simulator.tui.inbox import Inbox
from simulator.tui.play_app import PlayApp

SCREENS = Path(__file__).parent / "screens"
SMALL, LARGE = (80, 24), (120, 40)


class Player:
    """A person at the terminal."""

    def __init__(self, app: PlayApp, pilot: Pilot[str], lobby: FakeLobby) -> None:
        self.app, self.pilot, self.lobby = app, pilot, lobby

    @property
    def seat(self) -> FakeSeat:
        assert self.lobby.seat is not None
        return self.lobby.seat

    @property
    def desk(self) -> Desk:
        found = [screen for screen in self.app.screen_stack if isinstance(screen, Desk)]
        assert found, "the desk is not open"
        return found[-1]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type ``text`` into whatever has the focus, as one paste."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def open(self, inject: str) -> None:
        """Open an inject from the inbox."""
        inbox = self.desk.query_one(Inbox)
        inbox.focus()
        inbox.put_cursor(inject)
        await self.press("enter")
        assert self.desk.opened == inject

    async def pass_time(self, real_seconds: float) -> None:
        """Let real time pass by the exercise's clock; what falls due arrives."""
        self.seat.pass_time(real_seconds)
        await self.pilot.pause()
        for screen in self.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    def grid(self) -> str:
        """The whole screen as lines of text."""
        return grid(self.app)


@asynccontextmanager
async def playing(
    *roles: str,
    lang: str = "en",
    size: tuple[int, int] = LARGE,
    content: Content | None = None,
    percent: int = 100,
    unfinished: tuple[Unfinished, ...] = (),
    drafts: dict[str | None, dict[str, str]] | None = None,
    people: tuple[str, ...] = (),
    office: bool = False,
) -> AsyncIterator[Player]:
    """The app in ``lang``, at its lobby, or at the desk where ``roles`` are named; ``people`` play roles elsewhere."""
    lobby = FakeLobby(content or look_content(), lang, unfinished, drafts or {}, people, office=office)
    app = PlayApp(lobby, lang, roles or None, percent)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Player(app, pilot, lobby)


def grid(app: App[Any]) -> str:
    """What the terminal shows, one line for each row, without the spaces at their ends."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, record=True, legacy_windows=False
    )
    console.print(app.screen._compositor.render_update(full=True))
    lines = console.export_text(styles=False).splitlines()
    return "\n".join(line.rstrip() for line in lines[:height]) + "\n"


def check_screen(player: Player, name: str) -> None:
    """Compare the screen with the stored one; TABLETOP_UPDATE_SCREENS=1 stores it instead."""
    check_grid(player.app, SCREENS / "play" / f"{name}.txt")


def check_grid(app: App[Any], path: Path) -> None:
    """Compare what ``app`` shows with the stored screen."""
    shown = grid(app)
    if os.environ.get("TABLETOP_UPDATE_SCREENS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no stored screen {path.name}: look at it, then set TABLETOP_UPDATE_SCREENS=1"
    assert shown == path.read_text(encoding="utf-8")
