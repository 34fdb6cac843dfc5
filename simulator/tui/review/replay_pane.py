"""The replay: a scrubber over the exercise, what has happened by then, and what a seat had on its screen."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.message import Message
from textual.timer import Timer

from simulator.report.rows import TimelineRow
from simulator.tui.controls import OneLine
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.pick import Pick
from simulator.tui.prose import Prose
from simulator.tui.review.ask_text import AskText
from simulator.tui.review.data import ReviewData
from simulator.tui.review.deck import Deck
from simulator.tui.review.filter_window import FilterWindow, choices, filter_words
from simulator.tui.review.filters import Filters
from simulator.tui.review.replay_keys import REPLAY_KEYS
from simulator.tui.review.replay_lines import bar_spans, beside_lines, seat_lines, state_spans
from simulator.tui.review.replay_sight import Sight
from simulator.tui.review.row_lines import list_rows, row_id
from simulator.tui.score.words import ReviewWording

_TURN = 0.1
"""Seconds between two pictures of a running replay."""

_MINUTE = 60_000


class ReplayRows(LineList):
    """What has happened; the newest row has the cursor. The replay's own keys move it."""

    can_focus = False


class ReplayPane(Vertical, can_focus=True):
    """All keys work on the pane itself; the lists only show."""

    BINDINGS: ClassVar[list[BindingType]] = list(REPLAY_KEYS)

    class Followed(Message):
        """Somebody wants to see a row on the timeline."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class ScreenWanted(Message):
        """Somebody wants to see the whole screen of a seat, as it was."""

        def __init__(self, team: str, seat: str, place: int, real: int) -> None:
            super().__init__()
            self.team, self.seat, self.place, self.real = team, seat, place, real

    def __init__(self, words: ReviewWording, data: ReviewData, team: str) -> None:
        super().__init__(id="replay")
        self._words, self._data = words, data
        self._deck = Deck(data.tape, team)
        self._sight = Sight(words, data, self._deck)
        self._titles = {one.id: one.title for one in data.context.teams}
        self._choices = choices(words, data)
        self._beside = False
        self._timer: Timer | None = None
        self._state, self._bar, self._told = (
            OneLine(id="replay-state"),
            OneLine(id="replay-bar"),
            OneLine(id="replay-told"),
        )
        self._list = ReplayRows(id="replay-rows")
        self._screen = Prose(id="replay-screen")
        self._columns = Prose(id="replay-beside")

    def compose(self) -> ComposeResult:
        yield self._state
        yield self._bar
        yield self._told
        with Container(id="replay-parts"):
            yield self._list
            with VerticalScroll(id="replay-scroll", can_focus=False):
                yield self._screen
        with VerticalScroll(id="replay-beside-scroll", can_focus=False):
            yield self._columns

    def on_mount(self) -> None:
        self.query_one("#replay-beside-scroll").display = False
        self._timer = self.set_interval(_TURN, self._turn, pause=True)
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return len(self._titles) > 1 if action == "beside" else True

    @property
    def deck(self) -> Deck:
        """Where the replay stands."""
        return self._deck

    def focus_first(self) -> None:
        """Take the focus: all keys are the pane's."""
        self.focus()

    def show_team(self, team: str) -> None:
        """Replay another team, at the same time of the story."""
        if team != self._deck.team:
            self._deck.go_to_team(team)
            self._sight.seat = ""
            self._tell()

    def show_row(self, stream: str, seq: int) -> None:
        """Go to just after a row of the log."""
        self.show_team(stream)
        self._deck.put(self._data.tape.place_of(stream, seq))
        self._tell()

    def stop(self) -> None:
        """Stand still."""
        self._deck.running = False
        self._tell()

    # What keys do

    def action_play(self) -> None:
        deck = self._deck
        if not deck.running and deck.real >= deck.end:
            deck.seek(deck.start)
        deck.running = not deck.running
        self._tell()

    def action_row(self, direction: int) -> None:
        self._step(self._sight.rows(), direction)

    def action_inject(self, direction: int) -> None:
        self._step(self._sight.injects(), direction)

    def action_minute(self, direction: int) -> None:
        self._deck.seek(self._deck.real + direction * _MINUTE)
        self._tell()

    def action_edge(self, end: int) -> None:
        self._deck.seek(self._deck.end if end else self._deck.start)
        self._tell()

    def action_speed(self, step: int) -> None:
        self._deck.faster(step)
        self._tell()

    def action_beside(self) -> None:
        self._beside = not self._beside
        self.query_one("#replay-parts").display = not self._beside
        self.query_one("#replay-beside-scroll").display = self._beside
        self.call_after_refresh(self._tell)

    def action_seat(self) -> None:
        def chosen(seat: str | None) -> None:
            if seat is not None:
                self._sight.seat = seat
                self._tell()

        title = self._words.t("Whose screen?")
        self.app.push_screen(Pick(self._words, title, self._sight.seats(), self._sight.seat_shown()), chosen)

    def action_open(self) -> None:
        deck = self._deck
        self.stop()
        self.post_message(self.ScreenWanted(deck.team, self._sight.seat_shown(), deck.place, deck.real))

    def action_follow(self) -> None:
        self.stop()
        if self._list.cursor:
            self.post_message(self.Followed(self._list.cursor))

    def action_filter(self) -> None:
        def chosen(filters: Filters | None) -> None:
            if filters is not None:
                self._sight.filters = filters
                self._tell()

        self.app.push_screen(FilterWindow(self._words, self._data, self._sight.filters), chosen)

    def action_search(self) -> None:
        t = self._words.t

        def chosen(query: str | None) -> None:
            if query is not None:
                self._sight.filters = replace(self._sight.filters, query=query)
                self._tell()

        hint = t("words; empty shows every row again")
        self.app.push_screen(AskText(self._words, t("Search for"), self._sight.filters.query, hint), chosen)

    def action_bookmark(self) -> None:
        deck, marks, t = self._deck, self._data.bookmarks, self._words.t
        if any(one.seq == deck.place for one in marks.of(deck.team)):
            marks.remove(deck.team, deck.place)
            self._tell()
            return
        team, place = deck.team, deck.place

        def chosen(note: str | None) -> None:
            if note is not None:
                marks.put(team, place, note)
                self._tell()

        self.app.push_screen(
            AskText(self._words, t("Bookmark"), "", t("what is to be seen here (may be empty)")), chosen
        )

    def action_bookmarks(self) -> None:
        t, marks = self._words.t, self._data.bookmarks.all()
        if not marks:
            self.notify(t("There is no bookmark yet. K keeps a place."))
            return
        rows = {row.key: row for row in self._data.rows}
        entries = []
        for one in marks:
            row = rows.get((one.team, one.seq))
            title = one.note or (row.title if row is not None else "")
            entries.append((f"{one.team}#{one.seq}", f"{self._titles.get(one.team, one.team)}  {title}"))

        def chosen(place: str | None) -> None:
            if place is not None:
                team, _, seq = place.rpartition("#")
                self.show_row(team, int(seq))

        self.app.push_screen(Pick(self._words, t("Go to which place?"), entries), chosen)

    # What is shown

    def _turn(self) -> None:
        self._deck.run(int(_TURN * 1000))
        self._tell()

    def _step(self, rows: tuple[TimelineRow, ...], direction: int) -> None:
        if not self._deck.step(rows, direction):
            self.app.bell()
        self._tell()

    def _tell(self) -> None:
        if not self.is_mounted:
            return
        if self._timer is not None:
            (self._timer.resume if self._deck.running else self._timer.pause)()
        deck, words, sight = self._deck, self._words, self._sight
        title = self._titles.get(deck.team, deck.team)
        self._state.say(*state_spans(words, deck, sight.phase(), title, self.size.width))
        self._bar.say(*bar_spans(deck, sight.phase_starts(), sight.marks(), self.size.width))
        narrowed = filter_words(words, self._choices, sight.filters)
        keys = words.t("Space plays, arrows step, . and , go by inject, + and - change the speed")
        self._told.say(Span(f" {narrowed or keys}", "warn" if narrowed else "dim"))
        if self._beside:
            self._tell_beside()
        else:
            self._tell_one()

    def _tell_one(self) -> None:
        words, past = self._words, self._sight.past()
        rows = list_rows(words, past, {}, self._sight.filters.query)
        nothing = (Row("", (line(words.t("Nothing has happened yet that fits."), "dim"),)),)
        self._list.show(rows or nothing, row_id(past[-1]) if past else "")
        view = self._sight.screen()
        self._screen.show(seat_lines(words, view, self._deck.real) if view is not None else [])

    def _tell_beside(self) -> None:
        size = self.query_one("#replay-beside-scroll").size
        columns = self._sight.beside()
        self._columns.show(beside_lines(self._words, columns, max(20, size.width - 2), max(6, size.height)))
