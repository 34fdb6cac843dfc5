"""One step of one team: verdict, timeliness, actor, order and points.

Points are whole hundredths, so that a score is the same on every machine:

    points = weight x verdict x timeliness x order x actor

verdict met 100 %, partial 50 %, else 0 %; late 80 % up to half the allowed span over, 60 % beyond (or where the limit
is another step); order broken 80 %; done by another role 90 %. A must-not that was done takes off its weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from simulator.model.deadlines import due
from simulator.model.manual import Manual, Polarity, Step
from simulator.model.organization import Organization
from simulator.model.verdict import Confidence, Verdict
from simulator.scoring.record import EvaluatorVerdict, JudgedAt, TeamRecord
from simulator.scoring.scorecard import CitedEvidence, ReadOpinion, StepScore

FULL = 100
PARTIAL = 50
LATE = 80
VERY_LATE = 60
OUT_OF_ORDER = 80
OTHER_ACTOR = 90
"""Factors in percent."""

_LEVEL = {Verdict.NOT_OBSERVED: 0, Verdict.NOT_MET: 0, Verdict.PARTIAL: 1, Verdict.MET: 2}


class Rules(NamedTuple):
    """What steps are scored against."""

    manual: Manual
    organization: Organization
    day_one: date


def score_step(rules: Rules, step: Step, record: TeamRecord) -> StepScore:
    """The line of the card for ``step``."""
    judged = [j for j in record.judged if j.judgement.step == step.id]
    decided = next((d for d in reversed(record.decided) if d.step == step.id), None)
    if step.polarity is Polarity.REFRAIN:
        score = _must_not(step, record, judged, decided)
    else:
        score = _duty(rules, step, record, judged, decided)
    return _with_opinion(score, record)


def _with_opinion(score: StepScore, record: TeamRecord) -> StepScore:
    """Where a second reader sees it otherwise, the step waits for an evaluator; nothing else changes."""
    found = next((o for o in reversed(record.opinions) if o.step == score.step), None)
    if found is None:
        return score
    differs = score.by == "auto" and _LEVEL[found.verdict] != _LEVEL[score.automatic]
    return replace(
        score,
        proposed=score.proposed or differs,
        opinion=ReadOpinion(found.verdict, found.words, found.model),
    )


def _duty(
    rules: Rules, step: Step, record: TeamRecord, judged: list[JudgedAt], decided: EvaluatorVerdict | None
) -> StepScore:
    last = judged[-1] if judged else None
    automatic = last.judgement.verdict if last else Verdict.NOT_OBSERVED
    verdict = decided.verdict if decided else automatic
    decisive = _decisive(judged, automatic)
    at = decisive.at if decisive and _LEVEL[verdict] else None
    limit = due(step.deadline, record.moments, record.done, rules.day_one)
    late_by = max(0, at - limit) if at is not None and limit is not None else 0
    timeliness = "none" if at is None or step.deadline is None else ("late" if late_by else "on_time")
    role = decisive.role if decisive and at is not None else None
    order, broken = _order(step, record, at)
    actor = _actor(rules, step, role, last.judgement.doers if last else ())
    exercised = step.id in record.exercised or last is not None or _brings_in(decided)
    of = step.weight * 100 if exercised else 0
    factors = (
        (FULL, PARTIAL, 0)[2 - _LEVEL[verdict]],
        _lateness(step, record, late_by, limit),
        OUT_OF_ORDER if order == "broken" else FULL,
        OTHER_ACTOR if actor == "other" else FULL,
    )
    return StepScore(
        step=step.id,
        verdict=verdict,
        by="evaluator" if decided else "auto",
        automatic=automatic,
        proposed=decided is None and (last is None or last.judgement.confidence is Confidence.PROPOSED),
        timeliness=timeliness,
        late_by=late_by,
        at=at,
        due=limit,
        actor=actor,
        role=role,
        order=order,
        broken_before=broken,
        points=_points(of, factors),
        of=of,
        exercised=exercised,
        must_not=False,
        harm=False,
        critical_failure=exercised and _critical(step, verdict, late_by),
        rule=last.judgement.rule if last else "",
        missing=last.judgement.missing if last else (),
        reason=decided.reason if decided else "",
        confirmed=decided is not None and decided.confirmed,
        evidence=_evidence(record, judged[-1:]),
    )


def _must_not(step: Step, record: TeamRecord, judged: list[JudgedAt], decided: EvaluatorVerdict | None) -> StepScore:
    done = [j for j in judged if j.judgement.harm]
    automatic = Verdict.NOT_MET if done else Verdict.NOT_OBSERVED
    verdict = decided.verdict if decided else automatic
    harm = verdict is Verdict.NOT_MET
    first = done[0] if done else None
    return StepScore(
        step=step.id,
        verdict=verdict,
        by="evaluator" if decided else "auto",
        automatic=automatic,
        proposed=bool(done) and decided is None and all(j.judgement.confidence is Confidence.PROPOSED for j in done),
        timeliness="none",
        late_by=0,
        at=first.at if first and harm else None,
        due=None,
        actor="none",
        role=first.role if first and harm else None,
        order="none",
        broken_before=(),
        points=-step.weight * 100 if harm else 0,
        of=0,
        exercised=bool(done) or _brings_in(decided),
        must_not=True,
        harm=harm,
        critical_failure=harm and step.critical is not None,
        rule=first.judgement.rule if first else "",
        missing=(),
        reason=decided.reason if decided else "",
        confirmed=decided is not None and decided.confirmed,
        evidence=_evidence(record, done),
    )


def _brings_in(decided: EvaluatorVerdict | None) -> bool:
    """Whether a decision alone makes the step count; agreeing that nothing was seen does not."""
    return decided is not None and not (decided.confirmed and decided.verdict is Verdict.NOT_OBSERVED)


def _decisive(judged: list[JudgedAt], verdict: Verdict) -> JudgedAt | None:
    """The first judgement since which the verdict has stood at its present level or above.

    What was only mentioned before it was asked for was not done early; it decides where nothing else does.
    """
    standing: list[JudgedAt] = []
    for item in reversed(judged):
        if _LEVEL[item.judgement.verdict] < _LEVEL[verdict]:
            break
        standing.append(item)
    counting = [item for item in standing if item.judgement.counts]
    return next(reversed(counting or standing), None)


def _lateness(step: Step, record: TeamRecord, late_by: int, limit: int | None) -> int:
    if not late_by or limit is None or step.deadline is None:
        return FULL
    start = record.moments.get(step.deadline.start or "", record.done.get(step.deadline.start or ""))
    allowed = 0 if start is None else limit - start
    return LATE if 2 * late_by <= allowed else VERY_LATE


def _order(step: Step, record: TeamRecord, at: int | None) -> tuple[str, tuple[str, ...]]:
    """Whether the steps that come before were done by ``at``: kept, broken (by which), or none to speak of."""
    first = record.done.get(step.id, at)
    if at is None or first is None or not step.after:
        return "none", ()
    broken = tuple(before for before in step.after if _came_later(record, before, first))
    if broken:
        return "broken", broken
    return ("kept" if any(before in record.done for before in step.after) else "none"), ()


def _came_later(record: TeamRecord, before: str, first: int) -> bool:
    done = record.done.get(before)
    return before in record.exercised if done is None else done > first


def _actor(rules: Rules, step: Step, role: str | None, doers: tuple[str, ...]) -> str:
    """Responsible where any of those who did it is; logs without ``doers`` know the first one only."""
    if role is None or not step.roles:
        return "none"
    responsible = any(rules.organization.answers_for(one, step.roles) for one in (role, *doers))
    return "responsible" if responsible else "other"


def _critical(step: Step, verdict: Verdict, late_by: int) -> bool:
    """A critical step that was not done at all, or done after a limit that the law sets."""
    if step.critical is None:
        return False
    if not _LEVEL[verdict]:
        return True
    return bool(late_by) and step.deadline is not None and step.deadline.legal_days is not None


def _points(of: int, percents: tuple[int, ...]) -> int:
    """``of`` times every factor, in hundredths, halves up."""
    top, bottom = of, 1
    for percent in percents:
        top, bottom = top * percent, bottom * 100
    return (2 * top + bottom) // (2 * bottom)


def _evidence(record: TeamRecord, judged: list[JudgedAt]) -> tuple[CitedEvidence, ...]:
    rows: Mapping[str, int] = record.rows
    return tuple(
        CitedEvidence(record.stream, rows.get(e.reply, 0), e.part, e.text, e.span, e.rule, e.reply)
        for item in judged
        for e in item.judgement.evidence
    )
