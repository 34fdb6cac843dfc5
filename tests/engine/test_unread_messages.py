"""What nobody reads goes on to the stand-in; whom it was for may still read and answer it; the chain has an end."""

from dataclasses import replace

import pytest
from support.small import text
from support.talks import SEATS, Talking, talking_world, writing

from simulator.engine import commands as c
from simulator.engine import presence_commands as p
from simulator.engine import talk_commands as t
from simulator.engine.due import next_due
from simulator.engine.events import SeatSetup
from simulator.engine.fold import fold
from simulator.engine.talk_events import ContactLine, ContactOpened, ContactPassedOn, LineSetup
from simulator.engine.talk_views import office_talks, waiting_talks
from simulator.engine.wire import decode, encode

HALF_AN_HOUR = 1800
PACE = 3
"""Scenario seconds for a real one, in the first phase."""


def events(play: Talking, since: int = 0) -> list[str]:
    return [entry.event.kind for entry in play.entries[since:] if "contact" in entry.event.kind]


def ends(play: Talking, seat: str, talk: str) -> list[tuple[str, str, int | None, str, int | None, str]]:
    """Who was addressed: how it stands, since when, in whose place; when it went on, and to whom."""
    seen = play.sees(seat, talk)
    assert seen is not None
    return [(end.who, end.status, end.at, end.in_place_of, end.passed_at, end.passed_to) for end in seen.to]


def test_a_message_that_nobody_reads_goes_on_to_the_stand_in() -> None:
    play = writing()
    sent = play.now
    talk = play.call("staff", by="email")
    assert HALF_AN_HOUR + sent in {line.until for line in play.state.talks[talk].lines}
    play.wait(HALF_AN_HOUR - 1)
    assert (play.status("back", talk), play.status("third", talk)) == ("unread", "-")
    play.wait(1)
    passed = sent + HALF_AN_HOUR

    assert events(play) == ["contact.opened", "contact.unanswered", "contact.passed_on"]
    assert (play.status("front", talk), play.status("third", talk)) == ("passed_on", "unread")
    assert ends(play, "front", talk) == [
        ("staff", "unanswered", passed, "", passed, "role-guard"),
        ("guard", "waiting", None, "role-staff", None, ""),
    ]


def test_the_clock_is_looked_at_when_a_message_falls_due() -> None:
    play = writing()
    play.call("staff", by="email")
    sent = play.now
    seen = []
    while (due := next_due(play.world, play.state, play.now)) is not None and due <= sent + HALF_AN_HOUR:
        seen.append(due)
        play.until(due)

    assert seen[-1] == sent + HALF_AN_HOUR
    assert events(play)[-1] == "contact.passed_on"


def test_the_stand_in_reads_it_and_the_chain_stops_there() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    play.pick_up("third", talk)
    read = play.now
    play.wait(5000)

    assert (play.status("front", talk), play.status("third", talk)) == ("sent", "read")
    assert ends(play, "front", talk)[1] == ("guard", "reached", read, "role-staff", None, "")
    assert "clerk" not in {line.who for line in play.state.talks[talk].lines}


def test_whom_it_was_for_may_read_and_answer_it_later_and_is_told_who_has_it() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    passed = play.now
    play.pick_up("third", talk)
    took = play.now
    play.wait(300)
    assert play.status("back", talk) == "unread"
    assert ends(play, "back", talk) == [
        ("staff", "unanswered", passed, "", passed, "role-guard"),
        ("guard", "reached", took, "role-staff", None, ""),
    ]
    assert play.pick_up("back", talk) is None
    assert play.say("back", talk, "I am late") is None

    assert play.status("back", talk) == "read"
    assert ends(play, "front", talk)[0] == ("staff", "reached", play.now, "", passed, "role-guard")
    assert (play.status("front", talk), play.status("third", talk)) == ("unread", "unread")


def test_whoever_reads_late_stops_the_chain_too() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    play.pick_up("back", talk)
    before = len(play.entries)
    play.wait(9000)

    assert events(play, before) == []
    assert play.status("front", talk) == "sent"


def test_a_chain_that_nobody_reads_ends_with_a_statement_to_the_sender() -> None:
    play = writing(without=("clerk",))
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    play.wait(HALF_AN_HOUR)
    assert events(play) == ["contact.opened", "contact.unanswered", "contact.passed_on", "contact.unanswered"]
    assert play.status("front", talk) == "unanswered"
    assert play.status("back", talk) == play.status("third", talk) == "unread"
    before = len(play.entries)
    play.wait(20_000)
    assert events(play, before) == []

    play.pick_up("third", talk)
    assert play.status("front", talk) == "sent"


def test_without_a_stand_in_the_sender_is_told_so() -> None:
    play = writing()
    talk = play.call("guard", by="chat", seat="back", role="staff")
    play.wait(899)
    assert play.status("back", talk) == "sent"
    play.wait(2200)

    assert events(play) == ["contact.opened", "contact.unanswered"]
    assert (play.status("back", talk), play.status("third", talk)) == ("unanswered", "unread")


def test_a_script_that_stands_in_has_it_at_once() -> None:
    play = writing(without=("guard",))
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)

    assert events(play) == ["contact.opened", "contact.unanswered", "contact.passed_on", "contact.reached"]
    assert play.status("front", talk) == "sent"


def test_a_stand_in_whose_seat_is_empty_is_not_waited_for() -> None:
    play = writing()
    for seat in ("front", "back"):
        play.do(p.TakeSeat(at=play.real, seat=seat, person=seat))
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)

    assert [line.who for line in play.state.talks[talk].lines] == ["staff", "guard", "clerk"]
    assert play.status("front", talk) == "sent"
    seen = play.sees("front", talk)
    assert seen is not None
    assert [end.absent for end in seen.to] == [False, True, False]
    # Who comes back finds it all the same.
    assert play.status("third", talk) == "unread"


def test_a_seat_that_was_handed_over_meanwhile_is_what_it_is_now() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.do(p.HandSeat(at=play.real, chair="third", to="script"))
    play.do(p.HandSeat(at=play.real, chair="auto", to="people"))
    play.wait(HALF_AN_HOUR)
    assert ends(play, "front", talk)[1][:2] == ("guard", "reached")

    play = writing()
    talk = play.call("staff", by="email")
    play.do(p.HandSeat(at=play.real, chair="auto", to="people"))
    play.wait(HALF_AN_HOUR)
    play.wait(HALF_AN_HOUR)
    assert ends(play, "front", talk)[2][:2] == ("clerk", "waiting")
    assert play.pick_up("auto", talk) is None
    assert ends(play, "front", talk)[2][:2] == ("clerk", "reached")


def test_a_stand_in_who_has_it_already_does_not_get_it_twice() -> None:
    seats = (SeatSetup("front", ("desk",)), SeatSetup("other", ("boss",)), *SEATS[1:])
    play = writing(duties={"guard": ["boss"]}, seats=seats)
    talk = play.call(("staff", "boss"), by="email")
    play.wait(HALF_AN_HOUR)

    assert events(play).count("contact.passed_on") == 1
    assert ends(play, "front", talk) == [
        ("staff", "unanswered", play.now, "", play.now, "role-guard"),
        ("boss", "unanswered", play.now, "", play.now, "role-guard"),
        ("guard", "waiting", None, "role-staff", None, ""),
    ]
    assert play.status("front", talk) == "passed_on"
    play.pick_up("third", talk)
    assert play.status("front", talk) == "sent"
    before = len(play.entries)
    play.wait(9000)
    assert events(play, before) == []


def test_a_stand_in_at_the_same_seat_is_not_asked_in_their_own_place() -> None:
    play = writing(duties={"boss": ["desk"]})
    talk = play.call("desk", seat="back", role="staff", by="email")

    (line,) = play.state.talks[talk].lines
    assert [one.who for one in line.instead] == []


def test_a_message_of_the_exercise_office_goes_on_too_and_the_office_sees_it() -> None:
    play = writing(office=True)
    play.do(t.SendMessage(at=play.real, sender="press", to=("staff",), by="email", text="When will you tell?"))
    play.wait(HALF_AN_HOUR)
    assert play.status("third", "m1") == "unread"
    (one,) = office_talks(play.world, "blue", play.state, "en")

    assert [(end.title, end.status, end.passed_to) for end in one.to] == [
        ("role-staff", "unanswered", "role-guard"),
        ("role-guard", "waiting", ""),
    ]


def test_a_stand_in_who_has_read_it_for_a_section_has_taken_it() -> None:
    play = writing()
    talk = play.call(("field", "staff"), by="email")
    play.pick_up("third", talk)
    assert ends(play, "front", talk)[0][:2] == ("field", "reached")
    play.wait(HALF_AN_HOUR)

    assert [end[:2] for end in ends(play, "front", talk)[1:]] == [("staff", "unanswered"), ("guard", "reached")]
    assert play.status("front", talk) == "sent"


def test_the_exercise_office_reads_as_a_stand_in_whom_nobody_plays() -> None:
    mayor = {"id": "mayor", "title": text("mayor"), "inside": True, "stands_in_for": ["staff"]}
    play = writing(office=True, without=("guard", "clerk"), parties=[mayor])
    talk = play.call("staff", by="email")
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    play.wait(HALF_AN_HOUR)
    (one,) = waiting_talks(play.world, {"blue": play.state}, "en")
    assert (one.id, one.status, one.as_whom) == (talk, "unread", (("mayor", "mayor"),))

    assert play.do(t.AnswerAs(at=play.real, talk=talk, who="mayor", text="I see to it.")) is None
    assert ends(play, "back", talk)[1][:2] == ("mayor", "reached")
    assert play.status("front", talk) == "unread"
    assert play.pick_up("back", talk) is None


def test_what_the_exercise_office_has_not_read_stays_with_it() -> None:
    play = writing(office=True)
    talk = play.call("press", by="email")
    play.wait(30_000)

    assert events(play) == ["contact.opened"]
    assert play.state.talks[talk].lines[0].until is None


def test_a_pause_does_not_count_and_a_jump_does() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.do(c.Pause(at=play.real))
    play.real += 36_000_000
    play.do(c.Resume(at=play.real))
    play.tick()
    assert play.status("third", talk) == "-"

    play.real += 300_000
    play.do(c.JumpTo(at=play.real, scenario=play.now + HALF_AN_HOUR))
    play.tick()
    assert play.status("third", talk) == "unread"


@pytest.mark.parametrize("how", ["jump", "phase", "pace"])
def test_however_the_clock_leaps_people_have_had_five_real_minutes(how: str) -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(300 * PACE - 60 * PACE)
    if how == "jump":
        play.do(c.JumpTo(at=play.real, scenario=play.now + 50_000))
    elif how == "phase":
        play.do(c.AdvancePhase(at=play.real, to="next"))
    else:
        play.do(c.SetPace(at=play.real, percent=10_000))
    play.tick()
    assert play.status("third", talk) == "-"
    play.real += 59_999
    assert play.tick().state.talks[talk].waiting
    assert play.status("third", talk) == "-"
    play.real += 1
    play.tick()
    assert play.status("third", talk) == "unread"
    # Who stands in has a time of their own, whatever happens to the clock.
    play.do(c.JumpTo(at=play.real, scenario=play.now + 50_000))
    play.real += 299_999
    play.tick()
    assert play.status("front", talk) == "passed_on"
    play.real += 60_000
    play.tick()
    assert play.status("front", talk) != "passed_on"


def test_at_a_fast_pace_people_have_five_real_minutes() -> None:
    play = writing()
    play.do(c.SetPace(at=play.real, percent=1000))
    talk = play.call("staff", by="email")

    assert play.state.talks[talk].lines[0].until == play.now + 300 * PACE * 10


def test_the_organisation_says_how_soon_what_is_written_has_to_be_read() -> None:
    play = writing(read_within={"email": 7200})
    talks = [play.call("staff", by=way) for way in ("email", "chat", "letter")]
    play.do(t.SendMessage(at=play.real, sender="mayor", to=("staff",), by="sns", text="On the net!"))

    waits = [play.state.talks[talk].lines[0].until for talk in (*talks, "m1")]
    assert waits == [play.now + span for span in (7200, 900, 14_400, 7200)]


def test_an_organisation_that_says_nothing_has_the_normal_form_of_ever() -> None:
    assert "read_within" not in talking_world().content.normal_form()["organization"]


def test_a_log_of_before_has_no_limit_and_folds_as_it_did() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    old = [
        replace(
            entry,
            event=ContactOpened(entry.event.reply, (ContactLine(LineSetup("staff", "person", ("back",))),), "person"),
        )
        if isinstance(entry.event, ContactOpened)
        else entry
        for entry in play.entries
    ]
    play.state = fold(play.world.scenario, old)
    before = len(play.entries)
    play.wait(9000)

    assert events(play, before) == []
    assert (play.status("front", talk), play.status("back", talk)) == ("sent", "unread")


def test_whoever_takes_over_as_before_has_the_row_of_ever() -> None:
    assert encode(ContactPassedOn("r1", "staff", "guard", 9))[2] == {
        "reply": "r1",
        "whom": "staff",
        "to": "guard",
        "until": 9,
    }
    by = ContactPassedOn("r1", "staff", "guard", None, "script")
    assert decode(*encode(by)) == by
