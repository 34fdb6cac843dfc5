"""The exercise office calls or writes: in whose name, to whom, how, and with which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.engine.prepared_lines import LineView
from simulator.engine.talk_commands import SendMessage
from simulator.model.safe_text import visible_line
from simulator.model.scenario import Channel
from simulator.tui.controls import OneLine, Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Area
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span
from simulator.tui.talk_facilitator import offer_rows
from simulator.tui.wording import WAYS, Wording
from simulator.words import mark

EVERYBODY = "*"


class MessageScreen(Dialog[SendMessage | None]):
    """The result is the message (its ``at`` is set by whoever sends it), None when the window was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s", "send", mark("Call / send"), priority=True, tooltip=mark("Call them or send the message.")
        ),
    ]

    def __init__(
        self,
        words: Wording,
        senders: Sequence[tuple[str, str]],
        receivers: Sequence[tuple[str, str]],
        lines: Sequence[LineView],
    ) -> None:
        """``senders`` and ``receivers`` are ids and titles: parties (and ``control``), and the roles at seats."""
        super().__init__(words, words.t("Call or write to a team"))
        t = words.t
        self._lines = tuple(lines)
        self._receivers = tuple(who for who, _ in receivers)
        named = {one.speaker for one in lines}
        # Those with prepared lines come first: they are who is wanted most.
        ordered = sorted(senders, key=lambda one: one[0] not in named)
        self._from = Stepper(t("From"), [(who, visible_line(title)) for who, title in ordered], id="from")
        everybody = [(EVERYBODY, t("everybody"))] if len(receivers) > 1 else []
        self._to = Stepper(t("To"), [*((w, visible_line(title)) for w, title in receivers), *everybody], id="to")
        self._by = Stepper(t("How"), [(way.value, words.channel(way)) for way in _ways()], id="by")
        self._offers = LineList(id="offers")
        self._words = Area(id="words", placeholder=t("What you say; or take a prepared line above ..."))
        self._told = OneLine(id="told")

    def inside(self) -> ComposeResult:
        yield self._from
        yield self._to
        yield self._by
        yield self._offers
        yield self._words
        yield self._told

    def on_mount(self) -> None:
        self._offer()
        self._from.focus()

    def on_stepper_changed(self, event: Stepper.Changed) -> None:
        if event.stepper is self._from:
            self._offer()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        found = next((one for one in self._lines if one.id == event.row), None)
        if found is not None:
            self._words.text = found.text
            self._words.focus()

    def action_send(self) -> None:
        text = self._words.text.strip()
        if not text:
            self._told.say(
                Span(" " + self.words.t("Nothing is written yet. Write in the field, then send.") + " ", "alert")
            )
            self._words.focus()
            return
        to = self._receivers if self._to.value == EVERYBODY else (self._to.value,)
        self.dismiss(SendMessage(at=0, sender=self._from.value, to=to, text=text, by=self._by.value))

    def _offer(self) -> None:
        found = [one for one in self._lines if one.speaker == self._from.value]
        self._offers.show(offer_rows(self.words, found))
        self._offers.display = bool(found)
        t = self.words.t
        self._told.say(Span(t("Left and right choose, Tab goes on, F9 calls or sends."), "dim"))


def _ways() -> tuple[Channel, ...]:
    return tuple(way for way in WAYS if way is not Channel.WEB_FORM)
