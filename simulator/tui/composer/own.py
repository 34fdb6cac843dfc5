"""Acting unasked: contact somebody, or write what you do."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult

from simulator.engine.commands import Refusal
from simulator.engine.views import ContactView
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing
from simulator.tui.composer.contact import ContactComposer
from simulator.tui.composer.text import TextComposer
from simulator.tui.controls import Stepper
from simulator.tui.fields import Area
from simulator.tui.wording import Wording

_CONTACT, _WRITE = "contact", "text"


class OwnComposer(Composer):
    """A contact or a text that answers no inject; what was put into either is kept when changing between them."""

    def __init__(self, words: Wording, draft: Draft, contacts: tuple[ContactView, ...], roles: Collection[str]) -> None:
        super().__init__(words, draft)
        ways = [(_CONTACT, words.t("contact or report to somebody")), (_WRITE, words.t("write what you do"))]
        self._way = Stepper(words.t("What"), ways, draft.get("way", ""), id="way")
        self.contact = ContactComposer(words, draft, contacts, roles)
        self._text = TextComposer(words, draft, words.t("What do you do now, and why?"))

    def compose(self) -> ComposeResult:
        yield self._way
        yield self.contact
        yield self._text

    def on_mount(self) -> None:
        self._show()

    def on_stepper_changed(self, event: Stepper.Changed) -> None:
        if event.stepper is self._way:
            self._show()

    def choose(self, to: tuple[str, ...]) -> None:
        """Make it a contact to ``to``."""
        self._way.put(_CONTACT)
        self.contact.choose(to)

    def outgoing(self) -> Outgoing:
        return self._current().outgoing()

    def draft(self) -> Draft:
        kept = {**self.contact.draft(), **self._text.draft()}
        return {"way": self._way.value, **kept} if kept else {}

    def begin(self) -> None:
        self._current().begin()

    def typing_place(self) -> Area | None:
        return self._current().typing_place()

    def show_fault(self, refusal: Refusal, told: str) -> bool:
        return self._current().show_fault(refusal, told)

    def _current(self) -> Composer:
        return self.contact if self._way.value == _CONTACT else self._text

    def _show(self) -> None:
        self.contact.display = self._way.value == _CONTACT
        self._text.display = self._way.value != _CONTACT
