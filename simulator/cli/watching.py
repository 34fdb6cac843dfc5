"""Waiting until a content file changes: looked at twice a second, which is cheap and works on every network drive."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

Stamp = dict[Path, tuple[int, int]]
"""Time of change (ns) and size of each file."""

_PAUSE = 0.5
_SUFFIXES = {".yaml", ".yml"}


def stamp(paths: Iterable[Path]) -> Stamp:
    """What the content files at or below ``paths`` look like now; one that vanishes meanwhile is left out."""
    found: Stamp = {}
    for path in paths:
        for file in [path] if path.suffix in _SUFFIXES else path.rglob("*"):
            if file.suffix in _SUFFIXES:
                try:
                    state = file.stat()
                except OSError:
                    continue
                found[file] = (state.st_mtime_ns, state.st_size)
    return found


def wait_for_change(paths: Iterable[Path], before: Stamp, pause: Callable[[float], None] = time.sleep) -> Stamp:
    """Return when something below ``paths`` differs from ``before``, with how it looks then."""
    paths = tuple(paths)
    while (now := stamp(paths)) == before:
        pause(_PAUSE)
    return now
