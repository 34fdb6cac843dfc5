"""The result in sentences: of one team, and of the exercise as a whole (総括)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from simulator.model.verdict import Verdict
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import GroupResult, Improvement, StepResult, TeamReport
from simulator.report.phrases import points_words
from simulator.report.score_context import TeamCard
from simulator.words import mark

_FEW = 3
_WEAK_ALONE = mark("The objectives {titles} call for work.")
_WEAK = 70.0
"""Percent below which an objective is named as one to work on."""


def team_summary(ground: Ground, card: TeamCard, results: Sequence[StepResult]) -> tuple[str, ...]:
    """A team's result in a few sentences."""
    return tuple(_team(ground, card, results))


def _team(ground: Ground, card: TeamCard, results: Sequence[StepResult]) -> Iterator[str]:
    t, score = ground.t, card.score
    duties = [one for one in results if one.exercised and one.of > 0]
    met = sum(one.verdict is Verdict.MET for one in duties)
    late = sum(one.timeliness == "late" for one in duties)
    yield t(
        "Of {count} steps that were exercised, {met} were met, {partial} partly met, {rest} not; {late} were late.",
        count=len(duties),
        met=met,
        partial=sum(one.verdict is Verdict.PARTIAL for one in duties),
        rest=sum(one.verdict in {Verdict.NOT_MET, Verdict.NOT_OBSERVED} for one in duties),
        late=late,
    )
    message = mark("Score: {percent} % ({points} of {of} points).")
    yield t(message, percent=f"{score.percent:.1f}", points=points_words(score.points), of=points_words(score.of))
    if score.critical:
        steps = t(", ").join(f"{step.id} {step.title}" for step in card.critical)
        yield t("Critical failures: {count} ({steps}).", count=len(score.critical), steps=steps)
    else:
        yield t("There was no critical failure.")
    if score.harm:
        steps = t(", ").join(f"{step.id} {step.title}" for step in card.harm)
        yield t("Must-nots that were done: {count} ({steps}).", count=len(score.harm), steps=steps)
    if not score.finished:
        yield t("The exercise had not ended for this team: an interim result.")


def overview(
    ground: Ground,
    day: str,
    sections: int,
    teams: Sequence[TeamReport],
    improvements: Sequence[Improvement],
    idle: int,
) -> tuple[str, ...]:
    """The exercise as a whole, in a few sentences; ``idle`` is the number of steps that were not exercised."""
    return tuple(_overview(ground, day, sections, teams, improvements, idle))


def _overview(
    ground: Ground,
    day: str,
    sections: int,
    teams: Sequence[TeamReport],
    improvements: Sequence[Improvement],
    idle: int,
) -> Iterator[str]:
    t = ground.t
    if not teams:
        return
    message = mark("On {day}, {sections} sections exercised their response to the scenario “{scenario}”.")
    yield t(message, day=day, sections=sections, scenario=ground.line(ground.scenario.title))
    yield _scores(ground, teams)
    yield _critical(ground, teams)
    good, weak = _objectives(teams)
    if good:
        yield t("The objectives {titles} were reached well.", titles=_quoted(ground, good))
    if weak:
        message = mark("The objectives {titles}, however, call for work.") if good else _WEAK_ALONE
        yield t(message, titles=_quoted(ground, weak))
    if improvements:
        top = [ground.quoted(f"{one.step} {one.title}") for one in improvements[:_FEW]]
        yield t(
            "{count} steps call for improvement, first of all {steps}.",
            count=len(improvements),
            steps=t(", ").join(top),
        )
    else:
        yield t("No step was found that calls for improvement.")
    if idle:
        yield t("{count} steps of the manual were not exercised; they are for another occasion.", count=idle)
    waiting = sum(team.waiting for team in teams)
    if waiting:
        yield t("{count} verdicts are proposals that an evaluator has not confirmed yet.", count=waiting)


def _scores(ground: Ground, teams: Sequence[TeamReport]) -> str:
    t = ground.t
    percents = sorted(team.percent for team in teams)
    if len(teams) == 1:
        return t("The team reached {percent} % of the points.", percent=f"{percents[0]:.1f}")
    return t(
        "The {count} teams reached between {low} % and {high} % of the points (median {median} %).",
        count=len(teams),
        low=f"{percents[0]:.1f}",
        high=f"{percents[-1]:.1f}",
        median=f"{median(percents):.1f}",
    )


def _critical(ground: Ground, teams: Sequence[TeamReport]) -> str:
    t = ground.t
    failing = [team for team in teams if team.critical]
    if not failing:
        return t("There was no critical failure.")
    if len(teams) == 1:
        return t("Critical failures: {count}.", count=len(failing[0].critical))
    return t(
        "{failing} of {all} teams had critical failures, {count} in all.",
        failing=len(failing),
        all=len(teams),
        count=sum(len(team.critical) for team in failing),
    )


def _objectives(teams: Sequence[TeamReport]) -> tuple[list[str], list[str]]:
    """Titles of the objectives that all teams together reached in full or nearly, and of the weak ones. An objective of
    which less than half was called for is not called good."""
    good, weak = [], []
    for groups in zip(*(team.by_objective for team in teams), strict=True):
        of = sum(group.of for group in groups)
        if not of:
            continue
        percent = 100 * sum(group.points for group in groups) / of
        critical = any(group.critical or group.harm for group in groups)
        title = _title(groups)
        asked = sum(len(group.steps) - group.idle for group in groups)
        if percent >= _GOOD and not critical and 2 * asked >= sum(len(group.steps) for group in groups):
            good.append(title)
        elif percent < _WEAK or critical:
            weak.append(title)
    return good, weak


_GOOD = 90.0
"""Percent from which an objective is named as reached well."""


def _title(groups: Sequence[GroupResult]) -> str:
    return groups[0].title


def _quoted(ground: Ground, titles: Sequence[str]) -> str:
    return ground.joined(ground.quoted(title) for title in titles)
