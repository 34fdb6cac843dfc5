"""Where everything of a YAML document is written: a tree of places beside the plain data."""

from __future__ import annotations

from typing import Any

Loc = tuple[str | int, ...]
"""The way to a value from the root of a document: keys of mappings, indices (from 0) of lists."""

Spot = tuple[str, int, int]
"""File as shown to the author, line and column in characters from 1."""


class Place:
    """Where a value begins, where each of its keys is written, and the places of what it holds."""

    __slots__ = ("col", "file", "inner", "keys", "line")

    def __init__(
        self,
        file: str,
        line: int,
        col: int,
        keys: dict[str, tuple[int, int]] | None = None,
        inner: dict[str, Place] | list[Place] | None = None,
    ) -> None:
        self.file = file
        self.line = line
        self.col = col
        self.keys = keys
        self.inner = inner

    @property
    def spot(self) -> Spot:
        return self.file, self.line, self.col

    def child(self, step: str | int) -> Place | None:
        """The place of a key's value or of a list's element; None where there is none."""
        inner = self.inner
        if isinstance(inner, dict):
            return inner.get(step) if isinstance(step, str) else None
        if isinstance(inner, list) and isinstance(step, int) and 0 <= step < len(inner):
            return inner[step]
        return None

    def value(self, loc: Loc) -> Spot:
        """Where the value at ``loc`` begins; where there is none, that of the nearest thing around it."""
        place = self
        for step in loc:
            found = place.child(step)
            if found is None:
                break
            place = found
        return place.spot

    def key(self, loc: Loc) -> Spot:
        """Where the last key of ``loc`` is written; of a list's element, where it begins."""
        place = self
        for step in loc[:-1]:
            found = place.child(step)
            if found is None:
                return place.spot
            place = found
        if loc and place.keys and isinstance(loc[-1], str) and loc[-1] in place.keys:
            return place.file, *place.keys[loc[-1]]
        return self.value(loc)


def dotted(data: Any, loc: Loc) -> str:
    """``loc`` as authors read it: ``injects[I03].ask.prompt``; elements without an id show their number from 1."""
    words = ""
    value = data
    for step in loc:
        value = _inside(value, step)
        if isinstance(step, str):
            words += f".{step}" if words else step
            continue
        name = value.get("id") if isinstance(value, dict) else None
        words += f"[{name}]" if isinstance(name, str) and name else f"[{step + 1}]"
    return words


def _inside(value: Any, step: str | int) -> Any:
    """What ``value`` holds at ``step``, None where it holds nothing there."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return value[step]
    return None
