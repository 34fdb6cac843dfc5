"""Garbage collection in a process that holds a room: no pause that anybody would notice.

Python looks through all long-lived objects in each full collection. Forty screens and an exercise's content are well
over a million of them, which takes most of a second, and everybody's keys and changes wait for it. So whatever has
outlived a full collection is put aside and looked through no more: the next one sees what is new since. What was put
aside and has become garbage, such as the screens of somebody who left, is found by a whole collection, which is made
when nothing else is to be done.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from typing import Any

LOOK = 5.0
"""Real seconds between two looks whether a whole collection is due, over which it is told how busy the process is."""

QUIET = 0.25
"""Share of a core below which the process counts as having nothing to do; forty open screens at rest need 0.07."""

DUE = 300.0
"""Real seconds after which a whole collection is due, as soon as there is a quiet moment."""

LEFT = 16
"""Screens that were left, after which it is due likewise; about 3 MiB each."""

PRESSING = 3
"""Times as long, or as many, after which it is made in any case."""


class Collector:
    """Full collections between ``start`` and ``stop``, which the event loop's thread calls.

    ``clock`` tells real seconds and ``used`` the processor time of this process, both from any start.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, used: Callable[[], float] = time.process_time
    ) -> None:
        self._clock, self._used = clock, used
        self._left = 0
        self._last = self._seen = clock()
        self._spent = used()
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Put aside what there is, and everything that outlives a full collection from now on."""
        if self._looking is None:
            gc.callbacks.append(self._collected)
            self.whole()
            self._looking = asyncio.create_task(self._look_again())

    def stop(self) -> None:
        """Leave the process as it was found."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
            gc.callbacks.remove(self._collected)
            gc.unfreeze()

    def left(self) -> None:
        """Somebody's screens are no longer needed."""
        self._left += 1

    def look(self) -> bool:
        """Make a whole collection if it is due and the time since the last look was quiet; True where it was made."""
        now, spent = self._clock(), self._used()
        passed = now - self._seen
        busy = passed <= 0 or (spent - self._spent) / passed >= QUIET
        self._seen, self._spent = now, spent
        due = max((now - self._last) / DUE, self._left / LEFT)
        if due < (PRESSING if busy else 1):
            return False
        self.whole()
        return True

    def whole(self) -> None:
        """Look through everything, and put aside what is left."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._left = 0
        self._last = self._seen = self._clock()
        self._spent = self._used()

    def _collected(self, phase: str, found: dict[str, Any]) -> None:
        if phase == "stop" and found["generation"] == 2:
            gc.freeze()

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            self.look()
