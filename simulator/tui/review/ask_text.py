"""A window that asks for one line of text."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.wording import Wording


class AskText(Dialog[str]):
    """The result is what was typed (it may be empty), None when it was closed."""

    def __init__(self, words: Wording, title: str, value: str = "", placeholder: str = "") -> None:
        super().__init__(words, title)
        self._field = Field(placeholder=placeholder, id="asked")
        self._field.value = value

    def inside(self) -> ComposeResult:
        yield self._field

    def on_mount(self) -> None:
        self._field.focus()

    def on_input_submitted(self) -> None:
        self.dismiss(self._field.value)
