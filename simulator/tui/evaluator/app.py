"""The app of the evaluator's desk: ``tabletop evaluate``, and the evaluator's place in a hosted exercise."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import ControlPort
from simulator.tui.dialogs import FittingApp
from simulator.tui.evaluator.screen import EvaluatorScreen
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.words import mark

WIDE = 100
"""Columns from which list and text stand side by side."""


class EvaluatorApp(FittingApp[None]):
    """The desk on ``port``, wherever the exercise is."""

    words: EvaluatorWording
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
        self.words = EvaluatorWording(lang)
        self._port = port

    def on_mount(self) -> None:
        self.push_screen(EvaluatorScreen(self._port, self.words))

    async def on_unmount(self) -> None:
        await self._port.close()
