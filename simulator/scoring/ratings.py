"""P/S/M/U as a rule proposes it for a chapter of the manual or an objective, from the lines of the score card.

HSEEP (2020) defines the four ratings in words: P and S achieved the objective in accordance with plans and law, S with
room to improve; M achieved it, but not in accordance with them or to the harm of others; U did not achieve it. It
gives no rule to compute them by. This one is ours, and only ever proposes:

    U  a critical duty was not performed, or more than half of the duties (by weight) were not
    M  else, a must-not was done, a limit set by law was missed, or a duty was not performed
    S  else, a duty was performed in part, late, out of order, or by another role than the responsible one
    P  else

Duties count that were exercised (an inject expects them, or a verdict stands). Where nothing was exercised there is
nothing to rate, and a chapter of must-nots of which none was done is P once anything was played.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.content import Content
from simulator.model.manual import Manual
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict
from simulator.scoring.scorecard import StepScore, TeamScore

CRITICAL = "critical"
MOST_UNDONE = "most-undone"
HARM = "harm"
LEGAL = "legal-late"
UNDONE = "undone"
PARTIAL = "partial"
LATE = "late"
ORDER = "order"
ACTOR = "actor"
"""Why a rating is no better, as ids."""

_DONE = frozenset({Verdict.MET, Verdict.PARTIAL})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes for one chapter or objective (``about``, ``id``) of one team.

    ``rating`` is None where nothing was exercised. ``why`` pairs each ground that decided with its steps. ``waiting``
    are steps whose verdict still waits for a human, so that the proposal may change.
    """

    team: str
    about: About
    id: str
    rating: Rating | None
    why: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.about}/{self.id}"


def proposals(content: Content, score: TeamScore) -> tuple[Proposal, ...]:
    """The proposals for every chapter of the manual and every objective of the scenario, in their order."""
    lines = {line.step: line for line in score.steps}
    manual = content.manual

    def one(about: About, name: str, steps: Iterable[str]) -> Proposal:
        return propose(manual, score, about, name, [lines[step] for step in steps if step in lines])

    return (
        *(one(About.SECTION, section.id, (step.id for step in section.steps)) for section in manual.sections),
        *(one(About.OBJECTIVE, objective.id, objective.steps) for objective in content.scenario.objectives),
    )


def propose(manual: Manual, score: TeamScore, about: About, name: str, lines: Iterable[StepScore]) -> Proposal:
    """The proposal for ``lines`` of the card."""
    chosen = list(lines)
    duties = [line for line in chosen if line.exercised and not line.must_not]
    refrains = [line for line in chosen if line.must_not]
    harmed = tuple(line.step for line in refrains if line.harm)
    played = any(line.exercised for line in score.steps)
    if not duties and not harmed and not (refrains and played and len(refrains) == len(chosen)):
        return Proposal(score.team, about, name, None)
    grounds = _grounds(manual, duties, harmed)
    rating = next((rating for rating, codes in _RULE if any(grounds[code] for code in codes)), Rating.P)
    codes = dict(_RULE).get(rating, ())
    return Proposal(
        team=score.team,
        about=about,
        id=name,
        rating=rating,
        why=tuple((code, grounds[code]) for code in codes if grounds[code]),
        waiting=tuple(line.step for line in chosen if line.exercised and line.proposed),
    )


_RULE: tuple[tuple[Rating, tuple[str, ...]], ...] = (
    (Rating.U, (CRITICAL, MOST_UNDONE)),
    (Rating.M, (HARM, LEGAL, UNDONE)),
    (Rating.S, (PARTIAL, LATE, ORDER, ACTOR)),
)
"""The worst first; the first rating with a ground is proposed."""


def _grounds(manual: Manual, duties: list[StepScore], harmed: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    undone = [line for line in duties if line.verdict not in _DONE]
    weight = {line.step: manual.steps[line.step].weight for line in duties}
    most = 2 * sum(weight[line.step] for line in undone) > sum(weight.values())
    late = [line for line in duties if line.timeliness == "late"]
    legal = [line for line in late if _is_legal(manual, line.step)]

    def ids(some: Iterable[StepScore]) -> tuple[str, ...]:
        return tuple(line.step for line in some)

    return {
        CRITICAL: ids(line for line in undone if line.critical_failure),
        MOST_UNDONE: ids(undone) if most else (),
        HARM: harmed,
        LEGAL: ids(legal),
        UNDONE: ids(undone),
        PARTIAL: ids(line for line in duties if line.verdict is Verdict.PARTIAL),
        LATE: ids(late),
        ORDER: ids(line for line in duties if line.order == "broken"),
        ACTOR: ids(line for line in duties if line.actor == "other"),
    }


def _is_legal(manual: Manual, step: str) -> bool:
    deadline = manual.steps[step].deadline
    return deadline is not None and deadline.legal_days is not None
