"""A pane with a list and the text of the row under its cursor, and one whose list can be searched."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from simulator.tui.controls import OneLine
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList
from simulator.tui.lines import Line
from simulator.tui.prose import Prose


class ListPane(Vertical):
    """A line that tells, a list, and a text to read. Its parts carry the ids ``NAME-status``, ``NAME-parts``,
    ``NAME-scroll`` and ``NAME-detail``, by which a style sheet puts list and text side by side or below each other."""

    def __init__(self, name: str, rows: LineList) -> None:
        super().__init__(id=name)
        self._list = rows
        self._status = OneLine(id=f"{name}-status")
        self._parts = Container(id=f"{name}-parts")
        self._scroll = VerticalScroll(id=f"{name}-scroll")
        self._detail = Prose(id=f"{name}-detail")

    def compose(self) -> ComposeResult:
        yield from self.above()
        with self._parts:
            yield self._list
            with self._scroll:
                yield self._detail

    def above(self) -> Sequence[Widget]:
        """What stands over list and text."""
        return (self._status,)

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self._list.focus()

    def action_details(self) -> None:
        self._scroll.focus()

    def action_back_to_list(self) -> None:
        self._list.focus()

    def show_text(self, lines: Sequence[Line], *, stay: bool = False) -> None:
        """Show ``lines`` from their beginning, or with ``stay`` at the place that was read."""
        self._detail.show(lines)
        if not stay:
            self._scroll.scroll_home(animate=False)


class SearchPane(ListPane):
    """A list that is narrowed down by words typed into a field, which is there while somebody searches."""

    def __init__(self, name: str, rows: LineList, hint: str) -> None:
        """``hint`` stands in the empty field, whose id is ``NAME-search``."""
        super().__init__(name, rows)
        self._field = Field(placeholder=hint, id=f"{name}-search")
        self._field.display = False

    def above(self) -> Sequence[Widget]:
        return (self._status, self._field)

    def search_for(self, query: str) -> None:
        """Show what ``query`` finds (everything where it is empty), unless that is what is shown."""
        raise NotImplementedError

    @property
    def searching(self) -> bool:
        """Whether the search field is open."""
        return bool(self._field.display)

    def action_search(self) -> None:
        self._field.display = True
        self._field.focus()
        self.screen.refresh_bindings()

    def close_search(self) -> bool:
        """Leave the search field and forget what was searched for; False where nothing was."""
        if not self._field.display:
            return False
        self._list.focus()
        self._field.display = False
        self._field.value = ""
        self.search_for("")
        self.screen.refresh_bindings()
        return True

    def on_input_changed(self) -> None:
        self.search_for(self._field.value)

    def on_input_submitted(self) -> None:
        self._field.display = bool(self._field.value)
        self._list.focus()
