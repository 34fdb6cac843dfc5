"""A view brought up to date by changes is the very view that the engine makes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import to_json
from support.play import Play
from support.small import world

from simulator.engine import commands as c
from simulator.engine.view_delta import Delta, Version, apply, follow, parse_version, since, track, whole
from simulator.engine.views import SeatView, looks_the_same, seat_view

MOVES = ["wait", "answer", "staff", "hint", "jump", "advance", "form", "send", "read", "pause"]


def see(play: Play, seat: str) -> SeatView:
    view = seat_view(play.world, play.team, play.state, seat, "en")
    assert view is not None
    return view


def move(play: Play, name: str) -> None:  # noqa: C901
    if play.state.finished:
        return
    at = play.real
    match name:
        case "wait":
            if play.state.clock.running:
                play.until(play.now + 600)
        case "answer":
            play.answer("I1")
        case "staff":
            play.answer("I3", role="staff", kind="choice", options=("b",), parts={})
        case "form":
            play.answer("I5", kind="form", parts={"what": "x"})
        case "hint":
            play.do(c.ShowHint(at=at, seat="front", inject="I1"))
        case "jump":
            play.do(c.JumpTo(at=at, scenario=play.now + 3600))
        case "advance":
            play.do(c.AdvancePhase(at=at))
        case "send":
            play.do(c.SendNow(at=at, inject="I6"))
        case "read":
            play.do(c.MarkRead(at=at, seat="front", inject="I1"))
        case "pause":
            play.do(c.Pause(at=at) if play.state.clock.running else c.Resume(at=at))
    play.tick()


@given(st.lists(st.sampled_from(MOVES), max_size=15), st.sampled_from(["front", "back"]))
def test_changes_since_any_version_make_the_present_view(moves: list[str], seat: str) -> None:
    play = Play(world()).start()
    tracked = track(see(play, seat), play.state.seq)
    seen = [(tracked.version, tracked.view)]
    for name in moves:
        move(play, name)
        tracked = follow(tracked, see(play, seat), play.state.seq)
        seen.append((tracked.version, tracked.view))
        for version, view in seen:
            delta = since(tracked, version)
            assert delta is not None
            assert apply(view, delta) == see(play, seat)
    # Nothing is sent twice: who has the present version gets nothing.
    assert not since(tracked, tracked.version)


@given(st.lists(st.sampled_from(MOVES), max_size=15))
def test_everything_read_back_from_json_is_the_view(moves: list[str]) -> None:
    play = Play(world()).start()
    for name in moves:
        move(play, name)
    view = see(play, "front")

    assert TypeAdapter(SeatView).validate_json(to_json(whole(view).fields)) == view


@given(st.lists(st.sampled_from(MOVES), max_size=15), st.sampled_from(["front", "back"]))
def test_a_view_made_from_an_earlier_one_is_the_view(moves: list[str], seat: str) -> None:
    play = Play(world()).start()
    older = [see(play, seat)]
    for name in moves:
        move(play, name)
        fresh = see(play, seat)
        for before in (older[-1], older[0]):
            assert seat_view(play.world, play.team, play.state, seat, "en", before=before) == fresh
        older.append(fresh)


@given(st.lists(st.sampled_from([*MOVES, "judge"]), max_size=15), st.sampled_from(["front", "back"]))
def test_what_looks_the_same_is_the_same_view(moves: list[str], seat: str) -> None:
    play = Play(world()).start()
    for name in moves:
        before, seen = play.state, see(play, seat)
        if name == "judge" and play.state.responses:
            play.judge("S4")
        else:
            move(play, name)
        if looks_the_same(before, play.state):
            assert c_replace(see(play, seat), seq=seen.seq) == seen
        if name == "judge" and before.responses and not play.state.finished:
            assert looks_the_same(before, play.state) == (before.phase == play.state.phase)


def test_what_has_not_changed_is_not_made_again() -> None:
    play = Play(world()).start()
    play.answer("I1", parts={"text": "hello"})
    before = see(play, "front")
    play.until(play.now + 600)
    after = seat_view(play.world, play.team, play.state, "front", "en", before=before)

    assert after is not None
    assert [inject.id for inject in after.inbox] == ["I1", "I2"]
    assert after.inbox[0] is before.inbox[0]
    assert after.chronology[0] is before.chronology[0]


def test_only_what_changed_is_in_a_change() -> None:
    play = Play(world()).start()
    tracked = track(see(play, "front"), play.state.seq)
    before = tracked.version
    play.answer("I1", parts={"text": "hello"})
    delta = since(follow(tracked, see(play, "front"), play.state.seq), before)

    assert delta is not None
    assert set(delta.fields) == {"seq"}
    assert {name: set(items) for name, items in delta.items.items()} == {"inbox": {"I1"}, "chronology": {"r1"}}
    assert (delta.order, delta.tail) == ({}, {"chronology": ("r1", "r1")})


def test_a_version_that_is_not_known_asks_for_the_whole() -> None:
    play = Play(world()).start()
    tracked = track(see(play, "front"), 5)

    assert since(tracked, None) is None
    assert since(tracked, Version(4)) is None
    assert since(tracked, Version(6)) is None
    assert since(tracked, Version(5)) == Delta()


def test_views_that_differ_at_the_same_number_have_versions_of_their_own() -> None:
    play = Play(world()).start()
    first = see(play, "front")
    tracked = follow(track(first, 5), c_replace(first, team_title="other"), 5)

    assert str(tracked.version) == "5.1"
    assert since(tracked, Version(5)) == Delta(fields={"team_title": "other"})


@pytest.mark.parametrize("text", ["", "x", "1.", ".1", "-1", "1.1.1", "٣", "9" * 30, "1 "])
def test_what_is_no_version_is_none(text: str) -> None:
    assert parse_version(text) is None


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_version_is_read_as_it_was_written(seq: int, turn: int) -> None:
    assert parse_version(str(Version(seq, turn))) == Version(seq, turn)


def c_replace(view: SeatView, **changes: Any) -> SeatView:
    return apply(view, Delta(fields=changes))
