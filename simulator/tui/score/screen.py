"""The score card as a screen of its own, as it opens after an exercise."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from simulator.report.score_context import ScoreContext
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Reading
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import Span
from simulator.tui.score.help import score_help
from simulator.tui.score.pane import WIDE, ScorePane
from simulator.tui.score.words import ReviewWording
from simulator.words import mark


class ScoreScreen(Screen[None]):
    """The card of ``team`` (a team's id; the first one where it is unknown). Escape closes it."""

    CSS_PATH = "score.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it for instances
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1,question_mark", "help", mark("Help"), tooltip=mark("How to read this screen, and how points are made.")
        ),
        Binding("escape,q", "close", mark("Close"), tooltip=mark("Close the score card.")),
    ]

    def __init__(self, context: ScoreContext, team: str = "") -> None:
        super().__init__()
        self._words = ReviewWording(context.lang)
        self._cards = context
        self._pane = ScorePane(self._words, context, team, follows=False)

    def compose(self) -> ComposeResult:
        yield OneLine(Span(self._words.t(" Score card "), "head"), Span(f" {self._cards.scenario}"), id="title")
        yield self._pane
        yield KeyLine(self._words)

    def on_mount(self) -> None:
        self._pane.focus_first()

    def action_help(self) -> None:
        self.app.push_screen(Reading(self._words, self._words.t("Help"), score_help(self._words, self)))

    def action_close(self) -> None:
        self.dismiss(None)
