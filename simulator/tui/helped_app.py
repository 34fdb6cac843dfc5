"""What the apps of people who play or run an exercise have in common beside their screens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.binding import Binding

from simulator.tui.dialogs import FittingApp
from simulator.tui.palette import Palette, entries_of

Result = TypeVar("Result")


class HelpedApp(FittingApp[Result]):
    """An app with a palette of all actions, dark and light colours, and a question before it is left."""

    def possible(self) -> Iterable[Binding]:
        """The bindings of the screen that do something now."""
        raise NotImplementedError

    def action_palette(self) -> None:
        screen = self.screen

        async def run(action: str | None) -> None:
            if action:
                await self.run_action(action, screen)

        self.push_screen(Palette(self.words, entries_of(self.words, self.possible())), run)

    def action_colours(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_ask_quit(self) -> None:
        """Ask before the app ends."""
        raise NotImplementedError

    def action_help_quit(self) -> None:
        """Ctrl+C where no field copies with it."""
        self.action_ask_quit()
