"""The facilitator's console as an app: for ``tabletop host``, and for a facilitator who comes in through a door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from simulator.engine.control_view import ControlView
from simulator.session.room_port import CodeDesk, ControlPort
from simulator.tui.console.help import console_help
from simulator.tui.console.screen import ConsoleScreen
from simulator.tui.console.windows import Sure
from simulator.tui.console.words import ConsoleWording
from simulator.tui.dialogs import Reading
from simulator.tui.help import screen_bindings
from simulator.tui.helped_app import HelpedApp
from simulator.words import mark


class ConsoleApp(HelpedApp[str]):
    """The console on ``port``, which the app closes when it ends.

    ``codes`` are asked for when they are to be shown; without them nothing of codes is offered. ``closes_room``: the
    room is closed for everybody once this console is left.
    """

    words: ConsoleWording
    TITLE = "tabletop"
    CSS_PATH: ClassVar = ["../play.tcss", "console.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it for instances
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
            "ctrl+t", "app.colours", mark("Colours"), show=False, tooltip=mark("Change between dark and light colours.")
        ),
        Binding(
            "ctrl+q",
            "app.ask_quit",
            mark("Leave"),
            show=False,
            priority=True,
            tooltip=mark("Leave the console. The exercise is not ended by that."),
        ),
    ]

    def __init__(
        self,
        port: ControlPort[ControlView],
        lang: str,
        codes: CodeDesk | None = None,
        *,
        closes_room: bool = False,
    ) -> None:
        super().__init__()
        self._closes_room = closes_room
        self.words = ConsoleWording(lang)
        self._port = port
        self._codes = codes
        self.farewell = ""

    def on_mount(self) -> None:
        self.push_screen(ConsoleScreen(self._port, self.words, self._codes))

    async def on_unmount(self) -> None:
        await self._port.close()

    def on_console_screen_ended(self) -> None:
        """Whoever runs the server has closed this desk."""
        self.farewell = self.words.t("This console was closed by the server.")
        self.exit(message=self.farewell)

    def action_explain(self) -> None:
        lines = console_help(self.words, self.screen, self.possible())
        self.push_screen(Reading(self.words, self.words.t("Help"), lines))

    def action_ask_quit(self) -> None:
        t = self.words.t
        if isinstance(self.screen, Sure):
            return

        def leave(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.exit()

        if self._closes_room:
            question = t(
                "Close the room? Everybody is disconnected and the clocks stand. The exercise is not ended by that "
                "(E ends it): it goes on where it was with tabletop host --resume."
            )
        else:
            question = t("Leave the console? That does not end the exercise (E does).")
        self.push_screen(Sure(self.words, t("Leave"), question, t("Leave")), leave)

    def possible(self) -> Iterable[Binding]:
        screen: Screen[object] = self.screen
        return [binding for binding in screen_bindings(screen) if self._can(screen, binding)]

    @staticmethod
    def _can(screen: Screen[object], binding: Binding) -> bool:
        name, _, rest = binding.action.partition("(")
        number = rest.rstrip(")")
        parameters = (int(number),) if number.isdigit() else ()
        return screen.check_action(name, parameters) is not False
