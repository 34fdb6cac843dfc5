"""Everything that moves the clock of the teams that are looked at. The result is the command to send."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from simulator.engine.commands import AdvancePhase, Command, JumpTo, Pause, Resume, SetPace
from simulator.engine.control_commands import ExtendPhase
from simulator.engine.control_view import ControlView, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.tui.clock_bar import pace
from simulator.tui.clock_control import PACES, next_morning
from simulator.tui.console.words import ConsoleWording, story_time
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.prose import Prose
from simulator.tui.typed_time import typed_time

EXTENSIONS = (5, 10, 15, 30)
"""Real minutes that are offered."""


class ClockWindow(Dialog[Command]):
    """``boards`` are the teams that it is about, of which some play, ``scope`` what they are called together.

    Commands carry no time.
    """

    def __init__(
        self, words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], scope: str, now: int
    ) -> None:
        super().__init__(words, words.t("Clock of {teams}", teams=scope))
        self._view, self._now = view, now
        self._boards = [board for board in boards if board.started and not board.finished]
        self._list = LineList(id="actions")
        self._latest = max((board.clock.at(now) for board in self._boards), default=0)

    def inside(self) -> ComposeResult:
        t = self.words.t
        for board in self._boards:
            at = story_time(self._view, board.clock.at(self._now))
            state = pace(self.words, board.clock) if board.clock.running else t("PAUSED")
            yield OneLine(Span(f"{visible_line(board.title)} ", "strong"), Span(at), Span(f"  {state}", "dim"))
        yield self._list
        yield Prose([line(t("Or jump to a time (D2 08:40, or 15:30 for today) and press Enter:"))])
        yield Field(placeholder="D2 08:40", id="time")
        yield Prose(id="told")

    def on_mount(self) -> None:
        self._list.show(self._rows())
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        name, _, value = event.row.partition(":")
        commands: dict[str, Command] = {"pause": Pause(at=0), "resume": Resume(at=0)}
        if name == "pace":
            self.dismiss(SetPace(at=0, percent=int(value)))
        elif name == "extend":
            self.dismiss(ExtendPhase(at=0, minutes=int(value)))
        elif name == "jump":
            self.dismiss(JumpTo(at=0, scenario=int(value)))
        elif name == "leave":
            self.dismiss(AdvancePhase(at=0, to=value or None))
        else:
            self.dismiss(commands[name])

    def on_input_submitted(self, event: Field.Submitted) -> None:
        target = typed_time(event.value, self._latest)
        told = self.query_one("#told", Prose)
        if target is None:
            told.show([line(self.words.t("A time is written like D2 08:40 or 15:30."), "alert")])
        elif target <= min((board.clock.at(self._now) for board in self._boards), default=0):
            told.show([line(self.words.t("The clock only goes forward. Choose a later time."), "alert")])
        else:
            self.dismiss(JumpTo(at=0, scenario=target))

    def _rows(self) -> list[Row]:
        t = self.words.t
        running = any(board.clock.running for board in self._boards)
        rows = [
            Row("pause", (line(t("Pause (F8)")),)) if running else Row("resume", (line(t("Go on (F8)"), "strong"),))
        ]
        rows.append(Row("", (line(t("Stay longer in this phase (real minutes)"), "head"),)))
        rows += [Row(f"extend:{minutes}", (line(t("+ {minutes} min", minutes=minutes)),)) for minutes in EXTENSIONS]
        if any(board.extended for board in self._boards):
            rows.append(Row("extend:-600", (line(t("take the extension back")),)))
        rows.append(Row("", (line(t("Pace"), "head"),)))
        first = self._boards[0].clock
        for percent in PACES:
            ticked = all(board.clock.percent == percent for board in self._boards)
            rows.append(
                Row(f"pace:{percent}", (line(f"{'(x)' if ticked else '( )'} {pace(self.words, first, percent)}"),))
            )
        rows.append(Row("", (line(t("Jump ahead"), "head"),)))
        morning = next_morning(self._latest)
        when = self.words.moment(self._view.day_one, morning)
        rows.append(Row(f"jump:{morning}", (line(t("to the next morning: {when}", when=when), indent=2),)))
        rows.append(Row("", (line(t("Leave the phase"), "head"),)))
        rows.append(Row("leave:", (line(t("go on as the story would")),)))
        titles = {phase.id: visible_line(phase.title) for phase in self._view.phases}
        ways = dict.fromkeys(way for board in self._boards for way in board.ways)
        if len({board.phase for board in self._boards}) == 1:
            rows += [Row(f"leave:{way}", (line(t("to: {phase}", phase=titles.get(way, way))),)) for way in ways]
        return rows
