"""What stands on the desk: one item for each step of each team, and which of them are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulator.engine.evaluation_shapes import (
    DecisionLine,
    EvaluatedTeam,
    ReplyText,
    StepLine,
    StepText,
)
from simulator.model.safe_text import visible_line
from simulator.scoring.scorecard import StepScore
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.search import matches, words_of


class Standing(StrEnum):
    """Where an item is on its way: it waits for a human, may still be done in time, stands by itself, or somebody has
    decided."""

    WAITING = "waiting"
    OPEN = "open"
    AUTOMATIC = "automatic"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Item:
    """A step of one team with everything that is known of it at scenario second ``now``."""

    team: EvaluatedTeam
    text: StepText
    line: StepLine
    score: StepScore
    now: int

    @property
    def id(self) -> str:
        return f"{self.team.id} {self.text.id}"

    @property
    def decision(self) -> DecisionLine | None:
        """The evaluator's decision that stands."""
        return next((one for one in self.line.decisions if one.stands), None)

    @property
    def standing(self) -> Standing:
        if self.decision is not None:
            return Standing.DECIDED
        if self.line.is_open(self.now):
            return Standing.OPEN
        return Standing.WAITING if self.score.proposed and self.score.exercised else Standing.AUTOMATIC

    @property
    def moment(self) -> int | None:
        """The scenario second of the first reply that bears on the step."""
        return min((reply.at for reply in self.replies), default=None)

    @property
    def replies(self) -> tuple[ReplyText, ...]:
        """The replies that bear on the step, those that the scorer went by first."""
        known = {reply.id: reply for reply in self.team.replies}
        return tuple(known[reply] for reply in self.line.replies if reply in known)

    def own(self, me: str) -> DecisionLine | None:
        """What the evaluator ``me`` holds of the step."""
        return next((one for one in self.line.decisions if one.actor == me), None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty value asks for everything."""

    team: str = ""
    section: str = ""
    step: str = ""
    standing: str = Standing.WAITING.value
    query: str = ""

    def accept(self, item: Item) -> bool:
        return (
            self.team in {"", item.team.id}
            and self.section in {"", item.text.section}
            and self.step in {"", item.text.id}
            and self.standing in {"", item.standing.value}
            and (not self.query or matches(words_of(self.query), *_searched(item)))
        )


def items_of(desk: EvaluatorDesk, now: int) -> tuple[Item, ...]:
    """Every step that was exercised, or decided on, by team in the order of the manual; ``now`` in UTC ms."""
    texts = {text.id: text for text in desk.view.steps}
    scores = {(team.team, score.step): score for team in desk.card.teams for score in team.steps}
    found = (
        Item(team, texts[line.step], line, scores[team.id, line.step], team.clock.at(now))
        for team in desk.view.teams
        for line in team.steps
    )
    return tuple(item for item in found if item.score.exercised or item.line.decisions or item.text.must_not)


def still_open(team: EvaluatedTeam, now: int) -> frozenset[str]:
    """The steps of ``team`` that may still be done in time at real ``now`` (UTC ms)."""
    scenario = team.clock.at(now)
    return frozenset(line.step for line in team.steps if line.is_open(scenario))


def waiting(items: Iterable[Item]) -> int:
    """How many items wait for a human."""
    return sum(item.standing is Standing.WAITING for item in items)


def evaluator_name(actor: str) -> str:
    """What an evaluator calls themselves; empty where they have no name."""
    return visible_line(actor.partition(":")[2])


def _searched(item: Item) -> tuple[str, ...]:
    words = (part[2] for reply in item.replies for part in reply.parts)
    return (item.text.id, item.text.title, *words)
