"""The app of one seat: desk, closing, score card; for a seat in this process or one that a connection brings."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from textual.binding import Binding, BindingType

from simulator.engine.commands import NoteObservation
from simulator.session.opening import OpenedLog
from simulator.session.port import SeatPort
from simulator.tui.closing import Closing
from simulator.tui.desk import Desk
from simulator.tui.dialogs import Confirm, Reading
from simulator.tui.help import help_lines, screen_bindings
from simulator.tui.helped_app import HelpedApp
from simulator.tui.lines import Line, line
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.tui.wrap_up import WrapUpScreen, with_own
from simulator.words import mark


@runtime_checkable
class Coached(Protocol):
    """A screen that can say what to do now."""

    def what_now(self) -> list[Line]: ...


@runtime_checkable
class HasExercise(Protocol):
    """A port that can hand out the exercise itself, once it is over."""

    def opened(self) -> OpenedLog: ...


class AtSeat(HelpedApp[str]):
    """What every app with a seat can do: ``sit`` opens the desk on a port.

    The result is where the log lies, where the port tells it; ``farewell`` why the seat ended, unless the person left.
    """

    TITLE = "tabletop"
    CSS_PATH = "play.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual does not declare it as a class variable
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.explain", mark("Help"), tooltip=mark("What to do now, and every key.")),
        Binding(
            "ctrl+p",
            "app.palette",
            mark("Commands"),
            show=False,
            tooltip=mark("Find any action by its name and do it."),
        ),
        Binding(
            "ctrl+t",
            "app.colours",
            mark("Colours"),
            show=False,
            tooltip=mark("Change between dark and light colours."),
        ),
        Binding(
            "ctrl+q",
            "app.ask_quit",
            mark("Quit"),
            show=False,
            priority=True,
            tooltip=mark("Leave; everything sent is kept and you can go on later."),
        ),
    ]

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.words = Wording(lang)
        self._port: SeatPort | None = None
        self._desk: Desk | None = None
        self.farewell = ""

    def sit(self, port: SeatPort) -> None:
        """Open the desk of ``port``, which the app closes when it ends."""
        self._port = port
        self._desk = Desk(port, self.words)
        self.push_screen(self._desk)

    async def on_unmount(self) -> None:
        await self._close()

    async def on_desk_finished(self) -> None:
        """Windows that are open over the desk go with it."""
        port = self._port
        if port is None:
            return
        while self.screen is not self._desk and len(self.screen_stack) > 1:
            self.pop_screen()
        if not isinstance(self.screen, Closing):
            titles = {step.id: step.title for chapter in port.manual().chapters for step in chapter.steps}
            view = with_own(port.view(), self._desk.given) if self._desk is not None else port.view()
            has_card = port.alone or isinstance(port, HasExercise)
            closing = Closing(self.words, view, port.score(), titles, port.log_path(), has_card=has_card)
            await self.switch_screen(closing)
        self.check_size(self.size)

    def on_desk_closed(self) -> None:
        """Whoever runs the exercise has closed this seat's port: say why, and end."""
        port = self._port
        told = port.trouble() if port is not None else ""
        self.farewell = told or self.words.t("This seat was closed by the exercise office.")
        self.exit(self._log_path(), message=self.farewell)

    def on_closing_score_wanted(self) -> None:
        self.open_score()

    def on_closing_questions_wanted(self) -> None:
        port, closing = self._port, self.screen
        if port is None or not isinstance(closing, Closing):
            return
        given = self._desk.given if self._desk is not None else {}
        screen = WrapUpScreen(self.words, port.view, port.now, port.send, port.draft, port.keep_draft, given)
        self.push_screen(screen, lambda _: closing.answered(with_own(port.view(), given)))

    async def on_closing_reflected(self, event: Closing.Reflected) -> None:
        port = self._port
        if port is None or not isinstance(self.screen, Closing):
            return
        view = port.view()
        role = view.roles[0].id if len(view.roles) == 1 else None
        refusal = await port.send(NoteObservation(at=port.now(), actor=f"seat:{view.seat}", text=event.text, role=role))
        self.screen.kept(sentence(self.words, refusal) if refusal else "")

    def on_closing_left(self) -> None:
        self.exit(self._log_path())

    def open_score(self) -> None:
        """Open the score card over the closing screen, where the exercise itself is at hand."""
        port: object = self._port
        if isinstance(port, HasExercise):
            from simulator.report.score_context import explained
            from simulator.tui.score.screen import ScoreScreen

            self.push_screen(ScoreScreen(explained(port.opened(), self.words.lang)))

    async def action_explain(self) -> None:
        screen = self.screen
        now = screen.what_now() if isinstance(screen, Coached) else [line(self.words.t("Escape goes back."))]
        lines = help_lines(self.words, now, self.possible())
        self.push_screen(Reading(self.words, self.words.t("Help"), lines))

    def possible(self) -> list[Binding]:
        screen = self.screen
        return [b for b in screen_bindings(screen) if screen.check_action(b.action, ()) is not False]

    def action_ask_quit(self) -> None:
        t = self.words.t
        if self._desk is not None:
            self._desk.keep_draft()
        if self._port is None or isinstance(self.screen, Closing):
            self.exit(self._log_path())
            return
        if isinstance(self.screen, Confirm):
            return

        def leave(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.exit(self._log_path())

        if self._port.alone:
            question = t(
                "Quit? What you sent is recorded, drafts are kept, and you can go on later where you left off."
            )
        else:
            question = t(
                "Leave? The exercise goes on without you. What you sent is recorded, drafts are kept; with your code "
                "you come back to this seat."
            )
        self.push_screen(Confirm(self.words, t("Quit"), question, t("Quit"), t("Stay")), leave)

    def _log_path(self) -> str | None:
        return self._port.log_path() or None if self._port is not None else None

    async def _close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            if self._desk is not None:
                self._desk.keep_draft()
            await port.close()


class SeatApp(AtSeat):
    """The seat of ``port`` and nothing else: no lobby before it."""

    def __init__(self, port: SeatPort, lang: str) -> None:
        super().__init__(lang)
        self._given = port
        # The app closes it even where it ends before the desk is open.
        self._port = port

    def on_mount(self) -> None:
        self.sit(self._given)
