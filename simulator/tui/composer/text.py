"""A response in words."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.engine.commands import Refusal
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing
from simulator.tui.fields import Area
from simulator.tui.wording import Wording


class TextComposer(Composer):
    """One field of several lines."""

    def __init__(self, words: Wording, draft: Draft, placeholder: str = "") -> None:
        super().__init__(words, draft)
        self._area = Area(draft.get("text", ""), placeholder=placeholder, id="text")

    def compose(self) -> ComposeResult:
        yield self._area

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.TEXT, {"text": self._area.text})

    def draft(self) -> Draft:
        return {"text": self._area.text} if self._area.text else {}

    def begin(self) -> None:
        self._area.focus()

    def typing_place(self) -> Area:
        return self._area

    def show_fault(self, refusal: Refusal, told: str) -> bool:  # noqa: ARG002
        self._area.focus()
        return False
