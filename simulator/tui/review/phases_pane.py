"""The phases of the story down the page, with the way that a team took through them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from simulator.report.phase_graph import PhaseGraph, Stay
from simulator.report.phase_lanes import LaneLine, lanes
from simulator.tui.controls import OneLine
from simulator.tui.lines import Line, Span
from simulator.tui.prose import Prose
from simulator.tui.score.words import ReviewWording

_STYLES = {"bad": "alert"}


class PhasesPane(Vertical):
    """Read-only and scrollable."""

    def __init__(self, words: ReviewWording, graph: PhaseGraph, paths: dict[str, tuple[Stay, ...]]) -> None:
        super().__init__(id="phases")
        self._words = words
        self._graph = graph
        self._paths = paths
        self._title = OneLine(id="phases-team")
        self._prose = Prose()
        self._scroll = VerticalScroll(self._prose, id="phases-scroll")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._scroll

    def show_team(self, team: str, title: str) -> None:
        """Show the way of ``team``."""
        said = self._words.t("The way of {team}. ● visited  ○ not visited  ▶ taken", team=title)
        self._title.say(Span(f" {said}", "head"))
        self._prose.show([_line(one) for one in lanes(self._graph, self._words.lang, self._paths.get(team, ()))])

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self._scroll.focus()


def _line(one: LaneLine) -> Line:
    return Line(tuple(Span(piece.text, _STYLES.get(piece.style, piece.style)) for piece in one.pieces), one.indent)
