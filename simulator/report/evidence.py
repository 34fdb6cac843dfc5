"""Evidence for the audit item on responding to a leak: what a section did in an exercise, and the rows that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.engine.events import Entry, InjectDelivered, ResponseSubmitted, StepJudged, VerdictSet
from simulator.engine.follow_state import FollowUp, fold_follow_up
from simulator.engine.world import World
from simulator.model.follow_up import GLYPHS
from simulator.model.safe_text import visible
from simulator.report.aar import JAPAN
from simulator.report.aar_ground import Ground
from simulator.report.aar_plan import PROGRESS
from simulator.report.dates import full_date
from simulator.report.phrases import clock_words, span_words, verdict_words
from simulator.report.section_results import ITEM, SectionResult, TeamStep, section_results
from simulator.report.timeline import timeline
from simulator.session.opening import OpenedLog
from simulator.words import Translate


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the record: scenario time, what kind of thing it is, who, what; ``row`` is its row of the log."""

    at: str
    kind: str
    who: str
    title: str
    row: str


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step that was the section's to do, in one team."""

    team: str
    step: str
    title: str
    verdict: str
    at: str
    due: str
    note: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionEvidence:
    """Everything of one section. ``set_mark`` is empty while nobody has set one; ``proposed`` never sets it."""

    section: str
    title: str
    exercise: str
    scenario: str
    manual: str
    day: str
    roles: tuple[str, ...]
    by_people: bool
    proposed: str
    reasons: tuple[str, ...]
    set_mark: str
    set_reason: str
    set_by: str
    steps: tuple[StepFact, ...]
    must_nots: tuple[StepFact, ...]
    received: tuple[Fact, ...]
    sent: tuple[Fact, ...]
    improvements: tuple[tuple[str, str, str], ...]
    findings: tuple[tuple[str, str], ...]
    seqs: tuple[tuple[str, tuple[int, ...]], ...]
    """Rows of the log that belong to the extract, by stream."""


def evidence_of(opened: OpenedLog, lang: str) -> tuple[SectionEvidence, ...]:
    """The evidence of every section that the exercise speaks to."""
    ground = Ground(opened, lang, JAPAN)
    follow = fold_follow_up(opened.control)
    results = section_results(opened, ground.card, follow, ground.t)
    return tuple(_section(ground, follow, result) for result in results)


def _section(ground: Ground, follow: FollowUp, result: SectionResult) -> SectionEvidence:
    world, t = ground.world, ground.t
    roles = [r for r, section in world.content.organization.section_of.items() if section.id == result.id]
    mark = follow.marks.get((result.id, ITEM))
    received, sent = _record(ground, set(roles))
    return SectionEvidence(
        section=result.id,
        title=result.title,
        exercise=ground.opened.exercise,
        scenario=ground.line(ground.scenario.title),
        manual=f"{ground.line(ground.content.manual.title)} {ground.content.manual.version}",
        day=full_date(ground.day(ground.opened.opened_at), ground.lang),
        roles=tuple(ground.who(role) for role in roles if role in world.content.played),
        by_people=result.by_people,
        proposed=GLYPHS[result.proposed],
        reasons=result.reasons,
        set_mark="" if mark is None else GLYPHS[mark.mark],
        set_reason="" if mark is None else visible(mark.reason),
        set_by="" if mark is None else visible(mark.actor),
        steps=tuple(_step(step, t) for step in result.steps),
        must_nots=tuple(_step(step, t) for step in result.harms),
        received=received,
        sent=sent,
        improvements=tuple(
            (item.id, visible(item.what), t(PROGRESS[item.progress]))
            for item in follow.improvements.values()
            if item.section == result.id
        ),
        findings=tuple((f.id, visible(f.text)) for f in follow.findings.values() if f.section == result.id),
        seqs=tuple((team, _extract(world, set(roles), entries)) for team, entries in ground.opened.entries.items()),
    )


def _step(found: TeamStep, t: Translate) -> StepFact:
    score = found.card.score
    notes = []
    if score.late_by:
        notes.append(t("late by {span}", span=span_words(t, score.late_by)))
    if score.actor == "other":
        notes.append(t("done by {who}", who=found.card.done_by))
    if score.critical_failure:
        notes.append(t("critical"))
    if score.by == "evaluator":
        notes.append(t("decided by an evaluator: {reason}", reason=score.reason))
    return StepFact(
        team=found.team,
        step=found.card.id,
        title=found.card.title,
        verdict=t("must-not done") if score.harm else verdict_words(t, score.verdict),
        at=clock_words(score.at),
        due=clock_words(score.due),
        note=t("; ").join(notes),
        rows=tuple(f"{one.stream}#{one.seq}" for one in score.evidence),
    )


def _record(ground: Ground, roles: set[str]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Injects that the section received and what it sent, of all teams."""
    received: list[Fact] = []
    sent: list[Fact] = []
    for team, entries in ground.opened.entries.items():
        for row in timeline(ground.world, team, entries, ground.lang):
            if roles.isdisjoint(row.roles):
                continue
            fact = Fact(clock_words(row.at), row.kind.value, row.who, row.title, f"{row.stream}#{row.seq}")
            if row.kind.value == "inject":
                received.append(fact)
            elif row.kind.value in {"response", "timetable", "call"}:
                sent.append(fact)
    return tuple(received), tuple(sent)


def _extract(world: World, roles: set[str], entries: Iterable[Entry]) -> tuple[int, ...]:
    """The numbers of the rows that concern the section: what it received, what it sent, what was judged of that."""
    own = {step for step, s in world.content.manual.steps.items() if not roles.isdisjoint(s.roles)}
    found = []
    for entry in entries:
        event = entry.event
        concerns = (
            (isinstance(event, InjectDelivered) and not roles.isdisjoint(event.to))
            or (isinstance(event, ResponseSubmitted) and event.reply.role in roles)
            or (isinstance(event, StepJudged) and (event.role in roles or event.judgement.step in own))
            or (isinstance(event, VerdictSet) and event.step in own)
        )
        if concerns:
            found.append(entry.seq)
    return tuple(found)
