"""The timetable's window: what was planned when, what came true, and how systems stopped and started."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.engine.commands import Command, RecordProgress, RecordSystemCheck, Refusal
from simulator.engine.timetable_view import RowView, SystemView, TimetableView
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible_line
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList
from simulator.tui.lines import Line, Span
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.timetable_lines import (
    WHAT_SHORT,
    check_rows,
    overdue_count,
    row_details,
    schedule_rows,
    system_details,
)
from simulator.tui.timetable_record import CheckForm, Checking, ProgressForm, Recording
from simulator.tui.wording import Wording, hour
from simulator.words import mark

Send = Callable[[Command], Awaitable[Refusal | None]]


class TimetableScreen(Dialog[None]):
    """Two panes, turned with Left and Right: the schedule, and the systems to check. Enter records."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right,tab", "turn", mark("other table"), tooltip=mark("Turn between schedule and systems.")),
        Binding("f10,ctrl+g", "close", mark("Close"), show=False, tooltip=mark("Close this window and go back.")),
    ]

    def __init__(
        self, words: Wording, view: Callable[[], SeatView], now: Callable[[], int], send: Send, *, systems: bool = False
    ) -> None:
        """``view`` gives the seat's newest view, ``now`` real time (UTC ms); ``systems`` opens at the second pane."""
        super().__init__(words, words.t("Timetable"))
        self._view, self._now, self._send = view, now, send
        self._systems = systems
        self._tabs = OneLine(id="tabs")
        self._schedule = LineList(id="schedule")
        self._checks = LineList(id="checks")
        self._details = Prose()
        self._told = OneLine(id="hint")

    def inside(self) -> ComposeResult:
        yield self._tabs
        yield self._schedule
        yield self._checks
        with VerticalScroll(id="details", can_focus=False):
            yield self._details
        yield self._told

    def on_mount(self) -> None:
        found = self._view().timetable
        first = next((row.id for row in found.rows if row.roles and row.actual is None), "") if found else ""
        self._fill(first)
        self._tell_keys()
        self._turn_to(self._systems)
        self.set_interval(1.0, self._fill)

    # What is shown

    def _fill(self, cursor: str = "") -> None:
        view = self._view()
        if view.timetable is None or not self.is_attached:
            return
        now = view.clock.at(self._now())
        self._tell_tabs(view.timetable, now)
        self._schedule.show(schedule_rows(self.words, view.timetable, now), cursor or None)
        self._checks.show(check_rows(self.words, view.timetable))
        self._tell()

    def _tell_tabs(self, found: TimetableView, now: int) -> None:
        t = self.words.t
        names = [(t("Schedule"), not self._systems)]
        names += [(t("System checks"), self._systems)] if found.systems else []
        spans: list[Span] = []
        for name, shown in names:
            spans += [Span(f"[{name}]" if shown else f" {name} ", "strong" if shown else "dim"), Span(" ")]
        spans.append(Span("  " + t("Now {time}", time=hour(now)), "strong"))
        overdue = overdue_count(found, now)
        if overdue:
            spans += [Span("  "), Span(" " + t("Not recorded yet: {count}", count=overdue) + " ", "warn")]
        self._tabs.say(*spans)

    def _tell(self) -> None:
        found = self._view().timetable
        lines: list[Line] = []
        if found is not None and self._systems:
            system, what = self._system()
            lines = [] if system is None else system_details(self.words, system, what)
        elif found is not None:
            row = self._row()
            lines = [] if row is None else row_details(self.words, row, found)
        self._details.show(lines)

    def _tell_keys(self) -> None:
        self._told.say(Span(self.words.t("Enter records. Left and Right turn to the other table."), "dim"))

    def _turn_to(self, systems: bool) -> None:  # noqa: FBT001
        found = self._view().timetable
        self._systems = systems and found is not None and bool(found.systems)
        self._schedule.display, self._checks.display = not self._systems, self._systems
        (self._checks if self._systems else self._schedule).focus()
        self._fill()

    def _row(self) -> RowView | None:
        found = self._view().timetable
        return next((row for row in found.rows if row.id == self._schedule.cursor), None) if found else None

    def _system(self) -> tuple[SystemView | None, str]:
        name, _, what = self._checks.cursor.partition(":")
        found = self._view().timetable
        return (next((s for s in found.systems if s.id == name), None) if found else None), what

    # Keys

    def action_turn(self) -> None:
        self._turn_to(not self._systems)

    def on_line_list_moved(self) -> None:
        self._tell()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.lines is self._schedule:
            self._open_row()
        else:
            self._open_system()

    def _open_row(self) -> None:
        view, row = self._view(), self._row()
        if row is None:
            return
        if not row.roles:
            self._refuse(self.words.t("Another section records this."))
            return
        roles = tuple((role.id, role.title) for role in view.roles if role.id in row.roles)

        async def record(form: Recording | None) -> None:
            if form is not None:
                await self._carry_out(
                    RecordProgress(
                        at=self._now(),
                        actor=f"seat:{view.seat}",
                        seat=view.seat,
                        role=form.role,
                        row=row.id,
                        at_scenario=form.actual,
                        remark=form.remark,
                    ),
                    row.title,
                )

        self.app.push_screen(ProgressForm(self.words, row, roles, view.clock.at(self._now())), record)

    def _open_system(self) -> None:
        view = self._view()
        system, what = self._system()
        if system is None:
            return
        if not system.roles:
            self._refuse(self.words.t("Another section records this."))
            return
        roles = tuple((role.id, role.title) for role in view.roles if role.id in system.roles)

        async def record(form: Checking | None) -> None:
            if form is not None:
                await self._carry_out(
                    RecordSystemCheck(
                        at=self._now(),
                        actor=f"seat:{view.seat}",
                        seat=view.seat,
                        role=form.role,
                        system=system.id,
                        what=form.what,
                        how=form.how,
                        remark=form.remark,
                    ),
                    f"{system.title} {self.words.t(WHAT_SHORT[what])}",
                )

        self.app.push_screen(CheckForm(self.words, system, what, roles), record)

    async def _carry_out(self, command: Command, title: str) -> None:
        refusal = await self._send(command)
        self._fill()
        if refusal is not None:
            self._refuse(sentence(self.words, refusal))
        else:
            self._told.say(Span(" " + self.words.t("RECORDED") + " ", "good"), Span(f" {visible_line(title)}"))

    def _refuse(self, told: str) -> None:
        self._told.say(Span(f" {told} ", "alert"))
