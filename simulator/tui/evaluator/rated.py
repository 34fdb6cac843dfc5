"""What is rated, one chapter or objective of a team at a time, with the rule's proposal and who set what."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.evaluation_shapes import EvaluatedTeam, RatedText, RatingLine
from simulator.scoring.ratings import Proposal
from simulator.scoring.scorecard import StepScore
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator.items import still_open


@dataclass(frozen=True, slots=True)
class Rated:
    """One chapter or objective of one team."""

    team: EvaluatedTeam
    text: RatedText
    proposal: Proposal
    held: tuple[RatingLine, ...]
    scores: tuple[StepScore, ...]
    open: frozenset[str]
    """Steps of the team that may still be done in time."""

    @property
    def waiting(self) -> tuple[str, ...]:
        """The steps whose verdict waits for a human, so that the proposal may change."""
        return tuple(step for step in self.proposal.waiting if step not in self.open)

    @property
    def still_open(self) -> tuple[str, ...]:
        """The steps that count and may still be done in time, so that the proposal may change."""
        return tuple(score.step for score in self.scores if score.exercised and score.step in self.open)

    @property
    def id(self) -> str:
        return f"{self.team.id} {self.text.about} {self.text.id}"

    @property
    def stands(self) -> RatingLine | None:
        """The newest rating that a person holds."""
        return self.held[-1] if self.held else None


def rated_of(desk: EvaluatorDesk, now: int) -> tuple[Rated, ...]:
    """Everything that is rated, by team; what was not exercised is left out. ``now`` is real time in UTC ms."""
    proposals = {(one.team, one.about, one.id): one for one in desk.proposals}
    scores = {(team.team, score.step): score for team in desk.card.teams for score in team.steps}
    return tuple(
        Rated(
            team,
            text,
            proposals[team.id, text.about, text.id],
            held,
            tuple(scores[team.id, step] for step in text.steps if (team.id, step) in scores),
            may_come,
        )
        for team in desk.view.teams
        for may_come in [still_open(team, now)]
        for text in desk.view.rated
        for held in [tuple(one for one in team.ratings if (one.about, one.id) == (text.about, text.id))]
        if held or proposals[team.id, text.about, text.id].rating is not None
    )
