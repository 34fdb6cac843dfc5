"""P/S/M/U by rule: each ground by itself, the worst one decides, and nothing is rated that was not exercised."""

from typing import Any

import pytest
from scoring.test_points import DAY_ONE, T0, judged, record
from support.small import content

from simulator.model.base import DAY
from simulator.model.rating import About, Rating
from simulator.model.verdict import Confidence, Verdict
from simulator.scoring.ratings import Proposal, proposals
from simulator.scoring.record import EvaluatorVerdict, JudgedAt
from simulator.scoring.scorecard import StepScore
from simulator.scoring.totals import score_team

MET, PARTIAL, NOT_MET = Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET
IN_TIME = T0 + 60


def proposed(*found: JudgedAt, name: str = "one", about: About = About.SECTION, **more: Any) -> Proposal:
    score = score_team(content(), DAY_ONE, record(*found, **more))
    return next(p for p in proposals(content(), score) if (p.about, p.id) == (about, name))


def both(first: JudgedAt, second: JudgedAt) -> tuple[Rating | None, list[str]]:
    """Of chapter one: S1 (weight 2) and S2 (weight 4)."""
    found = proposed(first, second)
    return found.rating, [code for code, _ in found.why]


def test_everything_in_time_by_those_in_charge_is_p() -> None:
    assert both(judged("S1", MET, IN_TIME), judged("S2", MET, IN_TIME + 1, "boss")) == (Rating.P, [])


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (judged("S2", PARTIAL, IN_TIME + 1, "boss"), "partial"),
        (judged("S2", MET, T0 + 3600, "boss"), "late"),
        (judged("S2", MET, T0 + 1, "boss"), "order"),
        (judged("S2", MET, IN_TIME + 1, "staff"), "actor"),
    ],
)
def test_room_to_improve_is_s(second: JudgedAt, why: str) -> None:
    assert both(judged("S1", MET, IN_TIME), second) == (Rating.S, [why])


def test_a_duty_that_was_not_done_is_m_and_most_of_them_is_u() -> None:
    assert both(judged("S1", NOT_MET, IN_TIME), judged("S2", MET, IN_TIME, "boss"))[0] is Rating.M
    assert both(judged("S1", MET, IN_TIME), judged("S2", NOT_MET, IN_TIME, "boss")) == (Rating.U, ["most-undone"])


def test_a_limit_set_by_law_that_was_missed_is_m_and_a_critical_duty_undone_is_u() -> None:
    done = judged("S3", MET, T0 + 10 * DAY), judged("S4", MET, IN_TIME)
    late = proposed(*done, name="two")
    assert (late.rating, late.why) == (Rating.M, (("legal-late", ("S3",)),))

    undone = proposed(judged("S4", MET, IN_TIME), name="two")
    assert (undone.rating, undone.why[0]) == (Rating.U, ("critical", ("S3",)))


def test_a_must_not_that_was_done_is_m() -> None:
    harm = judged("N1", NOT_MET, IN_TIME, harm=True)
    found = proposed(judged("S3", MET, IN_TIME, "boss"), judged("S4", MET, T0), harm, name="two")

    assert (found.rating, found.why) == (Rating.M, (("harm", ("N1",)),))


def test_what_was_not_exercised_is_not_rated_and_what_waits_is_named() -> None:
    assert proposed(judged("S3", MET, IN_TIME), exercised="").rating is None
    waiting = judged("S1", MET, IN_TIME, confidence=Confidence.PROPOSED)
    assert proposed(waiting, judged("S2", MET, IN_TIME + 1, "boss")).waiting == ("S1",)


def test_an_evaluators_decision_changes_the_proposal_and_objectives_have_one_too() -> None:
    found = judged("S1", MET, IN_TIME), judged("S2", NOT_MET, IN_TIME, "boss")
    set_met = EvaluatorVerdict(9, "S2", MET, "said aloud")

    assert proposed(*found, name="act", about=About.OBJECTIVE).rating is Rating.U
    assert proposed(*found, name="act", about=About.OBJECTIVE, decided=(set_met,)).rating is not Rating.U


def line(step: str, decided: EvaluatorVerdict, *found: JudgedAt, exercised: str = "S1 S2") -> StepScore:
    team = score_team(content(), DAY_ONE, record(*found, exercised=exercised, decided=(decided,)))
    return next(s for s in team.steps if s.step == step)


def test_a_confirmed_verdict_waits_no_longer_and_counts_the_same() -> None:
    waiting = judged("S1", MET, IN_TIME, confidence=Confidence.PROPOSED)
    score = line("S1", EvaluatorVerdict(9, "S1", MET, "", "evaluator:Ann", confirmed=True), waiting)

    assert (score.by, score.confirmed, score.proposed, score.points) == ("evaluator", True, False, 200)


def test_agreeing_that_nothing_was_seen_does_not_bring_a_step_into_the_score() -> None:
    agreed = EvaluatorVerdict(9, "S4", Verdict.NOT_OBSERVED, "", "evaluator:Ann", confirmed=True)

    assert (line("S4", agreed).exercised, line("S4", agreed).of) == (False, 0)
