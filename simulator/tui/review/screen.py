"""Reviewing a log: timeline, score card, teams side by side, and the jumps between them."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from simulator.report.rows import RowKind, TimelineRow
from simulator.report.timetable_text import text_lines
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Reading
from simulator.tui.help import screen_bindings
from simulator.tui.key_line import KeyLine, LetterKeys
from simulator.tui.lines import Span, line
from simulator.tui.palette import Palette, entries_of
from simulator.tui.past_desk import PastDesk
from simulator.tui.pick import EVERYTHING, Pick
from simulator.tui.review.compare_pane import ComparePane
from simulator.tui.review.data import ReviewData
from simulator.tui.review.filters import Filters
from simulator.tui.review.frozen_seat import FrozenSeat
from simulator.tui.review.lanes_pane import LanesPane
from simulator.tui.review.phases_pane import PhasesPane
from simulator.tui.review.replay_pane import ReplayPane
from simulator.tui.review.row_lines import row_id
from simulator.tui.review.timeline_pane import TimelinePane
from simulator.tui.score.help import score_help
from simulator.tui.score.pane import EvidenceBlock, ScorePane
from simulator.tui.score.words import ReviewWording
from simulator.tui.wording import Wording
from simulator.words import mark, translator

_TABS = {
    "timeline": ("F2", mark("Timeline")),
    "score": ("F3", mark("Score")),
    "compare": ("F4", mark("Teams")),
    "replay": ("R", mark("Replay")),
    "lanes": ("E", mark("Lanes")),
    "phases": ("M", mark("Phases")),
}

Place = tuple[str, str, Filters, str]
"""Where somebody was: pane, team, filters and row of the timeline or step of the score card."""


class ReviewScreen(LetterKeys[None]):
    """All of a review. ``team`` is whose timeline and score are shown first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", mark("Help"), tooltip=mark("How to read these screens, and all keys.")),
        Binding("f2", "show('timeline')", mark("Timeline"), tooltip=mark("What happened, row by row.")),
        Binding("f3", "show('score')", mark("Score"), tooltip=mark("The score card, step by step, with its evidence.")),
        Binding("f4", "show('compare')", mark("Teams"), tooltip=mark("All teams side by side.")),
        Binding("f5,g", "team", mark("Team"), tooltip=mark("Look at another team.")),
        Binding("f10", "timetable", mark("Timetable"), tooltip=mark("Planned and actual times, and the systems.")),
        Binding("escape,b", "back", mark("Back"), tooltip=mark("Go back to where you jumped from.")),
        Binding("q", "app.quit", mark("Quit"), tooltip=mark("Leave the program. Nothing has to be saved.")),
        Binding("r,f7", "show('replay')", mark("Replay"), tooltip=mark("The exercise again, moment by moment.")),
        Binding("e,f11", "show('lanes')", mark("Lanes"), tooltip=mark("What each section should have done, and did.")),
        Binding("m,f9", "show('phases')", mark("Phases"), tooltip=mark("The phases and branches, and the way taken.")),
        Binding("ctrl+p", "palette", mark("Commands"), tooltip=mark("Find an action by its name."), show=False),
    ]

    def __init__(self, data: ReviewData, team: str = "") -> None:
        super().__init__()
        context = data.context
        self.words = ReviewWording(context.lang)
        self.data = data
        first = next((one.id for one in context.teams if one.id == team), context.teams[0].id)
        self._title = OneLine(id="title")
        self._timeline = TimelinePane(self.words, data, first)
        self._score = ScorePane(self.words, context, first, follows=True)
        self._compare = ComparePane(self.words, context)
        self._phases = PhasesPane(self.words, data.graph, data.paths)
        self._replay = ReplayPane(self.words, data, first)
        self._lanes = LanesPane(self.words, data.lanes, first)
        self._panes: dict[str, TimelinePane | ScorePane | ComparePane | PhasesPane | ReplayPane | LanesPane] = {
            "timeline": self._timeline,
            "score": self._score,
            "compare": self._compare,
            "phases": self._phases,
            "replay": self._replay,
            "lanes": self._lanes,
        }
        self._switcher = ContentSwitcher(*self._panes.values(), initial="timeline")
        self._came_from: list[Place] = []

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._switcher
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.action_show("timeline")

    @property
    def pane(self) -> str:
        """The pane on screen: timeline, score, compare, phases, replay or lanes."""
        return self._switcher.current or "timeline"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        several = len(self.data.context.teams) > 1
        if action == "team":
            return several
        if action == "timetable":
            return bool(self.data.timetables)
        if action == "back":
            return bool(self._came_from) or self._timeline.searching
        if action == "show":
            return parameters != (self.pane,) and (several or parameters != ("compare",))
        return True

    def action_show(self, pane: str) -> None:
        """Turn to a pane; the focus goes where somebody begins to read."""
        if pane == "replay" and self.pane == "timeline":
            stream, _, seq = self._timeline.at.rpartition("#")
            if stream:
                self._replay.show_row(stream, int(seq))
        elif self.pane == "replay":
            self._replay.stop()
        self._switcher.current = pane
        self._show_way()
        self._panes[pane].focus_first()
        self._tell_title()
        self.refresh_bindings()

    def action_team(self) -> None:
        teams = [(team.id, team.title) for team in self.data.context.teams]
        everything = self.words.t("(all teams)") if self.pane == "timeline" else ""
        at = self._timeline.filters.team if self.pane == "timeline" else self._score.team.id

        def chosen(team: str | None) -> None:
            if team is not None:
                self._turn_to("" if team == EVERYTHING else team)

        self.app.push_screen(Pick(self.words, self.words.t("Which team?"), teams, at, everything), chosen)

    def action_timetable(self) -> None:
        team = self._timeline.filters.team if self.pane == "timeline" else self._score.team.id
        found = self.data.timetables.get(team) or next(iter(self.data.timetables.values()))
        columns = self.size.width * 9 // 10 - 6
        lines = [line(text) for text in text_lines(found, translator("report", self.words.lang), columns)]
        title = self.words.t("Timetable") + f" - {found.title}"
        self.app.push_screen(Reading(self.words, title, lines))

    def action_back(self) -> None:
        if self.pane == "timeline" and self._timeline.close_search():
            return
        if not self._came_from:
            return
        pane, team, filters, at = self._came_from.pop()
        self.refresh_bindings()
        self._score.show_team(team)
        self.action_show(pane)
        if pane == "timeline":
            self._timeline.narrow(filters, at)
        elif pane == "replay":
            stream, _, seq = at.rpartition("#")
            self._replay.show_row(stream, int(seq))
        elif pane == "score":
            step, _, row = at.partition(" ")
            self._score.show_step(step, _evidence_key(row))

    def action_help(self) -> None:
        self.app.push_screen(Reading(self.words, self.words.t("Help"), score_help(self.words, self)))

    def action_palette(self) -> None:
        def chosen(action: str | None) -> None:
            if action:
                self.call_later(self.run_action, action)

        self.app.push_screen(
            Palette(self.words, entries_of(self.words, screen_bindings(cast("Screen[object]", self)))), chosen
        )

    def on_evidence_block_followed(self, event: EvidenceBlock.Followed) -> None:
        row = f"{event.stream}#{event.seq}"
        self._remember(f"{self._score.step} {row}")
        self.action_show("timeline")
        self._timeline.show_row(row)

    def on_timeline_pane_followed(self, event: TimelinePane.Followed) -> None:
        row = event.row
        if not row.steps:
            self.notify(self.words.t("This row belongs to no step of the score card."))
            return
        if len(row.steps) == 1:
            self._to_score(row, row.steps[0])
            return
        titles = dict(self.data.steps)
        entries = [(step, f"{step} {titles.get(step, '')}") for step in row.steps]

        def chosen(step: str | None) -> None:
            if step is not None:
                self._to_score(row, step)

        self.app.push_screen(Pick(self.words, self.words.t("Which step?"), entries), chosen)

    def on_replay_pane_followed(self, event: ReplayPane.Followed) -> None:
        self._remember(event.row)
        self.action_show("timeline")
        self._timeline.show_row(event.row)

    def on_replay_pane_screen_wanted(self, event: ReplayPane.ScreenWanted) -> None:
        tape = self.data.tape
        view = tape.screen(event.team, event.place, event.seat, self.words.lang)
        if view is not None:
            self.app.push_screen(PastDesk(FrozenSeat(tape, view, event.real), Wording(self.words.lang)))

    def on_lanes_pane_followed(self, event: LanesPane.Followed) -> None:
        self._remember(event.step)
        self.action_show("score")
        self._score.show_step(event.step)

    def on_compare_pane_followed(self, event: ComparePane.Followed) -> None:
        self._remember(event.step)
        self.action_show("score")
        self._score.show_step(event.step)

    def _to_score(self, row: TimelineRow, step: str) -> None:
        self._remember(row_id(row))
        self._score.show_team(row.stream)
        self.action_show("score")
        self._score.show_step(step, self._reply_of(row))

    def _reply_of(self, row: TimelineRow) -> tuple[str, int] | None:
        """The row of the reply that ``row`` is, or judges."""
        kinds = {RowKind.RESPONSE, RowKind.TIMETABLE}
        replies = (one for one in self.data.rows if one.kind in kinds and one.stream == row.stream)
        return next((one.key for one in replies if row.response and one.response == row.response), None)

    def _remember(self, at: str) -> None:
        self._came_from.append((self.pane, self._score.team.id, self._timeline.filters, at))
        self.refresh_bindings()

    def _turn_to(self, team: str) -> None:
        """Look at ``team``; empty means all, which only the timeline can show."""
        self._timeline.narrow(replace(self._timeline.filters, team=team))
        if team:
            self._score.show_team(team)
            self._replay.show_team(team)
            self._show_way()
        self._tell_title()

    def _show_way(self) -> None:
        team = self._score.team
        self._phases.show_team(team.id, team.title)
        self._lanes.show_team(team.id)

    def _tell_title(self) -> None:
        several = len(self.data.context.teams) > 1
        spans = [Span(self.words.t(" Review "), "head")]
        for pane, (_, label) in _TABS.items():
            if pane != "compare" or several:
                title = self.words.t(label)
                spans.append(
                    Span(f"[{title}]" if pane == self.pane else f" {title} ", "strong" if pane == self.pane else "dim")
                )
        spans.append(Span(f"  {self.data.context.scenario}", "dim"))
        self._title.say(*spans)


def _evidence_key(row: str) -> tuple[str, int] | None:
    stream, _, seq = row.rpartition("#")
    return (stream, int(seq)) if stream and seq.isdigit() else None
