"""The window in which the timeline is narrowed down."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.model.scenario import Channel
from simulator.model.verdict import Verdict
from simulator.report.phrases import verdict_words
from simulator.report.rows import RowKind
from simulator.tui.filter_window import NarrowWindow, Offered, value_of
from simulator.tui.review.data import ReviewData
from simulator.tui.review.filters import Filters
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


class FilterWindow(NarrowWindow[Filters]):
    """Which rows of a log are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", mark("Clear all"), tooltip=mark("Show every row again.")),
    ]

    def __init__(self, words: ReviewWording, data: ReviewData, filters: Filters) -> None:
        super().__init__(words, words.t("Show which rows?"), _NAMES, choices(words, data), filters, _LABEL_WIDTH)
        self._several = len(data.context.teams) > 1

    def cleared(self) -> Filters:
        return Filters(team=self._filters.team)

    def everything(self, name: str = "") -> str:
        if name != "team":
            return self.words.t("(all)")
        return self.words.t("(all teams)") if self._several else ""


def choices(words: ReviewWording, data: ReviewData) -> Offered:
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


def filter_words(words: ReviewWording, offered: Offered, filters: Filters) -> str:
    """Every filter that is set, in one line; empty where nothing is narrowed."""
    parts = [
        f"{words.t(label)}: {value_of(offered, name, getattr(filters, name))}"
        for name, label in _NAMES.items()
        if name != "team" and getattr(filters, name)
    ]
    if filters.query:
        parts.append(words.t("search: {query}", query=filters.query))
    return "  ".join(parts)
