"""The window in which the timeline is narrowed down."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.model.scenario import Channel
from simulator.model.verdict import Verdict
from simulator.report.phrases import verdict_words
from simulator.report.rows import RowKind
from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, pad
from simulator.tui.review.data import ReviewData
from simulator.tui.review.filters import Filters
from simulator.tui.review.pick import EVERYTHING, Pick, PickList
from simulator.tui.review.row_lines import KINDS
from simulator.tui.score.words import ReviewWording
from simulator.words import mark

_NAMES = {
    "team": mark("Team"),
    "kind": mark("Kind"),
    "role": mark("Role"),
    "section": mark("Section"),
    "step": mark("Step"),
    "channel": mark("Channel"),
    "verdict": mark("Verdict"),
}
_LABEL_WIDTH = 12


class FilterWindow(Dialog[Filters]):
    """Enter on a line chooses its value; Escape shows the rows. The result is what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", mark("Clear all"), tooltip=mark("Show every row again.")),
    ]

    def __init__(self, words: ReviewWording, data: ReviewData, filters: Filters) -> None:
        super().__init__(words, words.t("Show which rows?"))
        self._wording = words
        self._data = data
        self._filters = filters
        self._choices = choices(words, data)
        self._list = PickList(id="filters")

    def inside(self) -> ComposeResult:
        yield self._list

    def on_mount(self) -> None:
        self._tell()
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        name = event.row

        def chosen(value: str | None) -> None:
            if value is not None:
                self._filters = replace(self._filters, **{name: "" if value == EVERYTHING else value})
                self._tell()

        everything = "" if name == "team" else self.words.t("(all)")
        if name == "team" and len(self._data.context.teams) > 1:
            everything = self.words.t("(all teams)")
        at = getattr(self._filters, name)
        title = self.words.t(_NAMES[name])
        self.app.push_screen(Pick(self.words, title, self._choices[name], at, everything), chosen)

    def action_clear(self) -> None:
        self._filters = Filters(team=self._filters.team)
        self._tell()

    def action_close(self) -> None:
        self.dismiss(self._filters)

    def _tell(self) -> None:
        rows = []
        for name, label in _NAMES.items():
            value = value_words(self._wording, self._choices, self._filters, name)
            style = "strong" if getattr(self._filters, name) else "dim"
            rows.append(
                Row(name, (Line((Span(pad(self.words.t(label), _LABEL_WIDTH), "dim"), Span(value, style)), most=1),))
            )
        self._list.show(rows)


def choices(words: ReviewWording, data: ReviewData) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each filter can be set to: ids and their words. Only what occurs in the log is offered."""
    kinds = {row.kind for row in data.rows}
    channels = {row.channel for row in data.rows if row.channel}
    roles = {role for row in data.rows for role in row.roles}
    steps = {step for row in data.rows for step in row.steps}
    return {
        "team": tuple((team.id, team.title) for team in data.context.teams),
        "kind": tuple((kind.value, words.t(KINDS[kind])) for kind in RowKind if kind in kinds),
        "role": tuple(pair for pair in data.roles if pair[0] in roles),
        "section": tuple(
            (section, title) for section, title in data.sections if not data.index.sections[section].isdisjoint(roles)
        ),
        "verdict": tuple(
            (verdict.value, verdict_words(words.report, verdict))
            for verdict in Verdict
            if any(row.verdict is verdict for row in data.rows)
        ),
        "step": tuple((step, f"{step} {title}") for step, title in data.steps if step in steps),
        "channel": tuple((channel.value, words.channel(channel)) for channel in Channel if channel in channels),
    }


def value_words(
    words: ReviewWording, offered: dict[str, tuple[tuple[str, str], ...]], filters: Filters, name: str
) -> str:
    """The chosen value of a filter in words."""
    value = getattr(filters, name)
    return dict(offered[name]).get(value, value) if value else words.t("(all)")


def filter_words(words: ReviewWording, offered: dict[str, tuple[tuple[str, str], ...]], filters: Filters) -> str:
    """Every filter that is set, in one line; empty where nothing is narrowed."""
    parts = [
        f"{words.t(label)}: {value_words(words, offered, filters, name)}"
        for name, label in _NAMES.items()
        if name != "team" and getattr(filters, name)
    ]
    if filters.query:
        parts.append(words.t("search: {query}", query=filters.query))
    return "  ".join(parts)
