"""The app for playing on one terminal: lobby, desk, closing, score card."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Size

from simulator.engine.commands import NoteObservation
from simulator.log.store import LogUnreadable
from simulator.session.opening import OpenedLog
from simulator.session.port import LobbyPort, SeatPort
from simulator.tui.closing import Closing
from simulator.tui.desk import Desk
from simulator.tui.dialogs import Confirm, Reading, TooSmall, is_too_small
from simulator.tui.help import help_lines, screen_bindings
from simulator.tui.lines import Line, line
from simulator.tui.lobby import Choice, Lobby
from simulator.tui.palette import Palette, entries_of
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.words import mark, translator


@runtime_checkable
class Coached(Protocol):
    """A screen that can say what to do now."""

    def what_now(self) -> list[Line]: ...


@runtime_checkable
class HasExercise(Protocol):
    """A port that can hand out the exercise itself, once it is over."""

    def opened(self) -> OpenedLog: ...


class PlayApp(App[str]):
    """Plays an exercise of ``lobby``. It returns where the log lies, or nothing when none was begun."""

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

    def __init__(self, lobby: LobbyPort, lang: str, asked_roles: tuple[str, ...] | None, percent: int) -> None:
        """``asked_roles`` skips the lobby; ``percent`` multiplies the planned pace."""
        super().__init__()
        self.words = Wording(lang)
        self._lobby, self._asked, self._percent = lobby, asked_roles, percent
        self._port: SeatPort | None = None
        self._desk: Desk | None = None

    async def on_mount(self) -> None:
        if self._asked:
            await self._begin(Choice(self._asked))
        else:
            self._ask()

    async def on_unmount(self) -> None:
        await self._close()

    def on_resize(self, event: events.Resize) -> None:
        self._check_size(event.size)

    def _check_size(self, size: Size) -> None:
        small = is_too_small(size.width, size.height)
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(self.words))
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()

    def _ask(self, told: str = "") -> None:
        self.push_screen(Lobby(self.words, self._lobby.offer(), self._percent, told), self._begin)

    async def _begin(self, choice: Choice | None) -> None:
        if choice is None:
            return
        try:
            if choice.exercise is not None:
                self._port = await self._lobby.resume(choice.exercise)
            else:
                self._port = await self._lobby.open(choice.roles, self._percent)
        except LogUnreadable as error:
            t = translator("log", self.words.lang)
            self._ask(f"{error.message(t)} {error.remedy(t)}")
            return
        self._desk = Desk(self._port, self.words)
        self.push_screen(self._desk)

    async def on_desk_finished(self) -> None:
        """Windows that are open over the desk go with it."""
        port = self._port
        if port is None:
            return
        while self.screen is not self._desk and len(self.screen_stack) > 1:
            self.pop_screen()
        if not isinstance(self.screen, Closing):
            titles = {step.id: step.title for chapter in port.manual().chapters for step in chapter.steps}
            await self.switch_screen(Closing(self.words, port.view(), port.score(), titles, port.log_path()))
        self._check_size(self.size)

    def on_closing_score_wanted(self) -> None:
        self.open_score()

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
        possible = [b for b in screen_bindings(screen) if screen.check_action(b.action, ()) is not False]
        lines = help_lines(self.words, now, possible)
        self.push_screen(Reading(self.words, self.words.t("Help"), lines))

    def action_palette(self) -> None:
        screen = self.screen

        async def run(action: str | None) -> None:
            if action:
                await self.run_action(action, screen)

        possible = [b for b in screen_bindings(screen) if screen.check_action(b.action, ()) is not False]
        self.push_screen(Palette(self.words, entries_of(self.words, possible)), run)

    def action_colours(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

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

        question = t("Quit? What you sent is recorded, drafts are kept, and you can go on later where you left off.")
        self.push_screen(Confirm(self.words, t("Quit"), question, t("Quit"), t("Stay")), leave)

    def action_help_quit(self) -> None:
        """Ctrl+C where no field copies with it."""
        self.action_ask_quit()

    def _log_path(self) -> str | None:
        return self._port.log_path() if self._port is not None else None

    async def _close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            if self._desk is not None:
                self._desk.keep_draft()
            await port.close()
