"""Teams and exercises side by side, only where they can be compared: same story, same clock, same help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.engine.clock import Clock
from simulator.engine.events import ClockJumped, ClockPaced
from simulator.model.safe_text import visible_line
from simulator.report.aar import JAPAN
from simulator.report.dates import day_of, full_date
from simulator.report.score_context import StepCard, explained
from simulator.session.opening import OpenedLog
from simulator.words import Translate, translator


@dataclass(frozen=True, slots=True)
class Column:
    """One team of one exercise. ``why_not`` tells why it is not to be compared with the first column."""

    exercise: str
    team: str
    title: str
    day: date
    day_words: str
    percent: float
    critical: int
    harm: int
    hints: int
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A step of the manual; its cells are None where a column did not exercise it or cannot be compared."""

    step: str
    title: str
    chapter: str
    cells: tuple[StepCard | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in order of date, and a line for every step that some column exercised. There is no ranking."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What has to agree. ``paces`` are the factors in percent that the clock ran at, ``jumps`` how often it was set."""

    sha: str
    scenario: str
    mode: str
    paces: frozenset[int]
    jumped: bool
    hinted: bool


def compare(exercises: Sequence[OpenedLog], lang: str) -> Comparison:
    """The teams of all ``exercises``; the terms are those of the earliest one's first team."""
    t = translator("report", lang)
    ordered = sorted(exercises, key=lambda opened: opened.opened_at)
    columns: list[Column] = []
    cards: list[dict[str, StepCard]] = []
    order: dict[str, tuple[str, str]] = {}
    first: _Terms | None = None
    for opened in ordered:
        context = explained(opened, lang)
        day = day_of(opened.opened_at, JAPAN)
        for team in context.teams:
            terms = _terms(opened, team.score.team)
            first = first or terms
            columns.append(
                Column(
                    visible_line(opened.exercise),
                    team.id,
                    team.title,
                    day,
                    full_date(day, lang),
                    team.score.percent,
                    len(team.score.critical),
                    len(team.score.harm),
                    team.score.hints,
                    tuple(_differences(first, terms, t)),
                )
            )
            cards.append({step.id: step for step in team.steps})
            for step in team.steps:
                order.setdefault(step.id, (step.title, step.chapter))
    lines = tuple(
        Line(
            step, title, chapter, tuple(_cell(card, step, column) for card, column in zip(cards, columns, strict=True))
        )
        for step, (title, chapter) in order.items()
    )
    return Comparison(tuple(columns), tuple(line for line in lines if any(line.cells)))


def _cell(cards: dict[str, StepCard], step: str, column: Column) -> StepCard | None:
    card = cards.get(step)
    if card is None or column.why_not or not (card.score.exercised or card.score.harm):
        return None
    return card


def _terms(opened: OpenedLog, team: str) -> _Terms:
    first = opened.control[0].event if opened.control else None
    events = [entry.event for entry in opened.entries.get(team, ())]
    return _Terms(
        sha=getattr(first, "sha", ""),
        scenario=f"{opened.world.authored.scenario.id} {opened.world.authored.scenario.version}",
        mode=getattr(first, "mode", "self_paced"),
        paces=frozenset({Clock().percent, *(event.percent for event in events if isinstance(event, ClockPaced))}),
        jumped=any(isinstance(event, ClockJumped) for event in events),
        hinted=bool(sum(opened.states[team].hints.values())),
    )


def _differences(first: _Terms, other: _Terms, t: Translate) -> list[str]:
    found = []
    if other.scenario != first.scenario:
        found.append(t("another scenario or version ({scenario})", scenario=visible_line(other.scenario)))
    elif other.sha != first.sha:
        found.append(t("the content of the scenario, the manual or the organisation has changed"))
    if other.mode != first.mode:
        found.append(t("the teams moved together in one and each at its own pace in the other"))
    if other.paces != first.paces:
        found.append(t("the clock ran at another pace"))
    if other.jumped != first.jumped:
        found.append(t("the clock was set forward in one of them"))
    if other.hinted != first.hinted:
        found.append(t("hints were used in one of them"))
    return found
