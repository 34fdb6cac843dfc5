"""The exercise office on the telephone: what waits for it, in whose name it answers, prepared lines to pick from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.engine.commands import Refusal
from simulator.engine.prepared_lines import LineView
from simulator.engine.talk_commands import AnswerAs, EndTalk, TalkCommand
from simulator.engine.talk_shapes import OfficeTalkView
from simulator.model.safe_text import visible_line
from simulator.tui.controls import OneLine, Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Area, typed
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.office_talk_lines import office_page, office_rows, row_of
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.words import mark

Send = Callable[[str, TalkCommand], Awaitable[Refusal | None]]
"""Carries out a command for the team of that id; the window is told of what came of it by ``tell``."""


class OfferList(LineList, inherit_bindings=False):
    """Prepared lines to choose from. Letters are left alone, so that typing reaches the field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", mark("up"), show=False),
        Binding("down", "move(1)", mark("down"), show=False),
        Binding("enter", "choose", mark("choose"), show=False),
    ]


class OfficeTalksScreen(Dialog[None]):
    """Stays open while people talk. Enter on a talk picks up, Enter on a line takes it into the field, F9 says it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s",
            "say",
            mark("Answer / say"),
            priority=True,
            tooltip=mark("Answer the call, open the message, or say what is written, in the name shown."),
        ),
        Binding("f10,ctrl+g", "hang_up", mark("Hang up"), priority=True, tooltip=mark("End the call.")),
    ]

    def __init__(
        self,
        words: Wording,
        talks: Sequence[OfficeTalkView],
        lines: Sequence[LineView],
        now: Callable[[], int],
        send: Send,
        talk: tuple[str, str] | None = None,
        *,
        several: bool = False,
    ) -> None:
        """``now`` is real time in UTC ms; ``talk`` (team, id) is shown first; ``several``: more than one team plays,
        whichever of them have called."""
        super().__init__(words, words.t("Calls and messages"))
        self._talks, self._lines, self._now, self._send = tuple(talks), tuple(lines), now, send
        self._several = several
        self._first = row_of(*talk) if talk else ""
        self._list = LineList(id="talks")
        self._page = Prose()
        self._whom = Stepper(words.t("As"), [("", "")], id="as")
        self._offers = OfferList(id="offers")
        self._words = Area(id="words", placeholder=words.t("What you say; or take a prepared line above ..."))
        self._told = OneLine(id="told")
        self._row = ""

    def inside(self) -> ComposeResult:
        yield self._list
        with VerticalScroll(id="talk", can_focus=False):
            yield self._page
        yield self._whom
        yield self._offers
        yield self._words
        yield self._told

    def on_mount(self) -> None:
        self._fill(self._first)
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        talk = self._talk
        if action == "say":
            return talk is not None and talk.status != "over" and bool(talk.as_whom)
        if action == "hang_up":
            return talk is not None and talk.heard and talk.status in {"talking", "calling", "ringing"}
        return True

    def tell(self, talks: Sequence[OfficeTalkView]) -> None:
        """Show ``talks`` as they are now."""
        if tuple(talks) != self._talks:
            self._talks = tuple(talks)
            if self.is_mounted:
                self._fill(None)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        if event.lines is self._list:
            self._show(event.row)

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.lines is self._list:
            self._show(event.row)
            await self._take()
        else:
            found = next((one for one in self._lines if one.id == event.row), None)
            if found is not None:
                self._words.text = found.text
                self._words.focus()

    def on_stepper_changed(self) -> None:
        self._offer()

    def on_key(self, event: events.Key) -> None:
        """Whoever just begins to type, types into the field."""
        letter = typed(event)
        if letter and self._words.display and not self._words.has_focus:
            event.stop()
            self._words.focus()
            self._words.type_in(letter)

    def on_paste(self, event: events.Paste) -> None:
        if event.text and self._words.display and not self._words.has_focus:
            event.stop()
            self._words.focus()
            self._words.type_in(event.text)

    async def action_say(self) -> None:
        talk, words = self._talk, self._words.text.strip()
        if talk is None:
            return
        if not words:
            await self._take()
            return
        whom = self._whom.value
        if await self._carry_out(talk, AnswerAs(at=self._now(), talk=talk.id, who=whom, text=words)):
            self._words.text = ""

    async def action_hang_up(self) -> None:
        talk = self._talk
        if talk is not None:
            await self._carry_out(talk, EndTalk(at=self._now(), talk=talk.id))

    async def _take(self) -> None:
        """Pick up or open what waits, and go to the prepared lines."""
        talk = self._talk
        if talk is None:
            return
        if talk.status in {"ringing", "unread"}:
            await self._carry_out(talk, AnswerAs(at=self._now(), talk=talk.id, who=self._whom.value))
        (self._offers if self._offers.display else self._words).focus()

    async def _carry_out(self, talk: OfficeTalkView, command: TalkCommand) -> bool:
        refusal = await self._send(talk.team, command)
        if refusal is not None:
            self._told.say(Span(f" {sentence(self.words, refusal)} ", "alert"))
        return refusal is None

    @property
    def _talk(self) -> OfficeTalkView | None:
        return next((talk for talk in self._talks if row_of(talk.team, talk.id) == self._row), None)

    def _fill(self, cursor: str | None) -> None:
        self._list.show(office_rows(self.words, self._talks, several=self._several), cursor or None)
        self._show(self._list.cursor)

    def _show(self, row: str) -> None:
        changed = row != self._row
        self._row = row
        talk = self._talk
        self._page.show([] if talk is None else office_page(self.words, talk))
        self._whom.offer(_names(talk) if talk is not None and talk.as_whom else [("", "")])
        self._whom.display = talk is not None and len(talk.as_whom) > 1
        if changed:
            self._words.text = ""
        self._offer()
        self._told.say(Span(self._hint(talk), "dim"))
        self.refresh_bindings()
        self.call_after_refresh(self.query_one("#talk", VerticalScroll).scroll_end, animate=False)

    def _offer(self) -> None:
        """The prepared lines of whom the office speaks for, each with when to use it."""
        talk = self._talk
        able = talk is not None and talk.status != "over" and bool(talk.as_whom)
        found = [one for one in self._lines if one.speaker == self._whom.value] if able else []
        self._offers.show(offer_rows(self.words, found))
        self._offers.display = bool(found)
        self._words.display = able
        told = (
            self.words.t("What you say; or take a prepared line above ...")
            if found
            else self.words.t("What you say ...")
        )
        self._words.placeholder = Content(told)

    def _hint(self, talk: OfficeTalkView | None) -> str:
        t = self.words.t
        if talk is None:
            return t("Nobody waits for you. Esc goes back.")
        if talk.status in {"ringing", "unread"}:
            if not self._offers.display:
                return t("Enter answers as {who}. Then write; F9 says it.", who=_first(talk))
            return t("Enter answers as {who}. Then take a line with Enter, or write; F9 says it.", who=_first(talk))
        if talk.status == "over" or not talk.as_whom:
            return t("Nothing more can be said here.")
        if not self._offers.display:
            return t("Write; F9 says it as {who}.", who=_first(talk))
        return t("Take a line with Enter, or write; F9 says it as {who}.", who=_first(talk))


def offer_rows(words: Wording, lines: Sequence[LineView]) -> list[Row]:
    """Prepared lines: when to use each, and how it begins."""
    rows = [Row("", (line(words.t("Prepared lines (Enter takes one)"), "head"),))]
    for one in lines:
        text = " ".join(one.text.split())
        head = (Span(visible_line(one.about), "strong"), Span(f"  {visible_line(text)}", "dim"))
        rows.append(Row(one.id, (Line(head, 2, 1),)))
    return rows


def _names(talk: OfficeTalkView) -> list[tuple[str, str]]:
    return [(who, visible_line(title)) for who, title in talk.as_whom]


def _first(talk: OfficeTalkView) -> str:
    return visible_line(talk.as_whom[0][1]) if talk.as_whom else ""
