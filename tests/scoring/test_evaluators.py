"""Agreement between evaluators, and with the scorer."""

import pytest

from simulator.model.verdict import Verdict
from simulator.scoring.evaluators import SCORER, Difference, agreement

MET, PARTIAL, NOT_MET, UNSEEN = Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET, Verdict.NOT_OBSERVED


def votes(**steps: Verdict) -> dict[tuple[str, str], Verdict]:
    return {("blue", step): verdict for step, verdict in steps.items()}


def test_kappa_of_two_evaluators_on_the_steps_both_decided() -> None:
    """By hand: 3 of 4 agree; chance = 1/2 x 3/4 + 1/2 x 1/4 = 1/2; kappa = (3/4 - 1/2) / (1/2)."""
    found = agreement(
        {
            "Ann": votes(S1=MET, S2=MET, S3=NOT_MET, S4=NOT_MET, S9=MET),
            "Ben": votes(S1=MET, S2=MET, S3=MET, S4=NOT_MET, S8=MET),
        }
    )

    assert [(pair.one, pair.other, pair.figures.pairs) for pair in found.pairs] == [("Ann", "Ben", 4)]
    assert found.kappa == pytest.approx(0.5)
    assert found.pairs[0].differences == (Difference("blue", "S3", NOT_MET, MET),)


def test_the_mean_is_over_pairs_of_people_and_the_scorer_is_compared_last() -> None:
    same, other = votes(S1=MET, S2=NOT_MET), votes(S1=NOT_MET, S2=MET)
    found = agreement({"Ann": same, "Ben": same, "Cy": other, SCORER: same})

    assert [(pair.one, pair.other) for pair in found.pairs] == [
        ("Ann", "Ben"), ("Ann", "Cy"), ("Ben", "Cy"), ("Ann", SCORER), ("Ben", SCORER), ("Cy", SCORER),
    ]  # fmt: skip
    assert found.kappa == pytest.approx((1 - 1 - 1) / 3)


def test_not_observed_counts_as_not_met_of_a_duty_and_as_kept_of_a_must_not() -> None:
    found = agreement({"Ann": votes(S1=UNSEEN, N1=UNSEEN), "Ben": votes(S1=NOT_MET, N1=NOT_MET)}, frozenset({"N1"}))

    assert [difference.step for difference in found.pairs[0].differences] == ["N1"]


def test_one_evaluator_agrees_with_nobody() -> None:
    assert agreement({"Ann": votes(S1=MET)}).pairs == ()
    assert agreement({"Ann": votes(S1=MET), "Ben": votes(S2=MET)}).kappa is None
