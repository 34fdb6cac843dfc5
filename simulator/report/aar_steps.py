"""The steps of the manual in an after-action report: what is the same for all teams, and how one team did."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.engine.events import Entry
from simulator.model.manual import Polarity, Section, Step
from simulator.model.safe_text import visible
from simulator.report.aar_causes import causes_of
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import Quote, StepResult
from simulator.report.aar_shapes import Named, StepInfo
from simulator.report.citing import Cited
from simulator.report.phrases import CRITICAL_MARK, MARKS, clock_words, verdict_words
from simulator.report.rule_words import rule_words
from simulator.report.score_context import StepCard, TeamCard
from simulator.report.step_words import (
    actor_words,
    excerpt,
    formula_words,
    missing_words,
    opinion_words,
    order_words,
    points_of,
    timeliness_words,
)


def step_infos(ground: Ground) -> tuple[StepInfo, ...]:
    """Every step of the manual, in its order."""
    limits = {step.id: step.limit for team in ground.card.teams[:1] for step in team.steps}
    return tuple(
        _info(ground, section, step, limits.get(step.id, ""))
        for section in ground.content.manual.sections
        for step in section.steps
    )


def _info(ground: Ground, section: Section, step: Step, limit: str) -> StepInfo:
    injects = [inject for inject in ground.scenario.injects if step.id in inject.expects]
    phases = dict.fromkeys(phase for inject in injects for phase in inject.phases)
    sections = dict.fromkeys(ground.section_named(owner) for owner in step.roles)
    chapter, title = ground.line(section.title), ground.line(step.title)
    return StepInfo(
        id=step.id,
        title=title,
        clause=visible(ground.words(step.text)).strip(),
        chapter=Named(section.id, chapter),
        reference=ground.t("{chapter}, {step}", chapter=chapter, step=f"{step.id} {title}"),
        must_not=step.polarity is Polarity.REFRAIN,
        weight=step.weight,
        owners=tuple(ground.named(owner) for owner in step.roles),
        sections=tuple(sections),
        limit=limit,
        legal=step.deadline is not None and step.deadline.legal_days is not None,
        critical=ground.line(step.critical),
        sources=tuple(ground.line(source) for source in step.sources),
        done_when=tuple(ground.line(item) for item in step.done_when),
        objectives=tuple(one.id for one in ground.scenario.objectives if step.id in one.steps),
        injects=tuple(inject.id for inject in injects),
        phases=tuple(phases),
    )


class StepResults:
    """Makes the results of one team's steps. ``responses``: with the words that were said."""

    def __init__(self, ground: Ground, team: TeamCard, *, responses: bool) -> None:
        self._ground = ground
        self._state = ground.opened.states[team.score.team]
        self._entries: Mapping[int, Entry] = {
            entry.seq: entry for entry in ground.opened.entries.get(team.score.team, ())
        }
        self._responses = responses

    def result(self, info: StepInfo, card: StepCard) -> StepResult:
        """How the team did on one step."""
        t, score = self._ground.t, card.score
        asked = [self._state.delivered[name].at for name in info.injects if name in self._state.delivered]
        quotes = tuple(self._quote(cited) for cited in card.evidence)
        real = quotes[0].real if quotes else None
        return StepResult(
            step=card.id,
            exercised=score.exercised,
            verdict=score.verdict,
            verdict_words=t("done") if score.harm else verdict_words(t, score.verdict),
            mark=CRITICAL_MARK if score.harm else MARKS[score.verdict],
            by=score.by,
            confirmed=score.confirmed,
            automatic=score.automatic,
            automatic_words=verdict_words(t, score.automatic),
            waiting=score.proposed and (score.exercised or score.harm),
            timeliness=score.timeliness,
            timeliness_words=timeliness_words(t, score),
            late_by=score.late_by,
            asked_at=min(asked, default=None),
            due=score.due,
            due_words=clock_words(score.due),
            at=score.at,
            at_words=clock_words(score.at),
            real=real,
            clock=self._ground.clock(real),
            actor=score.actor,
            actor_words=actor_words(t, score),
            done_by=card.done_by,
            order=score.order,
            order_words=order_words(t, score),
            broken=tuple(Named(name, title) for name, title in card.broken),
            points=score.points,
            of=score.of,
            points_words=points_of(score),
            formula=formula_words(t, score),
            harm=score.harm,
            critical_failure=score.critical_failure,
            missing=() if not missing_words(t, card) else card.missing,
            rule=rule_words(t, score.rule) if score.rule else "",
            reason=score.reason,
            opinion=opinion_words(t, score) if self._responses else "",
            quotes=quotes,
            causes=causes_of(t, info, card, self._state),
        )

    def _quote(self, cited: Cited) -> Quote:
        entry = self._entries.get(cited.seq)
        real = entry.at if entry else None
        return Quote(
            stream=cited.stream,
            seq=cited.seq,
            at=cited.at,
            at_words=clock_words(cited.at),
            real=real,
            clock=self._ground.clock(real),
            who=cited.who,
            inject=Named(*cited.inject) if cited.inject else None,
            label=cited.label,
            pieces=cited.pieces if self._responses else (),
            excerpt=excerpt(cited) if self._responses else (),
        )
