"""Points of a step: verdict, timeliness, order, actor, harm; each rule by itself and their product."""

from typing import Any

import pytest
from support.small import DAY_ONE, content

from simulator.model.base import DAY
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict
from simulator.scoring.record import EvaluatorVerdict, JudgedAt, TeamRecord
from simulator.scoring.scorecard import StepScore, percent_of
from simulator.scoring.totals import score_team

T0 = 9 * 3600
MINUTE = 60


def judged(step: str, verdict: Verdict, at: int, role: str = "desk", **more: Any) -> JudgedAt:
    evidence = (Evidence("r1", "text", "we tell the boss", (3, 7), "core"),)
    return JudgedAt(
        7,
        at,
        role,
        Judgement(step, verdict, more.pop("confidence", Confidence.AUTO), "core", evidence=evidence, **more),
    )


def record(*found: JudgedAt, exercised: str = "S1 S2 S3 S4", decided: tuple[EvaluatorVerdict, ...] = ()) -> TeamRecord:
    done: dict[str, int] = {}
    for item in found:
        if item.judgement.verdict in {Verdict.MET, Verdict.PARTIAL}:
            done.setdefault(item.judgement.step, item.at)
    return TeamRecord(
        team="blue",
        title={"en": "Blue"},
        stream="blue",
        finished=True,
        moments={"T0": T0},
        done=done,
        exercised=frozenset(exercised.split()),
        judged=found,
        decided=decided,
        rows={"r1": 5},
        hints=0,
    )


def line(step: str, *found: JudgedAt, **more: Any) -> StepScore:
    team = score_team(content(), DAY_ONE, record(*found, **more))
    return next(s for s in team.steps if s.step == step)


def test_met_in_time_by_the_right_role_earns_the_weight() -> None:
    score = line("S1", judged("S1", Verdict.MET, T0 + 600))

    assert (score.points, score.of) == (200, 200)
    assert (score.timeliness, score.actor, score.order) == ("on_time", "responsible", "none")


def test_partial_earns_half() -> None:
    assert line("S1", judged("S1", Verdict.PARTIAL, T0)).points == 100


@pytest.mark.parametrize(
    ("minutes", "points", "timeliness"),
    [(10, 200, "on_time"), (11, 160, "late"), (15, 160, "late"), (16, 120, "late"), (600, 120, "late")],
)
def test_late_costs_more_beyond_half_the_span(minutes: int, points: int, timeliness: str) -> None:
    score = line("S1", judged("S1", Verdict.MET, T0 + minutes * MINUTE))

    assert (score.points, score.timeliness) == (points, timeliness)
    assert score.late_by == max(0, minutes - 10) * MINUTE


def test_another_role_costs_a_tenth() -> None:
    score = line("S1", judged("S1", Verdict.MET, T0, role="staff"))

    assert (score.points, score.actor, score.role) == (180, "other", "staff")


def test_a_section_answers_through_any_of_its_roles() -> None:
    assert line("S3", judged("S3", Verdict.MET, T0, role="boss")).actor == "responsible"


def test_order_kept_and_broken() -> None:
    first, second = judged("S1", Verdict.MET, T0), judged("S2", Verdict.MET, T0 + 60, role="boss")
    early = judged("S2", Verdict.MET, T0, role="boss")
    late = judged("S1", Verdict.MET, T0 + 60)

    assert line("S2", first, second).order == "kept"
    assert line("S2", early, late).order == "broken"
    assert line("S2", early, late).broken_before == ("S1",)
    assert line("S2", early, late).points == 320


def test_one_reply_that_does_both_keeps_the_order() -> None:
    assert line("S2", judged("S2", Verdict.MET, T0, role="boss"), judged("S1", Verdict.MET, T0)).order == "kept"


def test_a_step_before_that_was_asked_for_and_never_done_breaks_the_order() -> None:
    assert line("S2", judged("S2", Verdict.MET, T0, role="boss")).order == "broken"
    assert line("S2", judged("S2", Verdict.MET, T0, role="boss"), exercised="S2").order == "none"


def test_factors_multiply_and_round_half_up() -> None:
    # 200 x 50 % x 60 % x 90 % = 54
    assert line("S1", judged("S1", Verdict.PARTIAL, T0 + 9000, role="staff")).points == 54


def test_steps_nobody_was_asked_for_count_neither_way() -> None:
    score = line("S4", exercised="S1")

    assert (score.verdict, score.exercised, score.of) == (Verdict.NOT_OBSERVED, False, 0)


def test_a_step_done_unasked_counts() -> None:
    assert line("S4", judged("S4", Verdict.MET, T0), exercised="S1").of == 200


def test_before_another_step() -> None:
    s3 = judged("S3", Verdict.MET, T0 + 100, role="desk")

    assert line("S4", judged("S4", Verdict.MET, T0 + 50), s3).timeliness == "on_time"
    assert line("S4", judged("S4", Verdict.MET, T0 + 150), s3).timeliness == "late"
    assert line("S4", judged("S4", Verdict.MET, T0 + 50)).timeliness == "on_time"


def test_a_later_better_verdict_counts_from_when_it_came_to_stand() -> None:
    found = (judged("S1", Verdict.PARTIAL, T0), judged("S1", Verdict.MET, T0 + 900))

    assert (line("S1", *found).at, line("S1", *found).timeliness) == (T0 + 900, "late")


def test_a_correction_takes_a_verdict_back() -> None:
    score = line("S1", judged("S1", Verdict.MET, T0), judged("S1", Verdict.NOT_MET, T0 + 60))

    assert (score.verdict, score.points) == (Verdict.NOT_MET, 0)


def test_harm_takes_off_its_weight_and_is_critical() -> None:
    harm = judged("N1", Verdict.NOT_MET, T0, harm=True)
    team = score_team(content(), DAY_ONE, record(judged("S2", Verdict.MET, T0, role="boss"), harm, exercised="S2"))

    assert (team.points, team.of, team.deducted) == (100, 400, 300)
    assert team.harm == ("N1",)
    assert "N1" in team.critical


def test_a_team_never_falls_below_nothing() -> None:
    team = score_team(content(), DAY_ONE, record(judged("N1", Verdict.NOT_MET, T0, harm=True)))

    assert (team.points, team.percent) == (0, 0.0)


def test_a_critical_step_fails_when_undone_or_after_a_legal_limit() -> None:
    met = Verdict.MET

    assert line("S3").critical_failure
    assert not line("S3", judged("S3", met, T0)).critical_failure
    assert line("S3", judged("S3", met, 5 * DAY)).critical_failure
    assert not line("S3", exercised="S1").critical_failure


def test_an_evaluator_wins_and_both_stay_visible() -> None:
    decided = (EvaluatorVerdict(9, "S1", Verdict.MET, "heard on the phone"),)
    score = line("S1", judged("S1", Verdict.PARTIAL, T0), decided=decided)

    assert (score.verdict, score.automatic, score.by) == (Verdict.MET, Verdict.PARTIAL, "evaluator")
    assert (score.points, score.reason) == (200, "heard on the phone")


def test_an_evaluator_may_clear_a_harm() -> None:
    decided = (EvaluatorVerdict(9, "N1", Verdict.NOT_OBSERVED, "it was a quotation"),)
    score = line("N1", judged("N1", Verdict.NOT_MET, T0, harm=True), decided=decided)

    assert (score.harm, score.points) == (False, 0)


def test_evidence_names_the_row_and_the_words() -> None:
    cited = line("S1", judged("S1", Verdict.MET, T0)).evidence[0]

    assert (cited.stream, cited.seq, cited.text[cited.span[0] : cited.span[1]]) == ("blue", 5, "tell")


def test_totals_by_chapter_and_role_hold_every_step_once_for_each_owner() -> None:
    team = score_team(content(), DAY_ONE, record(judged("S1", Verdict.MET, T0)))

    assert [(t.id, t.points, t.of) for t in team.by_section] == [("one", 200, 600), ("two", 0, 400)]
    assert {t.id: t.of for t in team.by_role} == {"desk": 400, "boss": 400, "office": 200}


@pytest.mark.parametrize(
    ("points", "of", "percent"), [(0, 0, 0.0), (1, 3, 33.3), (2, 3, 66.7), (1, 8, 12.5), (9995, 10_000, 100.0)]
)
def test_percent_has_one_decimal_halves_up(points: int, of: int, percent: float) -> None:
    assert percent_of(points, of) == percent


def test_one_responsible_role_among_those_who_did_it_is_enough() -> None:
    both = judged("S1", Verdict.MET, T0 + 60, role="desk", doers=("staff", "desk"))
    score = line("S1", judged("S1", Verdict.MET, T0, role="staff", doers=("staff",)), both)

    assert (score.points, score.actor, score.role, score.at) == (200, "responsible", "staff", T0)
    assert line("S1", judged("S1", Verdict.MET, T0, role="staff", doers=("staff", "other"))).actor == "other"


def test_what_was_only_mentioned_was_not_done_early() -> None:
    mention = judged("S1", Verdict.PARTIAL, T0 + 60, counts=False)
    late = judged("S1", Verdict.PARTIAL, T0 + 11 * MINUTE)

    assert line("S1", mention, late).timeliness == "late"
    assert line("S1", mention).timeliness == "on_time"
