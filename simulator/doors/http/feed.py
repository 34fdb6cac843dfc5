"""A view as many connections follow it: made once, put into bytes once, sent to each from where it stands."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from pydantic_core import to_json

from simulator.doors.http.limits import FRAMES
from simulator.engine.view_delta import Tracked, Version, follow, parse_version, since, track, whole


class Feed:
    """One view (of a seat in a language, of a desk) and those who wait for its changes.

    A position is ``VERSION-FEED``: the version of the view, and a mark of this feed, so that a position from before a
    restart of the server is known to be strange and answered with the whole view.
    """

    def __init__(self, view: object, trouble: str = "") -> None:
        self._tracked: Tracked[Any] = track(view, _seq(view))
        self._trouble = trouble
        self._mark = secrets.token_hex(4)
        self._frames: dict[tuple[Version | None, bool], bytes] = {}
        self.readers: set[asyncio.Event] = set()

    @property
    def view(self) -> Any:
        return self._tracked.view

    @property
    def trouble(self) -> str:
        return self._trouble

    @property
    def position(self) -> str:
        return f"{self._tracked.version}-{self._mark}"

    def take(self, view: object, trouble: str = "") -> None:
        """Follow to ``view`` and wake the readers where something differs."""
        tracked = follow(self._tracked, view, _seq(view))
        if tracked is self._tracked and trouble == self._trouble:
            return
        if tracked.version == self._tracked.version:
            # Only the trouble is new: a version of its own, in which no part of the view has changed.
            tracked = tracked._replace(version=Version(tracked.version.seq, tracked.version.turn + 1))
        self._tracked, self._trouble = tracked, trouble
        self._frames.clear()
        for reader in self.readers:
            reader.set()

    def behind(self, position: str) -> bool:
        """Whether something is to be sent to who stands at ``position``."""
        return position != self.position

    def data(self, position: str) -> dict[str, Any]:
        """What brings who stands at ``position`` up to date; ``since`` is empty where it is the whole view. ``view``
        names its class."""
        return self._data(self._known(position))

    def frame(self, position: str, *, signal: bool = False) -> bytes:
        """The same as one server-sent event; with ``signal`` only the names of the fields that have changed."""
        version = self._known(position)
        found = self._frames.get((version, signal))
        if found is None:
            if len(self._frames) >= FRAMES:
                # Nobody stands at so many positions; whoever says so makes the server work, and not grow.
                self._frames.clear()
            found = self._frames[version, signal] = self._frame(version, signal=signal)
        return found

    def _known(self, position: str) -> Version | None:
        text, _, mark = position.partition("-")
        return parse_version(text) if mark == self._mark else None

    def _data(self, version: Version | None) -> dict[str, Any]:
        delta = since(self._tracked, version)
        known = delta is not None
        delta = whole(self.view) if delta is None else delta
        return {
            "view": type(self.view).__name__,
            "since": f"{version}-{self._mark}" if known else "",
            "position": self.position,
            "trouble": self._trouble,
            "fields": delta.fields,
            "items": delta.items,
            "order": delta.order,
            "tail": delta.tail,
        }

    def _frame(self, version: Version | None, *, signal: bool) -> bytes:
        data = self._data(version)
        if signal:
            named = (*data["fields"], *data["items"], *data["order"], *data["tail"])
            names = sorted({name.partition("/")[0] for name in named} - {"seq"})
            data = {"changed": names, "trouble": bool(self._trouble)}
        kind = b"changed" if signal else b"view"
        # JSON has no newline in it: one data line is enough.
        return b"id: %s\nevent: %s\ndata: %s\n\n" % (self.position.encode(), kind, to_json(data))


def _seq(view: object) -> int:
    return int(getattr(view, "seq", 0))
