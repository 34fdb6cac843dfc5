"""Totals of a team: points of all steps, less what must-nots take off; by chapter and by responsible role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from simulator.model.content import Content
from simulator.scoring.record import TeamRecord
from simulator.scoring.scorecard import ScoreCard, StepScore, TeamScore, Total
from simulator.scoring.step_score import Rules, score_step

OWN = "own"
"""The id of the persons' own share."""


def score_team(content: Content, day_one: date, record: TeamRecord) -> TeamScore:
    """The card of one team."""
    rules = Rules(content.manual, content.organization, day_one)
    steps = {step.id: score_step(rules, step, record) for step in content.manual.steps.values()}
    earned = sum(s.points for s in steps.values() if not s.must_not)
    deducted = -sum(s.points for s in steps.values() if s.must_not)
    return TeamScore(
        team=record.team,
        title=record.title,
        finished=record.finished,
        points=max(0, earned - deducted),
        of=sum(s.of for s in steps.values()),
        deducted=deducted,
        critical=tuple(s.step for s in steps.values() if s.critical_failure),
        harm=tuple(s.step for s in steps.values() if s.harm),
        hints=record.hints,
        steps=tuple(steps.values()),
        by_section=tuple(
            _total(section.id, (steps[step.id] for step in section.steps)) for section in content.manual.sections
        ),
        by_role=tuple(
            _total(owner, (steps[step.id] for step in content.manual.steps.values() if owner in step.roles))
            for owner in dict.fromkeys(role for step in content.manual.steps.values() for role in step.roles)
        ),
        quiz=record.quiz,
        own=_own(content, steps.values(), record),
    )


def score_exercise(exercise: str, content: Content, day_one: date, records: Iterable[TeamRecord]) -> ScoreCard:
    """The cards of all teams."""
    return ScoreCard(
        exercise=exercise,
        scenario=content.scenario.id,
        manual=content.manual.id,
        teams=tuple(score_team(content, day_one, record) for record in records),
    )


def _own(content: Content, steps: Iterable[StepScore], record: TeamRecord) -> Total | None:
    """What the persons of a team did themselves, and what nobody did that one of their roles answers for."""
    if not record.people or not record.scripted:
        return None
    duties = {step.id: content.receivers(step.roles) for step in content.manual.steps.values()}
    theirs = [
        score
        for score in steps
        if (score.role in record.people if score.role else not record.people.isdisjoint(duties[score.step]))
    ]
    of = sum(score.of for score in theirs)
    return Total(OWN, max(0, sum(score.points for score in theirs)), of) if of else None


def _total(name: str, steps: Iterable[StepScore]) -> Total:
    chosen = list(steps)
    return Total(name, sum(s.points for s in chosen), sum(s.of for s in chosen))
