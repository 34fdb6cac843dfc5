"""What a seat is shown, and that it is shown nothing else."""

import dataclasses
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.play import Play
from support.small import SECRET, world

from simulator.engine import commands as c
from simulator.engine.manual_view import manual_view
from simulator.engine.views import SeatView, seat_view
from simulator.model.base import parse_time


def strings(value: Any) -> list[str]:
    """Every text anywhere in a view."""
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return strings([getattr(value, field.name) for field in dataclasses.fields(value)])
    if isinstance(value, dict):
        return strings(list(value.items()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for item in value for text in strings(item)]
    return []


def see(play: Play, seat: str, lang: str = "en") -> SeatView:
    view = seat_view(play.world, play.team, play.state, seat, lang)
    assert view is not None
    return view


def test_a_seat_sees_what_its_roles_received_in_its_language() -> None:
    play = Play(world()).start()
    play.until(parse_time("D1 09:10"))

    assert [inject.title for inject in see(play, "front").inbox] == ["title-I1", "title-I2"]
    assert [inject.title for inject in see(play, "front", "ja").inbox] == ["title-I1（日）", "title-I2（日）"]
    assert see(play, "back").inbox == ()


def test_the_title_in_force_on_the_first_day_is_shown() -> None:
    contacts = {contact.id: contact.title for contact in see(Play(world()).start(), "front").contacts}

    assert contacts["mayor"] == "old title"


def test_limits_count_from_delivery() -> None:
    play = Play(world()).start()
    ask = see(play, "front").inbox[0].ask

    assert ask is not None
    assert ask.due == parse_time("D1 09:20")


def test_a_colleagues_reply_is_seen_but_not_the_inject_it_answers() -> None:
    play = Play(world()).start()
    play.answer("I1", parts={"text": "we told the boss"})
    line = see(play, "back").chronology[0]

    assert line.words == (("", "we told the boss"),)
    assert (line.inject, line.inject_title) == (None, "")


def test_hints_open_one_by_one() -> None:
    play = Play(world()).start()
    play.do(c.ShowHint(at=play.real, seat="front", inject="I1"))
    inject = see(play, "front").inbox[0]

    assert (inject.hints, inject.hints_left) == (("hint1-I1",), 1)


def test_nobody_sees_through_a_seat_that_does_not_exist() -> None:
    play = Play(world()).start()

    assert seat_view(play.world, play.team, play.state, "ghost", "en") is None


def test_the_manual_for_players_holds_no_rubric_weight_or_mistake() -> None:
    view = manual_view(world(), "en")

    assert [step.id for chapter in view.chapters for step in chapter.steps] == ["S1", "S2", "S3", "S4", "N1"]
    assert not [text for text in strings(view) if SECRET in text]


@given(st.lists(st.sampled_from(["wait", "answer", "staff", "hint", "jump", "advance", "form", "send"]), max_size=25))
def test_no_view_ever_holds_a_secret_or_an_inject_that_did_not_come(moves: list[str]) -> None:
    play = Play(world()).start()
    for move in moves:
        _move(play, move)
        for seat, roles in (("front", {"desk", "boss"}), ("back", {"staff"})):
            texts = strings(see(play, seat))
            seen = {
                name
                for name in play.world.scenario.inject
                if any(f"body-{name}" in t or f"title-{name}" in t for t in texts)
            }
            received = {name for name, delivery in play.state.delivered.items() if roles & set(delivery.to)}
            shown = {name for name in play.world.scenario.inject if any(f"hint1-{name}" in t for t in texts)}

            assert seen == received
            assert shown <= set(play.state.hints)
            assert not [t for t in texts if SECRET in t]
            assert not [t for t in texts if "clause-" in t or "title-S" in t]
            asked = any("question-" in t for t in texts)
            assert asked <= (play.state.phase in {"second", "over"})
            assert asked >= play.state.finished


def test_what_another_seat_chose_from_is_neither_told_nor_named_by_its_id() -> None:
    play = Play(world()).start()
    play.answer("I1")
    play.until(play.now + 600)
    play.answer("I3", role="staff", kind="choice", options=("b",), parts={})

    assert see(play, "back").chronology[-1].options == ("Hide",)
    assert see(play, "front").chronology[-1].options == ()


def _move(play: Play, move: str) -> None:
    if play.state.finished:
        return
    match move:
        case "wait":
            play.until(play.now + 600)
        case "answer":
            play.answer("I1")
        case "staff":
            play.answer("I3", role="staff", kind="choice", options=("b",), parts={})
        case "form":
            play.answer("I5", kind="form", parts={"what": "x"})
        case "hint":
            play.do(c.ShowHint(at=play.real, seat="front", inject="I1"))
        case "jump":
            play.do(c.JumpTo(at=play.real, scenario=play.now + 3600))
        case "advance":
            play.do(c.AdvancePhase(at=play.real))
        case "send":
            play.do(c.SendNow(at=play.real, inject="I6"))
    play.tick()
