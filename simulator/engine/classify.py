"""The decision table computed and explained. What is not known stays open: three values, true, false and undecided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.model.classification import (
    Classification,
    EmergencyPlan,
    FactIs,
    FactTest,
    Outcome,
    Regime,
    ReportLimit,
    Situation,
    ThreatLevel,
)
from simulator.model.deadlines import IsClosed, is_closed_in_japan, legal_limit

Facts = Mapping[str, str]
"""What is known, by fact id: ``yes``, ``no``, a value's id, or a number in digits."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a test came to (None: undecided) and the ids of the facts that decided it, or that would."""

    holds: bool | None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A situation with its answer."""

    situation: Situation
    answer: Answer


@dataclass(frozen=True, slots=True)
class Due:
    """A limit with its dates; ``first`` is the early end of a guide value."""

    limit: ReportLimit
    last: date
    first: date | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A regime's result. ``outcome`` is None while it is undecided; ``possible`` then holds what it may come to.

    ``open`` are the ids of unknown facts that would decide. ``due`` are the dates of ``outcome``'s limits.
    """

    regime: Regime
    applies: Answer
    situations: tuple[Found, ...]
    outcome: Outcome | None
    possible: tuple[Outcome, ...]
    open: tuple[str, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The threat level that holds, and the highest that may hold once what is open is known."""

    level: ThreatLevel
    because: tuple[str, ...]
    up_to: ThreatLevel
    open: tuple[str, ...]


def classify(
    table: Classification, facts: Facts, known_on: date | None = None, is_closed: IsClosed = is_closed_in_japan
) -> tuple[Judged, ...]:
    """Every regime of ``table`` judged by ``facts``; dates are counted from ``known_on``, the day of knowledge."""
    return tuple(_judged(regime, facts, known_on, is_closed) for regime in table.regimes)


def threat_level(plan: EmergencyPlan, facts: Facts) -> Level | None:
    """The highest level of ``plan`` that holds; None where none does."""
    answers = [(level, Answer(True) if level.when is None else _ask(level.when, facts, {})) for level in plan.levels]
    holding = [(level, answer) for level, answer in answers if answer.holds]
    if not holding:
        return None
    level, answer = holding[-1]
    above = answers[plan.levels.index(level) + 1 :]
    open_above = [(higher, one) for higher, one in above if one.holds is None]
    up_to = open_above[-1][0] if open_above else level
    return Level(level, answer.because, up_to, _once(fact for _, one in open_above for fact in one.because))


def limit_dates(limit: ReportLimit, known_on: date, is_closed: IsClosed = is_closed_in_japan) -> Due:
    """The dates of ``limit`` for a case known on ``known_on``."""
    first = None if limit.from_days is None else known_on + timedelta(days=limit.from_days - 1)
    if limit.rolls:
        return Due(limit, legal_limit(known_on, limit.legal_days, is_closed), first)
    return Due(limit, known_on + timedelta(days=limit.legal_days - 1), first)


def _judged(regime: Regime, facts: Facts, known_on: date | None, is_closed: IsClosed) -> Judged:
    applies = Answer(True) if regime.applies is None else _ask(regime.applies, facts, {})
    if applies.holds is False:
        return Judged(regime, applies, (), None, (), (), ())
    situations: dict[str, Answer] = {}
    for situation in regime.situations:
        situations[situation.id] = _ask(situation.when, facts, situations)
    possible: list[Outcome] = []
    undecided: list[str] = [] if applies.holds else list(applies.because)
    taken: Outcome | None = None
    for outcome in regime.outcomes:
        answer = Answer(True) if outcome.when is None else _ask(outcome.when, facts, situations)
        if answer.holds is False:
            continue
        possible.append(outcome)
        if answer.holds:
            taken = outcome
            break
        undecided += answer.because
    certain = taken if len(possible) == 1 and applies.holds else None
    due = tuple(limit_dates(limit, known_on, is_closed) for limit in certain.limits) if certain and known_on else ()
    return Judged(
        regime=regime,
        applies=applies,
        situations=tuple(Found(situation, situations[situation.id]) for situation in regime.situations),
        outcome=certain,
        possible=() if certain else tuple(possible),
        open=() if certain else _once(undecided),
        due=due,
    )


def _ask(test: FactTest, facts: Facts, situations: Mapping[str, Answer]) -> Answer:
    if test.fact is not None:
        return Answer(_holds(test.fact, facts), (test.fact.id,))
    if test.situation is not None:
        return situations.get(test.situation, Answer(False))
    if test.not_ is not None:
        inner = _ask(test.not_, facts, situations)
        return Answer(None if inner.holds is None else not inner.holds, inner.because)
    if test.all is not None:
        return _joined([_ask(one, facts, situations) for one in test.all], decides=False)
    return _joined([_ask(one, facts, situations) for one in test.any or ()], decides=True)


def _joined(answers: list[Answer], *, decides: bool) -> Answer:
    """``all`` is decided by one that is false, ``any`` by one that is true; else by all of them together."""
    deciding = [answer for answer in answers if answer.holds is decides]
    if deciding:
        return Answer(decides, _once(fact for answer in deciding for fact in answer.because))
    undecided = [answer for answer in answers if answer.holds is None]
    if undecided:
        return Answer(None, _once(fact for answer in undecided for fact in answer.because))
    return Answer(not decides, _once(fact for answer in answers for fact in answer.because))


def _holds(test: FactIs, facts: Facts) -> bool | None:
    given = facts.get(test.id, UNKNOWN)
    if given == UNKNOWN:
        return None
    if test.over is not None:
        return int(given) > test.over if given.isdecimal() else None
    return given == test.is_


def _once(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facts))
