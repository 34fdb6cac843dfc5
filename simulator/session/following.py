"""Takes in what other programs append to the same log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from simulator.log.store import LogUnreadable
from simulator.session.batches import Batches

LOOK = 0.5
"""Real seconds between two looks."""


class Follower:
    """Looks at the log's position; ``trouble`` hears why it cannot be read (None: it can again)."""

    def __init__(self, batches: Batches, trouble: Callable[[LogUnreadable | None], None]) -> None:
        self._batches, self._trouble = batches, trouble
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        position, failed, store = 0, False, self._batches.session.store
        while True:
            await asyncio.sleep(LOOK)
            try:
                # Not on the event loop: it may have to wait until another program lets go of the log.
                found = await asyncio.to_thread(store.position)
                if found != position:
                    position = found
                    await self._batches.alone(self._catch_up)
            except LogUnreadable as error:
                failed = True
                self._trouble(error)
            else:
                if failed:
                    self._trouble(None)
                failed = False

    async def _catch_up(self) -> None:
        session = self._batches.session
        for team in session.states:
            session.catch_up(team)
