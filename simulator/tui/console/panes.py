"""The panes of the console: each shows one side of the exercise in the teams that are looked at."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from simulator.engine.control_view import ControlView, MselLine, TeamBoard
from simulator.tui.console.attention import matters
from simulator.tui.console.board_lines import board_rows, matter_rows
from simulator.tui.console.feed_words import feed_rows
from simulator.tui.console.lists import BoardTable, MatterList, MselList, SeatList
from simulator.tui.console.msel_rows import detail_lines, msel_rows
from simulator.tui.console.seat_rows import JoinCode, seat_rows
from simulator.tui.console.verdict_rows import verdict_details, verdict_rows
from simulator.tui.console.words import ConsoleWording
from simulator.tui.controls import OneLine
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span
from simulator.tui.prose import Prose

_UNSEEN = 76
"""Columns that a list is laid out for until it has a width."""


_LEAST_PHASES = 4
"""So many phases the board shows in any case."""

_ABOVE_PHASES = 4
"""Lines of the board's table above the phases."""


class Pane(Vertical):
    """A side of the exercise. ``tell`` is given everything that it may show."""

    def __init__(self, words: ConsoleWording, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words
        self.view: ControlView | None = None
        self.boards: tuple[TeamBoard, ...] = ()
        self.now = 0

    def tell(self, view: ControlView, boards: tuple[TeamBoard, ...], now: int) -> None:
        """Show ``boards`` of ``view`` as of real time ``now`` (UTC ms)."""
        self.view, self.boards, self.now = view, boards, now
        if self.is_mounted and self.display:
            self.fill(view)

    def on_mount(self) -> None:
        if self.view is not None:
            self.fill(self.view)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.call_after_refresh(self._refill)

    def _refill(self) -> None:
        if self.view is not None and self.is_mounted and self.display:
            self.fill(self.view)

    def fill(self, view: ControlView) -> None:
        """Lay out what was told."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self.query(LineList).first().focus()

    @property
    def teams(self) -> frozenset[str]:
        return frozenset(board.team for board in self.boards)


def _columns(found: LineList) -> int:
    """The columns inside a list, beside the cursor's mark and the scroll bar."""
    return found.size.width - 2 if found.size.width > 2 else _UNSEEN


class BoardPane(Pane):
    """Teams and phases, and what wants attention now."""

    class Followed(Message):
        """Somebody wants to see what a line is about."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def compose(self) -> ComposeResult:
        yield BoardTable(id="board-table")
        yield OneLine(id="board-now", classes="title")
        yield MatterList(id="matters")

    def fill(self, view: ControlView) -> None:
        table = self.query_one("#board-table", LineList)
        most = max(_LEAST_PHASES, self.size.height // 2 - _ABOVE_PHASES)
        table.show(board_rows(self.words, view, self.boards, self.now, _columns(table), most))
        found = matters(view, self.boards, self.now)
        keys = self.words.t("  Enter goes there") if found else ""
        self.query_one("#board-now", OneLine).say(Span(self.words.t(" Now"), "head"), Span(keys, "dim"))
        self.query_one("#matters", LineList).show(matter_rows(self.words, view, self.boards, found))

    def focus_first(self) -> None:
        self.query_one("#matters").focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Followed(event.row))


class MselPane(Pane):
    """The list of injects, planned and actual, and the one under the cursor in full."""

    def __init__(self, words: ConsoleWording) -> None:
        super().__init__(words, id="msel")
        self.coming = False

    def compose(self) -> ComposeResult:
        yield OneLine(id="msel-title", classes="title")
        yield MselList(id="msel-rows")
        with VerticalScroll(id="msel-scroll", classes="details"):
            yield Prose(id="msel-details")

    def fill(self, view: ControlView) -> None:
        t = self.words.t
        keys = t("S send  H hold/release  X skip  N hint  F open only  Enter read")
        if self.coming:
            keys = t("S send  H hold/release  X skip  N hint  F all  Enter read")
        only = t("  (open ones only)") if self.coming else ""
        self.query_one("#msel-title", OneLine).say(Span(f" {keys}", "key"), Span(only, "warn"))
        found = self.query_one("#msel-rows", MselList)
        found.show(msel_rows(self.words, view, self.boards, self.now, _columns(found), coming=self.coming))
        self._detail(found.cursor)

    def at(self) -> MselLine | None:
        """The inject under the cursor."""
        cursor = self.query_one("#msel-rows", LineList).cursor
        return next((one for one in self.view.msel if one.id == cursor), None) if self.view else None

    def show_inject(self, inject: str) -> None:
        """Put the cursor on ``inject``."""
        self.query_one("#msel-rows", LineList).put_cursor(inject)
        self._detail(inject)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._detail(event.row)
        self.query_one("#msel-scroll", VerticalScroll).scroll_home(animate=False)

    def _detail(self, inject: str) -> None:
        if self.view is None:
            return
        one = next((line for line in self.view.msel if line.id == inject), None)
        lines = detail_lines(self.words, self.view, one, self.boards) if one else []
        self.query_one("#msel-details", Prose).show(lines)


class FeedPane(Pane):
    """What happens, newest last. It stays at the end unless somebody reads further up."""

    class Followed(Message):
        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    def __init__(self, words: ConsoleWording, *, id: str = "feed") -> None:  # noqa: A002
        super().__init__(words, id=id)

    def compose(self) -> ComposeResult:
        yield LineList(classes="feed-rows")

    def fill(self, view: ControlView) -> None:
        found = self.query_one(LineList)
        rows = feed_rows(self.words, view, self.teams)
        at_end = not found.rows or found.cursor == found.rows[-1].id
        found.show(rows, rows[-1].id if rows and at_end else None)
        if rows and at_end:
            # A list that has just come on screen has its height only after the next layout.
            self.call_after_refresh(found.put_cursor, rows[-1].id)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Followed(event.row))


class VerdictPane(Pane):
    """Steps down, teams across, and the step under the cursor with the words that show it."""

    def __init__(self, words: ConsoleWording) -> None:
        super().__init__(words, id="verdicts")

    def compose(self) -> ComposeResult:
        yield LineList(id="verdict-rows")
        with VerticalScroll(id="verdict-scroll", classes="details"):
            yield Prose(id="verdict-details")

    def fill(self, view: ControlView) -> None:
        found = self.query_one("#verdict-rows", LineList)
        found.show(verdict_rows(self.words, self.boards, self.now, _columns(found)))
        self._detail(view, found.cursor)

    def show_step(self, step: str) -> None:
        self.query_one("#verdict-rows", LineList).put_cursor(step)
        if self.view is not None:
            self._detail(self.view, step)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        if self.view is not None:
            self._detail(self.view, event.row)

    def _detail(self, view: ControlView, step: str) -> None:
        lines = verdict_details(self.words, view, step, self.boards, self.now) if step else []
        self.query_one("#verdict-details", Prose).show(lines)


class SeatPane(Pane):
    """Who sits where; the codes on demand."""

    def __init__(self, words: ConsoleWording) -> None:
        super().__init__(words, id="seats")
        self.codes: tuple[JoinCode, ...] = ()

    def compose(self) -> ComposeResult:
        yield OneLine(id="seats-title", classes="title")
        yield SeatList(id="seat-rows")

    def show_seat(self, row: str) -> None:
        """Put the cursor on the seat ``team/seat``."""
        self.query_one("#seat-rows", LineList).put_cursor(row)

    def fill(self, view: ControlView) -> None:
        t = self.words.t
        shown = t("Codes: let nobody look") if self.codes else ""
        keys = t("C codes  P join page  T script/people  R new code")
        self.query_one("#seats-title", OneLine).say(Span(f" {keys}  ", "key"), Span(shown, "warn"))
        self.query_one("#seat-rows", LineList).show(seat_rows(self.words, view, self.teams, self.now, self.codes))
