"""Facts that evaluators and the hot wash add, during play or after it. As with all events, meanings never change.

None of them moves a clock. ``verdict.set`` and ``observation.noted`` stand in ``engine.events``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictConfirmed:
    """An evaluator has looked at the scorer's verdict on ``step`` and agrees with it."""

    kind: ClassVar[str] = "verdict.confirmed"
    v: ClassVar[int] = 1
    step: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class VerdictWithdrawn:
    """The evaluator takes back their own decision on ``step``; what others decided, else the scorer's, stands again."""

    kind: ClassVar[str] = "verdict.withdrawn"
    v: ClassVar[int] = 1
    step: str


@dataclass(frozen=True, slots=True)
class RatingSet:
    """An evaluator's P/S/M/U for a chapter of the manual or an objective of the scenario.

    ``proposed`` is what the rule proposed when it was set; empty where it proposed nothing.
    """

    kind: ClassVar[str] = "rating.set"
    v: ClassVar[int] = 1
    about: About
    id: str
    rating: Rating
    reason: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class RatingWithdrawn:
    """The evaluator takes back their own rating."""

    kind: ClassVar[str] = "rating.withdrawn"
    v: ClassVar[int] = 1
    about: About
    id: str


@dataclass(frozen=True, slots=True)
class DebriefAnswered:
    """A seat's answer to a question of the hot wash; the newest of a seat and person stands, an empty one is none.

    ``person`` tells apart people who share a seat; it is an id without meaning, or empty.
    """

    kind: ClassVar[str] = "debrief.answered"
    v: ClassVar[int] = 1
    question: str
    seat: str
    text: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """An answer to a question of the survey: ``value`` on its scale, or ``text``, or both; else as above."""

    kind: ClassVar[str] = "survey.answered"
    v: ClassVar[int] = 1
    question: str
    seat: str
    value: int | None = None
    text: str = ""
    person: str = ""


EvaluationEvent = VerdictConfirmed | VerdictWithdrawn | RatingSet | RatingWithdrawn | DebriefAnswered | SurveyAnswered
