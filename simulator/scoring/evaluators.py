"""How far evaluators agree with one another and with the scorer, on the steps that both decided.

Two raters are compared by the figures of ``scoring.agreement`` (accuracy, Cohen's kappa plain and weighted): what one
decided takes the place of the label, what the other did that of the verdict. Several evaluators together are told by
the mean of their pairs' kappas (Light 1971).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from simulator.model.verdict import Verdict
from simulator.scoring.agreement import Figures, Pair

SCORER = "scorer"
"""The automatic scoring, as one of the raters."""

Votes = Mapping[tuple[str, str], Verdict]
"""By team and step."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A step of a team on which two raters differ."""

    team: str
    step: str
    one: Verdict
    other: Verdict


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two raters on the steps that both decided. ``figures`` take ``one``'s verdicts for the labels."""

    one: str
    other: str
    figures: Figures
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every pair of raters that share a step, evaluators among themselves first.

    ``kappa`` is the mean over the pairs of evaluators; None with fewer than two who share steps.
    """

    pairs: tuple[PairAgreement, ...] = ()
    kappa: float | None = None


def agreement(votes: Mapping[str, Votes], refrains: frozenset[str] = frozenset()) -> Agreement:
    """Agreement of raters by name; ``SCORER`` among them is compared last. ``refrains`` are the must-nots."""
    people = sorted(name for name in votes if name != SCORER)
    pairs = [*combinations(people, 2), *((name, SCORER) for name in people if SCORER in votes)]
    found = [_pair(one, other, votes[one], votes[other], refrains) for one, other in pairs]
    shared = tuple(pair for pair in found if pair.figures.pairs)
    kappas = [pair.figures.kappa for pair in shared if pair.other != SCORER and pair.figures.kappa is not None]
    return Agreement(shared, sum(kappas) / len(kappas) if kappas else None)


def _pair(one: str, other: str, first: Votes, second: Votes, refrains: frozenset[str]) -> PairAgreement:
    both = sorted(first.keys() & second.keys())
    pairs = [
        Pair(
            team,
            "",
            step,
            _counted(first[team, step], step, refrains),
            _counted(second[team, step], step, refrains),
            True,
        )
        for team, step in both
    ]
    differences = tuple(
        Difference(team, step, first[team, step], second[team, step])
        for (team, step), pair in zip(both, pairs, strict=True)
        if not pair.agrees
    )
    return PairAgreement(one, other, Figures.of(pairs), differences)


def _counted(verdict: Verdict, step: str, refrains: frozenset[str]) -> Verdict:
    """*Not observed* as the figures take it: not met of a duty, kept of a must-not."""
    if verdict is not Verdict.NOT_OBSERVED:
        return verdict
    return Verdict.MET if step in refrains else Verdict.NOT_MET
