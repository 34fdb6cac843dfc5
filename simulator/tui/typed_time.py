"""Times of the story as people type them."""

from __future__ import annotations

import re
import unicodedata

from simulator.model.base import DAY

_TIME = re.compile(r"(?:D\s*(\d{1,4})[\s,]*)?([01]?\d|2[0-3])[:時]([0-5]\d)分?")


def typed_time(text: str, now: int) -> int | None:
    """The scenario second of ``D2 08:40`` or ``8:40`` (today), in full-width figures too; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    day = int(found[1]) - 1 if found[1] else now // DAY
    return day * DAY + int(found[2]) * 3600 + int(found[3]) * 60 if day >= 0 else None
