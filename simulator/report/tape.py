"""An exercise as it can be replayed: the state of every team at any moment, by either clock.

A state of the tape is the fold of the stream up to there and nothing else; what is kept between is only memory.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from simulator.engine.events import Entry
from simulator.engine.fold import evolve
from simulator.engine.state import TeamState
from simulator.engine.views import SeatView, seat_view
from simulator.engine.world import World
from simulator.session.opening import OpenedLog

_KEPT_EVERY = 32
"""Entries between two states that are kept, so that a jump folds only a few."""


class Mark(NamedTuple):
    """A phase on the scrubber: where it begins in real time (ms since the team's start) and its id."""

    at: int
    phase: str


class _Reel:
    """One team's stream with what is needed to find a place in it."""

    def __init__(self, world: World, entries: tuple[Entry, ...]) -> None:
        self.world = world
        self.entries = entries
        # Both clocks as they can be searched: what is noted down afterwards carries the time at which play ended.
        self.real = list(accumulate((entry.at for entry in entries), max))
        self.scenario = list(accumulate((entry.scenario or 0 for entry in entries), max))
        self._kept: list[TeamState] = [TeamState()]

    def state(self, count: int) -> TeamState:
        """The state after the first ``count`` entries."""
        number = min(count // _KEPT_EVERY, len(self._kept) - 1)
        state = self._kept[number]
        for index in range(number * _KEPT_EVERY, count):
            state = evolve(self.world.scenario, state, self.entries[index])
            if (index + 1) % _KEPT_EVERY == 0 and (index + 1) // _KEPT_EVERY == len(self._kept):
                self._kept.append(state)
        return state


class Tape:
    """Every team's stream. A place in a stream is the number of its entries that have happened."""

    def __init__(self, opened: OpenedLog) -> None:
        self.world = opened.world
        self._reels = {team: _Reel(opened.world, entries) for team, entries in opened.entries.items()}

    @property
    def teams(self) -> tuple[str, ...]:
        """Ids of the teams, in the order of the exercise."""
        return tuple(self._reels)

    def length(self, team: str) -> int:
        """How many entries the team's stream has."""
        return len(self._reels[team].entries)

    def entry(self, team: str, place: int) -> Entry | None:
        """The last entry that has happened at ``place``; None before the first."""
        return self._reels[team].entries[place - 1] if place > 0 else None

    def place_of(self, team: str, seq: int) -> int:
        """The place at which the entry numbered ``seq`` has just happened."""
        return min(max(0, seq), self.length(team))

    def state(self, team: str, place: int) -> TeamState:
        """The team's state at ``place``."""
        return self._reels[team].state(min(max(0, place), self.length(team)))

    def at_real(self, team: str, real: int) -> int:
        """The place at real time ``real`` (UTC ms)."""
        return bisect_right(self._reels[team].real, real)

    def at_scenario(self, team: str, second: int) -> int:
        """The place when the team's scenario clock shows ``second``."""
        return bisect_right(self._reels[team].scenario, second)

    def span(self, team: str) -> tuple[int, int]:
        """Real time (UTC ms) of the team's first entry and of the last one of its play."""
        reel = self._reels[team]
        if not reel.entries:
            return 0, 0
        played = reel.state(len(reel.entries)).last_at
        return reel.entries[0].at, max(reel.entries[0].at, played)

    def second(self, team: str, real: int) -> int:
        """What the team's scenario clock shows at real time ``real`` (UTC ms)."""
        return self.state(team, self.at_real(team, real)).clock.at(real)

    def phases(self, team: str) -> tuple[Mark, ...]:
        """Where the phases begin, in real milliseconds from the team's start."""
        reel = self._reels[team]
        by_seq = {entry.seq: entry.at for entry in reel.entries}
        start = self.span(team)[0]
        visits = reel.state(len(reel.entries)).visits
        return tuple(Mark(by_seq[visit.seq] - start, visit.phase) for visit in visits)

    def screen(self, team: str, place: int, seat: str, lang: str) -> SeatView | None:
        """What the seat's screen held at ``place``; None where there is no such seat."""
        return seat_view(self.world, team, self.state(team, place), seat, lang)
