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
    """The machine's clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


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
