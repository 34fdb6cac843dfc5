"""A leap of the clock: calls that fall due inside it end at their own time, and no others end because of it."""

import pytest
from support.calls import Drill
from support.small import text
from support.talks import Talking, writing

from simulator.engine import commands as c
from simulator.engine.events import Entry
from simulator.engine.talk_limits import rings
from simulator.model.base import parse_time

RINGS = 180
"""Scenario seconds for which a telephone rings at three to one: two minutes of the story, a real minute at least."""


def leap(play: Talking | Drill, how: str, to: int) -> None:
    """Set the clock to scenario second ``to``, by hand or by leaving the phase for one that starts then."""
    if how == "jump":
        play.do(c.JumpTo(at=play.real, scenario=to))
        play.do(c.Tick(at=play.real, standing=True))
    else:
        play.do(c.AdvancePhase(at=play.real, to=how))
        play.tick()


def told(play: Talking | Drill, since: int, kinds: str) -> list[tuple[str, int | None]]:
    """The entries of ``kinds`` that came after ``since``, with their scenario seconds."""
    return [(one.event.kind, one.scenario) for one in play.entries[since:] if one.event.kind.startswith(kinds)]


def in_order(entries: list[Entry]) -> bool:
    times = [one.scenario for one in entries if one.scenario is not None]
    return times == sorted(times)


@pytest.mark.parametrize("how", ["jump", "next"])
def test_a_call_that_rings_out_inside_the_leap_is_given_up_at_its_time_and_goes_on_from_there(how: str) -> None:
    play = writing(without=("clerk",))
    play.call("staff")
    sent, before = play.now, len(play.entries)
    assert rings(play.state.clock, office=False) == RINGS
    leap(play, how, parse_time("D3 09:00"))

    assert told(play, before, "contact.") == [
        ("contact.unanswered", sent + RINGS),
        ("contact.passed_on", sent + RINGS),
        ("contact.unanswered", sent + 2 * RINGS),
    ]
    assert play.now == parse_time("D3 09:00")
    assert in_order(play.entries)


def test_a_call_that_is_not_due_inside_the_leap_rings_on() -> None:
    play = writing()
    talk = play.call("staff")
    sent = play.now
    leap(play, "jump", sent + RINGS - 1)
    assert play.status("back", talk) == "ringing"
    before = len(play.entries)
    play.wait(1)

    assert told(play, before, "contact.unanswered") == [("contact.unanswered", sent + RINGS)]


def test_what_is_written_still_gets_its_real_minutes() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    before = len(play.entries)
    leap(play, "next", parse_time("D3 09:00"))
    assert (told(play, before, "contact."), play.status("back", talk)) == ([], "unread")
    # Five real minutes after it was sent, three seconds of the story for a real one.
    play.wait(899)
    assert told(play, before, "contact.") == []
    play.wait(1)
    assert told(play, before, "contact.")[0][0] == "contact.unanswered"


def test_what_had_its_real_minutes_before_the_leap_is_given_up_at_its_time_inside_it() -> None:
    play = writing(without=("guard", "clerk"))
    play.call("staff", by="email")
    sent, before = play.now, len(play.entries)
    play.wait(1000)
    leap(play, "next", parse_time("D3 09:00"))

    assert told(play, before, "contact.") == [("contact.unanswered", sent + 1800)]


def test_a_call_in_which_nobody_says_anything_ends_inside_the_leap() -> None:
    play = writing()
    talk = play.call("staff")
    play.pick_up("back", talk)
    began, before = play.now, len(play.entries)
    leap(play, "next", parse_time("D3 09:00"))

    assert told(play, before, "contact.") == [("contact.ended", began + 1800)]


def test_an_end_that_the_clock_leaps_to_cuts_off_only_what_lasts_until_then() -> None:
    play = writing(without=("guard", "clerk"), ends="D1 09:20")
    ringing = play.call("staff")
    mail = play.call("staff", by="email")
    sent, before = play.now, len(play.entries)
    play.do(c.AdvancePhase(at=play.real, to="over"))

    assert told(play, before, "contact.") == [("contact.unanswered", sent + RINGS), ("contact.ended", play.now)]
    assert (play.state.talks[ringing].why, play.state.talks[mail].why) == ("", "finished")
    assert in_order(play.entries)


def drill() -> Drill:
    """The contact drill with a phase that the clock leaps to."""
    phases = [
        {"id": "first", "title": text("First"), "start": "D1 09:00", "pace": 10,
         "exits": [{"to": "then", "when": {"phase_time": "1h"}}]},
        {"id": "then", "title": text("Then"), "start": "D1 12:00", "pace": 10,
         "exits": [{"to": "over", "when": {"phase_time": "5h"}}]},
        {"id": "over", "title": text("Over"), "start": "D1 15:00", "end": True},
    ]  # fmt: skip
    return Drill(phases=phases)


@pytest.mark.parametrize("how", ["jump", "then"])
def test_calls_of_a_drill_are_answered_and_given_up_at_their_times(how: str) -> None:
    play = drill()
    play.call("C1")
    play.call("C2")
    play.call("C4")
    start, before = play.now, len(play.entries)
    leap(play, how, parse_time("D1 12:00"))

    assert told(play, before, "call.") == [
        ("call.failed", start + 60),
        ("call.failed", start + 120),
        ("call.failed", start + 180),
    ]
    ended = {call: play.state.calls[call].attempts[-1].ended for call in ("C1", "C2", "C4")}
    assert ended == {"C1": start + 120, "C2": start + 60, "C4": start + 180}
    assert in_order(play.entries)


def test_a_call_that_the_story_answers_inside_the_leap_is_answered_then() -> None:
    play = drill()
    play.call("C2")
    play.wait(60)
    play.call("C2", whom="deputy")
    start = play.now
    leap(play, "then", 0)
    arrived = play.state.calls["C2"].arrived

    assert arrived is not None
    assert (arrived.ended, arrived.repeated) == (start + 60, start + 60)


def test_an_end_that_the_clock_leaps_to_lets_the_calls_of_a_drill_ring_out_first() -> None:
    play = drill()
    play.call("C1")
    play.call("C2", by="email")
    start, before = play.now, len(play.entries)
    play.do(c.AdvancePhase(at=play.real, to="over"))

    assert told(play, before, "call.") == [("call.failed", start + 120), ("call.cut_off", play.now)]


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_leap_while_the_clock_stands_is_one_too(by_hand: bool) -> None:
    play = drill()
    play.call("C1")
    start = play.now
    play.do(c.Pause(at=play.real))
    play.real += 60_000
    if by_hand:
        leap(play, "jump", start + 300)
    else:
        leap(play, "then", 0)

    assert play.state.calls["C1"].attempts[-1].ended == start + 120
