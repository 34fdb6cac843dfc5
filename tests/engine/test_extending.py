"""What exercise control does beyond the authored list: phases made longer and taken back, hints shown unasked."""

import pytest
from support.play import Play
from support.small import world

from simulator.engine import commands as c
from simulator.engine.control_commands import ExtendPhase, PushHint
from simulator.engine.due import next_due
from simulator.model.base import parse_time


@pytest.fixture
def play() -> Play:
    return Play(world()).start()


def extend(play: Play, minutes: int) -> str | None:
    refused = play.do(ExtendPhase(at=play.real, minutes=minutes))
    return refused.code if refused else None


def test_a_longer_phase_is_left_so_much_later(play: Play) -> None:
    play.do(c.AdvancePhase(at=play.real, to="second"))
    extend(play, 6)  # Six minutes at pace 20 are two hours.
    play.until(parse_time("D2 11:59"))
    assert play.state.phase == "second"

    play.until(parse_time("D2 12:00"))
    assert play.state.phase == "over"


def test_a_fixed_time_to_leave_moves_too(play: Play) -> None:
    extend(play, 6)  # An hour at pace 10.
    state = play.state._replace(done={"S2": 0})

    times = []
    now = parse_time("D1 11:00")
    while (due := next_due(play.world, state, now)) is not None:
        times.append(due)
        now = due
    assert parse_time("D1 13:00") in times
    assert parse_time("D1 12:00") not in times


def test_injects_of_a_longer_phase_come_at_their_own_time(play: Play) -> None:
    extend(play, 60)
    play.until(parse_time("D1 09:10"))

    assert play.state.delivered["I2"].at == parse_time("D1 09:10")


def test_the_next_phase_begins_without_the_extension(play: Play) -> None:
    extend(play, 5)
    assert play.state.extended == 3_000
    play.do(c.AdvancePhase(at=play.real))

    assert play.state.extended == 0


def test_an_extension_is_taken_back_but_a_phase_never_shortened(play: Play) -> None:
    extend(play, 5)
    extend(play, -9)
    before = play.state.seq
    extend(play, -9)

    assert (play.state.extended, play.state.seq) == (0, before)


def test_an_extension_follows_the_pace_of_the_moment(play: Play) -> None:
    play.do(c.SetPace(at=play.real, percent=50))
    extend(play, 10)

    assert play.state.extended == 10 * 60 * 10 // 2


def test_what_is_refused(play: Play) -> None:
    assert extend(play, 601) == "extend.out_of_range"
    play.do(c.FinishTeam(at=play.real))
    assert extend(play, 5) == "team.finished"


def push(play: Play, inject: str, to: str = "") -> str | None:
    refused = play.do(PushHint(at=play.real, inject=inject, to=to))
    return refused.code if refused else None


def test_a_hint_is_shown_unasked_to_who_has_the_inject(play: Play) -> None:
    assert push(play, "I1") is None
    assert push(play, "I1", "front") is None

    assert play.state.hints == {"I1": 2}
    assert play.entries[-1].actor == "facilitator"


def test_a_hint_is_refused_where_it_would_give_something_away(play: Play) -> None:
    assert push(play, "I1", "back") == "inject.not_received"
    assert push(play, "I2") == "inject.not_received"
    assert push(play, "I99") == "inject.unknown"
    assert [push(play, "I1") for _ in range(3)] == [None, None, "hint.none_left"]
