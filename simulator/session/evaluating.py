"""The evaluator's desk: what happened (``engine.evaluation_views``), with points and proposals of scoring beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.engine.evaluation import automatic
from simulator.engine.evaluation_views import EvaluatorView, evaluator_view
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.manual import Polarity
from simulator.model.verdict import Verdict
from simulator.scoring.evaluators import SCORER, Agreement, agreement
from simulator.scoring.ratings import Proposal, proposals
from simulator.scoring.scorecard import ScoreCard
from simulator.scoring.totals import score_exercise
from simulator.session.scoring import team_record


@dataclass(frozen=True, slots=True)
class EvaluatorDesk:
    """Everything on an evaluator's desk. ``card`` holds points, limits and what waits for a human (``proposed``);
    ``proposals`` are the rule's ratings of every team's chapters and objectives."""

    view: EvaluatorView
    card: ScoreCard
    proposals: tuple[Proposal, ...]
    agreement: Agreement


def actor_of(name: str) -> str:
    """The actor under which an evaluator of that name decides."""
    clean = " ".join(name.split())
    return f"evaluator:{clean}" if clean else "evaluator"


def evaluator_desk(exercise: str, world: World, states: Mapping[str, TeamState], lang: str, me: str) -> EvaluatorDesk:
    """The desk of the evaluator ``me`` (an actor, ``evaluator:NAME``) for the teams in ``states``."""
    records = [team_record(world, team, state) for team, state in states.items()]
    card = score_exercise(exercise, world.content, world.day_one, records)
    return EvaluatorDesk(
        view=evaluator_view(world, states, exercise, lang, me),
        card=card,
        proposals=tuple(one for team in card.teams for one in proposals(world.content, team)),
        agreement=evaluators_agreement(world, states),
    )


def evaluators_agreement(world: World, states: Mapping[str, TeamState]) -> Agreement:
    """How far evaluators agree with one another, and each with the scorer on the steps they decided."""
    manual = world.content.manual
    votes: dict[str, dict[tuple[str, str], Verdict]] = {}
    for team, state in states.items():
        for actor, own in state.evaluation.by_evaluator().items():
            for step, one in own.items():
                if one.verdict is not None and step in manual.steps:
                    votes.setdefault(actor, {})[team, step] = one.verdict
    decided = {key for own in votes.values() for key in own}
    if decided:
        votes[SCORER] = {(team, step): automatic(manual, states[team], step) for team, step in decided}
    refrains = frozenset(step.id for step in manual.steps.values() if step.polarity is Polarity.REFRAIN)
    return agreement(votes, refrains)
