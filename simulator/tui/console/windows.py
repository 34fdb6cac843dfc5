"""Windows of the console that ask for words: a question to be sure, a reason, an observation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.engine.control_view import ControlView
from simulator.model.safe_text import visible_line
from simulator.tui.console.words import ConsoleWording
from simulator.tui.controls import Press, Stepper
from simulator.tui.dialogs import Confirm, Dialog
from simulator.tui.fields import Area, Field
from simulator.tui.lines import Line, line
from simulator.tui.prose import Prose
from simulator.words import mark


class Sure(Confirm):
    """A question that ``y`` answers with yes, small or capital as on the buttons; the safe answer has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y", "yes", mark("Yes"), tooltip=mark("Do it.")),
        Binding("n,N", "close", mark("No"), tooltip=mark("Do not do it.")),
    ]

    def __init__(self, words: ConsoleWording, title: str, text: str | Sequence[Line], yes: str) -> None:
        super().__init__(words, title, text, words.t("{yes} (Y)", yes=yes), words.t("No (N)"))

    def action_yes(self) -> None:
        self.dismiss(True)


class Reason(Dialog[str]):
    """Asks for one line; Enter takes it, empty or not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "take", mark("Do it"), priority=True, tooltip=mark("Do it with this reason.")),
    ]

    def __init__(self, words: ConsoleWording, title: str, text: Sequence[Line], placeholder: str) -> None:
        super().__init__(words, title)
        self._text, self._placeholder = text, placeholder

    def inside(self) -> ComposeResult:
        yield Prose(self._text, id="question")
        yield Field(placeholder=self._placeholder, id="reason")

    def on_mount(self) -> None:
        self.add_class("-small")
        self.query_one("#reason").focus()

    def on_input_submitted(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        self.dismiss(self.query_one("#reason", Field).value.strip())


class Noted(NamedTuple):
    """An observation about ``team`` (empty: all that are looked at), and about a role where one is chosen."""

    team: str
    role: str | None
    text: str


class Observation(Dialog[Noted]):
    """What was seen, for the evaluators and the report; players never see it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "take", mark("Note it"), priority=True, tooltip=mark("Keep this observation in the log.")),
    ]

    def __init__(
        self,
        words: ConsoleWording,
        view: ControlView,
        team: str,
        *,
        text: str = "",
        keep: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``text`` stands in the field at first; ``keep`` is told what stands there whenever the window is left."""
        super().__init__(words, words.t("Observation"))
        self._first, self._keep = text, keep
        t = words.t
        several = [("", t("all teams"))] if len(view.teams) > 1 else []
        teams = [*several, *((board.team, visible_line(board.title)) for board in view.teams)]
        self._team = Stepper(t("About team"), teams, team, id="team")
        roles = [("", t("no role")), *((role.id, visible_line(role.title)) for role in view.roles)]
        self._role = Stepper(t("and role"), roles, id="role")

    def inside(self) -> ComposeResult:
        yield Prose([line(self.words.t("For evaluators and the report. Players never see it."), "dim")])
        yield Area(self._first, placeholder=self.words.t("What did you see or hear?"), id="note")
        yield self._team
        yield self._role
        yield Press(self.words.t("Note it (F9)"), id="take")
        yield Prose(id="told")

    def on_mount(self) -> None:
        self.add_class("-form")
        self.query_one("#note").focus()

    def on_press_pressed(self) -> None:
        self.action_take()

    def action_close(self) -> None:
        self._keep(self.query_one("#note", Area).text)
        self.dismiss(None)

    def action_take(self) -> None:
        text = self.query_one("#note", Area).text.strip()
        if not text:
            self.query_one("#told", Prose).show([line(self.words.t("Nothing is written yet."), "alert")])
            return
        self._keep(text)
        self.dismiss(Noted(self._team.value, self._role.value or None, text))
