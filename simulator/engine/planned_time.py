"""When things are planned to happen by both clocks, from the phases' starts, paces and minutes."""

from __future__ import annotations

from typing import NamedTuple

from simulator.model.condition import Condition
from simulator.model.scenario import Inject, Phase, Scenario

_MINUTE = 60


class Place(NamedTuple):
    """Where an inject lies in the plan. ``second`` in scenario time, ``minute`` in real time from the start.

    Both are None where only a condition or an answer decides. ``branch``: on no planned way. ``order`` sorts a list.
    """

    second: int | None
    minute: int | None
    branch: bool
    order: tuple[int, int]


class _Span(NamedTuple):
    """A phase in the plan: scenario seconds from ``start`` up to ``end``, beginning at the real ``minute``."""

    phase: str
    start: int
    end: int
    minute: int
    pace: int
    branch: bool


class PlannedTime:
    """The plan of a scenario: the way on which every phase is left when its time is over, and branches from it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._spans: dict[str, _Span] = {}
        self._numbers = {inject.id: number for number, inject in enumerate(scenario.injects)}
        self._lay_out(scenario.phase.get(scenario.start), 0, 0)
        self.minutes = sum(scenario.phase[span.phase].minutes for span in self._spans.values())
        """Real minutes planned from the start to the end."""
        for _ in scenario.phases:
            # A branch begins when the phase that leads to it is planned to be over; branches of branches follow.
            for phase in scenario.phases:
                span = self._spans.get(phase.id)
                if span is None or phase.end:
                    continue
                for way in phase.exits:
                    self._add(scenario.phase.get(way.to), span.end, span.minute + phase.minutes, branch=True)

    def start_of(self, phase: str) -> int | None:
        """The scenario second at which ``phase`` is planned to begin; None where nothing leads to it."""
        span = self._spans.get(phase)
        return None if span is None else span.start

    def minute_of(self, phase: str) -> int | None:
        """The real minute at which ``phase`` is planned to begin; None where nothing leads to it."""
        span = self._spans.get(phase)
        return None if span is None else span.minute

    def place(self, inject: Inject) -> Place:
        """Where ``inject`` lies."""
        return self._place(inject, frozenset())

    def _place(self, inject: Inject, seen: frozenset[str]) -> Place:
        number = self._numbers[inject.id]
        spans = [self._spans[p] for p in inject.phases or self._spans if p in self._spans]
        first = min((span.start for span in spans), default=inject.at or 0)
        if inject.by_hand:
            return Place(None, None, self._on_branch(spans), (inject.at or first, number))
        second = inject.at
        if inject.after is not None:
            base = self._scenario.inject.get(inject.after.inject)
            if base is None or base.id in seen:
                return Place(None, None, self._on_branch(spans), (first, number))
            before = self._place(base, seen | {inject.id})
            if inject.after.of == "answer" or before.second is None:
                return Place(None, None, self._on_branch(spans), (max(first, before.order[0]), number))
            second = max(second or 0, before.second + inject.after.delay)
        if second is None and inject.when is not None:
            return Place(None, None, self._on_branch(spans), (first, number))
        return self._timed(second or first, spans, number)

    def _timed(self, second: int, spans: list[_Span], number: int) -> Place:
        """At ``second``, or when the first of ``spans`` that is not over by then begins."""
        open_then = [span for span in spans if second < span.end] or spans[-1:]
        if not open_then:
            return Place(second, None, False, (second, number))
        span = min(open_then, key=lambda one: (one.branch, one.start))
        second = max(second, span.start)
        minute = span.minute + (second - span.start) // (_MINUTE * span.pace)
        return Place(second, minute, span.branch, (second, number))

    def _on_branch(self, spans: list[_Span]) -> bool:
        return bool(spans) and all(span.branch for span in spans)

    def _lay_out(self, phase: Phase | None, second: int, minute: int) -> None:
        while phase is not None and phase.id not in self._spans:
            span = self._add(phase, second, minute, branch=False)
            second, minute = span.end, minute + phase.minutes
            phase = None if phase.end else self._scenario.phase.get(_planned_exit(phase))

    def _add(self, phase: Phase | None, second: int, minute: int, *, branch: bool) -> _Span:
        if phase is None:
            return _Span("", second, second, minute, 1, branch)
        start = second if phase.start is None else max(second, phase.start)
        span = _Span(phase.id, start, start + phase.minutes * _MINUTE * phase.pace, minute, phase.pace, branch)
        return self._spans.setdefault(phase.id, span)


def _planned_exit(phase: Phase) -> str:
    """Where time alone leads, else the first way out."""
    timed = (way.to for way in phase.exits if _only_time(way.when))
    return next(timed, phase.exits[0].to if phase.exits else "")


def _only_time(c: Condition) -> bool:
    if c.all is not None or c.any is not None:
        return len(c.keys) == 1 and all(_only_time(part) for part in (*(c.all or ()), *(c.any or ())))
    return bool(c.keys) and set(c.keys) <= {"time", "phase_time"}
