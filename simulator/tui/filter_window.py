"""The window in which a list is narrowed down: a line for each thing that it can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult

from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, pad
from simulator.tui.pick import EVERYTHING, Pick, PickList
from simulator.tui.wording import Wording

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Offered = Mapping[str, tuple[tuple[str, str], ...]]
"""What each filter can be set to: ids and their words."""

Chosen = TypeVar("Chosen", bound="DataclassInstance")
"""Filters: a data class with a text for each name, empty where nothing is narrowed."""


class NarrowWindow(Dialog[Chosen]):
    """Enter on a line chooses its value; Escape shows the list. The result is what was chosen.

    Whoever derives from it binds a key to ``clear`` and says what that leaves.
    """

    def __init__(
        self, words: Wording, title: str, labels: Mapping[str, str], offered: Offered, filters: Chosen, width: int
    ) -> None:
        """``labels`` are the lines by name, ``width`` the cells that they take."""
        super().__init__(words, title)
        self._labels, self._offered, self._filters, self._width = labels, offered, filters, width
        self._list = PickList(id="filters")

    def cleared(self) -> Chosen:
        """The filters once they are cleared."""
        raise NotImplementedError

    def everything(self, name: str = "") -> str:
        """How no narrowing is called; where it may be chosen for ``name``, empty where it may not."""
        raise NotImplementedError

    def inside(self) -> ComposeResult:
        yield self._list

    def on_mount(self) -> None:
        self._tell()
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        name = event.row

        def chosen(value: str | None) -> None:
            if value is not None:
                self._filters = replace(self._filters, **{name: "" if value == EVERYTHING else value})
                self._tell()

        title, at = self.words.t(self._labels[name]), getattr(self._filters, name)
        self.app.push_screen(Pick(self.words, title, self._offered[name], at, self.everything(name)), chosen)

    def action_clear(self) -> None:
        self._filters = self.cleared()
        self._tell()

    def action_close(self) -> None:
        self.dismiss(self._filters)

    def _tell(self) -> None:
        rows = []
        for name, label in self._labels.items():
            value = getattr(self._filters, name)
            told = value_of(self._offered, name, value) or self.everything()
            spans = (Span(pad(self.words.t(label), self._width), "dim"), Span(told, "strong" if value else "dim"))
            rows.append(Row(name, (Line(spans, most=1),)))
        self._list.show(rows)


def value_of(offered: Offered, name: str, value: str) -> str:
    """The words of a filter's ``value``; empty where nothing is narrowed."""
    return dict(offered[name]).get(value, value) if value else ""
