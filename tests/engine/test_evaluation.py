"""What evaluators decide and seats answer: who may, when, and what stands afterwards."""

import pytest
from support.play import Play
from support.small import text, world

from simulator.engine import commands as c
from simulator.engine import evaluation_commands as v
from simulator.engine.evaluation import is_asked, standing_decisions
from simulator.engine.views import seat_view
from simulator.engine.wrap_up_views import QuestionView
from simulator.model.base import parse_time
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict

ANN, BEN = "evaluator:Ann", "evaluator:Ben"


def played() -> Play:
    """One reply that was judged partial."""
    play = Play(world()).start()
    play.answer("I1")
    play.judge("S1", Verdict.PARTIAL)
    return play


def over() -> Play:
    play = played()
    play.do(c.FinishTeam(at=play.real))
    return play


def stands(play: Play) -> dict[str, tuple[Verdict | None, str]]:
    found = standing_decisions(play.world.content.manual, play.state)
    return {step: (one.verdict, one.actor) for step, one in found.items()}


def codes(*results: c.Refusal | None) -> list[str | None]:
    return [result.code if result else None for result in results]


@pytest.mark.parametrize("play", [played(), over()], ids=["during play", "after the end"])
def test_an_evaluator_confirms_sets_and_takes_back_and_no_clock_moves(play: Play) -> None:
    clock, last = play.state.clock, play.state.last_at
    play.real += 3_600_000

    play.do(v.ConfirmVerdict(at=play.real, actor=ANN, step="S1", verdict=Verdict.PARTIAL))
    assert stands(play) == {"S1": (Verdict.PARTIAL, ANN)}
    play.do(c.SetVerdict(at=play.real, actor=ANN, step="S1", verdict=Verdict.MET, reason="said aloud"))
    assert stands(play) == {"S1": (Verdict.MET, ANN)}
    play.do(v.WithdrawVerdict(at=play.real, actor=ANN, step="S1"))
    assert stands(play) == {}
    assert [one.verdict for one in play.state.evaluation.decided] == [Verdict.PARTIAL, Verdict.MET, None]
    assert (play.state.clock, play.state.last_at) == (clock, last)


def test_of_two_evaluators_the_newest_decision_stands_and_each_takes_back_their_own() -> None:
    play = over()
    play.do(c.SetVerdict(at=play.real, actor=ANN, step="S1", verdict=Verdict.MET, reason="a"))
    play.do(c.SetVerdict(at=play.real, actor=BEN, step="S1", verdict=Verdict.NOT_MET, reason="b"))
    assert stands(play) == {"S1": (Verdict.NOT_MET, BEN)}

    play.do(v.WithdrawVerdict(at=play.real, actor=BEN, step="S1"))
    assert stands(play) == {"S1": (Verdict.MET, ANN)}
    assert codes(play.do(v.WithdrawVerdict(at=play.real, actor=BEN, step="S1"))) == ["verdict.not_yours"]


def test_only_the_verdict_that_stands_can_be_confirmed_and_agreement_lapses_with_it() -> None:
    play = played()
    wrong = v.ConfirmVerdict(at=play.real, actor=ANN, step="S1", verdict=Verdict.MET)
    assert codes(play.do(wrong)) == ["verdict.moved"]
    play.do(v.ConfirmVerdict(at=play.real, actor=ANN, step="S1", verdict=Verdict.PARTIAL))

    play.answer("I1")
    play.judge("S1", Verdict.MET)
    assert stands(play) == {}


def test_nothing_found_and_a_must_not_kept_can_be_confirmed() -> None:
    play = over()
    for step in ("S2", "N1"):
        play.do(v.ConfirmVerdict(at=play.real, actor=ANN, step=step, verdict=Verdict.NOT_OBSERVED))
    assert stands(play) == {"S2": (Verdict.NOT_OBSERVED, ANN), "N1": (Verdict.NOT_OBSERVED, ANN)}


def test_an_observation_is_tied_to_a_moment_and_a_step_but_not_to_what_is_to_come() -> None:
    play = played()
    early = parse_time("D1 09:00")
    play.do(c.NoteObservation(at=play.real, actor=ANN, text="They hesitated.", moment=early, step="S1", role="desk"))
    note = play.state.observations[-1]

    assert (note.at, note.step, note.role, note.actor) == (early, "S1", "desk", ANN)
    ahead = c.NoteObservation(at=play.real, text="x", moment=parse_time("D3 00:00"))
    assert codes(play.do(ahead)) == ["moment.ahead"]
    assert codes(play.do(c.NoteObservation(at=play.real, text="x", step="Z9"))) == ["step.unknown"]


def test_a_rating_that_departs_from_the_rule_needs_a_reason() -> None:
    play = over()

    def rate(rating: Rating, reason: str = "", name: str = "one", about: About = About.SECTION) -> c.Refusal | None:
        return play.do(
            v.SetRating(at=play.real, actor=ANN, about=about, id=name, rating=rating, reason=reason, proposed="S")
        )

    assert codes(rate(Rating.P), rate(Rating.S), rate(Rating.P, "quick"), rate(Rating.U, name="no"), rate(
        Rating.S, name="act", about=About.OBJECTIVE
    )) == ["rating.without_reason", None, None, "rating.unknown", None]  # fmt: skip
    held = play.state.evaluation.ratings()[About.SECTION, "one"]
    assert [(one.rating, one.proposed) for one in held.values()] == [(Rating.P, "S")]
    play.do(v.WithdrawRating(at=play.real, actor=ANN, about=About.SECTION, id="one"))
    assert (About.SECTION, "one") not in play.state.evaluation.ratings()


def test_where_nobody_runs_the_exercise_its_clock_stands_at_the_last_fact() -> None:
    play = played()
    last = play.now
    play.real += 10**9
    play.do(v.ConfirmVerdict(at=play.real, step="S1", verdict=Verdict.PARTIAL, still=True))

    assert play.entries[-1].scenario == last


def test_questions_are_asked_in_the_last_phase_and_after_and_not_before() -> None:
    play = played()
    answer = v.AnswerDebrief(at=play.real, actor="seat:front", seat="front", question="q1", text="well")
    assert not is_asked(play.world.scenario, play.state)
    assert codes(play.do(answer)) == ["question.not_yet"]
    view = seat_view(play.world, "blue", play.state, "front", "en")
    assert view is not None
    assert view.wrap_up is None

    play.do(c.AdvancePhase(at=play.real, to="second"))
    play.tick()
    assert codes(play.do(answer)) == ["question.not_yet"], "I7 is on its way"
    play.until(parse_time("D2 08:10"))
    assert codes(play.do(answer)) == [None]
    play.do(c.FinishTeam(at=play.real))
    late = v.AnswerSurvey(at=play.real, actor="seat:front", seat="front", question="s1", value=4)
    assert codes(play.do(late)) == [None]


def questions(play: Play, seat: str, person: str = "") -> list[tuple[int | None, str]]:
    view = seat_view(play.world, "blue", play.state, seat, "en", person)
    assert view is not None
    assert view.wrap_up is not None
    return [(q.value, q.words) for q in view.wrap_up.questions if q.answered]


def test_a_story_of_one_phase_asks_after_its_end_alone() -> None:
    phases = [{"id": "first", "title": text("First"), "exits": [{"to": "over", "when": {"time": "D9 00:00"}}]}]
    play = Play(world(phases=[*phases, {"id": "over", "title": text("Over"), "end": True}], moments={})).start()
    play.until(parse_time("D5 00:00"))
    assert not is_asked(play.world.scenario, play.state)
    play.do(c.FinishTeam(at=play.real))
    assert is_asked(play.world.scenario, play.state)


def test_each_person_answers_once_corrects_and_sees_only_their_own() -> None:
    play = over()

    def survey(question: str, person: str, value: int | None = None, text: str = "") -> c.Refusal | None:
        return play.do(
            v.AnswerSurvey(
                at=play.real, actor="seat:front", seat="front", question=question, person=person, value=value, text=text
            )
        )

    given = [survey("s1", "p1", 2), survey("s1", "p2", 5), survey("s1", "p1", 3), survey("s2", "p1", text="long")]
    assert given == [None] * 4
    assert questions(play, "front", "p1") == [(3, ""), (None, "long")]
    assert questions(play, "front", "p2") == [(5, "")]
    assert questions(play, "front") == questions(play, "back", "p1") == []
    survey("s2", "p1")
    assert questions(play, "front", "p1") == [(3, "")]


def test_a_wrong_answer_is_refused_with_what_is_wrong() -> None:
    play = over()

    def survey(**parts: object) -> c.Refusal | None:
        defaults = {"at": play.real, "actor": "seat:front", "seat": "front", "question": "s1"}
        return play.do(v.AnswerSurvey(**{**defaults, **parts}))  # type: ignore[arg-type]

    assert codes(
        survey(value=6), survey(value=0), survey(question="s2", value=1), survey(), survey(question="no", value=1),
        survey(seat="ghost", value=1), survey(text="x" * 10_001),
    ) == [
        "answer.out_of_scale", "answer.out_of_scale", "answer.out_of_scale", "response.empty", "question.unknown",
        "seat.unknown", "response.too_long",
    ]  # fmt: skip


def test_a_seat_reads_the_questions_in_its_language_with_their_scale() -> None:
    play = over()
    view = seat_view(play.world, "blue", play.state, "back", "ja")

    assert view is not None
    assert view.wrap_up is not None
    assert view.wrap_up.questions == (
        QuestionView("debrief", "q1", "question-q1（日）", None),
        QuestionView("survey", "s1", "question-s1（日）", 5),
        QuestionView("survey", "s2", "question-s2（日）", None),
    )
