"""The console's first lines: the teams' clocks, who is acted on, the panes and what is pressing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events

from simulator.engine.control_view import ControlView, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.tui.console.attention import empty_seats, overdue
from simulator.tui.console.verdict_rows import critical_missing, harms
from simulator.tui.console.words import ConsoleWording, story_time
from simulator.tui.controls import OneLine
from simulator.tui.lines import Span
from simulator.tui.wording import factor
from simulator.words import mark

_TABS = {
    "board": ("F2", mark("Board")),
    "msel": ("F3", mark("Injects")),
    "feed": ("F4", mark("Feed")),
    "verdicts": ("F5", mark("Verdicts")),
    "seats": ("F6", mark("Seats")),
}
"""The panes with their keys, which stand here and not on the line of keys."""


_FITTING = 6
"""With more teams than these only the chosen one is named, so that it is always in sight."""


def clock_spans(words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], now: int) -> list[Span]:
    """The clock of each team that is looked at, and what is played."""
    t = words.t
    spans: list[Span] = []
    for board in boards[:4]:
        name = f"{visible_line(board.title)} " if len(view.teams) > 1 else ""
        at = story_time(view, board.clock.at(now)) + " " if board.started else ""
        spans.append(Span(f" {name}{at}", "strong"))
        if not board.started:
            spans.append(Span(t("not started"), "warn"))
        elif board.finished:
            spans.append(Span(t("finished"), "dim"))
        elif not board.clock.running:
            spans.append(Span(t(" PAUSED "), "alert"))
        elif board.clock.percent != 100:
            spans.append(Span(factor(board.clock.percent), "warn"))
    return [*spans, Span(f"   {visible_line(view.scenario_title)}", "dim")]


def scope_spans(words: ConsoleWording, view: ControlView, scope: str) -> list[Span]:
    """Which team commands go to, with the key for each."""
    t = words.t
    spans = [Span(t(" Acting on: "), "dim")]
    entries = [("", t("all teams")), *((board.team, visible_line(board.title)) for board in view.teams)]
    if len(view.teams) == 1:
        entries = entries[1:]
    many = len(entries) > _FITTING
    for number, (team, title) in enumerate(entries):
        chosen = team == scope or len(entries) == 1
        if many and not chosen:
            continue
        key = f"{number} " if len(entries) > 1 and number < 10 else ""
        spans.append(Span(f"[{key}{title}]" if chosen else f" {key}{title} ", "mark" if chosen else "dim"))
    if many:
        spans.append(Span(t("  0 all teams, 1 to 9 one, G a list"), "dim"))
    if view.together and len(view.teams) > 1:
        spans.append(Span(t("  (all move together)"), "dim"))
    return spans


def tab_spans(words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], now: int, pane: str) -> list[Span]:
    """The panes, and counts of what waits, is left empty, critical or overdue in the teams that are looked at."""
    t = words.t
    # Japanese needs no space after the key.
    gap = "" if words.lang == "ja" else " "
    spans: list[Span] = []
    for name, (key, label) in _TABS.items():
        title = f"{key}{gap}{t(label)}"
        spans.append(Span(f"[{title}]", "strong") if name == pane else Span(f" {title}", "dim"))
    spans.append(Span(" "))
    teams = {board.team for board in boards}
    waiting = sum(talk.team in teams for talk in view.talks)
    unread = sum(one.overdue for one in view.unread if one.team in teams)
    empty = sum(len(empty_seats(view, board)) for board in boards)
    alarms = sum(critical_missing(board, now) + harms(board) for board in boards)
    count = sum(overdue(board, now) for board in boards if board.started and not board.finished)
    # What is told last goes first where the line is full: the board counts what is overdue as well.
    if waiting:
        spans.append(Span(t(" {count} waiting ", count=waiting), "alert"))
    if empty:
        spans.append(Span(t(" {count} left empty ", count=empty), "alert"))
    if unread:
        spans.append(Span(t(" {count} not read ", count=unread), "alert"))
    if alarms:
        spans.append(Span(t(" !! {count} critical ", count=alarms), "alert"))
    if count:
        spans.append(Span(t(" {count} overdue ", count=count), "warn"))
    return spans


class Tabs(OneLine):
    """The line of the panes; a click on one turns to it."""

    async def on_click(self, event: events.Click) -> None:
        at = 0
        for name, span in zip(_TABS, self._spans, strict=False):
            at += cell_len(span.text)
            if event.x < at:
                await self.screen.run_action(f"show('{name}')")
                return
