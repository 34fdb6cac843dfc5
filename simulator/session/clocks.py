"""Real time, and time that only moves when it is told to."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where a session reads real time."""

    def now(self) -> int:
        """UTC in milliseconds since 1970."""
        ...


class WallClock:
    """The machine's clock as it stood at the start, counted on from there.

    Setting the machine's clock, or its being asleep where the system does not count that, leaves the story alone.
    """

    def __init__(self) -> None:
        self._offset = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        return (self._offset + time.monotonic_ns()) // 1_000_000


class ShiftedClock:
    """Another clock, ahead by ``by`` milliseconds: for a log whose last fact lies in the machine's future."""

    def __init__(self, clock: Clock, by: int) -> None:
        self._clock = clock
        self._by = by

    def now(self) -> int:
        return self._clock.now() + self._by


class SetClock:
    """A clock that stands until it is set; rehearsals and tests run on it."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def set(self, now: int) -> None:
        """Move to ``now``; never backwards."""
        self._now = max(self._now, now)


def rehearsal_start(day_one: date) -> int:
    """Real time at which every rehearsal begins: 13:30 Japan time on D1, so that its log is always the same."""
    return (
        int((datetime(day_one.year, day_one.month, day_one.day, tzinfo=UTC) + timedelta(hours=4.5)).timestamp()) * 1000
    )
