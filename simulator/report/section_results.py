"""What an exercise showed of each section: the steps that were its to do, and the mark that this proposes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.engine.follow_state import FollowUp
from simulator.engine.world import World
from simulator.model.follow_up import Mark, Progress
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.naming import Naming
from simulator.report.score_context import ScoreContext, StepCard
from simulator.session.opening import OpenedLog
from simulator.words import Translate

ITEM = "incident-response"
"""The audit item 情報漏えい事案に対する体制: can the section respond by the procedure manual?"""


@dataclass(frozen=True, slots=True)
class TeamStep:
    """A step in one team."""

    team: str
    card: StepCard


@dataclass(frozen=True, slots=True)
class SectionResult:
    """``took_part``: a seat of a person or a script held one of its roles. ``proposed`` with ``reasons`` is only a
    proposal: a person sets the mark. ``waiting`` are verdicts that still wait for an evaluator."""

    id: str
    title: str
    took_part: bool
    by_people: bool
    steps: tuple[TeamStep, ...]
    met: tuple[TeamStep, ...]
    late: tuple[TeamStep, ...]
    partial: tuple[TeamStep, ...]
    missed: tuple[TeamStep, ...]
    critical: tuple[TeamStep, ...]
    harms: tuple[TeamStep, ...]
    other_actor: tuple[TeamStep, ...]
    waiting: int
    proposed: Mark
    reasons: tuple[str, ...]


def section_results(opened: OpenedLog, context: ScoreContext, follow: FollowUp, t: Translate) -> list[SectionResult]:
    """Every section that the exercise speaks to, in the order of the organisation."""
    world = opened.world
    name = Naming(world, "", context.lang)
    played = {world.content.organization.section_of[role].id for role in world.content.played}
    return [
        _result(world, context, follow, section.id, visible_line(name.who(section.id)), t)
        for section in world.content.organization.sections
        if section.id in played
    ]


def _result(
    world: World, context: ScoreContext, follow: FollowUp, section: str, title: str, t: Translate
) -> SectionResult:
    organization, manual = world.content.organization, world.content.manual
    roles = {role for role, found in organization.section_of.items() if found.id == section}
    teams = {team.score.team for team in context.teams}
    seats = [
        seat for team in world.teams.values() if team.id in teams for seat in team.seats if roles & set(seat.roles)
    ]
    own = [
        TeamStep(team.title, card)
        for team in context.teams
        for card in team.steps
        if not card.score.must_not and card.score.exercised and _owns(roles, section, manual.steps[card.id].roles)
    ]
    harms = [
        TeamStep(team.title, card)
        for team in context.teams
        for card in team.steps
        if card.score.harm and card.score.role in roles
    ]
    found = SectionResult(
        id=section,
        title=title,
        took_part=bool(seats),
        by_people=any(seat.human for seat in seats),
        steps=tuple(own),
        met=tuple(s for s in own if s.card.score.verdict is Verdict.MET),
        late=tuple(s for s in own if s.card.score.late_by),
        partial=tuple(s for s in own if s.card.score.verdict is Verdict.PARTIAL),
        missed=tuple(s for s in own if s.card.score.verdict in {Verdict.NOT_MET, Verdict.NOT_OBSERVED}),
        critical=tuple(s for s in own if s.card.score.critical_failure),
        harms=tuple(harms),
        other_actor=tuple(s for s in own if s.card.score.actor == "other"),
        waiting=sum(s.card.score.proposed for s in own),
        proposed=Mark.NOT_APPLICABLE,
        reasons=(),
    )
    mark, reasons = _proposal(found, follow, t)
    return replace(found, proposed=mark, reasons=tuple(reasons))


def _owns(roles: set[str], section: str, owners: tuple[str, ...]) -> bool:
    return section in owners or not roles.isdisjoint(owners)


def _proposal(found: SectionResult, follow: FollowUp, t: Translate) -> tuple[Mark, list[str]]:
    """The mark and why.

    － where no person of the section took part or nothing fell to it; × where a step whose failure is critical was
    missed, a must-not was done, or half of its steps were not done; △ where anything else fell short, or where all of
    that has been put right since (改善済み); ○ else.
    """
    if not found.took_part:
        return Mark.NOT_APPLICABLE, [t("took no part in this exercise")]
    if not found.by_people:
        return Mark.NOT_APPLICABLE, [t("scripted players answered for it; no person of this section took part")]
    if not found.steps:
        return Mark.NOT_APPLICABLE, [t("no step of the manual fell to it")]
    reasons = [t("did {done} of {all} steps of the manual", done=len(found.met), all=len(found.steps))]
    told = {
        "critical": (t("critical: {steps}"), found.critical),
        "harm": (t("must-not done: {steps}"), found.harms),
        "missed": (t("not done: {steps}"), found.missed),
        "partial": (t("only in part: {steps}"), found.partial),
        "late": (t("late: {steps}"), found.late),
        "other": (t("done by another section: {steps}"), found.other_actor),
    }
    for words, steps in told.values():
        if steps:
            ids = t(", ").join(dict.fromkeys(step.card.id for step in steps))
            reasons.append(words.format(steps=ids))
    if found.waiting:
        reasons.append(t("verdicts that still wait for an evaluator: {count}", count=found.waiting))
    short = found.missed or found.partial or found.late or found.other_actor
    serious = found.critical or found.harms or len(found.missed) * 2 >= len(found.steps)
    done = {item.step for item in follow.improvements.values() if item.progress is Progress.DONE}
    open_steps = {step.card.id for step in (*found.critical, *found.harms, *found.missed)}
    settled = bool(open_steps) and open_steps <= done
    if settled:
        reasons.append(t("what it failed has been put right since, with evidence"))
    if serious:
        return (Mark.IMPROVED if settled else Mark.BAD), reasons
    return (Mark.IMPROVED if short else Mark.GOOD), reasons
