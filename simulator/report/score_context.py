"""The score card ready to read: in one language, with the clauses, the replies and the factors behind every line.

Everything that somebody typed has passed ``model.safe_text`` here, so screens and printers may show it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from simulator.engine.state import TeamState
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.manual import Deadline, Section, Step
from simulator.model.safe_text import visible, visible_line
from simulator.report.citing import Cited, Replies, cite
from simulator.report.phrases import span_words
from simulator.scoring.scorecard import ReadOpinion, ScoreCard, StepScore, TeamScore, Total
from simulator.session.opening import OpenedLog
from simulator.session.scoring import score_card
from simulator.words import Translate, translator


@dataclass(frozen=True, slots=True)
class StepCard:
    """A line of the card with what explains it.

    ``limit`` is the limit in words, ``critical`` why a failure is critical (empty where it is not), ``missing`` the
    labels of what was not shown, ``broken`` the steps (id, title) that should have come before.
    """

    score: StepScore
    title: str
    clause: str
    chapter: str
    owners: tuple[str, ...]
    done_by: str
    limit: str
    critical: str
    missing: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    evidence: tuple[Cited, ...]

    @property
    def id(self) -> str:
        return self.score.step

    @property
    def failed(self) -> bool:
        """Whether somebody going through the failures stops here."""
        return (
            self.score.critical_failure
            or self.score.harm
            or (self.score.exercised and self.score.points < self.score.of)
        )


@dataclass(frozen=True, slots=True)
class ChapterCard:
    """A chapter of the manual; ``total`` in hundredths of a point."""

    id: str
    title: str
    total: Total
    steps: tuple[StepCard, ...]


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team's card."""

    id: str
    title: str
    score: TeamScore
    chapters: tuple[ChapterCard, ...]
    roles: tuple[tuple[str, Total], ...]

    @property
    def steps(self) -> tuple[StepCard, ...]:
        return tuple(step for chapter in self.chapters for step in chapter.steps)

    @property
    def critical(self) -> tuple[StepCard, ...]:
        return tuple(step for step in self.steps if step.score.critical_failure)

    @property
    def harm(self) -> tuple[StepCard, ...]:
        return tuple(step for step in self.steps if step.score.harm)


@dataclass(frozen=True, slots=True)
class ScoreContext:
    """The cards of an exercise in ``lang``."""

    lang: str
    exercise: str
    scenario: str
    manual: str
    organization: str
    day_one: date
    teams: tuple[TeamCard, ...]


def score_context(
    content: Content, day_one: date, card: ScoreCard, states: Mapping[str, TeamState], lang: str
) -> ScoreContext:
    """``card`` explained in ``lang``; ``states`` hold the replies that its evidence cites."""
    maker = _Maker(content, day_one, lang)
    return ScoreContext(
        lang=lang,
        exercise=visible_line(card.exercise),
        scenario=maker.line(content.scenario.title),
        manual=f"{maker.line(content.manual.title)} {visible_line(content.manual.version)}",
        organization=maker.line(content.organization.title),
        day_one=day_one,
        teams=tuple(maker.team(team, states.get(team.team, TeamState())) for team in card.teams),
    )


def explained(opened: OpenedLog, lang: str) -> ScoreContext:
    """The score card of an opened log, explained in ``lang``."""
    world = opened.world
    return score_context(world.content, world.day_one, score_card(opened), opened.states, lang)


class _Maker:
    def __init__(self, content: Content, day_one: date, lang: str) -> None:
        self._content = content
        self._words = content.wording(lang, day_one)
        self._lang = lang
        self.t: Translate = translator("report", lang)
        self._moments = {moment.id: self.line(moment.title) for moment in content.manual.moments}

    def line(self, text: Text | None) -> str:
        return visible_line(self._words(text))

    def team(self, score: TeamScore, state: TeamState) -> TeamCard:
        replies = Replies(self._content, state, self._words, self.t)
        lines = {line.step: line for line in score.steps}
        totals = {total.id: total for total in score.by_section}
        return TeamCard(
            id=visible_line(score.team),
            title=visible_line(Text(score.title).to(self._lang)) or visible_line(score.team),
            score=score,
            chapters=tuple(
                self._chapter(section, totals.get(section.id), lines, replies)
                for section in self._content.manual.sections
            ),
            roles=tuple((self._who(total.id), total) for total in score.by_role),
        )

    def _chapter(
        self, section: Section, total: Total | None, lines: Mapping[str, StepScore], replies: Replies
    ) -> ChapterCard:
        steps = tuple(self._step(step, lines[step.id], section, replies) for step in section.steps if step.id in lines)
        return ChapterCard(section.id, self.line(section.title), total or Total(section.id, 0, 0), steps)

    def _step(self, step: Step, score: StepScore, section: Section, replies: Replies) -> StepCard:
        labels = {essential.id: self.line(essential.label) for essential in step.rubric.essentials}
        clean = replace(
            score, rule=visible_line(score.rule), reason=visible(score.reason), opinion=_clean(score.opinion)
        )
        return StepCard(
            score=clean,
            title=self.line(step.title),
            clause=visible(self._words(step.text)),
            chapter=self.line(section.title),
            owners=tuple(self._who(owner) for owner in step.roles),
            done_by=self._who(score.role) if score.role else "",
            limit=self._limit(step.deadline),
            critical=self.line(step.critical),
            missing=tuple(labels.get(name, visible_line(name)) for name in score.missing),
            broken=tuple((name, self._title(name)) for name in score.broken_before),
            sources=tuple(self.line(source) for source in step.sources),
            evidence=cite(replies, score.evidence),
        )

    def _who(self, who: str) -> str:
        return self.line(self._content.title_of(who))

    def _title(self, step: str) -> str:
        found = self._content.manual.steps.get(step)
        return self.line(found.title) if found else visible_line(step)

    def _limit(self, deadline: Deadline | None) -> str:
        """The limit in words, without the note that the manual adds to it."""
        if deadline is None:
            return ""
        t = self.t
        if deadline.before is not None:
            return t("before {step} {title}", step=deadline.before, title=self._title(deadline.before))
        start = deadline.start or ""
        where = self._moments.get(start) or (self._title(start) if start else "")
        if deadline.legal_days is not None:
            return t("within {days} days of: {start}", days=deadline.legal_days, start=where)
        if deadline.within is not None:
            return t("within {span} of: {start}", span=span_words(t, deadline.within), start=where)
        return ""


def _clean(opinion: ReadOpinion | None) -> ReadOpinion | None:
    """An opinion that may be shown: its words come from a model, its model's name from the call."""
    if opinion is None:
        return None
    return ReadOpinion(opinion.verdict, visible_line(opinion.words), visible_line(opinion.model))
