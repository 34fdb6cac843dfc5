"""A step that may still be done in time is no proposal: nothing can be said of it yet."""

from typing import Any

from support.play import Play
from support.small import DAY_ONE, inject, manual, organization, scenario, team, world

from simulator.engine import commands as c
from simulator.engine.evaluation import open_limits
from simulator.engine.evaluation_shapes import StepLine
from simulator.engine.evaluation_views import evaluated_team
from simulator.engine.world import World
from simulator.model.base import parse_time
from simulator.model.content import Content
from simulator.model.verdict import Verdict

TEN = parse_time("D1 09:10")


def line(play: Play, step: str) -> StepLine:
    return next(one for one in evaluated_team(play.world, play.team, play.state, "en").steps if one.step == step)


def unlimited(**ask: Any) -> World:
    """S1 without a limit of its own, asked for by I1."""
    found, told = manual(), scenario()
    del found["sections"][0]["steps"][0]["deadline"]
    told["injects"][0] = inject(
        "I1", at="D1 09:00", expects=["S1"], ask={"kind": "text", "prompt": {"ja": "何", "en": "What?"}, **ask}
    )
    return World(
        Content.model_validate({"scenario": told, "manual": found, "organization": organization()}),
        DAY_ONE,
        (team("blue"),),
    )


def test_it_is_open_up_to_its_limit_and_waits_from_then_on() -> None:
    play = Play(world()).start()

    assert (line(play, "S1").open, line(play, "S1").open_until) == (True, TEN)
    assert line(play, "S1").is_open(TEN)
    assert not line(play, "S1").is_open(TEN + 1)


def test_an_answer_that_does_not_show_it_leaves_it_open_and_one_that_does_ends_it() -> None:
    play = Play(world()).start()
    play.answer("I1")
    play.judge("S1", Verdict.NOT_OBSERVED)
    assert line(play, "S1").open

    play.answer("I1")
    play.judge("S1", Verdict.PARTIAL)
    assert not line(play, "S1").open


def test_a_limit_that_another_step_ends_has_no_hour_yet() -> None:
    play = Play(world()).start()
    assert open_limits(play.world, play.state)["S4"] is None
    assert line(play, "S4").is_open(parse_time("D9 00:00"))

    play.answer("I1")
    play.judge("S3", Verdict.MET)
    assert line(play, "S4").open_until == play.state.done["S3"]


def test_without_a_limit_of_its_own_that_of_the_awaited_answer_counts() -> None:
    play = Play(unlimited(limit="20m")).start()
    assert line(play, "S1").open_until == parse_time("D1 09:20")

    play.answer("I1")
    assert not line(play, "S1").open


def test_without_any_limit_and_after_the_end_nothing_is_open() -> None:
    assert not line(Play(unlimited()).start(), "S1").open

    play = Play(world()).start()
    play.do(c.FinishTeam(at=play.real))
    assert open_limits(play.world, play.state) == {}


def test_a_must_not_is_never_open() -> None:
    assert not line(Play(world()).start(), "N1").open


def test_where_nobody_runs_the_exercise_nothing_is_done_in_time_any_more() -> None:
    play = Play(world()).start()
    team = evaluated_team(play.world, play.team, play.state, "en", still=True)

    assert not [one.step for one in team.steps if one.open]
