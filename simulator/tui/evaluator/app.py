"""The app of the evaluator's desk: ``tabletop evaluate``, and the evaluator's place in a hosted exercise."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import ControlPort
from simulator.tui.dialogs import TooSmall, is_too_small
from simulator.tui.evaluator.screen import EvaluatorScreen
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.words import mark

WIDE = 100
"""Columns from which list and text stand side by side."""


class EvaluatorApp(App[None]):
    """The desk on ``port``, wherever the exercise is."""

    TITLE = "tabletop"
    CSS_PATH: ClassVar = ["../play.tcss", "evaluator.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "app.quit",
            mark("Quit"),
            show=False,
            priority=True,
            tooltip=mark("Leave. Everything you decided is recorded already."),
        ),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it for instances

    def __init__(self, port: ControlPort[EvaluatorDesk], lang: str) -> None:
        super().__init__()
        self._port, self._lang = port, lang

    def on_mount(self) -> None:
        self.push_screen(EvaluatorScreen(self._port, EvaluatorWording(self._lang)))

    def on_resize(self, event: events.Resize) -> None:
        covered = isinstance(self.screen, TooSmall)
        small = is_too_small(event.size.width, event.size.height)
        if small and not covered:
            self.push_screen(TooSmall(EvaluatorWording(self._lang)))
        elif covered and not small:
            self.pop_screen()

    async def on_unmount(self) -> None:
        await self._port.close()
