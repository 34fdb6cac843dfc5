"""The timeline: every row of the log in a list that can be searched and narrowed down, and the row under the cursor."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.report.rows import RowKind, TimelineRow
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.list_pane import SearchPane
from simulator.tui.review.data import ReviewData
from simulator.tui.review.filter_window import FilterWindow, choices, filter_words
from simulator.tui.review.filters import Filters, selected
from simulator.tui.review.row_lines import detail_lines, list_rows, row_id
from simulator.tui.score.words import ReviewWording
from simulator.words import mark


class RowList(LineList):
    """The rows; Enter goes to the score card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            mark("Score"),
            tooltip=mark("See on the score card what this row did for a step."),
        ),
    ]

    def on_click(self, event: events.Click) -> None:
        """A click only moves here: it is how people read, and a jump would take the row away."""
        event.prevent_default()
        number = self.row_at(event.y - self.gutter.top + round(self.scroll_y))
        if number is not None and self.rows[number].id:
            self.put_cursor(self.rows[number].id)
            self.post_message(self.Moved(self, self.cursor))


class TimelinePane(SearchPane):
    """Rows of the log as ``filters`` leave them. Enter on a row asks for its line on the score card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6,f", "filter", mark("Filter"), tooltip=mark("Show only a kind, a role, a step or a channel.")),
        Binding(
            "slash",
            "search",
            mark("Search"),
            key_display="/",
            tooltip=mark("Show only rows in which words occur."),
        ),
        Binding("ctrl+f", "search", mark("Search"), tooltip=mark("Show only rows in which words occur."), show=False),
        Binding("right", "details", mark("Read"), tooltip=mark("Go to the text of the row, to scroll it."), show=False),
        Binding("left", "back_to_list", mark("Rows"), tooltip=mark("Go back to the list of rows."), show=False),
    ]

    class Followed(Message):
        """Somebody wants to see what a row did for the score."""

        def __init__(self, row: TimelineRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, words: ReviewWording, data: ReviewData, team: str) -> None:
        super().__init__("timeline", RowList(id="timeline-rows"), words.t("Search: words, step number, name ..."))
        self._words = words
        self._data = data
        self._by_id = {row_id(row): row for row in data.rows}
        self._choices = choices(words, data)
        self._teams = {team.id: team.title for team in data.context.teams}
        self._steps = dict(data.steps)
        self._filters = Filters(team=team)
        self._shown: tuple[TimelineRow, ...] = ()

    def on_mount(self) -> None:
        self._fill("")

    @property
    def filters(self) -> Filters:
        return self._filters

    @property
    def at(self) -> str:
        """The id of the row under the cursor."""
        return self._list.cursor

    @property
    def shown(self) -> tuple[TimelineRow, ...]:
        return self._shown

    def narrow(self, filters: Filters, at: str = "") -> None:
        """Show the rows that ``filters`` accept, with the cursor on ``at`` where it is among them."""
        self._filters = filters
        if self._field.value != filters.query:
            self._field.value = filters.query
        self._field.display = bool(filters.query) or self._field.has_focus
        self._fill(at or self._list.cursor)

    def show_row(self, row: str) -> None:
        """Put the cursor on ``row``; filters that hide it are dropped."""
        found = self._by_id.get(row)
        if found is None:
            return
        team = self._filters.team if self._filters.team in {"", found.stream} else found.stream
        kept = replace(self._filters, team=team)
        self.narrow(kept if kept.accept(found, self._data.index) else Filters(team=team), row)
        self._list.focus()
        self.call_after_refresh(self._centre, self._shown.index(found))

    def search_for(self, query: str) -> None:
        if query != self._filters.query:
            self._filters = replace(self._filters, query=query)
            self._fill(self._list.cursor)

    def action_filter(self) -> None:
        def chosen(filters: Filters | None) -> None:
            if filters is not None:
                self.narrow(filters)
                self._list.focus()

        self.app.push_screen(FilterWindow(self._words, self._data, self._filters), chosen)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell(event.row)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._tell(event.row)
        if event.row in self._by_id:
            self.post_message(self.Followed(self._by_id[event.row]))

    def _fill(self, cursor: str) -> None:
        self._shown = selected(self._data.rows, self._filters, self._data.index)
        rows = list_rows(self._words, self._shown, self._teams, self._filters.query)
        nothing = (Row("", (line(self._words.t("No row fits. F6 changes what is shown."), "dim"),)),)
        self._list.show(rows or nothing, cursor)
        self._tell(self._list.cursor)
        self._tell_status()

    def _centre(self, number: int) -> None:
        """Scroll so that what came before row ``number`` and what came after are both in sight."""
        self._list.scroll_to(y=max(0, number - self._list.size.height // 2), animate=False, immediate=True)

    def _tell_status(self) -> None:
        t = self._words.t
        team = self._teams.get(self._filters.team) or t("(all teams)")
        spans = [
            Span(f" {team} ", "strong"),
            Span(t(" {shown} of {all} rows", shown=len(self._shown), all=self._count())),
        ]
        if narrowed := filter_words(self._words, self._choices, self._filters):
            spans.append(Span(f"  {narrowed}", "warn"))
        self._status.say(*spans)

    def _count(self) -> int:
        return sum(1 for row in self._data.rows if self._filters.team in {"", row.stream})

    def _tell(self, at: str) -> None:
        row = self._by_id.get(at)
        lines = (
            [] if row is None else detail_lines(self._words, row, self._steps, self._linked(row), self._filters.query)
        )
        self.show_text(lines)

    def _linked(self, row: TimelineRow) -> list[TimelineRow]:
        """A reply with its inject and verdicts; an inject with its replies; a verdict with its reply."""
        rows = [one for one in self._data.rows if one.stream == row.stream and one is not row]
        if row.kind is RowKind.INJECT:
            return [one for one in rows if one.kind is RowKind.RESPONSE and one.inject == row.inject]
        if row.response is not None:
            return [
                one
                for one in rows
                if one.response == row.response
                or (
                    row.kind is RowKind.RESPONSE
                    and one.kind is RowKind.INJECT
                    and row.inject
                    and one.inject == row.inject
                )
            ]
        if row.kind is RowKind.EVALUATOR and row.steps:
            return [one for one in rows if one.kind is RowKind.VERDICT and one.steps == row.steps]
        return []
