"""The windows that a seat opens over its desk, and the commands that come out of them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from simulator.engine.commands import AdvancePhase, Command, JumpTo, Pause, Refusal, Resume, ShowHint
from simulator.engine.views import InjectView, SeatView
from simulator.model.safe_text import visible_line
from simulator.session.port import SeatPort
from simulator.tui.calls import CallsScreen
from simulator.tui.chronology import chronology_lines
from simulator.tui.clock_control import ClockScreen
from simulator.tui.coach import now_lines
from simulator.tui.contacts import ContactsScreen
from simulator.tui.dialogs import Confirm, Reading
from simulator.tui.inject_pane import InjectPane, attachment_lines
from simulator.tui.jump_ahead import is_harmless, jump_lines
from simulator.tui.lines import Line, Span
from simulator.tui.manual_reader import ManualScreen
from simulator.tui.refusals import sentence
from simulator.tui.talk_window import TalksScreen
from simulator.tui.timetable import TimetableScreen
from simulator.tui.wording import Wording
from simulator.tui.wrap_up import Given, WrapUpScreen
from simulator.words import mark

_CLOCK = frozenset({"clock", "pause", "run_on"})
"""Actions for whoever runs the exercise alone."""


class DeskWindows(Screen[str]):
    """A screen with a seat. What it shows of the view is its subclass's matter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f3",
            "manual",
            mark("Manual"),
            priority=True,
            tooltip=mark("Open the procedure manual and search it by words or step number."),
        ),
        Binding(
            "f4",
            "contacts",
            mark("Contacts"),
            priority=True,
            tooltip=mark("Open the contact network; choose whom to contact."),
        ),
        Binding(
            "f5",
            "chronology",
            mark("Log"),
            priority=True,
            tooltip=mark("Read the team log: who did what, when."),
        ),
        Binding(
            "f6", "hint", mark("Hint"), priority=True, tooltip=mark("Ask for a hint. It asks first: it is recorded.")
        ),
        Binding(
            "f7",
            "clock",
            mark("Clock"),
            priority=True,
            tooltip=mark("Change the pace, jump ahead, or leave the phase."),
        ),
        Binding(
            "f10,ctrl+g",
            "timetable",
            mark("Timetable"),
            priority=True,
            tooltip=mark("Open the timetable: record what has come true, and how systems stopped and started."),
        ),
        Binding(
            "ctrl+l",
            "calls",
            mark("Calls"),
            priority=True,
            tooltip=mark("Open the calls: answer and repeat back, call the next ones, call a stand-in."),
        ),
        Binding(
            "ctrl+r",
            "talks",
            mark("Talks"),
            priority=True,
            tooltip=mark("Open calls and messages: answer, read, say more, hang up."),
        ),
        Binding(
            "f12,ctrl+y",
            "wrap_up",
            mark("Questions"),
            priority=True,
            tooltip=mark("Answer the questions of the hot wash and the survey."),
        ),
        Binding("f8", "pause", mark("Pause"), priority=True, tooltip=mark("Stop both clocks, or let them go on.")),
        Binding("f8", "run_on", mark("Go on"), priority=True, tooltip=mark("Stop both clocks, or let them go on.")),
    ]

    def __init__(self, port: SeatPort, words: Wording) -> None:
        super().__init__()
        self.port, self.words = port, words
        self.view: SeatView = port.view()
        self.opened: str | None = None
        """The inject shown in the main pane."""
        self.given: Given = {}
        """What was answered of hot wash and survey from here."""
        self._place = ("", "")

    @property
    def scenario_now(self) -> int:
        """The scenario second by the story's clock."""
        return self.view.clock.at(self.port.now())

    @property
    def actor(self) -> str:
        return f"seat:{self.view.seat}"

    def opened_inject(self) -> InjectView | None:
        return next((inject for inject in self.view.inbox if inject.id == self.opened), None)

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        return now_lines(self.words, self.view, self.scenario_now)

    def take(self, view: SeatView) -> None:
        """Show ``view``."""
        raise NotImplementedError

    def notice(self, *spans: Span) -> None:
        """Tell something in the line above the keys."""
        raise NotImplementedError

    async def contact(self, to: tuple[str, ...]) -> None:
        """Go on to write to ``to``."""
        raise NotImplementedError

    def chosen_contacts(self) -> tuple[str, ...]:
        """Those that the present composer already names."""
        raise NotImplementedError

    async def carry_out(self, command: Command) -> Refusal | None:
        """Send ``command`` and show what came of it."""
        refusal = await self.port.send(command)
        self.take(self.port.view())
        return refusal

    async def try_out(self, command: Command) -> None:
        """``carry_out``, with a refusal told in the notice line."""
        refusal = await self.carry_out(command)
        if refusal is not None:
            self.notice(Span(f" {sentence(self.words, refusal)} ", "alert"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action in _CLOCK and not self.port.alone:
            return False
        if action == "pause":
            return self.view.clock.running or not self.view.started
        if action == "timetable":
            return self.view.timetable is not None
        if action == "calls":
            return self.view.calls is not None
        if action == "talks":
            return bool(self.view.talks)
        if action == "wrap_up":
            return self.view.wrap_up is not None
        if action == "run_on":
            return self.view.started and not self.view.clock.running
        return True

    def action_manual(self) -> None:
        def keep(place: tuple[str, str] | None) -> None:
            self._place = place or self._place

        self.app.push_screen(ManualScreen(self.words, self.port.manual(), self._place), keep)

    def action_contacts(self) -> None:
        async def go(to: tuple[str, ...] | None) -> None:
            if to:
                await self.contact(to)

        inject = self.opened_inject()
        caller = inject.caller if inject else None
        self.app.push_screen(ContactsScreen(self.words, self.view.contacts, self.chosen_contacts(), caller), go)

    def action_timetable(self) -> None:
        self.app.push_screen(TimetableScreen(self.words, lambda: self.view, self.port.now, self.carry_out))

    def action_calls(self) -> None:
        if self.view.calls is not None and self.calls_window() is None:
            self.app.push_screen(CallsScreen(self.words, self.view, self.port.now, self.carry_out))

    def calls_window(self) -> CallsScreen | None:
        """The calls window while it is open."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, CallsScreen)), None)

    def action_talks(self, talk: str = "") -> None:
        if self.view.talks and self.talks_window() is None:
            self.app.push_screen(TalksScreen(self.words, self.view, self.port.now, self.carry_out, talk))

    def talks_window(self) -> TalksScreen | None:
        """The talk window while it is open."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, TalksScreen)), None)

    def action_wrap_up(self) -> None:
        if not any(isinstance(screen, WrapUpScreen) for screen in self.app.screen_stack):
            port = self.port
            self.app.push_screen(
                WrapUpScreen(self.words, port.view, port.now, self.carry_out, port.draft, port.keep_draft, self.given)
            )

    def action_chronology(self) -> None:
        lines = chronology_lines(self.words, self.view, brief=False)
        self.app.push_screen(Reading(self.words, self.words.t("Team log"), lines, end=True))

    def action_hint(self) -> None:
        t, inject = self.words.t, self.opened_inject()
        if inject is None:
            self.notice(Span(" " + t("Open an inject first; hints belong to an inject."), "warn"))
            return
        if not inject.hints_left:
            self.notice(Span(" " + t("There is no (further) hint for this inject."), "warn"))
            return

        async def show(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                at = self.port.now()
                await self.try_out(ShowHint(at=at, actor=self.actor, seat=self.view.seat, inject=inject.id))
                self.call_after_refresh(self.query_one(InjectPane).scroll_end, animate=False)

        question = t("Show a hint? That it was shown is recorded. Hints left: {count}.", count=inject.hints_left)
        self.app.push_screen(Confirm(self.words, t("Hint"), question, t("Show it"), t("No, think on")), show)

    def action_clock(self) -> None:
        at = self.port.now()
        self.app.push_screen(ClockScreen(self.words, self.view, at, self.port.ahead(None)), self._turn_clock)

    async def _turn_clock(self, command: Command | None) -> None:
        if isinstance(command, JumpTo):
            await self._jump(command)
            return
        if not isinstance(command, AdvancePhase):
            if command is not None:
                await self.try_out(command)
            return
        t = self.words.t
        title = visible_line(self.view.phase.title) if self.view.phase else ""
        question = t(
            'Leave the phase "{phase}" now? What has not arrived in it will not arrive any more. You cannot come back.',
            phase=title,
        )

        async def leave(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                await self.try_out(command)

        self.app.push_screen(Confirm(self.words, t("Leave the phase"), question, t("Leave it"), t("Stay")), leave)

    async def _jump(self, command: JumpTo) -> None:
        """Jump, after asking where more than the wait for the next thing is skipped."""
        ahead = self.port.ahead(command.scenario)
        if command.scenario <= self.scenario_now or is_harmless(self.view, self.scenario_now, ahead):
            await self.try_out(command)
            return
        t = self.words.t

        async def leap(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                await self.try_out(command)

        lines = jump_lines(self.words, self.view, self.scenario_now, ahead)
        self.app.push_screen(Confirm(self.words, t("Jump ahead"), lines, t("Jump"), t("Do not jump")), leap)

    async def action_pause(self) -> None:
        await self.try_out(Pause(at=self.port.now(), actor=self.actor))

    async def action_run_on(self) -> None:
        await self.try_out(Resume(at=self.port.now(), actor=self.actor))

    def on_inject_pane_open_attachment(self, event: InjectPane.OpenAttachment) -> None:
        found = attachment_lines(self.view, self.opened or "", event.number)
        if found is not None:
            self.app.push_screen(Reading(self.words, *found))
