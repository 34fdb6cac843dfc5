"""The clock's window: pause, pace, jump, leave the phase. Its result is the command to send."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.engine.commands import AdvancePhase, Command, JumpTo, Pause, Resume, SetPace
from simulator.engine.views import SeatView
from simulator.model.base import DAY
from simulator.model.safe_text import visible_line
from simulator.session.port import Ahead
from simulator.tui.clock_bar import pace
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.prose import Prose
from simulator.tui.typed_time import typed_time
from simulator.tui.wording import Wording

PACES = (50, 100, 200, 500, 1000)
"""Percent of the phase's planned pace that are offered."""

_OFFICE_OPENS = 8 * 3600 + 40 * 60


def next_morning(now: int) -> int:
    """The next 08:40 after the scenario second ``now``."""
    today = now // DAY * DAY + _OFFICE_OPENS
    return today if today > now else today + DAY


class ClockScreen(Dialog[Command | None]):
    """Everything that moves the clock.

    ``at`` is real time (UTC ms), ``ahead`` a jump to the next thing that reaches this seat.
    """

    def __init__(self, words: Wording, view: SeatView, at: int, ahead: Ahead) -> None:
        super().__init__(words, words.t("Clock"))
        self._view, self._at, self._ahead = view, at, ahead
        self._now = view.clock.at(at)
        self._list = LineList(id="actions")
        self._told = Prose(id="told")

    def inside(self) -> ComposeResult:
        t = self.words.t
        yield OneLine(Span(self.words.moment(self._view.day_one, self._now), "strong"))
        yield self._list
        yield Prose([line(t("Or jump to a time (D2 08:40, or 15:30 for today) and press Enter:"))])
        yield Field(placeholder="D2 08:40", id="time")
        yield self._told

    def on_mount(self) -> None:
        self._list.show(self._rows(), f"pace:{self._view.clock.percent}" if self._view.clock.running else "resume")
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        name, _, value = event.row.partition(":")
        actor = f"seat:{self._view.seat}"
        commands: dict[str, Command] = {
            "pause": Pause(at=self._at, actor=actor),
            "resume": Resume(at=self._at, actor=actor),
            "leave": AdvancePhase(at=self._at, actor=actor),
        }
        if name == "pace":
            self.dismiss(SetPace(at=self._at, actor=actor, percent=int(value)))
        elif name == "jump":
            self.dismiss(JumpTo(at=self._at, actor=actor, scenario=int(value)))
        else:
            self.dismiss(commands[name])

    def on_input_submitted(self, event: Field.Submitted) -> None:
        target = typed_time(event.value, self._now)
        if target is None:
            self._told.show([line(self.words.t("A time is written like D2 08:40 or 15:30."), "alert")])
        elif target <= self._now:
            self._told.show([line(self.words.t("The clock only goes forward. Choose a later time."), "alert")])
        else:
            self.dismiss(JumpTo(at=self._at, actor=f"seat:{self._view.seat}", scenario=target))

    def _rows(self) -> list[Row]:
        t, clock = self.words.t, self._view.clock
        rows = [
            Row("pause", (line(t("Pause (F8)")),))
            if clock.running
            else Row("resume", (line(t("Go on (F8)"), "strong"),)),
            Row("", (line(t("Pace"), "head"),)),
        ]
        for percent in PACES:
            tick = "(x)" if percent == clock.percent else "( )"
            rows.append(Row(f"pace:{percent}", (line(f"{tick} {pace(self.words, clock, percent)}", indent=4),)))
        rows.append(Row("", (line(t("Jump ahead"), "head"),)))
        if self._ahead.to > self._now:
            when = self.words.moment(self._view.day_one, self._ahead.to)
            told = (
                t("to the next thing for me: {when}", when=when)
                if self._ahead.arrivals
                else t("nothing more comes for me in this phase; to the next phase: {when}", when=when)
            )
            rows.append(Row(f"jump:{self._ahead.to}", (line(told, indent=2),)))
        morning = next_morning(self._now)
        when = self.words.moment(self._view.day_one, morning)
        rows.append(Row(f"jump:{morning}", (line(t("to the next morning: {when}", when=when), indent=2),)))
        title = visible_line(self._view.phase.title) if self._view.phase else ""
        rows.append(Row("leave", (line(t("Leave this phase now ({phase})", phase=title), indent=2),)))
        return rows
