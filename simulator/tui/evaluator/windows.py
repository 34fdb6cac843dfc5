"""Windows of the desk: another verdict, a rating, an observation, which items are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.model.base import parse_time
from simulator.model.rating import Rating
from simulator.model.verdict import Verdict
from simulator.report.phrases import clock_words
from simulator.report.rating_words import rating_words
from simulator.tui.controls import Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.evaluator.items import Filters
from simulator.tui.evaluator.told import FILTERS, verdict_choices
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.fields import Area, Field
from simulator.tui.filter_window import NarrowWindow, Offered
from simulator.tui.lines import Line, line
from simulator.tui.prose import Prose
from simulator.tui.search import folded
from simulator.words import mark


class Choice(NamedTuple):
    """What was chosen, and why."""

    value: str
    reason: str


class Reasoned(Dialog[Choice]):
    """Choose one of several values and say why. F9 keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "keep", mark("Keep"), tooltip=mark("Record the decision with its reason.")),
    ]

    def __init__(
        self,
        words: EvaluatorWording,
        title: str,
        about: Sequence[Line],
        label: str,
        values: Sequence[tuple[str, str]],
        value: str,
        *,
        optional: str | None = None,
    ) -> None:
        """``optional`` is the value that needs no reason."""
        super().__init__(words, title)
        self._about = tuple(about)
        self._stepper = Stepper(label, values, value, id="value")
        self._reason = Area(placeholder=words.t("Why? Whoever reads the report has to understand it."), id="reason")
        self._told = Prose(id="told")
        self._optional = optional

    def inside(self) -> ComposeResult:
        yield Prose(self._about)
        yield self._stepper
        yield Prose([line(self.words.t("The arrows choose, Tab goes on to the reason."), "dim")])
        yield self._reason
        yield self._told

    def on_mount(self) -> None:
        self.add_class("-small")
        self._stepper.focus()

    def action_keep(self) -> None:
        reason = self._reason.text.strip()
        if not reason and self._stepper.value != self._optional:
            self._told.show([line(self.words.t("Write the reason first; then F9 keeps it."), "alert")])
            return
        self.dismiss(Choice(self._stepper.value, reason))


def verdict_window(words: EvaluatorWording, about: Sequence[Line], value: Verdict, *, must_not: bool) -> Reasoned:
    """Another verdict than the scorer's."""
    t = words.t
    values = verdict_choices(words, must_not=must_not)
    return Reasoned(words, t("Correct the verdict"), about, t("Verdict:"), values, value.value)


def rating_window(words: EvaluatorWording, about: Sequence[Line], value: Rating, proposed: Rating | None) -> Reasoned:
    """A rating; agreeing with the rule needs no reason."""
    values = [(one.value, rating_words(words.report, one)) for one in Rating]
    optional = proposed.value if proposed else None
    title, label = words.t("Set the rating"), words.t("Rating:")
    return Reasoned(words, title, about, label, values, value.value, optional=optional)


class Note(NamedTuple):
    """An observation: its words, the scenario second, and a step or nothing."""

    text: str
    moment: int
    step: str | None


class NoteWindow(Dialog[Note]):
    """Write down what was seen, and when. F9 keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "keep", mark("Keep"), tooltip=mark("Record the observation.")),
    ]

    def __init__(self, words: EvaluatorWording, team: str, moment: int, step: str, title: str) -> None:
        """``step`` and its ``title`` are offered; empty where there is none."""
        super().__init__(words, words.t("Observation"))
        self._team = team
        self._moment = Field(clock_words(moment), id="moment")
        steps = [("", words.t("no step in particular"))]
        if step:
            steps.insert(0, (step, f"{step} {title}"))
        self._step = Stepper(words.t("About:"), steps, step, id="step")
        self._text = Area(placeholder=words.t("What did you see or hear? Roles, not names."), id="note")
        self._told = Prose(id="told")

    def inside(self) -> ComposeResult:
        t = self.words.t
        yield Prose([line(self._team, "strong"), line(t("When (D-day and hour of the story):"), "dim")])
        yield self._moment
        yield self._step
        yield self._text
        yield self._told

    def on_mount(self) -> None:
        self.add_class("-small")
        self._text.focus()

    def action_keep(self) -> None:
        t, text = self.words.t, self._text.text.strip()
        try:
            moment = parse_time(folded(self._moment.value).strip().upper())
        except ValueError:
            self._told.show([line(t("Type the time like D1 13:05."), "alert")])
            return
        if not text:
            self._told.show([line(t("Write what you saw; then F9 keeps it."), "alert")])
            return
        self.dismiss(Note(text, moment, self._step.value or None))


_LABEL_WIDTH = 10


class FilterWindow(NarrowWindow[Filters]):
    """Which items are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", mark("Show all"), tooltip=mark("Show every item of every team.")),
    ]

    def __init__(self, words: EvaluatorWording, offered: Offered, filters: Filters) -> None:
        super().__init__(words, words.t("Show which steps?"), FILTERS, offered, filters, _LABEL_WIDTH)

    def cleared(self) -> Filters:
        return Filters(standing="")

    def everything(self, name: str = "") -> str:  # noqa: ARG002
        return self.words.t("(all)")
