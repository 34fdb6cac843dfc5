"""The score card: verdict, timeliness, actor, order, points and evidence for every step, and the totals over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class CitedEvidence:
    """Evidence as the log can show it: the row (stream, seq), the words, their span in ``part``, the rule.

    ``reply`` is the id of the reply (or of the record of a timetable), for whoever has the replies and not the rows.
    """

    stream: str
    seq: int
    part: str
    text: str
    span: tuple[int, int]
    rule: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class ReadOpinion:
    """A second reader's verdict on a step, with its words and the model's name."""

    verdict: Verdict
    words: str
    model: str


@dataclass(frozen=True, slots=True)
class StepScore:
    """One line of the card.

    ``at`` and ``due`` are scenario seconds; ``points`` and ``of`` hundredths of a point. ``exercised`` tells whether
    an inject that expects the step was delivered, or a verdict stands; other steps count neither for nor against.
    ``automatic`` is the scorer's verdict where an evaluator has set another. ``missing`` are the labels of
    essentials that were not shown, by id.
    """

    step: str
    verdict: Verdict
    by: str
    automatic: Verdict
    proposed: bool
    timeliness: str
    late_by: int
    at: int | None
    due: int | None
    actor: str
    role: str | None
    order: str
    broken_before: tuple[str, ...]
    points: int
    of: int
    exercised: bool
    must_not: bool
    harm: bool
    critical_failure: bool
    rule: str
    missing: tuple[str, ...]
    reason: str
    evidence: tuple[CitedEvidence, ...]
    opinion: ReadOpinion | None = None
    """The last opinion of a second reader, where one was asked. It moves no verdict and no point."""
    confirmed: bool = False
    """``by`` an evaluator who agreed with the scorer's verdict."""

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.step


@dataclass(frozen=True, slots=True)
class Total:
    """Points of a group (section of the manual, role); hundredths of a point."""

    id: str
    points: int
    of: int

    @property
    def percent(self) -> float:
        return percent_of(self.points, self.of)


@dataclass(frozen=True, slots=True)
class TeamScore:
    """A team's card. ``deducted`` are the hundredths taken off for must-nots; ``points`` are what remains."""

    IN_PARTS = True

    team: str
    title: dict[str, str]
    finished: bool
    points: int
    of: int
    deducted: int
    critical: tuple[str, ...]
    harm: tuple[str, ...]
    hints: int
    steps: tuple[StepScore, ...]
    by_section: tuple[Total, ...]
    by_role: tuple[Total, ...]
    quiz: tuple[int, int] = (0, 0)
    """Quiz questions answered right, and answered, over all seats. They move no point by themselves."""
    own: Total | None = None
    """The share of the persons where scripted players took part too: what persons did, and what nobody did that is
    theirs to do. None where persons held every seat or none, or where nothing of theirs counts."""

    @property
    def percent(self) -> float:
        return percent_of(self.points, self.of)

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.team


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The cards of all teams of an exercise."""

    IN_PARTS = True

    exercise: str
    scenario: str
    manual: str
    teams: tuple[TeamScore, ...]

    def as_json(self) -> dict[str, Any]:
        """The card as ``tabletop score --json`` prints it."""
        return {
            "exercise": self.exercise,
            "scenario": self.scenario,
            "manual": self.manual,
            "teams": [_team(team) for team in self.teams],
        }


def percent_of(points: int, of: int) -> float:
    """Percent with one decimal, halves up; 0.0 where nothing could be earned."""
    return 0.0 if of <= 0 else (2000 * points + of) // (2 * of) / 10


def _team(team: TeamScore) -> dict[str, Any]:
    return {
        "team": team.team,
        "points": team.points / 100,
        "of": team.of / 100,
        "percent": team.percent,
        "deducted": team.deducted / 100,
        "finished": team.finished,
        "critical": list(team.critical),
        "harm": list(team.harm),
        "hints": team.hints,
        "own": None if team.own is None else _total(team.own),
        "quiz": {"right": team.quiz[0], "answered": team.quiz[1]},
        "by_section": [_total(total) for total in team.by_section],
        "by_role": [_total(total) for total in team.by_role],
        "steps": [_step(step) for step in team.steps],
    }


def _total(total: Total) -> dict[str, Any]:
    return {"id": total.id, "points": total.points / 100, "of": total.of / 100, "percent": total.percent}


def _step(step: StepScore) -> dict[str, Any]:
    return {
        "step": step.step,
        "verdict": step.verdict.value,
        "by": step.by,
        "automatic": step.automatic.value,
        "proposed": step.proposed,
        "confirmed": step.confirmed,
        "timeliness": step.timeliness,
        "late_by_seconds": step.late_by,
        "at": step.at,
        "due": step.due,
        "actor": step.actor,
        "role": step.role,
        "order": step.order,
        "broken_before": list(step.broken_before),
        "points": step.points / 100,
        "of": step.of / 100,
        "exercised": step.exercised,
        "must_not": step.must_not,
        "harm": step.harm,
        "critical_failure": step.critical_failure,
        "rule": step.rule,
        "missing": list(step.missing),
        "reason": step.reason,
        "opinion": None
        if step.opinion is None
        else {"verdict": step.opinion.verdict.value, "words": step.opinion.words, "model": step.opinion.model},
        "evidence": [
            {"stream": e.stream, "seq": e.seq, "part": e.part, "text": e.text, "span": list(e.span), "rule": e.rule}
            for e in step.evidence
        ],
    }
