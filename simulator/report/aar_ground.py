"""What every part of an after-action report is made from: the opened log, the score card in words, names and clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import get_args

from simulator.engine.evaluation_events import EvaluationEvent
from simulator.engine.events import ClockResumed, Entry, ObservationNoted, PhaseEntered, TeamFinished, VerdictSet
from simulator.engine.presence_events import PresenceEvent
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.organization import OrgSection
from simulator.model.safe_text import visible_line
from simulator.report.aar_shapes import Named
from simulator.report.score_context import ScoreContext, TeamCard, explained
from simulator.session.opening import OpenedLog
from simulator.words import Translate, translator

_MINUTE_MS = 60_000


class Ground:
    """Names, clocks and the score card of one exercise in one language. ``zone`` is that of times of day."""

    def __init__(self, opened: OpenedLog, lang: str, zone: tzinfo) -> None:
        self.opened = opened
        self.world: World = opened.world
        self.content = opened.world.content
        self.scenario = opened.world.scenario
        self.lang = lang
        self.zone = zone
        self.t: Translate = translator("report", lang)
        self.words = self.content.wording(lang, self.world.day_one)
        self._sections = {section.id: section for section in self.content.organization.sections}

    @cached_property
    def card(self) -> ScoreContext:
        """The score card, explained."""
        return explained(self.opened, self.lang)

    @cached_property
    def cards(self) -> dict[str, TeamCard]:
        return {team.score.team: team for team in self.card.teams}

    def line(self, text: Text | None) -> str:
        """A text of the content on one line."""
        return visible_line(self.words(text)).strip()

    def who(self, who: str) -> str:
        """The title of a role, section or party."""
        return self.line(self.content.title_of(who))

    def named(self, who: str) -> Named:
        return Named(visible_line(who), self.who(who))

    def joined(self, titles: Iterable[str]) -> str:
        return self.t(", ").join(titles)

    def quoted(self, words: str) -> str:
        """``words`` in quotation marks; in Japanese, marks inside become double ones."""
        inner = words.replace("「", "『").replace("」", "』") if self.lang == "ja" else words
        return self.t("“{words}”", words=inner)

    def section_of(self, who: str) -> OrgSection | None:
        """The section of a role, or the section itself; None for parties."""
        return self.content.organization.section_of.get(who) or self._sections.get(who)

    def section_named(self, who: str) -> Named:
        """The section that ``who`` belongs to; of a party, the party."""
        section = self.section_of(who)
        return Named(section.id, self.line(section.title)) if section else self.named(who)

    def local(self, real: int) -> datetime:
        """A real time in the report's zone."""
        return datetime.fromtimestamp(real / 1000, UTC).astimezone(self.zone)

    def clock(self, real: int | None) -> str:
        """The time of day, ``13:05``; "" where there is none."""
        return "" if real is None else self.local(real).strftime("%H:%M")

    def day(self, real: int) -> date:
        return self.local(real).date()

    def elapsed(self, team: str) -> Elapsed:
        return Elapsed(self.opened.entries.get(team, ()))


class Elapsed:
    """Real minutes of play from a team's start; time in which no program ran does not count.

    ``began`` is the real time (UTC ms) of the first phase, ``ended`` that of the end, else of the last act of play:
    what evaluators and the hot wash add later is no play. Both are 0 where nothing has begun.
    """

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        play = [entry for entry in entries if not isinstance(entry.event, _AFTER)]
        self.began = next((entry.at for entry in play if isinstance(entry.event, PhaseEntered)), 0)
        over = (entry.at for entry in play if isinstance(entry.event, TeamFinished))
        self.ended = next(over, play[-1].at if self.began else 0)
        self._gaps: list[tuple[int, int]] = []
        before = self.began
        for entry in play:
            if isinstance(entry.event, ClockResumed) and entry.event.after_gap:
                self._gaps.append((entry.at, max(0, entry.at - max(before, entry.event.known))))
            before = entry.at

    def minute(self, real: int) -> int:
        """The minute of play in which ``real`` (UTC ms) lies."""
        gone = sum(length for at, length in self._gaps if at <= real)
        return max(0, real - self.began - gone) // _MINUTE_MS


_AFTER = (*get_args(EvaluationEvent), *get_args(PresenceEvent), ObservationNoted, VerdictSet)
"""Events that may come days after play, or before it."""
