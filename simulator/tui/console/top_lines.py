"""The console's first lines: the teams' clocks, who is acted on, the panes and what is pressing."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.tui.console.attention import overdue
from simulator.tui.console.verdict_rows import critical_missing, harms
from simulator.tui.console.words import ConsoleWording, story_time
from simulator.tui.lines import Span
from simulator.tui.wording import factor
from simulator.words import mark

_TABS = {
    "board": mark("Board"),
    "msel": mark("Injects"),
    "feed": mark("Feed"),
    "verdicts": mark("Verdicts"),
    "seats": mark("Seats"),
}


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
    """The panes, and counts of what waits, is overdue or critical in the teams that are looked at."""
    t = words.t
    spans: list[Span] = []
    for name, label in _TABS.items():
        title = t(label)
        spans.append(Span(f"[{title}]" if name == pane else f" {title} ", "strong" if name == pane else "dim"))
    teams = {board.team for board in boards}
    waiting = sum(talk.team in teams for talk in view.talks)
    count = sum(overdue(board, now) for board in boards if board.started and not board.finished)
    alarms = sum(critical_missing(board, now) + harms(board) for board in boards)
    if waiting:
        spans.append(Span(t(" {count} waiting for you ", count=waiting), "alert"))
    if count:
        spans.append(Span(t(" {count} overdue ", count=count), "warn"))
    if alarms:
        spans.append(Span(t(" !! {count} critical ", count=alarms), "alert"))
    return spans
