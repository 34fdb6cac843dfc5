"""What a team did, in the terms that points are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.model.verdict import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class JudgedAt:
    """A verdict of the scorer: its row, the scenario second of the reply, the role that replied."""

    seq: int
    at: int
    role: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class EvaluatorVerdict:
    """An evaluator's decision on a step; the last one counts. ``confirmed``: they agreed with the scorer's verdict."""

    seq: int
    step: str
    verdict: Verdict
    reason: str
    actor: str = "evaluator"
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What a second reader made of a step; it can only ask for an evaluator, never move a verdict."""

    seq: int
    step: str
    verdict: Verdict
    words: str
    model: str


@dataclass(frozen=True, slots=True)
class TeamRecord:
    """A team's play. ``rows`` maps reply ids to their rows; ``exercised`` are steps that delivered injects expect.

    ``moments`` and ``done`` are scenario seconds (see ``model.deadlines.due``).
    """

    team: str
    title: dict[str, str]
    stream: str
    finished: bool
    moments: Mapping[str, int]
    done: Mapping[str, int]
    exercised: frozenset[str]
    judged: tuple[JudgedAt, ...]
    decided: tuple[EvaluatorVerdict, ...]
    rows: Mapping[str, int]
    hints: int
    opinions: tuple[SecondOpinion, ...] = ()
    quiz: tuple[int, int] = (0, 0)
    """Questions answered right, and questions answered, over all seats."""
    people: frozenset[str] = frozenset()
    """Roles that persons held; of the others scripted players answered."""
    scripted: bool = False
    """Whether scripted players took part."""
