"""A replay at any moment is the fold at that moment."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.evaluated import sample as sample_log

from simulator.engine.fold import fold
from simulator.engine.views import seat_view
from simulator.report.score_context import explained
from simulator.report.section_lanes import column, section_lanes, widths
from simulator.report.tape import Tape
from simulator.session.opening import OpenedLog


@cache
def sample() -> tuple[OpenedLog, Tape]:
    opened = sample_log()
    return opened, Tape(opened)


@given(data=st.data())
def test_any_place_is_the_fold_up_to_it(data: st.DataObject) -> None:
    opened, tape = sample()
    team = data.draw(st.sampled_from(tape.teams))
    places = data.draw(st.lists(st.integers(0, tape.length(team)), min_size=1, max_size=4))

    for place in places:
        assert tape.state(team, place) == fold(opened.world.scenario, opened.entries[team][:place])


@given(data=st.data())
def test_a_seats_screen_is_what_its_view_was(data: st.DataObject) -> None:
    opened, tape = sample()
    team = data.draw(st.sampled_from(tape.teams))
    seat = data.draw(st.sampled_from(opened.world.teams[team].seats)).id
    place = data.draw(st.integers(1, tape.length(team)))

    state = fold(opened.world.scenario, opened.entries[team][:place])
    assert tape.screen(team, place, seat, "ja") == seat_view(opened.world, team, state, seat, "ja")


@given(data=st.data())
def test_a_time_finds_everything_up_to_it_and_nothing_later(data: st.DataObject) -> None:
    opened, tape = sample()
    team = data.draw(st.sampled_from(tape.teams))
    start, end = tape.span(team)
    real = data.draw(st.integers(start - 5000, end + 5000))

    entries = opened.entries[team]
    assert tape.at_real(team, real) == sum(entry.at <= real for entry in entries)


def test_what_was_noted_after_play_does_not_lengthen_the_tape() -> None:
    opened, tape = sample()
    for team in tape.teams:
        assert tape.span(team)[1] == opened.states[team].last_at


def test_phases_stand_where_they_were_entered() -> None:
    opened, tape = sample()
    phases = tape.phases("model")

    assert [one.phase for one in phases] == [visit.phase for visit in opened.states["model"].visits]
    assert [one.at for one in phases] == sorted(one.at for one in phases)
    assert phases[0].at == 0


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_lanes_hold_each_counted_step_at_its_owners(lang: str) -> None:
    opened, _ = sample()
    context = explained(opened, lang)
    for lanes, card in zip(section_lanes(opened, context), context.teams, strict=True):
        counted = {s.id for s in card.steps if not s.score.must_not and (s.score.exercised or s.score.at is not None)}
        assert {step.step for lane in lanes.lanes for step in lane.steps} == counted
        for lane in lanes.lanes:
            for step in lane.steps:
                score = next(s.score for s in card.steps if s.id == step.step)
                assert (step.done, step.due, step.verdict) == (score.at, score.due, score.verdict)
                assert bool(step.by) <= (score.actor == "other")


@given(total=st.integers(9, 200), data=st.data())
def test_the_axis_never_runs_backwards(total: int, data: st.DataObject) -> None:
    opened, _ = sample()
    stretches = section_lanes(opened, explained(opened, "en"))[0].stretches
    axis = widths(stretches, total)
    seconds = sorted(data.draw(st.lists(st.integers(0, 6_000_000), min_size=2, max_size=30)))

    found = [column(stretches, axis, second) for second in seconds]
    assert found == sorted(found)
    assert all(0 <= one <= sum(axis) for one in found)
