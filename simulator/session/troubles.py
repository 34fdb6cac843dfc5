"""What keeps a hall from writing: told for as long as it lasts, tried again in the quiet, and over by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from simulator.log.store import LogUnreadable
from simulator.session.access import Access
from simulator.session.background import watch
from simulator.session.batches import Batches
from simulator.words import Translate

AGAIN = 0.5
"""Real seconds between two tries."""


class Troubles:
    """The trouble of a hall's log and of its file of codes. ``changed`` is called whenever either changes."""

    def __init__(self, access: Access, changed: Callable[[], None]) -> None:
        self._access, self._changed = access, changed
        self._writing: LogUnreadable | None = None
        self._reading: LogUnreadable | None = None
        self._kept = True
        self._task: asyncio.Task[None] | None = None

    def start(self, batches: Batches) -> None:
        """Begin to try again what fails."""
        self.look()
        self._task = asyncio.create_task(self._run(batches))
        watch(self._task, "nobody tries any more whether the log can be written")

    async def stop(self) -> None:
        """End that; codes that are not kept are tried once more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._access.unkept is not None:
            await asyncio.to_thread(self._access.keep)

    def of_writing(self, error: LogUnreadable | None) -> None:
        """The log could not be written, or (None) it could: then it can be read too."""
        self._set(error, None if error is None else self._reading)

    def of_reading(self, error: LogUnreadable | None) -> None:
        """The log could not be read, or could."""
        self._set(self._writing, error)

    def look(self) -> None:
        """Notice whether the codes are kept."""
        kept = self._access.unkept is None
        if kept != self._kept:
            self._kept = kept
            self._changed()

    def log_words(self, t: Translate) -> str:
        """What keeps the log from being written or read, with the remedy; empty where all is well."""
        error = self._writing or self._reading
        return "" if error is None else f"{error.message(t)} {error.remedy(t)}"

    def code_words(self, t: Translate) -> str:
        """The same of the file of codes, which is nobody's matter but the exercise office's."""
        return self._access.unkept_words(t)

    def _set(self, writing: LogUnreadable | None, reading: LogUnreadable | None) -> None:
        before = str(self._writing or self._reading or "")
        self._writing, self._reading = writing, reading
        if str(writing or reading or "") != before:
            self._changed()

    async def _run(self, batches: Batches) -> None:
        while True:
            await asyncio.sleep(AGAIN)
            if self._access.unkept is not None:
                await asyncio.to_thread(self._access.keep)
            self.look()
            if self._writing is None:
                continue
            try:
                # Between two steps, as they too wait for a log that another program holds.
                await batches.alone(lambda: asyncio.to_thread(batches.session.store.try_writing))
            except LogUnreadable as error:
                self.of_writing(error)
            else:
                self.of_writing(None)
