"""The calls window of a contact drill: take a call and repeat it back, call the next ones, correct a number."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.engine.call_commands import AcknowledgeCall, CallCommand, CorrectNumber, MakeCall, TakeCall
from simulator.engine.call_views import CallsView, CallView
from simulator.engine.commands import Refusal
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible
from simulator.tui.call_lines import (
    CALL,
    NUMBER,
    STAND_IN,
    call_of,
    call_rows,
    details,
    follow_up,
    receipt_of,
    urgent_row,
    waiting,
)
from simulator.tui.controls import OneLine, Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span, line
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording, hour
from simulator.words import mark

Send = Callable[[CallCommand], Awaitable[Refusal | None]]
"""Carries out a command of this window; the window is told the new view by ``tell``."""


class CallsScreen(Dialog[None]):
    """Stays open while calls go out and come in. Enter acts on the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s",
            "act",
            mark("Call / send"),
            priority=True,
            tooltip=mark("Do what the row is for: answer, repeat back, call, call the stand-in, correct the number."),
        ),
        Binding("ctrl+l", "close", mark("Close"), show=False, priority=True),
    ]

    def __init__(self, words: Wording, view: SeatView, now: Callable[[], int], send: Send) -> None:
        """``now`` is real time in UTC milliseconds."""
        super().__init__(words, words.t("Calls"))
        self._view, self._now, self._send = view, now, send
        self._calls = view.calls or CallsView("", "", (), ())
        self._list = LineList(id="calls")
        self._message = Prose()
        self._details = Prose()
        self._words = Field(id="words")
        self._told = OneLine(id="told")
        self._way = Stepper(words.t("How"), [("phone", words.way("phone"))], id="by")
        self._row = ""

    def inside(self) -> ComposeResult:
        with VerticalScroll(id="message", can_focus=False):
            yield self._message
        yield self._list
        with VerticalScroll(id="details", can_focus=False):
            yield self._details
        yield self._way
        yield self._words
        yield self._told

    def on_mount(self) -> None:
        self._fill(urgent_row(self._calls))
        self._list.focus()
        self._hint()

    def tick(self) -> None:
        """Once a second: the story's clock in the frame, and what has become late."""
        if self.is_mounted:
            now = self._view.clock.at(self._now())
            self.query_one("#window").border_title = Content(f"{self._title}  {hour(now)}")
            self._list.show(call_rows(self.words, self._calls, now))

    def tell(self, view: SeatView) -> None:
        """Show ``view``."""
        changed = view.seq != self._view.seq
        before = call_of(self._calls, self._row)
        self._view, self._calls = view, view.calls or self._calls
        if self.is_mounted:
            # Only as it fails: who goes back to the row means to call once more.
            ended = before is not None and before.status == "ringing"
            self._fill(follow_up(self._calls, self._row) if ended else None)
            if changed:
                self._hint()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._show(event.row)

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self._show(event.row)
        await self._act()

    async def on_input_submitted(self) -> None:
        await self._act()

    async def action_act(self) -> None:
        await self._act()

    async def _act(self) -> None:
        """What Enter does with the row: answer, go to the field or send it, call, call the stand-in."""
        command = self._command()
        if command is None:
            self._words.focus()
            return
        before = self._row
        refusal = await self._send(command)
        if refusal is not None:
            self._told.say(Span(f" {sentence(self.words, refusal)} ", "alert"))
            return
        self._hint()
        if isinstance(command, TakeCall):
            self._show(before)
            self._words.focus()
            return
        self._words.value = ""
        self._list.put_cursor(urgent_row(self._calls) or before)
        self._show(self._list.cursor)
        self._list.focus()

    def _command(self) -> CallCommand | None:
        """The command that the row and the field make; None where words are still wanted."""
        at, seat, row = self._now(), self._view.seat, self._row
        actor, typed = f"seat:{seat}", self._words.value.strip()
        receipt, call = receipt_of(self._calls, row), call_of(self._calls, row)
        if receipt is not None and receipt.status == "ringing":
            return TakeCall(at=at, actor=actor, seat=seat, role=receipt.role, call=receipt.id)
        if receipt is not None and typed:
            return AcknowledgeCall(at=at, actor=actor, seat=seat, role=receipt.role, call=receipt.id, words=typed)
        if call is None:
            return None
        if row.startswith(NUMBER):
            if not typed:
                return None
            return CorrectNumber(at=at, actor=actor, seat=seat, role=call.role, call=call.id, number=typed)
        whom = call.stand_in.id if row.startswith(STAND_IN) and call.stand_in else call.who.id
        return MakeCall(
            at=at, actor=actor, seat=seat, role=call.role, call=call.id, by=self._way.value, whom=whom, words=typed
        )

    def _fill(self, cursor: str | None) -> None:
        calls = self._calls
        message = visible(calls.message.strip())
        hidden = self.words.t("The message is shown once you have got it.")
        self._message.show([line(message) if message else line(hidden, "dim")])
        self._list.show(call_rows(self.words, calls, self._view.clock.at(self._now())), cursor or None)
        self._show(self._list.cursor)
        self.tick()

    def _show(self, row: str) -> None:
        """Details and the field for ``row``."""
        t, calls = self.words.t, self._calls
        if row != self._row:
            self._row = row
            self._words.value = ""
        self._details.show(details(self.words, calls, row))
        receipt, call = receipt_of(calls, row), call_of(calls, row)
        if receipt is not None:
            wanted = receipt.status == "answered"
            self._words.placeholder = t("Repeat the message back here, then Enter ...") if wanted else ""
        elif row.startswith(NUMBER):
            wanted = True
            self._words.placeholder = t("The right number, then Enter ...")
        else:
            wanted = call is not None and _can_call(call)
            self._words.placeholder = t("What you add to the message, if anything; Enter calls ...")
        self._words.display = wanted
        # Who repeats a message back needs the whole of it; who calls, the numbers.
        self.set_class(receipt is not None, "-receipt")
        self._offer_ways(call if row.startswith((CALL, STAND_IN)) else None)

    def _offer_ways(self, call: CallView | None) -> None:
        several = call is not None and len(call.ways) > 1 and _can_call(call)
        if several and call is not None:
            self._way.offer([(way, self.words.way(way)) for way in call.ways])
        else:
            way = call.ways[0] if call is not None else "phone"
            self._way.offer([(way, self.words.way(way))])
        self._way.display = several

    def _hint(self) -> None:
        t = self.words.t
        if self._calls.message and not waiting(self._calls):
            self._told.say(Span(t("Nothing waits for you here. Esc goes back."), "dim"))
        else:
            self._told.say(Span(t("Enter answers or calls; the answer comes in by the story's clock."), "dim"))


def _can_call(call: CallView) -> bool:
    return call.status in {"todo", "sent", "no_answer", "declines", "wrong_number"}
