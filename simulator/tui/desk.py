"""The desk: the main screen of a seat. It follows the port's view and shows it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from simulator.engine.commands import MarkRead
from simulator.engine.views import SeatView
from simulator.session.port import SeatPort
from simulator.tui.arrivals import has_arrived, news
from simulator.tui.call_lines import RECEIPT, call_news
from simulator.tui.chronology import ChronologyPane
from simulator.tui.clock_bar import ClockBar
from simulator.tui.coach import coaching, home_lines
from simulator.tui.desk_reply import DeskReply
from simulator.tui.inbox import PHASE, Inbox, inbox_rows
from simulator.tui.inject_pane import InjectPane
from simulator.tui.key_line import KeyLine
from simulator.tui.line_list import LineList
from simulator.tui.lines import Line, Span
from simulator.tui.prose import Prose
from simulator.tui.standing import is_overdue, next_to_open
from simulator.tui.talk_lines import TALK, has_come, talk_news, waiting_news
from simulator.tui.wording import Wording
from simulator.tui.wrap_up import with_own
from simulator.words import mark


class Desk(DeskReply):
    """Inbox on the left, the inject and the answer in the middle, the chronology on the right where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+n",
            "next",
            mark("Next"),
            show=False,
            priority=True,
            tooltip=mark("Open what is most urgent: nearest deadline first, then the oldest unread."),
        ),
        Binding(
            "escape",
            "back",
            mark("Back"),
            show=False,
            tooltip=mark("Back: from the response to the inject, to the inbox, to the overview. Drafts stay."),
        ),
        Binding(
            "ctrl+o",
            "home",
            mark("Overview"),
            show=False,
            priority=True,
            tooltip=mark("Overview: what to do now, the phase, your roles, who else is in the team."),
        ),
        Binding(
            "ctrl+b", "bell", mark("Bell"), show=False, tooltip=mark("Ring the bell when something arrives, or not.")
        ),
    ]

    class Finished(Message):
        """The team has come to the end of the exercise."""

    class Closed(Message):
        """The port has ended by itself: it is no longer this seat's."""

    def __init__(self, port: SeatPort, words: Wording) -> None:
        super().__init__(port, words)
        self._told_phase = ""
        self._overdue: frozenset[str] = frozenset()
        self._bell = False
        self._trouble = ""

    def compose(self) -> ComposeResult:
        yield ClockBar(self.words, alone=self.port.alone)
        with Horizontal(id="body"):
            yield Inbox(id="inbox")
            with Vertical(id="main"):
                yield InjectPane(self.words)
            yield ChronologyPane(self.words)
        yield Prose(id="notice")
        yield KeyLine(self.words)

    async def on_mount(self) -> None:
        inbox = self.query_one(Inbox)
        inbox.border_title = self.words.t("Inbox")
        await self._show_home()
        self.take(self.view)
        inbox.focus()
        self.set_interval(1.0, self.tick)
        self.run_worker(self._follow(), name="changes")
        # What happened before the worker began to listen is in no change that it will see.
        self.call_after_refresh(lambda: self.take(self.port.view()))
        if self.view.finished:
            self.post_message(self.Finished())

    def on_unmount(self) -> None:
        self.keep_draft()

    async def _follow(self) -> None:
        async for view in self.port.changes():
            self.take(view)
        self.post_message(self.Closed())

    # What is shown

    def take(self, view: SeatView) -> None:
        """Show ``view``; one that is older than what is shown is passed over."""
        if view.seq < self.view.seq or not self.is_mounted:
            return
        old, self.view = self.view, with_own(view, self.given)
        view = self.view
        self._fill_inbox()
        self.query_one(ChronologyPane).tell(view)
        inject = self.opened_inject()
        if inject is not None:
            self.query_one(InjectPane).renew(inject)
        else:
            self._renew_home()
        for window in (self.calls_window(), self.talks_window()):
            if window is not None:
                window.tell(view)
        found = (
            call_news(self.words, old, view)
            or talk_news(self.words, old, view)
            or waiting_news(self.words, view)
            or news(self.words, old, view)
        )
        if found:
            self.notice(*found)
        if has_arrived(old, view) or has_come(old, view):
            self._point_at_arrival()
            if self._bell:
                self.app.bell()
        if _offers(view) != _offers(old):
            self.refresh_bindings()
        self.tick()
        if view.finished and not old.finished:
            self.post_message(self.Finished())

    def tick(self) -> None:
        """Once a second: the clock lines, what has become overdue, the draft, trouble with the record."""
        if not self.is_mounted:
            return
        self.query_one(ClockBar).tell(self.view, self.port.now())
        overdue = frozenset(i.id for i in self.view.inbox if is_overdue(i, self.scenario_now))
        if overdue != self._overdue:
            self._overdue = overdue
            self._fill_inbox()
        for window in (self.calls_window(), self.talks_window()):
            if window is not None:
                window.tick()
        self.keep_draft()
        trouble = self.port.trouble()
        if trouble:
            self.notice(Span(f" {trouble} ", "alert"))
        elif self._trouble:
            self.notice(Span(" " + self.words.t("All is well again. Go on.")))
        self._trouble = trouble

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    def notice(self, *spans: Span) -> None:
        self.query_one("#notice", Prose).show([Line(spans, 1)])

    def _fill_inbox(self) -> None:
        self.query_one(Inbox).show(inbox_rows(self.words, self.view, self.scenario_now, self._told_phase))

    def _point_at_arrival(self) -> None:
        """Move the inbox's cursor off a phase, so that Enter opens what has come in. Nothing else moves."""
        inbox = self.query_one(Inbox)
        if not inbox.cursor.startswith(PHASE):
            return
        calls = self.view.calls.received if self.view.calls is not None else ()
        ringing = [talk for talk in self.view.talks if talk.status in {"ringing", "unread"}]
        if ringing and (not self.view.inbox or ringing[-1].at >= self.view.inbox[-1].at):
            inbox.put_cursor(TALK + ringing[-1].id)
        elif calls and (not self.view.inbox or calls[-1].at >= self.view.inbox[-1].at):
            inbox.put_cursor(RECEIPT + calls[-1].id)
        elif self.view.inbox:
            inbox.put_cursor(self.view.inbox[-1].id)

    def _renew_home(self) -> None:
        self.query_one(InjectPane).renew_page(home_lines(self.words, self.view, self.scenario_now))

    # Opening

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if not isinstance(event.lines, Inbox):
            return
        if event.row.startswith(PHASE):
            await self.action_home()
        elif event.row.startswith(RECEIPT):
            self.action_calls()
        elif event.row.startswith(TALK):
            self.action_talks(event.row.removeprefix(TALK))
        else:
            await self.open_inject(event.row)

    async def open_inject(self, inject: str) -> None:
        """Show an inject with the box to answer it, and go to it."""
        self.opened = inject
        found = self.opened_inject()
        if found is None:
            return
        pane = self.query_one(InjectPane)
        await pane.show_inject(found)
        await self.put_box(found)
        self.query_one(Inbox).put_cursor(inject)
        pane.focus()
        if not found.read:
            at = self.port.now()
            await self.try_out(MarkRead(at=at, actor=self.actor, seat=self.view.seat, inject=inject))
        self.notice(Span(f" {coaching(self.words, self.view)}", "strong"))

    async def _show_home(self) -> None:
        self.opened = None
        await self.drop_box()
        if self.view.phase is not None:
            self._told_phase = self.view.phase.id
        await self.query_one(InjectPane).show_page(
            self.words.t("Overview"), home_lines(self.words, self.view, self.scenario_now)
        )
        self._fill_inbox()

    # Keys

    async def action_back(self) -> None:
        pane, inbox = self.query_one(InjectPane), self.query_one(Inbox)
        if self.box is not None and self.box.has_focus_within:
            if self.box.inject is None:
                await self.leave_own()
            pane.focus()
        elif inbox.has_focus:
            await self._show_home()
        else:
            inbox.focus()

    async def action_home(self) -> None:
        await self._show_home()
        self.query_one(InjectPane).focus()

    async def action_next(self) -> None:
        following = next_to_open(self.view, self.scenario_now)
        if following is None:
            self.notice(Span(" " + self.words.t("Nothing is waiting to be read or responded to."), "dim"))
        else:
            await self.open_inject(following.id)

    def action_bell(self) -> None:
        self._bell = not self._bell
        told = (
            self.words.t("The bell rings when something arrives.") if self._bell else self.words.t("The bell is off.")
        )
        self.notice(Span(f" {told}"))


def _offers(view: SeatView) -> tuple[bool, ...]:
    """What decides which keys there are."""
    return view.started, view.clock.running, bool(view.talks), view.wrap_up is None
