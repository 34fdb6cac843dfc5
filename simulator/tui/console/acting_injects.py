"""What the console does with injects and seats: give, hold, skip, hint, make up, hand over."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.engine.commands import Hold, Release, SendNow, Skip
from simulator.engine.control_commands import Improvise, PushHint
from simulator.engine.control_view import ControlView, MselLine, SeatLine, Standing, TeamBoard
from simulator.engine.presence_commands import HandSeat
from simulator.model.safe_text import visible_line
from simulator.session.room_port import ControlPort
from simulator.tui.console.acting import Acting
from simulator.tui.console.compose import Compose, ComposeDraft, ComposeMessage
from simulator.tui.console.windows import Reason, Sure
from simulator.tui.console.words import ConsoleWording, joined
from simulator.tui.lines import Span, line
from simulator.tui.pick import Pick
from simulator.words import mark

_GIVEN = frozenset({Standing.DELIVERED, Standing.ANSWERED})


class ActingOnInjects(Acting):
    """A screen that can give, hold and skip injects and make up new ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "improvise", mark("Ad hoc"), tooltip=mark("Make up an inject that is not in the list.")),
        Binding("m", "message", mark("Write"), tooltip=mark("Write to everybody in these teams.")),
    ]

    def __init__(self, port: ControlPort[ControlView], words: ConsoleWording) -> None:
        super().__init__(port, words)
        self._drafts: dict[bool, ComposeDraft] = {}
        """What was written and not given, of a message (True) and of an inject."""

    async def send_inject(self, one: MselLine) -> None:
        """Give ``one`` now to the teams that do not have it yet."""
        t = self.words.t
        without = [board for board in self.playing if self._cell(board, one) not in _GIVEN]
        if not without:
            self.notice(Span(" " + t("These teams have {inject} already.", inject=one.id) + " ", "warn"))
            return
        names = self.words.names(tuple(visible_line(board.title) for board in without))
        text = [line(f"{one.id} {visible_line(one.title)}", "strong")]
        text.append(line(t("Give it now to {teams}? Its place in the list stays as it is.", teams=names)))
        if one.phases and any(not self._is_open(board, one) for board in without):
            told = t("It is written for another phase: {phases}", phases=joined(self.words, one.phases))
            text.append(line(told, "warn"))

        async def go(sure: bool | None) -> None:  # noqa: FBT001
            if sure:
                done = t("Given: {inject} to {teams}", inject=one.id, teams=names)
                await self.carry_out(SendNow(at=0, inject=one.id), done, without)

        self.app.push_screen(Sure(self.words, t("Give now"), text, t("Give it")), go)

    async def hold_inject(self, one: MselLine) -> None:
        """Hold ``one``; where every team that may still get it holds it already, release it."""
        t = self.words.t
        open_to = [board for board in self.playing if self._cell(board, one) in {Standing.PENDING, Standing.HELD}]
        if not open_to:
            told = t("{inject} is given or skipped already, so it cannot be held.", inject=one.id)
            self.notice(Span(f" {told} ", "warn"))
            return
        held = [board for board in open_to if self._cell(board, one) is Standing.HELD]
        if len(held) == len(open_to):
            done = t("Released: {inject}. It comes when its time comes, or at once if that is past.", inject=one.id)
            await self.carry_out(Release(at=0, inject=one.id), done, held)
        else:
            free = [board for board in open_to if board not in held]
            done = t("Held back: {inject}. H again releases it.", inject=one.id)
            await self.carry_out(Hold(at=0, inject=one.id), done, free)

    def skip_inject(self, one: MselLine) -> None:
        t = self.words.t
        without = [board for board in self.playing if self._cell(board, one) in {Standing.PENDING, Standing.HELD}]
        if not without:
            told = t("{inject} is given or skipped already.", inject=one.id)
            self.notice(Span(f" {told} ", "warn"))
            return

        async def go(reason: str | None) -> None:
            if reason is not None:
                done = t("Skipped: {inject}. Sending it undoes that.", inject=one.id)
                await self.carry_out(Skip(at=0, inject=one.id, reason=reason), done, without)

        names = self.words.names(tuple(visible_line(board.title) for board in without))
        text = [
            line(f"{one.id} {visible_line(one.title)}", "strong"),
            line(t("It will not come to {teams}.", teams=names)),
        ]
        self.app.push_screen(Reason(self.words, t("Skip"), text, t("Why? (goes into the report)")), go)

    def hint_inject(self, one: MselLine) -> None:
        """Choose the seat that is shown the next hint."""
        t = self.words.t
        entries: list[tuple[str, str]] = []
        for board in self.playing:
            cell = next(cell for cell in board.cells if cell.inject == one.id)
            if cell.standing not in _GIVEN or cell.hints >= len(one.hints):
                continue
            for seat in self.view.seats:
                if seat.team == board.team and seat.human and set(seat.titles) & set(one.to):
                    hint = visible_line(one.hints[cell.hints])
                    who = self.words.names(tuple(visible_line(title) for title in seat.titles))
                    entries.append((f"{seat.team}/{seat.seat}", f"{visible_line(board.title)} {who}: {hint}"))
        if not entries:
            told = t("{inject} has no hint left, or no seat with a person has received it.", inject=one.id)
            self.notice(Span(f" {told} ", "warn"))
            return

        async def go(chosen: str | None) -> None:
            if chosen is not None:
                team, _, seat = chosen.partition("/")
                teams = [board for board in self.playing if board.team == team]
                await self.carry_out(PushHint(at=0, inject=one.id, to=seat), t("Hint shown."), teams)

        self.app.push_screen(Pick(self.words, t("Show which seat the hint? It is recorded."), entries), go)

    async def hand_seat(self, seat: SeatLine) -> None:
        """Let a script answer for a seat, or people again."""
        t = self.words.t
        who = joined(self.words, seat.titles)
        board = [board for board in self.view.teams if board.team == seat.team]
        if seat.human and not all(one.scripted for one in board):
            told = t(
                "The team has no script, so nobody would answer for {who}. host --fill NAME gives it one.", who=who
            )
            self.notice(Span(f" {told} ", "warn"))
        elif seat.human:
            done = t("A script answers for {who} from now on. T gives the seat back.", who=who)
            await self.carry_out(HandSeat(at=0, chair=seat.seat, to="script"), done, board)
        else:
            done = t("People answer for {who} from now on.", who=who)
            await self.carry_out(HandSeat(at=0, chair=seat.seat, to="people"), done, board)

    def action_improvise(self) -> None:
        self._write_inject(message=False)

    def action_message(self) -> None:
        self._write_inject(message=True)

    def _write_inject(self, *, message: bool) -> None:
        """Open the window with what was written last and not given; so nothing is lost by leaving it."""
        if not self.some_play():
            return
        self.notice()

        async def give(command: Improvise | None) -> None:
            if command is None:
                self.tell_kept(self._drafts.get(message), "M" if message else "F9")
            elif await self.carry_out(command, self.words.t("Given to {teams}", teams=self.scope_title)):
                self._drafts.pop(message, None)

        def keep(draft: ComposeDraft | None) -> None:
            self._drafts.pop(message, None)
            if draft is not None:
                self._drafts[message] = draft

        window = (ComposeMessage if message else Compose)(
            self.words, self.view, self.scope_title, message=message, draft=self._drafts.get(message), keep=keep
        )
        self.app.push_screen(window, give)

    def _is_open(self, board: TeamBoard, one: MselLine) -> bool:
        """Whether the team is in a phase in which ``one`` may come."""
        return board.phase in {phase.id for phase in self.view.phases if phase.title in one.phases}

    def _cell(self, board: TeamBoard, one: MselLine) -> Standing:
        return next(cell.standing for cell in board.cells if cell.inject == one.id)
