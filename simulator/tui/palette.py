"""The command palette: every action by name, found by typing part of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding

from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.key_line import key_name
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.search import matches, words_of
from simulator.tui.wording import Wording


class PaletteEntry(NamedTuple):
    """An action by the name that Textual runs it under, what it is called, what it does, and its key or nothing."""

    action: str
    title: str
    does: str
    key: str


def entries_of(words: Wording, bindings: Iterable[Binding]) -> list[PaletteEntry]:
    """One entry for each action that says what it does."""
    found: dict[str, PaletteEntry] = {}
    for binding in bindings:
        key = key_name(words, binding.key)
        entry = PaletteEntry(binding.action, words.t(binding.description), words.t(binding.tooltip), key)
        found.setdefault(binding.action, entry)
    return list(found.values())


class Palette(Dialog[str]):
    """Type to find, Enter to do. The result is the action."""

    def __init__(self, words: Wording, entries: list[PaletteEntry]) -> None:
        super().__init__(words, words.t("Do what?"))
        self._entries = entries
        self._list = LineList(id="entries")

    def inside(self) -> ComposeResult:
        yield Field(placeholder=self.words.t("Type part of a name, Enter does it ..."), id="search")
        yield self._list

    def on_mount(self) -> None:
        self._fill()
        self.query_one("#search").focus()

    def on_input_changed(self) -> None:
        self._fill()

    def on_input_submitted(self) -> None:
        if self._list.cursor:
            self.dismiss(self._list.cursor)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.row)

    def key_down(self) -> None:
        self._list.focus()

    def _fill(self) -> None:
        query = words_of(self.query_one("#search", Field).value)
        rows = [
            Row(
                e.action,
                (Line((Span(e.title, "strong"), Span(f"  {e.key}", "dim"))), line(f"  {e.does}", "dim", indent=2)),
            )
            for e in self._entries
            if matches(query, e.title, e.does, e.key)
        ]
        self._list.show(rows or [Row("", (line(self.words.t("Nothing is called that."), "dim"),))])


def _row(entry: PaletteEntry) -> Row:
    head = Line((Span(entry.title, "strong"), Span(f"  {entry.key}", "dim")))
    return Row(entry.action, (head, line(f"  {entry.does}", "dim", indent=2)))
