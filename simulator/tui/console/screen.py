"""The console's screen: clocks and who is acted on at the top, one pane, and the feed where there is room."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher

from simulator.engine.control_view import ControlView, MselLine
from simulator.model.safe_text import visible_line
from simulator.session.room_port import CodeDesk, ControlPort
from simulator.tui.console.acting_codes import ActingOnCodes
from simulator.tui.console.attention import TALKS, Urgency, callers, left_seats
from simulator.tui.console.feed_words import full_lines
from simulator.tui.console.lists import MselList, SeatList
from simulator.tui.console.msel_rows import detail_lines
from simulator.tui.console.panes import BoardPane, FeedPane, MselPane, Pane, SeatPane, VerdictPane
from simulator.tui.console.seat_rows import JoinCode
from simulator.tui.console.top_lines import Tabs, clock_spans, scope_spans, tab_spans
from simulator.tui.console.words import ConsoleWording
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Reading
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import Line, Span, line
from simulator.tui.pick import EVERYTHING, Pick
from simulator.tui.prose import Prose
from simulator.words import mark


class ConsoleScreen(ActingOnCodes):
    """What a facilitator looks at from the start to the end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2", "show('board')", mark("Board"), show=False, tooltip=mark("Teams and phases, and what wants you now.")
        ),
        Binding(
            "f3",
            "show('msel')",
            mark("Injects"),
            show=False,
            tooltip=mark("The list of injects: send, hold, skip, hint."),
        ),
        Binding("f4", "show('feed')", mark("Feed"), show=False, tooltip=mark("What happens, as it happens.")),
        Binding(
            "f5", "show('verdicts')", mark("Verdicts"), show=False, tooltip=mark("Where the teams stand in each step.")
        ),
        Binding(
            "f6",
            "show('seats')",
            mark("Seats"),
            show=False,
            tooltip=mark("Who sits where, who is silent, and the codes."),
        ),
        Binding(
            "g",
            "pick_scope",
            mark("Which team"),
            show=False,
            tooltip=mark("Choose the team that you look at and act on."),
        ),
        Binding("0", "scope(0)", mark("All teams"), show=False, tooltip=mark("Look at and act on all teams.")),
        *(
            Binding(str(n), f"scope({n})", mark("This team"), show=False, tooltip=mark("Look at and act on one team."))
            for n in range(1, 10)
        ),
    ]

    class Ended(Message):
        """The port has ended by itself: somebody closed it, or the exercise."""

    def __init__(
        self,
        port: ControlPort[ControlView],
        words: ConsoleWording,
        codes: CodeDesk | None,
    ) -> None:
        super().__init__(port, words, codes)
        self._called = False
        self._clock = OneLine(id="console-clock")
        self._scope = OneLine(id="console-scope")
        self._tabs = Tabs(id="console-tabs")
        self._msel = MselPane(words)
        self._verdicts = VerdictPane(words)
        self._seats = SeatPane(words)
        self._panes: dict[str, Pane] = {
            "board": BoardPane(words, id="board"),
            "msel": self._msel,
            "feed": FeedPane(words),
            "verdicts": self._verdicts,
            "seats": self._seats,
        }
        self._switcher = ContentSwitcher(*self._panes.values(), initial="board")
        self._beside = FeedPane(words, id="beside")

    def compose(self) -> ComposeResult:
        yield self._clock
        yield self._scope
        yield self._tabs
        with Horizontal(id="console-body"):
            yield self._switcher
            yield self._beside
        yield Prose(id="trouble")
        yield Prose(id="notice")
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.action_show("board")
        self.set_interval(1.0, self.tick)
        self.run_worker(self._follow(), name="changes")
        # What happened before the worker began to listen is in no change that it will see.
        self.call_after_refresh(lambda: self.take(self.port.view()))

    async def _follow(self) -> None:
        async for view in self.port.changes():
            self.take(view)
        self.post_message(self.Ended())

    # What is shown

    @property
    def pane(self) -> str:
        return self._switcher.current or "board"

    def take(self, view: ControlView) -> None:
        if view.seq < self.view.seq or not self.is_mounted:
            return
        before, self.view = self.view, view
        self._call(before)
        self.tell_talks(view)
        self.tick()
        self.refresh_bindings()

    def _call(self, before: ControlView) -> None:
        """Ring once for whoever began to wait since ``before``: somebody on the telephone, or a seat that was left."""
        t, view = self.words.t, self.view
        if callers(view) - callers(before):
            self._ring(t("Somebody waits for your answer: press F10."))
        elif left_seats(view) - left_seats(before):
            self._ring(t("Somebody has left a seat at which injects wait: F2 says which, and what to do."))
        elif self._called and not view.talks and not left_seats(view):
            self._called = False
            self.notice()

    def _ring(self, told: str) -> None:
        self.app.bell()
        self._called = True
        self.notice(Span(f" {told} ", "alert"))

    def tick(self) -> None:
        """Once a second: the clocks, what is overdue, what cannot be written, and the pane on screen."""
        if not self.is_mounted:
            return
        now = self.port.now()
        self._clock.say(*clock_spans(self.words, self.view, self.boards, now))
        self._scope.say(*scope_spans(self.words, self.view, self.scope))
        trouble = visible_line(self.port.trouble())
        self.query_one("#trouble", Prose).show([line(f" {trouble} ", "alert")] if trouble else [])
        self._tabs.say(*tab_spans(self.words, self.view, self.boards, now, self.pane))
        self._panes[self.pane].tell(self.view, self.boards, now)
        if self._beside.display:
            self._beside.tell(self.view, self.boards, now)

    def notice(self, *spans: Span) -> None:
        self.query_one("#notice", Prose).show([Line(spans)] if spans else [])

    def selected(self) -> MselLine | None:
        return self._msel.at()

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        t = self.words.t
        if any(not board.started for board in self.boards):
            return [
                line(t("The exercise has not started. F6 shows who has taken a seat, P the page on how to join.")),
                line(t("When everybody is there, F8 starts it: the first inject arrives at once.")),
            ]
        if not self.playing:
            return [line(t("These teams have finished. What they did stays in the log, for the score and the report."))]
        return [
            line(t("The second line says which teams you look at and act on: 0 all, 1 to 9 one, G a list.")),
            line(t("F2 says what wants you now. Enter on a line there goes to it.")),
            line(t("F3 has the injects: what comes by itself needs nothing from you.")),
            line(t("Something goes wrong? F8 stops the clocks; nothing is overdue while they stand.")),
        ]

    # Where to look

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "show":
            return parameters != (self.pane,)
        if action in {"pick_scope", "scope"}:
            several = len(self.view.teams) > 1
            number = parameters[0] if parameters else 0
            return several and (not isinstance(number, int) or number <= len(self.view.teams))
        return super().check_action(action, parameters)

    def action_show(self, pane: str) -> None:
        """Turn to a pane; the focus goes where somebody begins to read. Codes are hidden on leaving the seats."""
        self._seats.codes = ()
        self._switcher.current = pane
        self._beside.set_class(pane == "feed", "-hidden")
        self.tick()
        self._panes[pane].focus_first()
        self.refresh_bindings()

    def action_scope(self, number: int) -> None:
        self._turn_to("" if number == 0 else self.view.teams[number - 1].team)

    def action_pick_scope(self) -> None:
        def chosen(team: str | None) -> None:
            if team is not None:
                self._turn_to("" if team == EVERYTHING else team)

        entries = [(board.team, visible_line(board.title)) for board in self.view.teams]
        t = self.words.t
        self.app.push_screen(Pick(self.words, t("Look at and act on"), entries, self.scope, t("all teams")), chosen)

    @property
    def shown_codes(self) -> tuple[JoinCode, ...]:
        return self._seats.codes

    def show_codes(self, codes: tuple[JoinCode, ...]) -> None:
        if self.pane != "seats":
            self.action_show("seats")
        self._seats.codes = codes
        self.tick()

    def _turn_to(self, team: str) -> None:
        self.scope = team
        self.tick()
        self.refresh_bindings()

    # What the panes ask for

    async def on_msel_list_asked(self, event: MselList.Asked) -> None:
        if event.what == "coming":
            self._msel.coming = not self._msel.coming
            self.tick()
            return
        one = next((line for line in self.view.msel if line.id == event.inject), None)
        if one is None:
            return
        match event.what:
            case "send":
                await self.send_inject(one)
            case "hold":
                await self.hold_inject(one)
            case "skip":
                self.skip_inject(one)
            case "hint":
                self.hint_inject(one)
            case _:
                lines = detail_lines(self.words, self.view, one, self.boards)
                self.app.push_screen(Reading(self.words, one.id, lines))

    async def on_seat_list_handed(self, event: SeatList.Handed) -> None:
        seat = next((one for one in self.view.seats if f"{one.team}/{one.seat}" == event.row), None)
        if seat is not None:
            await self.hand_seat(seat)

    async def on_seat_list_renewed(self, event: SeatList.Renewed) -> None:
        await self.renew_code(event.row)

    def on_board_pane_followed(self, event: BoardPane.Followed) -> None:
        kind, team, ref = event.key.split(":", 2)
        urgency = Urgency[kind]
        if urgency in {Urgency.ANSWER, Urgency.HELD, Urgency.COMING}:
            self.action_show("msel")
            self._msel.show_inject(ref)
        elif urgency in TALKS:
            self.open_talks((team, ref))
        elif urgency is Urgency.EMPTY:
            self.action_show("seats")
            self._seats.show_seat(f"{team}/{ref}")
        elif urgency is Urgency.WAITED and any(line.id == ref for line in self.view.msel):
            self._turn_to(team)
            self.action_show("msel")
            self._msel.show_inject(ref)
        elif urgency is Urgency.STEP:
            self.action_show("verdicts")
            self._verdicts.show_step(ref)
        elif urgency in {Urgency.PHASE, Urgency.WAITED}:
            self._turn_to(team if len(self.view.teams) > 1 else "")
            self.action_clock()

    def on_feed_pane_followed(self, event: FeedPane.Followed) -> None:
        team, _, seq = event.row.rpartition("#")
        one = next((line for line in self.view.feed if line.team == team and str(line.seq) == seq), None)
        if one is not None:
            self.app.push_screen(
                Reading(self.words, self.words.t("Feed"), list(full_lines(self.words, self.view, one)))
            )
