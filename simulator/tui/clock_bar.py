"""The two lines at the top: the story's clock, real time, the phase, and the deadline that comes first."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.engine.clock import Clock
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible_line
from simulator.tui.controls import OneLine
from simulator.tui.lines import Span, crop
from simulator.tui.standing import is_overdue, nearest_limit
from simulator.tui.wording import Wording, factor, hour, stopwatch

_SOON = 120
"""Real seconds before a limit from which it is shown as urgent."""


class ClockBar(Vertical):
    """Only its two lines are painted when a second passes."""

    DEFAULT_CSS = "ClockBar { height: 2; dock: top; }"

    def __init__(self, words: Wording, *, alone: bool = True) -> None:
        """``alone``: the clock is run from this screen, which says how."""
        super().__init__(id="clock-bar")
        self._words, self._alone = words, alone
        self._upper = OneLine(id="clock-upper")
        self._lower = OneLine(id="clock-lower")

    def compose(self) -> ComposeResult:
        yield self._upper
        yield self._lower

    @property
    def plain(self) -> str:
        return f"{self._upper.plain}\n{self._lower.plain}"

    def tell(self, view: SeatView, now: int) -> None:
        """Show both clocks at real time ``now`` (UTC ms)."""
        self._upper.say(*upper_spans(self._words, view, now, self.size.width, alone=self._alone))
        self._lower.say(*lower_spans(self._words, view, now))


def upper_spans(words: Wording, view: SeatView, now: int, width: int, *, alone: bool = True) -> list[Span]:
    """Scenario date and time, whether it runs, how fast, and the phase on the right."""
    t = words.t
    spans = [Span(f" {words.moment(view.day_one, view.clock.at(now))} ", "strong")]
    if not view.started:
        spans.append(Span(" " + t("not started") + " ", "warn"))
    elif view.finished:
        spans.append(Span(" " + t("finished") + " ", "warn"))
    elif not view.clock.running:
        paused = t("PAUSED - F8 goes on") if alone else t("PAUSED by the exercise office")
        spans.append(Span(f" {paused} ", "alert"))
    else:
        spans.append(Span(f" {pace(words, view.clock)} ", "dim"))
    if view.phase is not None:
        phase = f" {visible_line(view.phase.title)} "
        used = sum(cell_len(span.text) for span in spans)
        phase = crop(phase, max(0, width - used))
        spans += [Span(" " * max(0, width - used - cell_len(phase))), Span(phase, "head")]
    return spans


def lower_spans(words: Wording, view: SeatView, now: int) -> list[Span]:
    """Real time gone by, and the nearest deadline with what remains."""
    gone = max(0, now - view.began) if view.started else 0
    spans = [Span(" " + words.t("real {time}", time=stopwatch(gone // 1000)) + "  ", "dim")]
    scenario = view.clock.at(now)
    overdue = sum(1 for inject in view.inbox if is_overdue(inject, scenario))
    if overdue:
        spans.append(Span(" " + words.t("{count} overdue", count=overdue) + " ", "alert"))
        spans.append(Span(" "))
    nearest = nearest_limit(view, scenario)
    if nearest is None or nearest.ask is None or nearest.ask.due is None:
        spans.append(Span("" if overdue else words.t("no deadline is running"), "dim"))
        return spans
    left = nearest.ask.due - scenario
    real = _real_seconds(view.clock, left)
    style = "alert" if view.clock.running and real <= _SOON else "warn"
    told = words.t("next deadline {hour}: {left} left", hour=hour(nearest.ask.due), left=words.span(left))
    if view.clock.running:
        told += words.t(" (real {real})", real=words.span(real))
    spans += [Span(f" {told} ", style), Span(f" {visible_line(nearest.title)}")]
    return spans


def pace(words: Wording, clock: Clock, percent: int | None = None) -> str:
    """How fast the story runs: ``x2 (real 1 min = 20 min)``; at ``percent``, or as the clock goes now."""
    percent = clock.percent if percent is None else percent
    return words.t(
        "{factor} (real 1 min = {story})", factor=factor(percent), story=words.span(60 * clock.pace * percent // 100)
    )


def _real_seconds(clock: Clock, left: int) -> int:
    return left * 100 // max(1, clock.pace * clock.percent)
