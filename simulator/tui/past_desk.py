"""A player's desk as it was at one moment of a replay. Everything can be opened and read; nothing can be sent."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.session.port import SeatPort
from simulator.tui.desk import Desk
from simulator.tui.wording import Wording
from simulator.words import mark


class PastDesk(Desk):
    """F12 (or Q, outside a field) goes back to the replay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12,q", "leave", mark("Back to replay"), tooltip=mark("Close this screen of the past.")),
    ]

    def __init__(self, port: SeatPort, words: Wording) -> None:
        super().__init__(port, words)

    async def action_leave(self) -> None:
        self.dismiss()

    def on_desk_finished(self, event: Desk.Finished) -> None:
        """The end of the exercise opens nothing here."""
        event.stop()
