"""The exercise office calls or writes: in whose name, to whom, how, and with which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.engine.prepared_lines import LineView
from simulator.engine.talk_commands import SendMessage
from simulator.model.safe_text import visible_line
from simulator.model.scenario import Channel
from simulator.tui.controls import OneLine, Press, Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Area
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span
from simulator.tui.pick_who import PickWho
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
        *,
        scope: str,
        text: str = "",
        keep: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``senders`` and ``receivers`` are ids and titles: parties (and ``control``), and the roles at seats.

        ``scope`` names the teams that it goes to. ``text`` is what stands in the field at first; ``keep`` is told what
        stands there whenever the window is left.
        """
        super().__init__(words, words.t("Call or write to {teams}", teams=scope))
        self._keep = keep
        t = words.t
        self._lines = tuple(lines)
        ready = Counter(one.speaker for one in lines)
        # Those with prepared lines come first: they are who is wanted most.
        ordered = sorted(senders, key=lambda one: not ready[one[0]])
        everybody = [(EVERYBODY, t("everybody"), "")] if len(receivers) > 1 else []
        self._choices = {
            "from": [
                (w, title, t("prepared lines: {count}", count=ready[w]) if ready[w] else "") for w, title in ordered
            ],
            "to": [*((who, title, "") for who, title in receivers), *everybody],
        }
        self._chosen = {side: choices[0][0] if choices else "" for side, choices in self._choices.items()}
        self._receivers = tuple(who for who, _ in receivers)
        self._presses = {side: Press("", id=side) for side in self._choices}
        self._by = Stepper(t("How"), [(way.value, words.channel(way)) for way in _ways()], id="by")
        self._offers = LineList(id="offers")
        self._words = Area(text, id="words", placeholder=t("What you say; or take a prepared line above ..."))
        self._told = OneLine(id="told")

    def inside(self) -> ComposeResult:
        yield from self._presses.values()
        yield self._by
        yield self._offers
        yield self._words
        yield self._told

    def on_mount(self) -> None:
        self._tell()
        self._presses["from"].focus()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        side = event.press.id or "from"

        def choose(who: str | None) -> None:
            if who is not None:
                self._chosen[side] = who
                self._tell()

        title = self._label(side)
        self.app.push_screen(PickWho(self.words, title, self._choices[side], self._chosen[side]), choose)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        found = next((one for one in self._lines if one.id == event.row), None)
        if found is not None:
            self._words.text = found.text
            self._words.focus()

    def action_close(self) -> None:
        self._keep(self._words.text)
        self.dismiss(None)

    def action_send(self) -> None:
        text = self._words.text.strip()
        if not text:
            self._told.say(
                Span(" " + self.words.t("Nothing is written yet. Write in the field, then send.") + " ", "alert")
            )
            self._words.focus()
            return
        self._keep(text)
        to = self._receivers if self._chosen["to"] == EVERYBODY else (self._chosen["to"],)
        self.dismiss(SendMessage(at=0, sender=self._chosen["from"], to=to, text=text, by=self._by.value))

    def _tell(self) -> None:
        """Who is chosen, and the prepared lines of the sender."""
        t = self.words.t
        for side, press in self._presses.items():
            title = next((title for who, title, _ in self._choices[side] if who == self._chosen[side]), "")
            press.say(Span(f"{self._label(side)} ", "dim"), Span(f"[ {visible_line(title)} ]", "strong"))
            press.refresh(layout=True)
        found = [one for one in self._lines if one.speaker == self._chosen["from"]]
        self._offers.show(offer_rows(self.words, found))
        self._offers.display = bool(found)
        self._told.say(Span(t("Enter chooses who, Tab goes on, F9 calls or sends."), "dim"))

    def _label(self, side: str) -> str:
        return self.words.t("From") if side == "from" else self.words.t("To")


def _ready(words: Wording, count: int) -> str:
    return words.t("prepared lines: {count}", count=count) if count else ""


def _ways() -> tuple[Channel, ...]:
    return tuple(way for way in WAYS if way is not Channel.WEB_FORM)
