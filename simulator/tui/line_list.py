"""A list of rows, each of one or more lines, painted line by line; rows can be chosen with keys or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from simulator.tui.leaving import Leaving
from simulator.tui.lines import Line, Span, fit
from simulator.tui.painting import Painter
from simulator.words import mark

_MARGIN = 1
"""Cells left of every row, for the cursor's mark: it shows without colour."""


class Row(NamedTuple):
    """A row; one with an empty ``id`` is a heading that cannot be chosen."""

    id: str
    lines: tuple[Line, ...]


class LineList(Leaving, ScrollView, can_focus=True):
    """Rows with a cursor. Enter, Space or a click chooses; ``Chosen`` and ``Moved`` tell which."""

    # A stable gutter keeps the width, and with it the line breaks, the same whether there is a scroll bar or not.
    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-horizontal: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", mark("up"), show=False),
        Binding("down,j", "move(1)", mark("down"), show=False),
        Binding("pageup", "page(-1)", mark("page up"), show=False),
        Binding("pagedown", "page(1)", mark("page down"), show=False),
        Binding("home", "edge(-1)", mark("first"), show=False),
        Binding("end", "edge(1)", mark("last"), show=False),
        Binding("enter,space", "choose", mark("choose"), show=False),
    ]

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, lines: LineList, row: str) -> None:
            super().__init__()
            self.lines, self.row = lines, row

        @property
        def control(self) -> LineList:
            return self.lines

    class Moved(Chosen):
        """The cursor came to a row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._cursor: str = ""
        self._width = 0
        self._fitted: list[tuple[int, tuple[Span, ...]]] = []
        self._tops: list[int] = []
        self._painter = Painter(self)

    @property
    def cursor(self) -> str:
        """The id of the row under the cursor, or empty."""
        return self._cursor

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show(self, rows: Sequence[Row], cursor: str | None = None) -> None:
        """Replace the rows. The cursor goes to ``cursor``, or stays on its row, else goes to the first."""
        rows = tuple(rows)
        wanted = self._cursor if cursor is None else cursor
        ids = [row.id for row in rows if row.id]
        target = wanted if wanted in ids else (ids[0] if ids else "")
        if rows == self._rows and target == self._cursor:
            return
        before = self._painted()
        self._rows, self._cursor, self._width = rows, target, 0
        # A list that is not on screen has no width to fit its rows to; nothing of the old ones may stay.
        self._fitted, self._tops = [], []
        self._fit()
        self._refresh_changed(before)
        if cursor is not None:
            self._reveal()

    def put_cursor(self, row: str) -> None:
        """Move the cursor to ``row`` if it is there, without telling."""
        if any(row and r.id == row for r in self._rows) and row != self._cursor:
            self._cursor = row
            self.refresh()
        self._reveal()

    def action_move(self, step: int) -> None:
        ids = [row.id for row in self._rows if row.id]
        if not ids:
            return
        here = ids.index(self._cursor) if self._cursor in ids else 0
        if not 0 <= here + step < len(ids):
            # At the edge the headings beyond the last row come into sight.
            self.scroll_to(y=0 if step < 0 else self.max_scroll_y, animate=False, immediate=True)
            return
        self._go(ids[here + step])

    def action_page(self, direction: int) -> None:
        ids = [row.id for row in self._rows if row.id]
        if ids:
            here = ids.index(self._cursor) if self._cursor in ids else 0
            step = max(1, self.size.height // max(1, len(self._fitted) // len(self._rows)) - 1)
            self._go(ids[max(0, min(len(ids) - 1, here + direction * step))])

    def action_edge(self, direction: int) -> None:
        ids = [row.id for row in self._rows if row.id]
        if ids:
            self._go(ids[0] if direction < 0 else ids[-1])

    def action_choose(self) -> None:
        if self._cursor:
            self.post_message(self.Chosen(self, self._cursor))

    def on_click(self, event: events.Click) -> None:
        index = self.row_at(event.y - self.gutter.top + round(self.scroll_y))
        if index is not None and self._rows[index].id:
            event.stop()
            self._go(self._rows[index].id)
            self.action_choose()

    def row_at(self, y: int) -> int | None:
        """The index of the row that covers line ``y`` of the whole list."""
        return self._fitted[y][0] if 0 <= y < len(self._fitted) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        room = width - _MARGIN - self.scrollbar_gutter.width
        return sum(len(fit(row.lines, room)) for row in self._rows)

    def on_resize(self) -> None:
        self._fit()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def about_to_paint(self) -> None:
        self._painter.begin()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_y)
        if index >= len(self._fitted):
            return Strip.blank(width, self.rich_style)
        number, spans = self._fitted[index]
        if not self._cursor or self._rows[number].id != self._cursor:
            return self._painter.strip((Span(" "), *spans), width)
        first = index == self._tops[number]
        lead = ">" if first else " "
        return self._painter.strip((Span(lead), *spans), width, "cursor" if self.has_focus else "cursor-blurred")

    def _go(self, row: str) -> None:
        if row != self._cursor:
            self._cursor = row
            self.refresh()
            self.post_message(self.Moved(self, row))
        self._reveal()

    def _reveal(self) -> None:
        ids = [row.id for row in self._rows]
        if not self._cursor or self._cursor not in ids:
            return
        number = ids.index(self._cursor)
        if number >= len(self._tops):
            return
        top = self._tops[number]
        height = sum(1 for n, _ in self._fitted[top : top + self.size.height] if n == number)
        self.scroll_to_region(Region(0, top, 1, max(1, height)), animate=False, immediate=True, force=True)

    def _painted(self) -> list[tuple[bool, tuple[Span, ...]]]:
        """What each line is painted from."""
        rows, cursor = self._rows, self._cursor
        return [(bool(cursor) and rows[number].id == cursor, spans) for number, spans in self._fitted]

    def _refresh_changed(self, before: list[tuple[bool, tuple[Span, ...]]]) -> None:
        """Paint the lines that are not as ``before``; all of them are as many as the screen is high."""
        after = self._painted()
        top = round(self.scroll_y)
        for y in range(top, top + self.size.height):
            if before[y : y + 1] != after[y : y + 1]:
                self.refresh_line(y)

    def _resize(self, size: Size) -> None:
        """Have ``size`` scrolled over; without a new layout unless the scroll bar comes or goes."""
        height = self.styles.height
        laid_out = self.size.height > 0 and height is not None and not height.is_auto
        if laid_out and self.show_vertical_scrollbar == (size.height > self.container_size.height):
            self.set_reactive(LineList.virtual_size, size)
            self._scroll_update(size)
        else:
            self.virtual_size = size

    def _fit(self) -> None:
        width = self.scrollable_content_region.width - _MARGIN
        if width <= 0 or width == self._width:
            return
        self._width = width
        self._fitted, self._tops = [], []
        for number, row in enumerate(self._rows):
            self._tops.append(len(self._fitted))
            self._fitted.extend((number, spans) for spans in fit(row.lines, width))
        self._resize(Size(width, len(self._fitted)))
