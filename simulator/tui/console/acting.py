"""What the console does: every command of exercise control, asked for where it cannot be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.engine.commands import (
    AdvancePhase,
    Command,
    FinishTeam,
    JumpTo,
    NoteObservation,
    Pause,
    Refusal,
    Resume,
    SetPace,
    StartTeam,
)
from simulator.engine.control_commands import ExtendPhase
from simulator.engine.control_view import ControlView, MselLine, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.session.room_port import ControlPort
from simulator.tui.console.clock_lines import jump_lines, leave_lines
from simulator.tui.console.clock_window import ClockWindow
from simulator.tui.console.undo import Undo, undo_of
from simulator.tui.console.windows import Noted, Observation, Sure
from simulator.tui.console.words import ConsoleWording, story_time, team_title
from simulator.tui.key_line import LetterKeys
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.refusals import sentence
from simulator.tui.wording import factor
from simulator.words import mark


class Acting(LetterKeys[None]):
    """A screen that knows which teams it acts on. What it shows is its subclass's matter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "clock", mark("Clock"), tooltip=mark("Pace, jump, stay longer in the phase, or leave it.")),
        Binding("f8", "pause", mark("Pause"), tooltip=mark("Stop the clocks of these teams, or let them go on.")),
        Binding("f8", "run_on", mark("Go on"), tooltip=mark("Stop the clocks of these teams, or let them go on.")),
        Binding("f8", "start", mark("Start"), tooltip=mark("Start the exercise for these teams. It asks first.")),
        Binding("o", "observe", mark("Note"), tooltip=mark("Note what you saw, for evaluators and the report.")),
        Binding("z,ctrl+z", "undo", mark("Undo"), tooltip=mark("Take your last step back, where that can be done.")),
        Binding("e", "end", mark("End"), tooltip=mark("End the exercise for these teams. It asks first.")),
    ]

    def __init__(self, port: ControlPort[ControlView], words: ConsoleWording) -> None:
        super().__init__()
        self.port, self.words = port, words
        self.view: ControlView = port.view()
        self.scope = ""
        """The team that is looked at and acted on; empty for all."""
        self._undo: list[Undo] = []
        self._note = ""
        """What was written in the window of observations and not noted."""

    @property
    def boards(self) -> tuple[TeamBoard, ...]:
        """The teams that are looked at and acted on."""
        return tuple(board for board in self.view.teams if not self.scope or board.team == self.scope)

    @property
    def playing(self) -> tuple[TeamBoard, ...]:
        return tuple(board for board in self.boards if board.started and not board.finished)

    @property
    def scope_title(self) -> str:
        """What the teams are called that commands go to."""
        if self.scope or len(self.view.teams) == 1:
            return team_title(self.view, self.boards[0].team)
        return self.words.t("all teams")

    def notice(self, *spans: Span) -> None:
        """Tell something in the line above the keys."""
        raise NotImplementedError

    def take(self, view: ControlView) -> None:
        """Show ``view``."""
        raise NotImplementedError

    def selected(self) -> MselLine | None:
        """The inject that is looked at."""
        raise NotImplementedError

    # How commands are carried out

    def some_play(self) -> bool:
        """Whether any team that is acted on plays; where none does, it is told why, and what to do."""
        if self.playing:
            return True
        waiting = any(not board.started for board in self.boards)
        t = self.words.t
        told = t("Not started yet: F8 starts the exercise.") if waiting else t("These teams have finished.")
        self.notice(Span(f" {told} ", "warn"))
        return False

    async def carry_out(self, command: Command, done: str, teams: Sequence[TeamBoard] | None = None) -> bool:
        """Send ``command`` for ``teams`` (those of the scope without), then tell what was ``done`` and what refused.

        Whether some team took it.
        """
        boards = {board.team: board for board in (self.playing if teams is None else teams)}
        if not boards:
            self.some_play()
            return False
        refused = await self.send_to(command, tuple(boards))
        carried = {team: board for team, board in boards.items() if team not in refused}
        # The key takes the last step back and no earlier one: what cannot be taken back ends the row.
        undo = undo_of(command, carried, done)
        if undo is not None:
            self._undo.append(undo)
        elif carried and not isinstance(command, NoteObservation):
            self._undo.clear()
            self.refresh_bindings()
        self._tell(done if carried else "", refused)
        return bool(carried)

    async def send_to(self, command: Command, teams: tuple[str, ...]) -> Mapping[str, Refusal]:
        """Send ``command`` for ``teams`` and show what has become of it; what was refused, by team."""
        refused = await self.port.send(replace(command, at=self.port.now()), teams)
        self.take(self.port.view())
        return refused

    def _tell(self, done: str, refused: Mapping[str, Refusal]) -> None:
        spans = [Span(f" {done} ", "good")] if done else []
        for team, refusal in refused.items():
            why = sentence(self.words, refusal)
            name = f"{team_title(self.view, team)}: " if team and len(self.view.teams) > 1 else ""
            spans.append(Span(f" {name}{why} ", "alert"))
        self.notice(*spans)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action in {"pause", "run_on", "start"}:
            return action == self._what_f8_does()
        if action == "undo":
            return bool(self._undo)
        return True

    # Clock

    def _what_f8_does(self) -> str:
        if any(not board.started for board in self.boards):
            return "start"
        if not self.playing:
            return ""
        return "pause" if any(board.clock.running for board in self.playing) else "run_on"

    def action_start(self) -> None:
        t = self.words.t
        waiting = [board for board in self.boards if not board.started]
        teams = {board.team for board in waiting}
        names = self.words.names(tuple(visible_line(board.title) for board in waiting))
        text = [line(t("Start the exercise now: {teams}?", teams=names), "strong")]
        empty = [seat for seat in self.view.seats if seat.team in teams and seat.human and not seat.people]
        if empty:
            text.append(line(t("Seats that nobody has taken yet: {count}", count=len(empty)), "warn"))
            if self.view.fills and all(board.scripted for board in waiting):
                text.append(line(t("Scripts answer for them (--fill) until somebody sits down.")))

        async def go(sure: bool | None) -> None:  # noqa: FBT001
            if sure:
                await self.carry_out(StartTeam(at=0), t("Started: {teams}", teams=names), waiting)

        self.app.push_screen(Sure(self.words, t("Start"), text, t("Start")), go)

    async def action_pause(self) -> None:
        running = [board for board in self.playing if board.clock.running]
        await self.carry_out(Pause(at=0), self.words.t("Clock paused: {teams}", teams=self.scope_title), running)

    async def action_run_on(self) -> None:
        await self.carry_out(Resume(at=0), self.words.t("Clock goes on: {teams}", teams=self.scope_title))

    def action_clock(self) -> None:
        if not self.some_play():
            return
        window = ClockWindow(self.words, self.view, self.boards, self.scope_title, self.port.now())
        self.app.push_screen(window, self._turn_clock)

    async def _turn_clock(self, command: Command | None) -> None:
        if command is None:
            return
        t, done = self.words.t, self._turned(command)
        if isinstance(command, AdvancePhase):
            self._sure(
                t("Leave the phase"),
                leave_lines(self.words, self.view, self.boards, self.scope_title),
                t("Leave it"),
                command,
                done,
            )
        elif isinstance(command, JumpTo):
            self._sure(
                t("Jump ahead"),
                jump_lines(self.words, self.view, self.playing, self.scope_title, command.scenario, self.port.now()),
                t("Jump"),
                command,
                done,
            )
        else:
            await self.carry_out(command, done)

    def _turned(self, command: Command) -> str:
        """What ``command`` has done to the clock, once it is carried out."""
        t, teams = self.words.t, self.scope_title
        match command:
            case SetPace():
                return t("Pace {factor}: {teams}", factor=factor(command.percent), teams=teams)
            case ExtendPhase() if command.minutes > 0:
                return t("Phase {minutes} min longer: {teams}", minutes=command.minutes, teams=teams)
            case ExtendPhase():
                return t("Extension taken back: {teams}", teams=teams)
            case JumpTo():
                return t("Jumped to {time}: {teams}", time=story_time(self.view, command.scenario), teams=teams)
            case AdvancePhase():
                return t("Phase left: {teams}", teams=teams)
            case Pause():
                return t("Clock paused: {teams}", teams=teams)
        return t("Clock goes on: {teams}", teams=teams)

    def _sure(self, title: str, text: Sequence[Line], yes: str, command: Command, done: str) -> None:
        async def go(sure: bool | None) -> None:  # noqa: FBT001
            if sure:
                await self.carry_out(command, done)

        self.app.push_screen(Sure(self.words, title, text, yes), go)

    # Notes and the end

    def action_observe(self) -> None:
        def keep(text: str) -> None:
            self._note = text

        self.notice()
        self.app.push_screen(Observation(self.words, self.view, self.scope, text=self._note, keep=keep), self._observe)

    async def _observe(self, noted: Noted | None) -> None:
        if noted is None:
            self.tell_kept(self._note, "O")
            return
        teams = [board for board in self.view.teams if noted.team in {"", board.team} and board.started]
        command = NoteObservation(at=0, actor="facilitator", text=noted.text, role=noted.role)
        if await self.carry_out(command, self.words.t("Noted."), teams):
            self._note = ""

    def tell_kept(self, written: object, key: str) -> None:
        """Say that what was ``written`` in a window is kept, and which key opens it again; nothing where it is not."""
        told = self.words.t("What you wrote is kept: {key} opens it again.", key=key)
        self.notice(*([Span(f" {told} ", "warn")] if written else []))

    def action_end(self) -> None:
        if not self.some_play():
            return
        t = self.words.t
        text = [
            line(t("End the exercise for {teams}?", teams=self.scope_title), "strong"),
            BLANK,
            line(t("Nobody can answer any more. Everything recorded stays, and the score cards open."), "warn"),
        ]
        done = t("Ended: {teams}", teams=self.scope_title)
        self._sure(t("End"), text, t("End it"), FinishTeam(at=0), done)

    async def action_undo(self) -> None:
        if not self._undo:
            return
        undo = self._undo.pop()
        refused: dict[str, Refusal] = {}
        for team, command in undo.steps:
            refused |= await self.send_to(command, (team,))
        # What follows the first sentence says how to take the step back.
        what = undo.what.partition(". ")[0].partition("。")[0]
        self._tell(self.words.t("Taken back: {what}", what=what), refused)
        self.refresh_bindings()
