"""The search field over a list: it has the focus from the start, and the keys that move go to the list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.tui.fields import Field
from simulator.tui.line_list import LineList
from simulator.words import mark


class SearchField(Field):
    """Typing filters at once; the arrows move the cursor of the list with the id ``moves``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "list('move', -1)", mark("up"), show=False),
        Binding("down", "list('move', 1)", mark("down"), show=False),
        Binding("pageup", "list('page', -1)", mark("page up"), show=False),
        Binding("pagedown", "list('page', 1)", mark("page down"), show=False),
        Binding("home", "list('edge', -1)", mark("first"), show=False),
        Binding("end", "list('edge', 1)", mark("last"), show=False),
    ]

    def __init__(self, value: str = "", *, placeholder: str, moves: str) -> None:
        super().__init__(value, placeholder=placeholder, id="search")
        self._moves = moves

    @property
    def lines(self) -> LineList:
        return self.screen.query_one(f"#{self._moves}", LineList)

    def action_list(self, how: str, step: int) -> None:
        move = {"move": self.lines.action_move, "page": self.lines.action_page, "edge": self.lines.action_edge}
        move[how](step)
