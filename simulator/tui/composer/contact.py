"""A contact: whom, how, and what is said."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.engine.views import ContactView
from simulator.model.safe_text import visible_line
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing, joined, parted
from simulator.tui.controls import Stepper
from simulator.tui.fields import Area
from simulator.tui.lines import Line, Span
from simulator.tui.prose import Prose
from simulator.tui.wording import WAYS, Wording
from simulator.words import mark


class WhomLine(Prose, can_focus=True):
    """Names whom the contact goes to. Enter, Space or a click chooses them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", mark("choose"), show=False)]

    def __init__(self) -> None:
        super().__init__(id="whom")

    def action_choose(self) -> None:
        self.post_message(ContactComposer.Whom())

    def on_click(self) -> None:
        self.focus()
        self.action_choose()


class ContactComposer(Composer):
    """Whom to contact is chosen from the contact network (``Whom`` asks the desk to open it)."""

    class Whom(Message):
        """The player wants to choose whom to contact."""

    def __init__(self, words: Wording, draft: Draft, contacts: tuple[ContactView, ...]) -> None:
        super().__init__(words, draft)
        self._titles = {contact.id: contact.title for contact in contacts}
        self.to: tuple[str, ...] = tuple(who for who in parted(draft.get("to", "")) if who in self._titles)
        self._whom = WhomLine()
        self._by = Stepper(
            words.t("How"), [(way.value, words.channel(way)) for way in WAYS], draft.get("by", ""), id="by"
        )
        self._area = Area(draft.get("message", ""), placeholder=words.t("What do you tell them?"), id="message")

    def compose(self) -> ComposeResult:
        yield self._whom
        yield self._by
        yield self._area

    def on_mount(self) -> None:
        self.choose(self.to)

    def choose(self, to: tuple[str, ...]) -> None:
        """Contact ``to``, ids of the contact network."""
        self.to = to
        names = self.words.names(tuple(visible_line(self._titles[who]) for who in to if who in self._titles))
        value = Span(names, "strong") if names else Span(self.words.t("nobody chosen yet"), "warn")
        how = Span("  " + self.words.t("[F4 chooses]"), "dim")
        self._whom.show([Line((Span(self.words.t("To") + " ", "dim"), value, how), indent=4)])

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.CONTACT, {"message": self._area.text}, to=self.to, by=self._by.value)

    def draft(self) -> Draft:
        if not self.to and not self._area.text:
            return {}
        return {"to": joined(self.to), "by": self._by.value, "message": self._area.text}

    def begin(self) -> None:
        if self.to:
            self._area.focus()
        else:
            self._whom.focus()
