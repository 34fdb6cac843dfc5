"""The lists of the console's panes, with the keys that work on the line under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.tui.console.attention import Urgency
from simulator.tui.line_list import LineList
from simulator.words import mark


class BoardTable(LineList):
    """Phases down, teams across. Nothing in it can be chosen."""

    can_focus = False


class MatterList(LineList):
    """What wants attention; Enter goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            mark("Go there"),
            show=False,
            tooltip=mark("Go to the inject, step or talk on this line."),
        ),
        Binding("t", "hand", mark("Hand over"), show=False, tooltip=mark("Let a script answer for this seat.")),
    ]

    def action_hand(self) -> None:
        """The seat under the cursor; where that is on another line, the only one that is told of."""
        empty = [row.id for row in self.rows if row.id.startswith(f"{Urgency.EMPTY.name}:")]
        if self.cursor in empty or len(empty) == 1:
            _, team, seat = (self.cursor if self.cursor in empty else empty[0]).split(":", 2)
            self.post_message(SeatList.Handed(f"{team}/{seat}"))
        elif empty:
            self.put_cursor(empty[0])


class MselList(LineList):
    """The injects, with what can be done to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "ask('send')", mark("Send"), show=False, tooltip=mark("Give this inject now. It asks first.")),
        Binding("h", "ask('hold')", mark("Hold"), show=False, tooltip=mark("Hold it back, or release it again.")),
        Binding(
            "x",
            "ask('skip')",
            mark("Skip"),
            show=False,
            tooltip=mark("Leave it out, with a reason. Sending it undoes that."),
        ),
        Binding(
            "n", "ask('hint')", mark("Hint"), show=False, tooltip=mark("Show a seat the next hint of this inject.")
        ),
        Binding(
            "f",
            "ask('coming')",
            mark("Open only"),
            show=False,
            tooltip=mark("Show only what can still come, or everything."),
        ),
        Binding(
            "enter", "ask('details')", mark("Read"), show=False, tooltip=mark("Read everything about this inject.")
        ),
    ]

    class Asked(Message):
        """Something is to be done with ``inject``."""

        def __init__(self, what: str, inject: str) -> None:
            super().__init__()
            self.what, self.inject = what, inject

    def action_ask(self, what: str) -> None:
        if self.cursor:
            self.post_message(self.Asked(what, self.cursor))


class SeatList(LineList):
    """The seats, with what can be done to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "t",
            "hand",
            mark("Hand over"),
            show=False,
            tooltip=mark("Let a script answer for this seat, or people again."),
        ),
        Binding(
            "r",
            "renew",
            mark("New code"),
            show=False,
            tooltip=mark("Withdraw this code and issue another. It asks first."),
        ),
    ]

    class Handed(Message):
        """The seat of the row ``team/seat`` is to be handed over."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Renewed(Handed):
        """The code of that row (``#grant`` where it is no seat's) is to be made anew."""

    def action_hand(self) -> None:
        if self.cursor:
            self.post_message(self.Handed(self.cursor))

    def action_renew(self) -> None:
        if self.cursor:
            self.post_message(self.Renewed(self.cursor))
