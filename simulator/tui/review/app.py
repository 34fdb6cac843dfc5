"""The app of a review: ``tabletop review``."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.tui.dialogs import FittingApp
from simulator.tui.review.data import ReviewData
from simulator.tui.review.screen import ReviewScreen
from simulator.tui.score.pane import WIDE
from simulator.tui.score.words import ReviewWording
from simulator.words import mark


class ReviewApp(FittingApp[None]):
    """``tabletop review``."""

    CSS_PATH: ClassVar = ["../play.tcss", "../score/score.tcss", "review.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "app.quit",
            mark("Quit"),
            show=False,
            priority=True,
            tooltip=mark("Leave the program. Nothing has to be saved."),
        ),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it for instances

    def __init__(self, data: ReviewData, team: str = "") -> None:
        super().__init__()
        self.words = ReviewWording(data.context.lang)
        self._data, self._team = data, team

    def on_mount(self) -> None:
        self.push_screen(ReviewScreen(self._data, self._team))
