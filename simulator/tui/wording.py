"""How dates, times, spans and marks are said in the user's language."""

from __future__ import annotations

from datetime import date, timedelta

from simulator.model.base import DAY
from simulator.model.scenario import Channel, ResponseKind
from simulator.report.dates import full_date, short_date
from simulator.words import Translate, mark, translator
from simulator.words.channels import CHANNELS

DOMAIN = "tui"

_WITH_SECONDS = 600
"""Spans from here on are told without their seconds."""

_KINDS = {
    ResponseKind.TEXT: mark("written"),
    ResponseKind.CHOICE: mark("choice"),
    ResponseKind.FORM: mark("form"),
    ResponseKind.CONTACT: mark("contact"),
    ResponseKind.DECISION: mark("decision"),
    ResponseKind.ACKNOWLEDGE: mark("acknowledgement"),
    ResponseKind.QUIZ: mark("quiz"),
}

WAYS = (
    Channel.PHONE,
    Channel.IN_PERSON,
    Channel.INTERNAL_MAIL,
    Channel.EMAIL,
    Channel.CHAT,
    Channel.FAX,
    Channel.LETTER,
    Channel.WEB_FORM,
)
"""Ways in which a player can reach somebody."""


class Wording:
    """The screens' words in one language. ``t`` translates; the methods word values."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.t: Translate = translator(DOMAIN, lang)

    def full_date(self, day: date) -> str:
        """``令和6年2月29日（木）`` or ``Thu 29 Feb 2024``."""
        return full_date(day, self.lang)

    def short_date(self, day: date) -> str:
        """``2月29日（木）`` or ``Thu 29 Feb``."""
        return short_date(day, self.lang)

    def moment(self, day_one: str, seconds: int) -> str:
        """Date, D-day and hour of a scenario second: ``令和6年2月29日（木） D1 13:05``."""
        return f"{self.full_date(day_of(day_one, seconds))}{' ' if self.lang == 'ja' else ', '}{d_time(seconds)}"

    def span(self, seconds: int) -> str:
        """A span in its two largest units: ``1時間20分``, ``3日``; seconds only below ten minutes; ``1 h 20 min``."""
        seconds = max(0, seconds)
        units = ((DAY, "日", "d"), (3600, "時間", "h"), (60, "分", "min"), (1, "秒", "s"))
        parts: list[str] = []
        rest = seconds if seconds < _WITH_SECONDS else seconds // 60 * 60
        for size, ja, en in units:
            count, rest = divmod(rest, size)
            if count:
                parts.append(f"{count}{ja}" if self.lang == "ja" else f"{count} {en}")
            if len(parts) == 2:
                break
        if not parts:
            return "0秒" if self.lang == "ja" else "0 s"
        return ("" if self.lang == "ja" else " ").join(parts)

    def channel(self, channel: Channel) -> str:
        return self.t(CHANNELS[channel])

    def way(self, by: str | None) -> str:
        """How somebody was contacted; words that are no channel are shown as they are. Scripts say ``form`` as well."""
        if not by:
            return ""
        try:
            return self.channel(Channel.WEB_FORM if by == "form" else Channel(by))
        except ValueError:
            return by

    def kind(self, kind: ResponseKind) -> str:
        return self.t(_KINDS[kind])

    def names(self, names: tuple[str, ...]) -> str:
        """Several names in a row."""
        return ("、" if self.lang == "ja" else ", ").join(names)


class OwnWording(Wording):
    """The words of screens that have a catalogue of their own, ``domain``; after it comes the one of all screens.

    ``report`` is for the phrases that printed reports use too.
    """

    def __init__(self, lang: str, domain: str) -> None:
        super().__init__(lang)
        own, shared = translator(domain, lang), self.t

        def t(message: str, /, **gaps: object) -> str:
            words = own(message)
            if words == message:
                words = shared(message)
            return words.format(**gaps) if gaps else words

        self.t = t
        self.report = translator("report", lang)


def day_of(day_one: str, seconds: int) -> date:
    """The date of a scenario second, where D1 is ``day_one`` (ISO)."""
    return date.fromisoformat(day_one) + timedelta(days=seconds // DAY)


def d_time(seconds: int) -> str:
    """``D1 13:05``."""
    return f"D{seconds // DAY + 1} {hour(seconds)}"


def hour(seconds: int) -> str:
    """``13:05``."""
    rest = seconds % DAY
    return f"{rest // 3600:02d}:{rest % 3600 // 60:02d}"


def stopwatch(seconds: int) -> str:
    """``0:12:05`` of real seconds."""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def factor(percent: int) -> str:
    """``x0.5`` of 50 percent."""
    whole, rest = divmod(percent, 100)
    return f"x{whole}" if not rest else f"x{whole}.{rest:02d}".rstrip("0")
