"""Places in a replay that somebody wants to show again, kept in a file beside the log."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from simulator.model.safe_text import visible_line

_MOST = 500
_LONGEST = 200
"""Characters of a note."""


class Bookmark(NamedTuple):
    """``seq`` is the row of the team's stream at which it stands."""

    team: str
    seq: int
    note: str


class Bookmarks:
    """Read once; written after every change. A folder that cannot be written keeps them until the program ends."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept: tuple[Bookmark, ...] = _read(path)

    def of(self, team: str) -> tuple[Bookmark, ...]:
        """Those of a team, in the order of its stream."""
        return tuple(sorted(mark for mark in self._kept if mark.team == team))

    def all(self) -> tuple[Bookmark, ...]:
        return tuple(sorted(self._kept))

    def put(self, team: str, seq: int, note: str) -> None:
        """Set one, or change its note."""
        others = [mark for mark in self._kept if (mark.team, mark.seq) != (team, seq)]
        self._keep([*others, Bookmark(team, seq, visible_line(note)[:_LONGEST])])

    def remove(self, team: str, seq: int) -> None:
        self._keep([mark for mark in self._kept if (mark.team, mark.seq) != (team, seq)])

    def _keep(self, marks: list[Bookmark]) -> None:
        self._kept = tuple(sorted(marks)[:_MOST])
        if self._path is None:
            return
        plain = [mark._asdict() for mark in self._kept]
        with suppress(OSError):
            self._path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def beside(log: str | Path) -> Path:
    """Where the bookmarks of a log are kept."""
    return Path(log).with_suffix(".bookmarks.json")


def _read(path: Path | None) -> tuple[Bookmark, ...]:
    """What the file holds; one that cannot be read counts as empty."""
    if path is None:
        return ()
    found: list[Bookmark] = []
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_text(encoding="utf-8"))[:_MOST]
        found = [Bookmark(str(m["team"]), int(m["seq"]), visible_line(str(m["note"]))[:_LONGEST]) for m in kept]
    return tuple(found)
