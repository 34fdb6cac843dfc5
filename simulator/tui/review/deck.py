"""Where a replay stands: team, moment, speed, whether it runs; and the moves between moments. No widgets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from simulator.report.rows import TimelineRow
from simulator.report.tape import Tape

SPEEDS = (1, 2, 5, 10, 30, 60)
"""Real seconds of the exercise for one second of the replay."""


class Deck:
    """The moment is real time of the exercise in UTC milliseconds; the place in the stream follows from it.

    ``place`` is kept beside it, because several things may happen in one millisecond and steps go through them one by
    one.
    """

    def __init__(self, tape: Tape, team: str) -> None:
        self._tape = tape
        self.team = team
        self.speed = 10
        self.running = False
        self.start, self.end = tape.span(team)
        self.real = self.start
        self.place = tape.at_real(team, self.start)

    @property
    def second(self) -> int:
        """What the story's clock shows."""
        return self._tape.state(self.team, self.place).clock.at(self.real)

    @property
    def gone(self) -> int:
        """Real milliseconds since the team's start."""
        return self.real - self.start

    def go_to_team(self, team: str) -> None:
        """Look at another team at the same moment of the story."""
        second = self.second
        self.team = team
        self.start, self.end = self._tape.span(team)
        self.put(self._tape.at_scenario(team, second))

    def put(self, place: int) -> None:
        """Go to just after the entry at ``place``."""
        self.place = min(max(1, place), max(1, self._tape.length(self.team)))
        entry = self._tape.entry(self.team, self.place)
        self.real = self.start if entry is None else min(max(self.start, entry.at), self.end)

    def seek(self, real: int) -> None:
        """Go to real time ``real``, within the exercise."""
        self.real = min(max(self.start, real), self.end)
        self.place = max(1, self._tape.at_real(self.team, self.real))

    def run(self, milliseconds: int) -> None:
        """Let ``milliseconds`` of the reader's time pass; at the end the replay stands still."""
        self.seek(self.real + milliseconds * self.speed)
        if self.real >= self.end:
            self.running = False

    def faster(self, step: int) -> None:
        """The next or the previous speed."""
        at = SPEEDS.index(self.speed) + step
        self.speed = SPEEDS[min(max(0, at), len(SPEEDS) - 1)]

    def step(self, rows: Sequence[TimelineRow], direction: int) -> bool:
        """Go to the next (1) or previous (-1) of ``rows``, which are the team's, in order; False where there is none.

        Nothing is passed over that carries the same time as where the replay stands.
        """
        seqs = [row.seq for row in rows]
        at = bisect_right(seqs, self.place) if direction > 0 else bisect_left(seqs, self.place) - 1
        if not 0 <= at < len(seqs):
            return False
        self.put(self._tape.place_of(self.team, seqs[at]))
        return True
