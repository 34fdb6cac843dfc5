"""The evaluator's desk: what happened (``engine.evaluation_views``), with points and proposals of scoring beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulator.engine.evaluation import automatic
from simulator.engine.evaluation_shapes import EvaluatedTeam, EvaluatorView
from simulator.engine.evaluation_views import evaluated_team, evaluator_frame
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.manual import Polarity
from simulator.model.verdict import Verdict
from simulator.scoring.evaluators import SCORER, Agreement, agreement
from simulator.scoring.ratings import Proposal, proposals
from simulator.scoring.scorecard import ScoreCard, TeamScore
from simulator.scoring.totals import score_team
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


class DeskMaker:
    """Makes the desks of an exercise. A team's part is made anew only once its state is another one.

    ``still``: nobody runs the exercise, whatever its clocks say.
    """

    def __init__(self, exercise: str, world: World, *, still: bool = False) -> None:
        self._exercise, self._world, self._still = exercise, world, still
        self._frames: dict[str, EvaluatorView] = {}
        self._teams: dict[tuple[str, str], tuple[TeamState, EvaluatedTeam]] = {}
        self._scores: dict[str, tuple[TeamState, TeamScore, tuple[Proposal, ...]]] = {}

    def desk(self, states: Mapping[str, TeamState], lang: str, me: str) -> EvaluatorDesk:
        """The desk of the evaluator ``me`` (an actor, ``evaluator:NAME``) for the teams in ``states``."""
        content = self._world.content
        if lang not in self._frames:
            self._frames[lang] = evaluator_frame(self._world, self._exercise, lang)
        teams = tuple(self._team(team, state, lang) for team, state in states.items())
        scored = [self._score(team, state) for team, state in states.items()]
        return EvaluatorDesk(
            view=replace(self._frames[lang], me=me, teams=teams),
            card=ScoreCard(self._exercise, content.scenario.id, content.manual.id, tuple(score for score, _ in scored)),
            proposals=tuple(one for _, found in scored for one in found),
            agreement=evaluators_agreement(self._world, states),
        )

    def _team(self, team: str, state: TeamState, lang: str) -> EvaluatedTeam:
        made = self._teams.get((team, lang))
        if made is None or made[0] is not state:
            made = self._teams[team, lang] = (state, evaluated_team(self._world, team, state, lang, still=self._still))
        return made[1]

    def _score(self, team: str, state: TeamState) -> tuple[TeamScore, tuple[Proposal, ...]]:
        made = self._scores.get(team)
        if made is None or made[0] is not state:
            world = self._world
            score = score_team(world.content, world.day_one, team_record(world, team, state))
            made = self._scores[team] = (state, score, proposals(world.content, score))
        return made[1], made[2]


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
