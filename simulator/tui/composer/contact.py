"""A contact: whom, how, and what is said."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.engine.commands import Refusal
from simulator.engine.views import ContactView
from simulator.model.safe_text import visible_line
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing, joined, parted
from simulator.tui.controls import Stepper
from simulator.tui.fields import Area
from simulator.tui.lines import Line, Span, line
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

    def __init__(self, words: Wording, draft: Draft, contacts: tuple[ContactView, ...], roles: Collection[str]) -> None:
        """``roles`` are those of this seat: what is sent to them is read by the one who sends it."""
        super().__init__(words, draft)
        self._own = frozenset(roles)
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
        self._tell()

    def choose(self, to: tuple[str, ...]) -> None:
        """Contact ``to``, ids of the contact network."""
        self.to = to
        self._tell()
        self.post_message(self.Changed())

    def _tell(self) -> None:
        t = self.words.t
        names = self._names(self.to)
        value = Span(names, "strong") if names else Span(t("nobody yet"), "warn")
        how = Span("  " + (t("(Enter: change)") if names else t("(Enter: choose)")), "dim")
        lines = [Line((Span(t("To") + " ", "dim"), value, how), indent=4)]
        own = self._names(tuple(who for who in self.to if who in self._own))
        if own:
            told = t(
                "{names}: that is you. It counts as told and stands in the log (F5); nothing comes back.", names=own
            )
            lines.append(line(told, "dim"))
        self._whom.show(lines)

    def _names(self, ids: tuple[str, ...]) -> str:
        return self.words.names(tuple(visible_line(self._titles[who]) for who in ids if who in self._titles))

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

    def typing_place(self) -> Area:
        return self._area

    def show_fault(self, refusal: Refusal, told: str) -> bool:  # noqa: ARG002
        (self._whom if refusal.code.startswith("contact.") else self._area).focus()
        return False
