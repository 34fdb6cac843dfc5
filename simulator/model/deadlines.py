"""When a step is due: spans of scenario time, steps that must come first, and legal limits in calendar days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from simulator.model.base import DAY
from simulator.model.manual import Deadline

IsClosed = Callable[[date], bool]
"""Whether public offices are closed on a day."""


@cache
def is_closed_in_japan(day: date) -> bool:
    """Saturdays, Sundays, national holidays and 29 December to 3 January (PPC guideline, annex 2)."""
    import holidays  # the table of holidays is large and only legal limits need it

    if day.weekday() >= 5 or (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)}:
        return True
    return day in holidays.country_holidays("JP", years=day.year)


def legal_limit(known_on: date, days: int, is_closed: IsClosed = is_closed_in_japan) -> date:
    """The last day of a limit of ``days`` that starts on ``known_on`` as day 1.

    Closed days count; a limit that ends on one moves to the next open day.
    """
    last = known_on + timedelta(days=days - 1)
    while is_closed(last):
        last += timedelta(days=1)
    return last


def due(
    deadline: Deadline | None,
    moments: Mapping[str, int],
    done: Mapping[str, int],
    day_one: date,
) -> int | None:
    """The scenario second by which a step is due, or None where nothing has started its limit yet.

    ``moments`` are the scenario seconds of named moments, ``done`` those of steps that were met or partly met.
    A ``before`` limit is due when the step it names was done.
    """
    if deadline is None:
        return None
    if deadline.before is not None:
        return done.get(deadline.before)
    if deadline.start is None:
        return None
    start = moments.get(deadline.start, done.get(deadline.start))
    if start is None:
        return None
    if deadline.within is not None:
        return start + deadline.within
    if deadline.legal_days is not None:
        known_on = day_one + timedelta(days=start // DAY)
        last = legal_limit(known_on, deadline.legal_days)
        return ((last - day_one).days + 1) * DAY - 1
    return None
