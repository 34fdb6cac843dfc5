"""Taking note: nothing to write."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing
from simulator.tui.lines import line
from simulator.tui.prose import Prose


class AcknowledgeComposer(Composer):
    """Says what sending means here; the box's button is all there is to press."""

    def compose(self) -> ComposeResult:
        yield Prose([line(self.words.t("Nothing to write: send to say that you have taken note."), "dim")])

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.ACKNOWLEDGE)

    def draft(self) -> Draft:
        return {}

    def begin(self) -> None:
        self.screen.query_one("#send").focus()
