"""The talk window: answer a call, read a message, say more, hang up; who has read it and how long it took."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.engine.commands import Refusal
from simulator.engine.talk_commands import HangUp, PickUp, Say, TalkCommand
from simulator.engine.talk_shapes import TalkView
from simulator.engine.views import SeatView
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.talk_lines import TALK, talk_rows, urgent
from simulator.tui.talk_page import hint, talk_page
from simulator.tui.wording import Wording, hour
from simulator.words import mark

Send = Callable[[TalkCommand], Awaitable[Refusal | None]]
"""Carries out a command of this window; the window is told the new view by ``tell``."""


class TalksScreen(Dialog[None]):
    """Stays open while people talk. Enter acts on the row under the cursor, or says what is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s",
            "act",
            mark("Answer / say"),
            priority=True,
            tooltip=mark("Answer the call, open the message, or say what is written."),
        ),
        Binding(
            "f10,ctrl+g", "hang_up", mark("Hang up"), priority=True, tooltip=mark("End the call, or stop calling.")
        ),
        Binding("ctrl+r", "close", mark("Close"), show=False, priority=True),
    ]

    def __init__(self, words: Wording, view: SeatView, now: Callable[[], int], send: Send, talk: str = "") -> None:
        """``now`` is real time in UTC milliseconds; ``talk`` is where the cursor begins."""
        super().__init__(words, words.t("Calls and messages"))
        self._view, self._now, self._send = view, now, send
        self._first = TALK + talk if talk else urgent(view)
        self._list = LineList(id="talks")
        self._page = Prose()
        self._words = Field(id="words")
        self._told = OneLine(id="told")
        self._row = ""
        self._shown = (0, "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "hang_up":
            return self._talk is not None and self._talk.can_hang_up
        if action == "act":
            return self._talk is not None and (self._talk.can_answer or self._talk.can_say)
        return True

    def inside(self) -> ComposeResult:
        yield self._list
        with VerticalScroll(id="talk", can_focus=False):
            yield self._page
        yield self._words
        yield self._told

    def on_mount(self) -> None:
        self._fill(self._first)
        self._go_to_field()

    def tick(self) -> None:
        """Once a second: the story's clock in the frame, and how long the call has lasted."""
        if self.is_mounted:
            self.query_one("#window").border_title = Content(f"{self._title}  {hour(self._scenario)}")
            talk = self._talk
            if talk is not None and talk.status == "talking":
                self._page.show(talk_page(self.words, talk, self._scenario))

    def tell(self, view: SeatView) -> None:
        """Show ``view``."""
        before = self._talk
        self._view = view
        if not self.is_mounted:
            return
        self._fill(None)
        after = self._talk
        if before is not None and after is not None and before.status == "calling" and after.can_say:
            self._go_to_field()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._show(event.row)

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self._show(event.row)
        await self._act()

    async def on_input_submitted(self) -> None:
        await self._act()

    async def action_act(self) -> None:
        await self._act()

    async def action_hang_up(self) -> None:
        talk = self._talk
        if talk is None or not talk.can_hang_up:
            return
        await self._carry_out(
            HangUp(at=self._now(), actor=f"seat:{self._view.seat}", seat=self._view.seat, talk=talk.id)
        )
        self._list.focus()

    async def _act(self) -> None:
        """What Enter does: answer or open what waits, say what is written, else go to the field."""
        talk = self._talk
        if talk is None:
            return
        at, seat, typed = self._now(), self._view.seat, self._words.value.strip()
        if talk.can_answer:
            await self._carry_out(PickUp(at=at, actor=f"seat:{seat}", seat=seat, talk=talk.id))
            self._go_to_field()
        elif talk.can_say and typed:
            if await self._carry_out(Say(at=at, actor=f"seat:{seat}", seat=seat, talk=talk.id, text=typed)):
                self._words.value = ""
        else:
            self._go_to_field()

    async def _carry_out(self, command: TalkCommand) -> bool:
        refusal = await self._send(command)
        if refusal is not None:
            self._told.say(Span(f" {sentence(self.words, refusal)} ", "alert"))
        return refusal is None

    def _go_to_field(self) -> None:
        talk = self._talk
        (self._words if talk is not None and talk.can_say and not talk.can_answer else self._list).focus()

    @property
    def _scenario(self) -> int:
        return self._view.clock.at(self._now())

    @property
    def _talk(self) -> TalkView | None:
        return next((talk for talk in self._view.talks if TALK + talk.id == self._row), None)

    def _fill(self, cursor: str | None) -> None:
        self._list.show(talk_rows(self.words, self._view), cursor or None)
        self._show(self._list.cursor)
        self.tick()

    def _show(self, row: str) -> None:
        """The talk of ``row``, and the field where something can be said in it."""
        if row != self._row:
            self._row = row
            self._words.value = ""
        talk = self._talk
        self._page.show([] if talk is None else talk_page(self.words, talk, self._scenario))
        can_say = talk is not None and talk.can_say and not talk.can_answer
        self._words.display = can_say
        heard = talk is not None and talk.heard
        t = self.words.t
        more = t("What you add, then Enter ...") if talk is not None and talk.own else t("Your answer, then Enter ...")
        self._words.placeholder = t("What you say, then Enter ...") if heard else more
        self._told.say(Span(hint(self.words, talk), "dim"))
        self.refresh_bindings()
        shown = (len(talk.words) if talk is not None else 0, row)
        if shown != self._shown:
            self._shown = shown
            self.call_after_refresh(self.query_one("#talk", VerticalScroll).scroll_end, animate=False)
