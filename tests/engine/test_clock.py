"""Scenario time as a function of real time."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.clock import Clock

RUNNING = Clock(scenario=100, real=5_000, pace=10, percent=100, running=True)


def test_a_running_clock_goes_at_its_pace() -> None:
    assert RUNNING.at(5_000) == 100
    assert RUNNING.at(7_000) == 120
    assert RUNNING._replace(percent=50).at(7_000) == 110


def test_a_standing_clock_stands() -> None:
    stopped = RUNNING._replace(running=False)

    assert stopped.at(999_999) == 100
    assert stopped.real_of(200) is None


def test_a_wall_clock_that_was_set_back_does_not_turn_the_story_back() -> None:
    assert RUNNING.at(1_000) == 100


@given(st.integers(1, 5000), st.integers(10, 10_000), st.integers(0, 10**6))
def test_real_of_is_the_first_millisecond_that_shows_the_time(pace: int, percent: int, ahead: int) -> None:
    clock = Clock(scenario=50, real=1_000, pace=pace, percent=percent, running=True)
    real = clock.real_of(50 + ahead)

    assert real is not None
    assert clock.at(real) >= 50 + ahead
    assert ahead == 0 or clock.at(real - 1) < 50 + ahead
