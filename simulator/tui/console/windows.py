"""Windows of the console that ask for words: a reason, an observation, an inject made up on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.engine.control_commands import Improvise
from simulator.engine.control_view import ControlView
from simulator.model.safe_text import visible_line
from simulator.model.scenario import CONTROL, Channel
from simulator.tui.console.words import ConsoleWording
from simulator.tui.controls import OneLine, Press, Stepper
from simulator.tui.dialogs import Confirm, Dialog
from simulator.tui.fields import Area, Field
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.review.pick import Pick
from simulator.words import mark

LIMITS = (0, 5, 10, 15, 20, 30, 60, 120)
"""Scenario minutes to answer in that are offered; 0 is no limit."""


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

    def __init__(self, words: ConsoleWording, view: ControlView, team: str) -> None:
        super().__init__(words, words.t("Observation"))
        t = words.t
        several = [("", t("all teams"))] if len(view.teams) > 1 else []
        teams = [*several, *((board.team, visible_line(board.title)) for board in view.teams)]
        self._team = Stepper(t("About team"), teams, team, id="team")
        roles = [("", t("no role")), *((role.id, visible_line(role.title)) for role in view.roles)]
        self._role = Stepper(t("and role"), roles, id="role")

    def inside(self) -> ComposeResult:
        yield Prose([line(self.words.t("For evaluators and the report. Players never see it."), "dim")])
        yield Area(placeholder=self.words.t("What did you see or hear?"), id="note")
        yield self._team
        yield self._role
        yield Press(self.words.t("Note it (F9)"), id="take")
        yield Prose(id="told")

    def on_mount(self) -> None:
        self.add_class("-form")
        self.query_one("#note").focus()

    def on_press_pressed(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        text = self.query_one("#note", Area).text.strip()
        if not text:
            self.query_one("#told", Prose).show([line(self.words.t("Nothing is written yet."), "alert")])
            return
        self.dismiss(Noted(self._team.value, self._role.value or None, text))


class Chooser(Stepper):
    """A stepper with many values: Enter opens them as a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "list", mark("List"), tooltip=mark("Choose from a list.")),
    ]

    def __init__(
        self,
        words: ConsoleWording,
        label: str,
        values: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(label, values, value, id=id)
        self._words, self._title, self._entries = words, label, tuple(values)

    def action_list(self) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                self.put(value)

        self.app.push_screen(Pick(self._words, self._title, self._entries, self.value), chosen)


class Addressees(LineList):
    """Roles to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", mark("Tick"), tooltip=mark("Address this role, or not.")),
    ]


class Compose(Dialog[Improvise]):
    """An inject made up on the spot, or a message of the exercise office to everybody.

    The result is given to the teams that ``scope`` names, as the title says.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "take", mark("Give it"), priority=True, tooltip=mark("Give it to the teams named above.")),
    ]

    def __init__(self, words: ConsoleWording, view: ControlView, scope: str, *, message: bool = False) -> None:
        """``message``: only words from the exercise office, to everybody."""
        t = words.t
        super().__init__(
            words, t("Message to {teams}", teams=scope) if message else t("New inject for {teams}", teams=scope)
        )
        self._view, self._message = view, message
        self._ticked: set[str] = set()
        office = [(CONTROL, t("exercise office"))]
        people = [(one.id, visible_line(one.title)) for one in (*view.parties, *view.roles)]
        self._sender = Chooser(words, t("From"), office + people, id="sender")
        channels = [(one.value, words.channel(one)) for one in Channel]
        self._channel = Chooser(
            words, t("By"), channels, Channel.CONTROL.value if message else Channel.PHONE.value, id="channel"
        )
        asks = [
            ("none", t("nothing")),
            ("acknowledge", t("say that you have read it")),
            ("text", t("a written answer")),
        ]
        self._asks = Stepper(t("Ask for"), asks, id="asks")
        limits = [(str(n), t("no limit") if not n else words.span(n * 60)) for n in LIMITS]
        self._limit = Stepper(t("Answer within (story time)"), limits, id="limit")
        self._to = Addressees(id="inject-to")

    def inside(self) -> ComposeResult:
        t = self.words.t
        with VerticalScroll(id="inject-form", can_focus=False):
            if not self._message:
                yield Field(placeholder=t("Title, as it stands in the inbox"), id="inject-title")
            yield Area(placeholder=t("What do they hear or read?"), id="inject-body")
            if not self._message:
                yield self._sender
                yield self._channel
                yield OneLine(Span(t("To (none ticked: everybody)"), "dim"))
                yield self._to
            yield self._asks
            yield Field(placeholder=t("The question, where an answer is asked for"), id="inject-prompt")
            yield self._limit
            yield Press(t("Send it (F9)") if self._message else t("Give it (F9)"), id="take")
            yield Prose(id="told")

    def on_mount(self) -> None:
        self.add_class("-form")
        self._fill()
        self._show_asked()
        self.query_one("#inject-body" if self._message else "#inject-title").focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self._ticked ^= {event.row}
        self._fill()

    def on_stepper_changed(self) -> None:
        self._show_asked()

    def on_press_pressed(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        t = self.words.t
        body = self.query_one("#inject-body", Area).text.strip()
        title = t("From the exercise office") if self._message else self.query_one("#inject-title", Field).value.strip()
        if not body or not title:
            told = t("Write the message first.") if self._message else t("Write a title and what they hear or read.")
            self.query_one("#told", Prose).show([line(told, "alert")])
            return
        limit = int(self._limit.value)
        asked = self._asks.value
        self.dismiss(
            Improvise(
                at=0,
                lang=self.words.lang,
                title=title,
                body=body,
                sender=self._sender.value,
                to=tuple(role.id for role in self._view.roles if role.id in self._ticked),
                channel=self._channel.value,
                asks=asked,
                prompt=self.query_one("#inject-prompt", Field).value.strip() if asked == "text" else "",
                limit=limit * 60 if limit and asked != "none" else None,
            )
        )

    def _show_asked(self) -> None:
        asked = self._asks.value
        self.query_one("#inject-prompt").display = asked == "text"
        self._limit.display = asked != "none"

    def _fill(self) -> None:
        rows = []
        for role in self._view.roles:
            tick = "[x] " if role.id in self._ticked else "[ ] "
            style = "strong" if role.id in self._ticked else ""
            rows.append(Row(role.id, (Line((Span(tick), Span(visible_line(role.title), style)), most=1),)))
        self._to.show(rows)
