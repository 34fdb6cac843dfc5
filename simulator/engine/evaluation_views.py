"""What an evaluator sees of the teams: every step with its clause and what counts, the replies that bear on it, what
the scorer made of them, what evaluators decided, observed and rated.

It holds secrets (expected steps, rubric, notes) and goes to evaluators alone. Points, limits and proposals come from
scoring, beside this (``session.evaluating``). Texts of players are as they were typed; spans count in them.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.contact_views import Words
from simulator.engine.evaluation import automatic, lapsed, open_limits, standing_decisions
from simulator.engine.evaluation_shapes import (
    DecisionLine,
    EvaluatedTeam,
    EvaluatorView,
    Mark,
    NoteLine,
    RatedText,
    RatingLine,
    ReplyText,
    StepLine,
    StepText,
)
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.manual import Polarity, Step
from simulator.model.rating import About
from simulator.model.scenario import in_form_order
from simulator.model.verdict import Confidence, Evidence, Reply


def evaluator_frame(world: World, exercise: str, lang: str) -> EvaluatorView:
    """What of the view does not change while teams play: the steps and what is rated, without an evaluator."""
    words = world.content.wording(lang, world.day_one)
    manual, scenario = world.content.manual, world.scenario
    return EvaluatorView(
        lang=lang,
        me="",
        exercise=exercise,
        scenario_title=words(scenario.title),
        manual_title=words(manual.title),
        day_one=world.day_one.isoformat(),
        steps=tuple(_text(world, words, step, section.id) for section in manual.sections for step in section.steps),
        rated=(
            *(
                RatedText(About.SECTION, section.id, words(section.title), tuple(step.id for step in section.steps))
                for section in manual.sections
            ),
            *(RatedText(About.OBJECTIVE, one.id, words(one.title), one.steps) for one in scenario.objectives),
        ),
        teams=(),
    )


def _text(world: World, words: Words, step: Step, section: str) -> StepText:
    return StepText(
        id=step.id,
        title=words(step.title),
        clause=words(step.text),
        section=section,
        owners=tuple(words(world.content.title_of(role)) for role in step.roles),
        must_not=step.polarity is Polarity.REFRAIN,
        critical=words(step.critical),
        done_when=tuple(words(one) for one in step.done_when),
        mistakes=tuple(words(one) for one in step.mistakes),
        essentials=tuple((one.id, words(one.label)) for one in step.rubric.essentials),
    )


def evaluated_team(world: World, team: str, state: TeamState, lang: str, *, still: bool = False) -> EvaluatedTeam:
    """One team of the view. ``still``: nobody runs the exercise, so that nothing will be done in time any more."""
    words = world.content.wording(lang, world.day_one)
    phase = world.scenario.phase.get(state.phase or "")
    lines = _Lines(world, state, still=still)
    return EvaluatedTeam(
        id=team,
        title=Text(world.teams[team].title).to(lang),
        seq=state.seq,
        clock=state.clock,
        started=state.started,
        finished=state.finished,
        phase=words(phase.title) if phase else "",
        replies=tuple(_reply(world, words, response.seq, response.reply) for response in state.responses),
        steps=tuple(lines.line(step) for step in world.content.manual.steps),
        notes=tuple(
            NoteLine(
                note.seq,
                note.at,
                note.text,
                note.actor,
                words(world.content.title_of(note.role)) if note.role else "",
                note.step or "",
            )
            for note in state.observations
        ),
        ratings=tuple(
            RatingLine(about, name, one.rating, one.reason, actor)
            for (about, name), held in state.evaluation.ratings().items()
            for actor, one in held.items()
            if one.rating is not None
        ),
    )


def _reply(world: World, words: Words, seq: int, reply: Reply) -> ReplyText:
    inject = world.scenario.inject.get(reply.inject) if reply.inject else None
    ask = inject.ask if inject else None
    fields = {field.id: words(field.label) for field in ask.fields} if ask else {}
    labels = {option.id: words(option.label) for option in ask.options} if ask else {}
    return ReplyText(
        id=reply.id,
        seq=seq,
        at=reply.at,
        role=reply.role,
        who=words(world.content.title_of(reply.role)),
        inject=inject.id if inject else "",
        inject_title=words(inject.title) if inject else "",
        asked=words(ask.prompt) if ask else "",
        parts=tuple((part, fields.get(part, ""), text) for part, text in in_form_order(ask, reply.parts)),
        options=tuple((option, labels.get(option, option)) for option in reply.options),
        to=tuple(words(world.content.title_of(who)) for who in reply.to),
    )


class _Lines:
    """The steps of one team."""

    def __init__(self, world: World, state: TeamState, *, still: bool) -> None:
        self._manual, self._state = world.content.manual, state
        self._open = {} if still else open_limits(world, state)
        self._stands = standing_decisions(self._manual, state)
        self._held = state.evaluation.by_evaluator()
        self._asked: dict[str, list[str]] = {}
        for response in state.responses:
            inject = world.scenario.inject.get(response.reply.inject or "")
            for step in inject.expects if inject else ():
                self._asked.setdefault(step, []).append(response.reply.id)
        self._harms: dict[str, list[Mark]] = {}
        for one in state.judged:
            if one.judgement.harm:
                self._harms.setdefault(one.judgement.step, []).extend(_marks(one.judgement.evidence))

    def line(self, step: str) -> StepLine:
        state = self._state
        judgement = state.standing.get(step)
        marks = tuple(_marks(judgement.evidence)) if judgement else ()
        if step in self._harms:
            marks = tuple(dict.fromkeys(self._harms[step]))
        marked = [mark.reply for mark in marks]
        return StepLine(
            step=step,
            automatic=automatic(self._manual, state, step),
            sure=judgement is not None and judgement.confidence is Confidence.AUTO,
            rule=judgement.rule if judgement else "",
            found=judgement.found if judgement else (),
            missing=judgement.missing if judgement else (),
            marks=marks,
            replies=tuple(dict.fromkeys((*marked, *self._asked.get(step, ())))),
            decisions=tuple(self._decisions(step)),
            open=step in self._open,
            open_until=self._open.get(step),
        )

    def _decisions(self, step: str) -> Iterable[DecisionLine]:
        standing = self._stands.get(step)
        for one in sorted(own[step] for own in self._held.values() if step in own):
            if one.verdict is not None:
                yield DecisionLine(
                    seq=one.seq,
                    at=one.at,
                    actor=one.actor,
                    verdict=one.verdict,
                    reason=one.reason,
                    confirmed=one.confirmed,
                    stands=one is standing,
                    lapsed=lapsed(self._manual, self._state, one),
                )


def _marks(evidence: Iterable[Evidence]) -> Iterable[Mark]:
    return (Mark(one.reply, one.part, *one.span) for one in evidence)
