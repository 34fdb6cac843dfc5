"""What is automatic, proposed and unseen; the confusion matrix; the worst groups first."""

import pytest

from simulator.model.verdict import Confidence, Judgement, Verdict
from simulator.scoring.agreement import (
    Figures,
    Handling,
    Pair,
    confusion,
    grouped,
    handled,
    handling_of,
    worst_first,
)

M, P, N, NONE = Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET, Verdict.NOT_OBSERVED
AUTO, PROPOSED = Confidence.AUTO, Confidence.PROPOSED


def judgement(verdict: Verdict, confidence: Confidence) -> Judgement:
    return Judgement("A01", verdict, confidence, "rule")


def pair(label: Verdict, verdict: Verdict, *, auto: bool = True, step: str = "A01") -> Pair:
    return Pair("r", "ja", step, label, verdict, auto)


@pytest.mark.parametrize(
    ("verdict", "confidence", "refrain", "handling"),
    [
        (M, AUTO, False, Handling.AUTO),
        (M, PROPOSED, False, Handling.PROPOSED),
        (N, AUTO, False, Handling.AUTO),
        (NONE, PROPOSED, False, Handling.UNSEEN),
        (NONE, AUTO, False, Handling.UNSEEN),
        (NONE, PROPOSED, True, Handling.AUTO),
        (N, PROPOSED, True, Handling.PROPOSED),
    ],
)
def test_who_has_the_last_word(verdict: Verdict, confidence: Confidence, refrain: bool, handling: Handling) -> None:
    found = judgement(verdict, confidence)

    assert handling_of(found, refrain=refrain) is handling
    assert Pair.of("r", "ja", M, found, refrain=refrain).handling is handling


def test_a_must_not_of_which_nothing_is_found_counts_as_kept() -> None:
    kept = Pair.of("r", "ja", M, judgement(NONE, PROPOSED), refrain=True)

    assert (kept.verdict, kept.auto, kept.agrees) == (M, True, True)
    assert not Pair.of("r", "ja", M, judgement(NONE, PROPOSED)).agrees


def test_the_matrix_counts_every_pair_once_and_keeps_what_was_not_observed_apart() -> None:
    pairs = [pair(M, M), pair(M, P), pair(M, NONE), pair(P, P), pair(N, N), pair(N, NONE), pair(N, NONE)]

    found = confusion(pairs)

    assert found == {
        M: {M: 1, P: 1, N: 0, NONE: 1},
        P: {M: 0, P: 1, N: 0, NONE: 0},
        N: {M: 0, P: 0, N: 1, NONE: 2},
    }
    assert sum(sum(row.values()) for row in found.values()) == len(pairs)


def test_handling_has_figures_of_its_own() -> None:
    pairs = [pair(M, M), pair(N, M), pair(P, P, auto=False), pair(N, NONE, auto=False), pair(M, NONE, auto=False)]

    found = handled(pairs)

    assert {how: (figures.pairs, figures.accuracy) for how, figures in found.items()} == {
        Handling.AUTO: (2, 0.5),
        Handling.PROPOSED: (1, 1.0),
        Handling.UNSEEN: (2, 0.5),
    }
    assert handled([])[Handling.AUTO] == Figures.of([])


def test_the_worst_groups_come_first_and_ties_keep_their_order() -> None:
    right = [pair(M, M, step=step) for step in ("A01", "A03")] + [pair(N, N, step=step) for step in ("A01", "A03")]
    wrong = [pair(M, N, step="A02"), pair(N, M, step="A02")]

    found = worst_first(grouped([*right, *wrong], lambda one: one.step))

    assert [name for name, _ in found] == ["A02", "A01", "A03"]
