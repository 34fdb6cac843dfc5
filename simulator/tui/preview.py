"""One inject exactly as a player sees it: the desk itself, with the inject open; on screen or as text."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.pilot import Pilot

from simulator.session.port import LobbyPort
from simulator.tui.desk import Desk
from simulator.tui.lobby import Choice
from simulator.tui.play_app import PlayApp


class PreviewApp(PlayApp):
    """Opens the desk on ``inject``. Nothing is recorded, so leaving asks nothing."""

    def __init__(self, lobby: LobbyPort, lang: str, role: str, inject: str) -> None:
        super().__init__(lobby, lang, (role,), 100)
        self._inject = inject
        self._shown = False

    async def _begin(self, choice: Choice | None) -> None:
        await super()._begin(choice)
        if isinstance(self.screen, Desk):
            self.call_after_refresh(self._open)

    async def _open(self) -> None:
        if self._desk is not None:
            await self._desk.open_inject(self._inject)
            self._shown = True

    def action_ask_quit(self) -> None:
        self.exit(None)

    def as_text(self, columns: int, lines: int) -> str:
        """What the screen shows in a terminal of this size, without the spaces at line ends."""
        found: list[str] = []

        async def look(pilot: Pilot[object]) -> None:
            while not self._shown:
                await pilot.pause()
            await pilot.pause()
            found.append(screen_text(self))
            self.exit(None)

        self.run(headless=True, size=(columns, lines), auto_pilot=look)
        return found[0] if found else ""


def screen_text(app: App[Any]) -> str:
    """The cells of the screen on top, one line each."""
    # Textual has no public way to read the screen but as an SVG picture.
    strips = app.screen._compositor.render_strips()  # noqa: SLF001
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"
