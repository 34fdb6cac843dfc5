"""The end of an exercise that is played to its end: recorded once all teams have finished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from simulator.log.store import LogUnreadable
from simulator.session.batches import Batches
from simulator.session.opening import end_exercise


class Ending:
    """Records the end by itself. ``over``: it is recorded already; ``now`` is real time in UTC milliseconds; ``failed``
    hears why the log cannot be written."""

    def __init__(
        self, batches: Batches, now: Callable[[], int], failed: Callable[[LogUnreadable], None], *, over: bool
    ) -> None:
        self._batches, self._now, self._failed, self._over = batches, now, failed, over

    def look(self) -> None:
        """To be called whenever a team has changed, and when the log can be written again."""
        if self._over or not all(state.finished for state in self._batches.session.states.values()):
            return
        self._over = True
        at = self._now()
        self._batches.alone(lambda: self._record(at))

    async def _record(self, at: int) -> None:
        try:
            await asyncio.to_thread(end_exercise, self._batches.session.store, at, "played")
        except LogUnreadable as error:
            self._over = False
            self._failed(error)
