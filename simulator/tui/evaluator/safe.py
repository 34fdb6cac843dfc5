"""Text of players and evaluators as a screen may show it."""

from __future__ import annotations

from simulator.model.safe_text import visible


def shown(text: str) -> str:
    """``text`` with everything that would act on a terminal in visible form, and tabs as spaces."""
    return visible(text).replace("\t", " ")
