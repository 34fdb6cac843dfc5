"""The desk: the main screen of a seat. It shows the port's view, and sends what the player composes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from simulator.engine.commands import MarkRead
from simulator.engine.views import InjectView, SeatView
from simulator.session.port import SeatPort
from simulator.tui.arrivals import has_arrived, news
from simulator.tui.chronology import ChronologyPane
from simulator.tui.clock_bar import ClockBar
from simulator.tui.coach import coaching, home_lines
from simulator.tui.composer.box import ReplyBox
from simulator.tui.composer.contact import ContactComposer
from simulator.tui.composer.own import OwnComposer
from simulator.tui.controls import OneLine
from simulator.tui.desk_windows import DeskWindows
from simulator.tui.inbox import PHASE, Inbox, inbox_rows, is_overdue, next_to_open
from simulator.tui.inject_pane import InjectPane
from simulator.tui.key_line import KeyLine
from simulator.tui.line_list import LineList
from simulator.tui.lines import Span
from simulator.tui.wording import Wording, hour
from simulator.words import mark


class Desk(DeskWindows):
    """Inbox on the left, the inject and the answer in the middle, the chronology on the right where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "act",
            mark("Act"),
            priority=True,
            tooltip=mark("Act on your own: contact, report, or write what you do, without being asked."),
        ),
        Binding("f9,ctrl+s", "send", mark("Send"), priority=True, tooltip=mark("Send what you have composed.")),
        Binding(
            "ctrl+n",
            "next",
            mark("Next"),
            show=False,
            priority=True,
            tooltip=mark("Open what is most urgent: next limit first, then the oldest unread."),
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

    def __init__(self, port: SeatPort, words: Wording) -> None:
        super().__init__(port, words)
        self.box: ReplyBox | None = None
        self._since = port.now()
        self._told_phase = ""
        self._overdue: frozenset[str] = frozenset()
        self._bell = False
        self._sending = False

    def compose(self) -> ComposeResult:
        yield ClockBar(self.words)
        with Horizontal(id="body"):
            yield Inbox(id="inbox")
            with Vertical(id="main"):
                yield InjectPane(self.words)
            yield ChronologyPane(self.words)
        yield OneLine(id="notice")
        yield KeyLine(self.words)

    async def on_mount(self) -> None:
        inbox = self.query_one(Inbox)
        inbox.border_title = self.words.t("Inbox")
        await self._show_home()
        self.take(self.view)
        inbox.focus()
        self.set_interval(1.0, self.tick)
        self.run_worker(self._follow(), name="changes")

    def on_unmount(self) -> None:
        self.keep_draft()

    async def _follow(self) -> None:
        async for view in self.port.changes():
            self.take(view)

    # What is shown

    def take(self, view: SeatView) -> None:
        """Show ``view``; one that is older than what is shown is passed over."""
        if view.seq < self.view.seq or not self.is_mounted:
            return
        old, self.view = self.view, view
        self._fill_inbox()
        self.query_one(ChronologyPane).tell(view)
        inject = self.opened_inject()
        if inject is not None:
            self.query_one(InjectPane).renew(inject)
        else:
            self._renew_home()
        found = news(self.words, old, view)
        if found:
            self.notice(*found)
        if has_arrived(old, view):
            self._point_at_arrival()
            if self._bell:
                self.app.bell()
        if (view.started, view.clock.running) != (old.started, old.clock.running):
            self.refresh_bindings()
        self.tick()
        if view.finished and not old.finished:
            self.post_message(self.Finished())

    def tick(self) -> None:
        """Once a second: the clock lines, what has become overdue, the draft, trouble with the record."""
        if not self.is_mounted:
            return
        self.query_one(ClockBar).tell(self.view, self.port.now(), self._since)
        overdue = frozenset(i.id for i in self.view.inbox if is_overdue(i, self.scenario_now))
        if overdue != self._overdue:
            self._overdue = overdue
            self._fill_inbox()
        self.keep_draft()
        trouble = self.port.trouble()
        if trouble:
            self.notice(Span(f" {trouble} ", "alert"))

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    def notice(self, *spans: Span) -> None:
        self.query_one("#notice", OneLine).say(*spans)

    def _fill_inbox(self) -> None:
        self.query_one(Inbox).show(inbox_rows(self.words, self.view, self.scenario_now, self._told_phase))

    def _point_at_arrival(self) -> None:
        """Move the inbox's cursor off a phase, so that Enter opens what has come in. Nothing else moves."""
        inbox = self.query_one(Inbox)
        if inbox.cursor.startswith(PHASE):
            inbox.put_cursor(self.view.inbox[-1].id)

    def _renew_home(self) -> None:
        self.query_one(InjectPane).renew_page(home_lines(self.words, self.view, self.scenario_now))

    # Opening

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if not isinstance(event.lines, Inbox):
            return
        if event.row.startswith(PHASE):
            await self.action_home()
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
        await self._put_box(found)
        self.query_one(Inbox).put_cursor(inject)
        pane.focus()
        if not found.read:
            at = self.port.now()
            await self.try_out(MarkRead(at=at, actor=self.actor, seat=self.view.seat, inject=inject))
        self.notice(Span(f" {coaching(self.words, self.view)}", "strong"))

    async def _show_home(self) -> None:
        self.opened = None
        await self._drop_box()
        if self.view.phase is not None:
            self._told_phase = self.view.phase.id
        await self.query_one(InjectPane).show_page(
            self.words.t("Overview"), home_lines(self.words, self.view, self.scenario_now)
        )
        self._fill_inbox()

    async def _put_box(self, inject: InjectView | None) -> None:
        await self._drop_box()
        draft = self.port.draft(inject.id if inject else None)
        self.box = ReplyBox(self.words, self.view, inject, draft)
        await self.query_one("#main").mount(self.box)

    async def _drop_box(self) -> None:
        self.keep_draft()
        if self.box is not None:
            box = self.box
            self.box = None
            await box.remove()

    def keep_draft(self) -> None:
        """Hand the draft to the port where it has changed since it was last handed over."""
        box = self.box
        if box is None or not box.is_mounted:
            return
        draft = box.draft()
        if draft != box.kept:
            box.kept = draft
            self.port.keep_draft(box.inject.id if box.inject else None, draft)

    # Keys

    async def action_back(self) -> None:
        pane, inbox = self.query_one(InjectPane), self.query_one(Inbox)
        if self.box is not None and self.box.has_focus_within:
            if self.box.inject is None:
                await self._leave_own()
            pane.focus()
        elif inbox.has_focus:
            await self._show_home()
        else:
            inbox.focus()

    async def action_answer(self) -> None:
        if self.box is None:
            self.query_one(Inbox).focus()
        else:
            self.box.begin()

    async def action_home(self) -> None:
        await self._show_home()
        self.query_one(InjectPane).focus()

    async def action_next(self) -> None:
        following = next_to_open(self.view, self.scenario_now)
        if following is None:
            self.notice(Span(" " + self.words.t("Nothing is waiting to be read or responded to."), "dim"))
        else:
            await self.open_inject(following.id)

    async def action_act(self) -> None:
        if self.box is not None and self.box.inject is None:
            await self._leave_own()
            self.query_one(InjectPane).focus()
            return
        await self._put_box(None)
        if self.box is not None:
            self.box.begin()

    def action_bell(self) -> None:
        self._bell = not self._bell
        told = (
            self.words.t("The bell rings when something arrives.") if self._bell else self.words.t("The bell is off.")
        )
        self.notice(Span(f" {told}"))

    async def _leave_own(self) -> None:
        inject = self.opened_inject()
        if inject is None:
            await self._drop_box()
        else:
            await self._put_box(inject)

    # Contacts

    def chosen_contacts(self) -> tuple[str, ...]:
        composer = self._contact_composer()
        return composer.to if composer is not None else ()

    async def contact(self, to: tuple[str, ...]) -> None:
        if self._contact_composer() is None:
            await self._put_box(None)
        composer = self.box.composer if self.box is not None else None
        if isinstance(composer, (OwnComposer, ContactComposer)):
            composer.choose(to)
            composer.begin()

    def on_contact_composer_whom(self) -> None:
        self.action_contacts()

    def _contact_composer(self) -> ContactComposer | None:
        composer = self.box.composer if self.box is not None else None
        if isinstance(composer, OwnComposer):
            return composer.contact
        return composer if isinstance(composer, ContactComposer) else None

    # Sending

    async def on_reply_box_send(self) -> None:
        await self.action_send()

    async def action_send(self) -> None:
        box, t = self.box, self.words.t
        command = box.command(self.view.seat, self.port.now()) if box is not None else None
        if box is None or command is None:
            self.notice(
                Span(" " + t("Nothing to send: open an inject with Enter, or press F2 to act on your own."), "warn")
            )
            return
        if self._sending:
            return
        self._sending = True
        try:
            refusal = await self.carry_out(command)
        finally:
            self._sending = False
        if refusal is not None:
            box.refuse(refusal)
            return
        box.kept = {}
        inject = box.inject.id if box.inject else None
        self.port.keep_draft(inject, {})
        await self._after_sending()

    async def _after_sending(self) -> None:
        """A fresh box, and the inbox with its cursor on what is most urgent."""
        inject = self.opened_inject()
        box = self.box
        self.box = None
        if box is not None:
            await box.remove()
        if inject is not None:
            await self._put_box(inject)
        inbox = self.query_one(Inbox)
        following = next_to_open(self.view, self.scenario_now)
        if following is not None:
            inbox.put_cursor(following.id)
        inbox.focus()
        sent = self.view.chronology[-1].at if self.view.chronology else self.scenario_now
        self.notice(
            Span(" " + self.words.t("SENT") + " ", "good"),
            Span(" " + self.words.t("at {time}. It stands in the chronology (F5).", time=hour(sent))),
        )
