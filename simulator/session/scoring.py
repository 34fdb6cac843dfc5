"""From a team's state to its score card."""

from __future__ import annotations

from simulator.engine.evaluation import standing_decisions
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.scenario import ResponseKind
from simulator.scoring.record import EvaluatorVerdict, JudgedAt, SecondOpinion, TeamRecord
from simulator.scoring.scorecard import ScoreCard
from simulator.scoring.totals import score_exercise
from simulator.session.opening import OpenedLog


def team_record(world: World, team: str, state: TeamState) -> TeamRecord:
    """What the team did, in the terms that points are computed from."""
    return TeamRecord(
        team=team,
        title=world.teams[team].title,
        stream=team,
        finished=state.finished,
        moments=state.moments,
        done=state.done,
        exercised=_exercised(world, state),
        judged=tuple(JudgedAt(j.seq, j.at, j.role, j.judgement) for j in state.judged),
        decided=_decided(world, state),
        rows={
            **{response.reply.id: response.seq for response in state.responses},
            **{progress.id: progress.seq for progress in state.progress},
        },
        hints=sum(state.hints.values()),
        opinions=tuple(SecondOpinion(o.seq, o.step, o.verdict, o.words, o.model) for o in state.opinions),
        quiz=quiz_result(world, state),
        people=frozenset(role for seat in world.teams[team].seats if seat.human for role in seat.roles),
        scripted=any(not seat.human for seat in world.teams[team].seats),
    )


def _decided(world: World, state: TeamState) -> tuple[EvaluatorVerdict, ...]:
    """The evaluators' decisions that stand."""
    standing = standing_decisions(world.content.manual, state).values()
    return tuple(
        EvaluatorVerdict(one.seq, one.step, one.verdict, one.reason, one.actor, one.confirmed)
        for one in sorted(standing)
        if one.verdict is not None
    )


def _exercised(world: World, state: TeamState) -> frozenset[str]:
    """Steps that delivered injects expect, those of timetable rows whose planned time has come, those calls show."""
    timetable = world.scenario.timetable
    rows = timetable.rows if timetable is not None and state.started else ()
    tree = world.scenario.call_tree
    calls = tree.shows if tree is not None and state.calls else ()
    now = state.clock.at(state.last_at)
    return frozenset(step for inject in state.delivered for step in world.scenario.inject[inject].expects).union(
        *(row.shows for row in rows if row.planned <= now), (shows.step for shows in calls)
    )


def quiz_result(world: World, state: TeamState) -> tuple[int, int]:
    """Quiz questions answered right, and answered, over all seats."""
    answers = [
        (frozenset(response.reply.options), ask.right)
        for response in state.responses
        if response.reply.kind == ResponseKind.QUIZ
        and (ask := world.scenario.inject[response.reply.inject or ""].ask) is not None
    ]
    return sum(taken == right for taken, right in answers), len(answers)


def score_card(opened: OpenedLog) -> ScoreCard:
    """The card of every team of the exercise, from what its log says."""
    world = opened.world
    records = [team_record(world, team, state) for team, state in opened.states.items()]
    return score_exercise(opened.exercise, world.content, world.day_one, records)
