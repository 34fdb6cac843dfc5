"""What evaluators ask for, and what seats answer in the hot wash and the survey. ``at`` is UTC in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evaluation:
    """``actor`` is ``evaluator`` or ``evaluator:NAME``.

    ``still``: nobody runs the exercise at the moment, so its clock is where the last fact left it.
    """

    at: int
    actor: str = "evaluator"
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmVerdict(_Evaluation):
    """Agree with the scorer's verdict on ``step``, which is ``verdict`` as the evaluator saw it."""

    step: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawVerdict(_Evaluation):
    """Take back one's own decision on ``step``."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRating(_Evaluation):
    """Rate a chapter or an objective. Whoever departs from ``proposed``, the rule's proposal, gives a reason."""

    about: About
    id: str
    rating: Rating
    reason: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRating(_Evaluation):
    """Take back one's own rating."""

    about: About
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDebrief:
    """A seat's answer to a question of the hot wash; answering again corrects, an empty text takes back."""

    at: int
    actor: str
    seat: str
    question: str
    text: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSurvey:
    """An answer to a question of the survey; answering again corrects, neither value nor text takes back."""

    at: int
    actor: str
    seat: str
    question: str
    value: int | None = None
    text: str = ""
    person: str = ""


EvaluationCommand = ConfirmVerdict | WithdrawVerdict | SetRating | WithdrawRating | AnswerDebrief | AnswerSurvey
