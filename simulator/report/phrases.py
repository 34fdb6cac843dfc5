"""Words that every report on an exercise shares: verdicts, spans of time, clocks, points."""

from __future__ import annotations

from simulator.model.base import DAY, format_time
from simulator.model.verdict import Verdict
from simulator.words import Translate, mark

MARKS = {Verdict.MET: "◎", Verdict.PARTIAL: "△", Verdict.NOT_MET: "×", Verdict.NOT_OBSERVED: "－"}
"""One mark for each verdict; the words stand beside it wherever there is room."""

HARM_MARK = "!!"
"""A must-not that was done."""

CRITICAL_MARK = "!!"

_VERDICTS = {
    Verdict.MET: mark("met"),
    Verdict.PARTIAL: mark("partly met"),
    Verdict.NOT_MET: mark("not met"),
    Verdict.NOT_OBSERVED: mark("not observed"),
}
_SHORT = {
    Verdict.MET: mark("met"),
    Verdict.PARTIAL: mark("part"),
    Verdict.NOT_MET: mark("not met"),
    Verdict.NOT_OBSERVED: mark("not obs."),
}

_MINUTE, _HOUR = 60, 3600


def verdict_words(t: Translate, verdict: Verdict) -> str:
    """The verdict in words."""
    return t(_VERDICTS[verdict])


def verdict_label(t: Translate, verdict: Verdict) -> str:
    """Mark and short words, for columns: ``◎ 達成``."""
    return f"{MARKS[verdict]} {t(_SHORT[verdict])}"


def span_words(t: Translate, seconds: int) -> str:
    """A span of scenario time in words, by its two largest units: ``2 h 5 min``, ``3日4時間``."""
    days, rest = divmod(max(0, seconds), DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    if days:
        return t("{days} d {hours} h", days=days, hours=hours) if hours else t("{days} d", days=days)
    if hours:
        return t("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else t("{hours} h", hours=hours)
    if minutes:
        return t("{minutes} min", minutes=minutes)
    return t("{seconds} s", seconds=rest)


def clock_words(seconds: int | None) -> str:
    """Scenario time as the story tells it, ``D2 08:40``; a dash where there is none."""
    return "－" if seconds is None else format_time(seconds)


def points_words(hundredths: int) -> str:
    """Hundredths of a point as people write points: ``12``, ``1.6``, ``-3``."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")
