"""A window with a list to choose one thing from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span
from simulator.tui.wording import Wording
from simulator.words import mark


class PickList(LineList):
    """A list whose Enter says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", mark("Choose"))]


class Pick(Dialog[str]):
    """The result is the id chosen (``everything`` for the first entry, where that is offered), or None."""

    def __init__(
        self, words: Wording, title: str, entries: Sequence[tuple[str, str]], at: str = "", everything: str = ""
    ) -> None:
        """``entries`` pair ids with what is shown; ``everything`` is the words of an entry that means no choice."""
        super().__init__(words, title)
        self._entries = ((EVERYTHING, everything), *entries) if everything else tuple(entries)
        self._at = at or (EVERYTHING if everything else "")
        self._list = PickList(id="picks")

    def inside(self) -> ComposeResult:
        yield self._list

    def on_mount(self) -> None:
        self._list.show([Row(name, (Line((Span(text),), most=1),)) for name, text in self._entries], self._at)
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.row)


EVERYTHING = "*"
"""The result that asks for no narrowing."""
