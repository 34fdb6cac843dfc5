"""The shipped quiz: answered once, told after answering and to nobody before, judged by the answer."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from support.play import Play

from simulator.content.loading import load_scenario
from simulator.engine.commands import Refusal, SubmitResponse
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.views import InjectView, SeatView, seat_view
from simulator.engine.world import World
from simulator.model.verdict import Reply, Verdict
from simulator.scoring.structure import shown_by_options
from simulator.session.scoring import quiz_result

SEATS = (SeatSetup("one", ("participant",)), SeatSetup("two", ("participant",)))


@cache
def world() -> World:
    content = load_scenario("quiz-after-briefing").content
    assert content is not None
    return World(content, date(2024, 2, 29), (TeamSetup("course", {"ja": "組", "en": "Team"}, SEATS),))


def started() -> Play:
    return Play(world(), "course").start()


def choose(play: Play, seat: str, inject: str, *options: str) -> Refusal | None:
    refused = play.do(
        SubmitResponse(
            at=play.real,
            actor=f"seat:{seat}",
            seat=seat,
            role="participant",
            kind="quiz",
            inject=inject,
            options=options,
        )
    )
    play.tick()
    return refused


def view(play: Play, seat: str) -> SeatView:
    found = seat_view(play.world, "course", play.state, seat, "en")
    assert found is not None
    return found


def item(play: Play, seat: str, inject: str) -> InjectView:
    return next(one for one in view(play, seat).inbox if one.id == inject)


def texts(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(texts(getattr(value, field.name)) for field in fields(value))
    return " ".join(map(texts, value)) if isinstance(value, tuple) else str(value)


def test_the_next_question_follows_the_answer() -> None:
    play = started()
    assert [one.id for one in view(play, "one").inbox] == ["Q01"]
    assert choose(play, "one", "Q01", "b") is None
    assert [one.id for one in view(play, "one").inbox] == ["Q01", "Q02"]


def test_the_right_answer_is_told_after_answering_and_only_to_who_answered() -> None:
    play = started()
    explanation = "While you wait for the search"
    assert explanation not in texts(view(play, "one"))
    choose(play, "one", "Q01", "a")

    solution = item(play, "one", "Q01").solution
    assert solution is not None
    assert (solution.correct, solution.cites) == (False, (("A02", "Report to the section head"),))
    assert solution.right == ("Tell the section head at once, and search at the same time",)
    assert explanation in solution.explanation

    assert item(play, "two", "Q01").solution is None
    assert explanation not in texts(view(play, "two"))
    # Nor does the chronology give away what the neighbour chose.
    assert [reply.options for reply in view(play, "two").chronology] == [()]
    choose(play, "two", "Q01", "b")
    assert [len(reply.options) for reply in view(play, "two").chronology] == [1, 1]


def test_a_question_is_answered_once_by_each_seat() -> None:
    play = started()
    assert choose(play, "one", "Q01", "a") is None
    assert choose(play, "one", "Q01", "b") == Refusal("quiz.answered")
    assert choose(play, "two", "Q01", "b") is None
    assert quiz_result(world(), play.state) == (1, 2)


@pytest.mark.parametrize(
    ("options", "refused"),
    [((), "response.no_option"), (("z",), "response.option_unknown"), (("a", "b"), "response.one_option")],
)
def test_what_is_no_answer_is_refused(options: tuple[str, ...], refused: str) -> None:
    play = started()
    assert choose(play, "one", "Q01", *options) == Refusal(refused)
    assert play.state.responses == ()


@pytest.mark.parametrize(
    ("options", "verdict"),
    [
        (("b", "c"), Verdict.MET),
        (("b",), Verdict.PARTIAL),
        (("a", "b"), Verdict.NOT_MET),
        (("a", "b", "c"), Verdict.NOT_MET),
    ],
)
def test_the_cited_step_is_judged_by_the_answer(options: tuple[str, ...], verdict: Verdict) -> None:
    reply = Reply(id="r1", at=0, role="participant", kind="quiz", inject="Q09", options=options)
    ask = world().scenario.inject["Q09"].ask

    assert [(shown.step, shown.verdict) for shown in shown_by_options(ask, reply)] == [("A28", verdict)]
