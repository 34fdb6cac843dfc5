"""The window in which an inject is made up on the spot, or a message written to everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Area, Field
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.pick import Pick
from simulator.tui.prose import Prose
from simulator.words import mark

LIMITS = (0, 5, 10, 15, 20, 30, 60, 120)
"""Scenario minutes to answer in that are offered; 0 is no limit."""


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


class ComposeDraft(NamedTuple):
    """What stands in the window: fields by name, and the roles that are ticked."""

    fields: Mapping[str, str]
    ticked: frozenset[str]


class Compose(Dialog[Improvise]):
    """An inject made up on the spot, or a message of the exercise office to everybody.

    The result is given to the teams that ``scope`` names, as the title says. ``keep`` is told what stands in the
    window whenever it is left, None where nothing is written; ``draft`` is what it begins with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "empty", mark("Begin anew"), tooltip=mark("Empty every field and begin anew.")),
        Binding("f9,ctrl+s", "take", mark("Give it"), priority=True, tooltip=mark("Give it to the teams named above.")),
    ]

    def __init__(
        self,
        words: ConsoleWording,
        view: ControlView,
        scope: str,
        *,
        message: bool = False,
        draft: ComposeDraft | None = None,
        keep: Callable[[ComposeDraft | None], None] = lambda _: None,
    ) -> None:
        """``message``: only words from the exercise office, to everybody."""
        t = words.t
        super().__init__(
            words, t("Message to {teams}", teams=scope) if message else t("New inject for {teams}", teams=scope)
        )
        self._view, self._message = view, message
        self._draft, self._keep = draft, keep
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
        self._first = {name: stepper.value for name, stepper in self._steppers().items()}

    def inside(self) -> ComposeResult:
        t = self.words.t
        with VerticalScroll(id="inject-form", can_focus=False):
            if self._draft is not None:
                yield OneLine(Span(t("Kept from last time. Ctrl+L begins anew."), "warn"), id="kept")
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
        if self._draft is not None:
            self._put(self._draft)
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

    def action_close(self) -> None:
        self._keep(self._written())
        self.dismiss(None)

    def action_empty(self) -> None:
        self._put(ComposeDraft({**dict.fromkeys(self._typed_fields(), ""), **self._first}, frozenset()))
        self._fill()
        self._show_asked()
        for found in self.query("#kept"):
            found.display = False

    def action_take(self) -> None:
        t = self.words.t
        body = self.query_one("#inject-body", Area).text.strip()
        title = t("From the exercise office") if self._message else self.query_one("#inject-title", Field).value.strip()
        if not body or not title:
            told = t("Write the message first.") if self._message else t("Write a title and what they hear or read.")
            self.query_one("#told", Prose).show([line(told, "alert")])
            return
        # Kept until it is known that some team took it.
        self._keep(self._written())
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

    def _typed_fields(self) -> dict[str, Field | Area]:
        """The fields that are typed into."""
        found: dict[str, Field | Area] = {
            "body": self.query_one("#inject-body", Area),
            "prompt": self.query_one("#inject-prompt", Field),
        }
        return found if self._message else {"title": self.query_one("#inject-title", Field), **found}

    def _steppers(self) -> dict[str, Stepper]:
        own = {"asks": self._asks, "limit": self._limit}
        return own if self._message else {"sender": self._sender, "channel": self._channel, **own}

    def _written(self) -> ComposeDraft | None:
        typed = {name: _text_of(field) for name, field in self._typed_fields().items()}
        if not any(text.strip() for text in typed.values()):
            return None
        chosen = {name: stepper.value for name, stepper in self._steppers().items()}
        return ComposeDraft({**typed, **chosen}, frozenset(self._ticked))

    def _put(self, draft: ComposeDraft) -> None:
        for name, field in self._typed_fields().items():
            if isinstance(field, Area):
                field.text = draft.fields.get(name, "")
            else:
                field.value = draft.fields.get(name, "")
        for name, stepper in self._steppers().items():
            stepper.put(draft.fields.get(name, ""))
        self._ticked = set(draft.ticked)

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


def _text_of(field: Field | Area) -> str:
    return field.text if isinstance(field, Area) else field.value


class ComposeMessage(Compose):
    """A message of the exercise office to everybody: only words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "take", mark("Send it"), priority=True, tooltip=mark("Send it to the teams named above.")),
    ]
