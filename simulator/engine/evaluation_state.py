"""What evaluators decided and what the hot wash said; part of a team's state, made by folding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeVar

from simulator.engine import evaluation_events as e
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict

DEBRIEF, SURVEY = "debrief", "survey"
"""The two parts of what seats are asked at the end."""


class Decided(NamedTuple):
    """One act of an evaluator on a step; ``verdict`` None takes back their own decision.

    ``at`` is scenario seconds, ``real`` UTC milliseconds. ``confirmed``: the scorer's verdict was agreed with.
    """

    seq: int
    at: int
    real: int
    step: str
    verdict: Verdict | None
    reason: str
    actor: str
    confirmed: bool = False


class Rated(NamedTuple):
    """One act of an evaluator on a rating; ``rating`` None takes back their own."""

    seq: int
    at: int
    real: int
    about: About
    id: str
    rating: Rating | None
    reason: str
    proposed: str
    actor: str


class Answer(NamedTuple):
    """An answer of the hot wash or the survey (``part``); the newest of question, seat and person stands."""

    seq: int
    real: int
    part: str
    question: str
    seat: str
    person: str
    value: int | None
    text: str

    @property
    def given(self) -> bool:
        """Whether it says anything; what says nothing takes an earlier answer back."""
        return self.value is not None or bool(self.text)


class Evaluation(NamedTuple):
    """Every decision, rating and answer in its order; nothing is lost by a correction."""

    decided: tuple[Decided, ...] = ()
    rated: tuple[Rated, ...] = ()
    answers: tuple[Answer, ...] = ()

    def by_evaluator(self) -> dict[str, dict[str, Decided]]:
        """By evaluator (actor) and step, what each of them holds at present."""
        held: dict[str, dict[str, Decided]] = {}
        for one in self.decided:
            own = held.setdefault(one.actor, {})
            own.pop(one.step, None)
            if one.verdict is not None:
                own[one.step] = one
        return {actor: own for actor, own in held.items() if own}

    def ratings(self) -> dict[tuple[About, str], dict[str, Rated]]:
        """By what is rated and evaluator, what each of them holds at present; the newest comes last."""
        held: dict[tuple[About, str], dict[str, Rated]] = {}
        for one in self.rated:
            own = held.setdefault((one.about, one.id), {})
            own.pop(one.actor, None)
            if one.rating is not None:
                own[one.actor] = one
        return {key: own for key, own in held.items() if own}

    def answered(self) -> dict[tuple[str, str, str, str], Answer]:
        """The standing answers by part, question, seat and person."""
        newest = {(one.part, one.question, one.seat, one.person): one for one in self.answers}
        return {key: one for key, one in newest.items() if one.given}


class _At(Protocol):
    """The parts of an entry that are needed here."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def scenario(self) -> int | None: ...
    @property
    def actor(self) -> str: ...


_T = TypeVar("_T")


def _and(items: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    return items + (item,)  # noqa: RUF005 - copies once where unpacking copies twice


def decided(
    state: Evaluation, entry: _At, step: str, verdict: Verdict | None, reason: str = "", *, confirmed: bool = False
) -> Evaluation:
    """``state`` with an evaluator's act on a step."""
    act = Decided(entry.seq, entry.scenario or 0, entry.at, step, verdict, reason, entry.actor, confirmed)
    return state._replace(decided=_and(state.decided, act))


def _confirmed(state: Evaluation, entry: _At, event: e.VerdictConfirmed) -> Evaluation:
    return decided(state, entry, event.step, event.verdict, confirmed=True)


def _withdrawn(state: Evaluation, entry: _At, event: e.VerdictWithdrawn) -> Evaluation:
    return decided(state, entry, event.step, None)


def _rated(state: Evaluation, entry: _At, event: e.RatingSet) -> Evaluation:
    act = Rated(
        entry.seq,
        entry.scenario or 0,
        entry.at,
        event.about,
        event.id,
        event.rating,
        event.reason,
        event.proposed,
        entry.actor,
    )
    return state._replace(rated=_and(state.rated, act))


def _unrated(state: Evaluation, entry: _At, event: e.RatingWithdrawn) -> Evaluation:
    act = Rated(entry.seq, entry.scenario or 0, entry.at, event.about, event.id, None, "", "", entry.actor)
    return state._replace(rated=_and(state.rated, act))


def _debrief(state: Evaluation, entry: _At, event: e.DebriefAnswered) -> Evaluation:
    answer = Answer(entry.seq, entry.at, DEBRIEF, event.question, event.seat, event.person, None, event.text)
    return state._replace(answers=_and(state.answers, answer))


def _survey(state: Evaluation, entry: _At, event: e.SurveyAnswered) -> Evaluation:
    answer = Answer(entry.seq, entry.at, SURVEY, event.question, event.seat, event.person, event.value, event.text)
    return state._replace(answers=_and(state.answers, answer))


APPLY: dict[type, Callable[[Evaluation, Any, Any], Evaluation]] = {
    e.VerdictConfirmed: _confirmed,
    e.VerdictWithdrawn: _withdrawn,
    e.RatingSet: _rated,
    e.RatingWithdrawn: _unrated,
    e.DebriefAnswered: _debrief,
    e.SurveyAnswered: _survey,
}


def newest(acts: Iterable[Decided]) -> Decided | None:
    """The newest of several decisions."""
    return max(acts, key=lambda one: one.seq, default=None)
