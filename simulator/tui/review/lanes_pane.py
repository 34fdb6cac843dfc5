"""Expected against actual on screen: which section should have done which step when, and did."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from simulator.report.section_lanes import TeamLanes
from simulator.tui.controls import OneLine
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.review.lane_lines import lane_rows
from simulator.tui.score.words import ReviewWording
from simulator.words import mark

_BESIDE = 3
"""Cells of the list that are no text: the cursor's margin and the scroll bar."""


class LaneList(LineList):
    """The steps; Enter goes to the score card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("Score"), tooltip=mark("See this step on the score card.")),
    ]

    class Resized(Message):
        """The rows have another width now."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class LanesPane(Vertical):
    """Enter on a step opens it on the score card."""

    class Followed(Message):
        """Somebody wants to see a step on the score card."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self, words: ReviewWording, lanes: tuple[TeamLanes, ...], team: str) -> None:
        super().__init__(id="lanes")
        self._words = words
        self._lanes = {one.team: one for one in lanes}
        self._team = team
        self._title = OneLine(id="lanes-title")
        self._legend = OneLine(id="lanes-legend")
        self._list = LaneList(id="lanes-rows")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._legend
        yield self._list

    def on_mount(self) -> None:
        legend = self._words.t("├─┤ from the call for it to its limit   ◎ △ done   + late   !! critical")
        self._legend.say(Span(f" {legend}", "dim"))

    @property
    def step(self) -> str:
        """The step under the cursor."""
        return self._list.cursor.partition(" ")[0]

    def show_team(self, team: str) -> None:
        """Show the lanes of ``team``."""
        self._team = team
        self._fill()

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self._list.focus()

    def on_lane_list_resized(self, event: LaneList.Resized) -> None:
        event.stop()
        self._fill()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Followed(self.step))

    def _fill(self) -> None:
        lanes = self._lanes.get(self._team)
        columns = self._list.size.width - _BESIDE
        if columns <= 0:
            return
        title = self._words.t("Expected and actual: {team}", team=lanes.title if lanes is not None else "")
        self._title.say(Span(f" {title}", "head"))
        nothing = [Row("", (line(self._words.t("No step of the manual has been called for yet."), "dim"),))]
        self._list.show((lane_rows(self._words, lanes, columns) if lanes is not None else []) or nothing)
