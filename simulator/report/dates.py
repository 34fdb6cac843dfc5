"""Dates as people write them: Japanese years (和暦) in Japanese, day and month in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ERAS = (("令和", date(2019, 5, 1)), ("平成", date(1989, 1, 8)), ("昭和", date(1926, 12, 25)))


def day_of(real: int, zone: tzinfo) -> date:
    """The day of a real time (UTC ms) in ``zone``."""
    return datetime.fromtimestamp(real / 1000, UTC).astimezone(zone).date()


def full_date(day: date, lang: str) -> str:
    """``令和6年2月29日（木）`` or ``Thu 29 Feb 2024``."""
    if lang != "ja":
        return f"{short_date(day, lang)} {day.year}"
    return f"{japanese_year(day)}{short_date(day, lang)}"


def short_date(day: date, lang: str) -> str:
    """``2月29日（木）`` or ``Thu 29 Feb``."""
    if lang != "ja":
        return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
    return f"{day.month}月{day.day}日（{_WEEKDAYS_JA[day.weekday()]}）"


def japanese_year(day: date) -> str:
    """``令和6年``; the first year of an era is ``元年``."""
    for name, since in _ERAS:
        if day >= since:
            year = day.year - since.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"
