"""Choosing one of many people: type part of the name, arrows move, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from simulator.model.safe_text import visible_line
from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.search import matches, words_of
from simulator.tui.search_field import SearchField
from simulator.tui.wording import Wording


class PickWho(Dialog[str | None]):
    """The result is the id chosen, None when the window was closed. ``entries`` are id, title and a remark."""

    def __init__(self, words: Wording, title: str, entries: Sequence[tuple[str, str, str]], at: str) -> None:
        super().__init__(words, title)
        self._entries, self._at = tuple(entries), at
        self._list = LineList(id="who")

    def inside(self) -> ComposeResult:
        yield SearchField(placeholder=self.words.t("Type part of a name; arrows move, Enter chooses ..."), moves="who")
        yield self._list

    def on_mount(self) -> None:
        self._list.can_focus = False
        self._fill(self._at)
        self.query_one("#search").focus()

    def on_input_changed(self) -> None:
        self._fill(None)

    def on_input_submitted(self) -> None:
        self._list.action_choose()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.row)

    def _fill(self, cursor: str | None) -> None:
        query = words_of(self.query_one("#search", SearchField).value)
        rows = [
            Row(
                who,
                (Line((Span(visible_line(title), "strong"), Span(f"  {remark}" if remark else "", "dim")), most=1),),
            )
            for who, title, remark in self._entries
            if matches(query, title, who)
        ]
        self._list.show(rows or [Row("", (line(self.words.t("Nobody found. Try another word."), "dim"),))], cursor)
