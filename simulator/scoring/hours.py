"""Times of day as replies write them, to tell what comes first."""

from __future__ import annotations

import re

_WORDS = {
    word: hour
    for hour, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"noon": 12, "midday": 12}
_TIME = re.compile(
    r"(?<![0-9:.])(?P<hour>[0-2]?[0-9])(?:[:.](?P<minute>[0-5][0-9])(?!\d)|時(?!間)(?:(?P<half>半)|(?P<minutes>[0-5]?[0-9])分)?"
    r"| ?(?P<half_day>am|pm|a\.m|p\.m)\b)"
    r"|\b(?:at|by|from|before|around|till|until) (?:(?P<bare>[0-2]?[0-9])(?![0-9.:])|(?P<word>[a-z]+)\b)"
)
_DAYS = re.compile(
    r"(?P<before>昨日|前日|前の晩|前夜|yesterday|the day before|day earlier)"
    r"|(?P<after>明日|明朝|翌日|翌朝|あす|tomorrow|next day|next morning)"
)
_AFTERNOON = re.compile(r"午後|夕方|今夜|夜")
_OFFICE_OPENS = 8
"""Before this hour a number without am or pm is an afternoon one ("at three")."""


def first_hour(text: str) -> float | None:
    """Hours since midnight of the first time of day in ``text`` (normal form); other days count 24 each.

    None where there is none. ``text`` is a clause, so one time belongs to one thing.
    """
    for found in _TIME.finditer(text):
        hour = _hour(found, text)
        if hour is not None:
            day = _DAYS.search(text)
            return hour + (0 if day is None else -24 if day["before"] else 24)
    return None


def _hour(found: re.Match[str], text: str) -> float | None:
    hour = _WORDS.get(found["word"]) if found["word"] else int(found["hour"] or found["bare"])
    if hour is None or hour > 24:
        return None
    minutes = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    written = found["half_day"] or ""
    said = written.startswith("p") or bool(_AFTERNOON.search(text, 0, found.start()))
    meant = hour < _OFFICE_OPENS and not written and ":" not in found[0] and "時" not in found[0]
    return hour + (12 if hour < 12 and (said or meant) else 0) + minutes / 60
