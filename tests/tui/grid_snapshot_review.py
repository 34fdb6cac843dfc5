"""Screens as plain text: what stands in which cell, held against files that people can read and review.

``TABLETOP_UPDATE_SCREENS=1 pytest tests/tui`` writes them anew.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.app import App

SCREENS = Path(__file__).parent / "screens"


def grid(app: App[Any]) -> str:
    """The cells of the screen, one line each, without spaces at line ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


def same_as_kept(name: str, found: str) -> None:
    """``found`` is what ``screens/NAME.txt`` holds."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("TABLETOP_UPDATE_SCREENS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


async def press(pilot: Any, keys: Iterable[str]) -> None:
    """Press ``keys`` and let the screen settle."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
