"""Real minutes of each phase: planned, and taken by a team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.engine.events import PhaseEntered, TeamFinished
from simulator.log.store import EventStore
from simulator.model.scenario import Scenario
from simulator.session.entries import entry_of
from simulator.session.exploring.walk import Walk


class PhaseTime(NamedTuple):
    """``planned`` real minutes of a phase, and the real seconds that a team spent in it, all its visits together."""

    phase: str
    planned: int
    taken: int

    @property
    def over(self) -> int:
        """Seconds over plan; under plan where negative."""
        return self.taken - self.planned * 60


def times_of_walk(scenario: Scenario, walk: Walk) -> tuple[PhaseTime, ...]:
    """Times of a generated team."""
    entered = [(visit.phase, visit.real) for visit in walk.visits]
    return _times(scenario, entered, walk.finished_at)


def times_of_log(scenario: Scenario, store: EventStore, team: str) -> tuple[PhaseTime, ...]:
    """Times of a team whose play is in a log."""
    entries = [entry_of(record) for record in store.read(team)]
    entered = [(entry.event.phase, entry.at) for entry in entries if isinstance(entry.event, PhaseEntered)]
    ends = [entry.at for entry in entries if isinstance(entry.event, TeamFinished)]
    return _times(scenario, entered, ends[-1] if ends else entries[-1].at if entries else 0)


def _times(scenario: Scenario, entered: Iterable[tuple[str, int]], end: int) -> tuple[PhaseTime, ...]:
    """By phase in the order of the visits; end phases, which take no time, are left out."""
    visits = list(entered)
    taken: dict[str, int] = {}
    for (phase, begun), (_, left) in zip(visits, [*visits[1:], ("", end)], strict=True):
        taken[phase] = taken.get(phase, 0) + left - begun
    return tuple(
        PhaseTime(phase, scenario.phase[phase].minutes, span // 1000)
        for phase, span in taken.items()
        if not scenario.phase[phase].end
    )
