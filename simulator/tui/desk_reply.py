"""The desk's reply box: composing, drafts, whom to contact, sending."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.engine.views import InjectView
from simulator.session.port import SeatPort
from simulator.tui.composer.box import ReplyBox
from simulator.tui.composer.contact import ContactComposer
from simulator.tui.composer.own import OwnComposer
from simulator.tui.desk_windows import DeskWindows
from simulator.tui.inbox import Inbox
from simulator.tui.inject_pane import InjectPane
from simulator.tui.lines import Span
from simulator.tui.standing import next_to_open
from simulator.tui.talk_lines import calling_now
from simulator.tui.wording import Wording, hour
from simulator.words import mark


class DeskReply(DeskWindows):
    """A desk with at most one reply box: for the inject that is open, or for acting unasked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "act",
            mark("Act"),
            priority=True,
            tooltip=mark("Act on your own: contact, report, or write what you do, without being asked."),
        ),
        Binding("f9,ctrl+s", "send", mark("Send"), priority=True, tooltip=mark("Send what you have composed.")),
    ]

    def __init__(self, port: SeatPort, words: Wording) -> None:
        super().__init__(port, words)
        self.box: ReplyBox | None = None
        self._sending = False

    async def put_box(self, inject: InjectView | None, *, again: bool = False) -> None:
        """Replace the box by one for ``inject``, or for acting unasked, with the draft that was kept for it.

        ``again``: for a further response to what has been answered.
        """
        with self.app.batch_update():
            await self.drop_box()
            draft = self.port.draft(inject.id if inject else None)
            self.box = ReplyBox(self.words, self.view, inject, draft, again=again, alone=self.port.alone)
            await self.query_one("#main").mount(self.box)

    async def drop_box(self) -> None:
        """Take the box away; its draft is kept."""
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

    async def action_answer(self) -> None:
        if self.box is None:
            self.query_one(Inbox).focus()
        else:
            self.box.begin()

    async def action_act(self) -> None:
        if self.box is not None and self.box.inject is None:
            await self.leave_own()
            self.query_one(InjectPane).focus()
            return
        await self.put_box(None)
        if self.box is not None:
            self.box.begin()

    async def leave_own(self) -> None:
        """From acting unasked back to the inject that is open, if any."""
        inject = self.opened_inject()
        if inject is None:
            await self.drop_box()
        else:
            await self.put_box(inject)

    async def on_reply_box_again(self) -> None:
        inject = self.opened_inject()
        if inject is None or self.box is None or not self.box.closed or self.box.over:
            return
        await self.put_box(inject, again=True)
        self.box.begin()

    # Contacts

    def chosen_contacts(self) -> tuple[str, ...]:
        composer = self._contact_composer()
        return composer.to if composer is not None else ()

    async def contact(self, to: tuple[str, ...]) -> None:
        if self._contact_composer() is None:
            await self.put_box(None)
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
        if box is not None and box.closed:
            told = (
                t("This is answered; nothing more is needed here.")
                if box.over
                else t("Your answer is sent already. Enter opens it again, to add or correct something.")
            )
            self.notice(Span(f" {told}", "warn"))
            return
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
            await self.put_box(inject)
        inbox = self.query_one(Inbox)
        following = next_to_open(self.view, self.scenario_now)
        if following is not None:
            inbox.put_cursor(following.id)
        inbox.focus()
        sent = self.view.chronology[-1].at if self.view.chronology else self.scenario_now
        self.notice(
            Span(" " + self.words.t("SENT") + " ", "good"),
            Span(" " + self.words.t("at {time}; recorded in the log (F5).", time=hour(sent))),
            *calling_now(self.words, self.view),
        )
