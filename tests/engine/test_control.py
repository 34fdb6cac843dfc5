"""Live control: pause, pace, jump, hold, skip, send. The authored story stays what it is."""

import pytest
from support.play import Play
from support.small import world

from simulator.engine import commands as c
from simulator.model.base import parse_time


@pytest.fixture
def play() -> Play:
    return Play(world()).start()


def test_a_pause_stops_deadlines_and_deliveries(play: Play) -> None:
    play.do(c.Pause(at=play.real))
    stood = play.now
    play.real += 10 * 60 * 60 * 1000
    play.tick()

    assert play.now == stood
    assert play.delivered == ["I1"]


def test_after_a_pause_injects_come_at_their_authored_scenario_time(play: Play) -> None:
    play.do(c.Pause(at=play.real))
    play.real += 3_600_000
    play.do(c.Resume(at=play.real))
    play.until(parse_time("D1 09:10"))

    assert play.state.delivered["I2"].at == parse_time("D1 09:10")


def test_the_pace_multiplies_what_the_phase_plans_and_outlives_it(play: Play) -> None:
    play.do(c.SetPace(at=play.real, percent=200))
    before = play.now
    play.real += 1_000
    assert play.now == before + 20

    play.do(c.AdvancePhase(at=play.real, to="second"))
    before = play.now
    play.real += 1_000

    assert play.now == before + 40


def test_a_jump_sets_the_clock_ahead_and_what_lies_between_falls_due(play: Play) -> None:
    play.do(c.JumpTo(at=play.real, scenario=parse_time("D1 09:30")))
    play.tick()

    assert play.now == parse_time("D1 09:30")
    assert play.delivered == ["I1", "I2"]


def test_taking_up_again_after_a_gap_goes_on_from_the_last_fact(play: Play) -> None:
    play.until(parse_time("D1 09:10"))
    play.real += 86_400_000
    play.do(c.Resume(at=play.real, after_gap=True))

    assert play.now == parse_time("D1 09:10")


def test_taking_up_again_leaves_a_paused_exercise_paused(play: Play) -> None:
    play.do(c.Pause(at=play.real))
    play.do(c.Resume(at=play.real + 5_000, after_gap=True))

    assert not play.state.clock.running


def test_a_held_inject_waits_and_comes_after_release(play: Play) -> None:
    play.do(c.Hold(at=play.real, inject="I2"))
    assert "I2" not in play.until(parse_time("D1 09:15")).delivered
    play.do(c.Release(at=play.real, inject="I2"))

    assert "I2" in play.tick().delivered


def test_a_skipped_inject_never_comes_unless_sent(play: Play) -> None:
    play.do(c.Skip(at=play.real, inject="I2", reason="no time"))
    assert "I2" not in play.until(parse_time("D1 09:15")).delivered
    play.do(c.SendNow(at=play.real, inject="I2"))

    assert play.state.delivered["I2"].why == "facilitator"


def test_sending_early_happens_once(play: Play) -> None:
    play.do(c.SendNow(at=play.real, inject="I2"))
    play.until(parse_time("D1 09:15"))

    assert play.delivered.count("I2") == 1
    assert play.state.delivered["I2"].at == parse_time("D1 09:00")


def test_leaving_a_phase_without_a_target_takes_the_first_way_that_only_time_holds_back(play: Play) -> None:
    play.do(c.AdvancePhase(at=play.real))

    assert play.state.phase == "second"
    assert play.state.visits[-1].why == "facilitator"


def test_leaving_a_phase_takes_a_branch_whose_condition_holds(play: Play) -> None:
    play.do(c.JumpTo(at=play.real, scenario=parse_time("D1 09:41")))
    play.do(c.AdvancePhase(at=play.real))

    assert play.state.phase == "trouble"


def test_real_time_taken_leaves_out_the_gap(play: Play) -> None:
    play.real += 60_000
    play.tick()
    play.answer("I1")
    play.real += 86_400_000
    play.do(c.Resume(at=play.real, after_gap=True))

    assert play.real - play.state.began == 60_000
