"""Calls and messages between seats and with the exercise office: who rings, who answers, how long it took."""

import pytest
from support.talks import Talking, talking

from simulator.engine import commands as c
from simulator.engine import talk_commands as t
from simulator.engine.commands import Refusal
from simulator.engine.due import next_due
from simulator.engine.presence_commands import HandSeat
from simulator.engine.talk_views import office_talks, waiting_talks
from simulator.engine.views import seat_view


@pytest.fixture
def play() -> Talking:
    return talking()


def kinds(play: Talking, since: int = 0) -> list[str]:
    return [entry.event.kind for entry in play.entries[since:]]


def test_a_call_rings_is_answered_and_has_a_length(play: Talking) -> None:
    talk = play.call("staff")
    assert (play.status("front", talk), play.status("back", talk)) == ("calling", "ringing")

    play.wait(30)
    assert play.pick_up("back", talk) is None
    assert (play.status("front", talk), play.status("back", talk)) == ("talking", "talking")
    play.wait(150)
    assert play.say("back", talk, "understood") is None
    play.wait(30)
    assert play.hang_up("front", talk) is None

    seen = play.sees("back", talk)
    assert seen is not None
    assert (seen.status, seen.seconds, seen.real_seconds) == ("over", 180, 18)
    assert [words.text for words in seen.words] == ["the opening words", "understood"]
    assert [(end.title, end.status, end.at) for end in seen.to] == [("role-staff", "reached", seen.at + 30)]


def test_what_a_call_says_is_heard_by_whoever_answers_it(play: Talking) -> None:
    talk = play.call("staff")
    ringing = play.sees("back", talk)
    assert ringing is not None
    assert ringing.words == ()

    play.pick_up("back", talk)
    heard = play.sees("back", talk)
    assert heard is not None
    assert [words.text for words in heard.words] == ["the opening words"]


@pytest.mark.parametrize("by", ["phone", "email"])
def test_the_record_of_the_team_does_not_tell_before_it_is_answered_or_read(play: Talking, by: str) -> None:
    before = {name: seat_view(play.world, play.team, play.state, name, "en") for name in ("front", "back", "third")}

    def record(name: str) -> tuple[bool, bool]:
        """Whether it says that words wait, and whether it tells them; made anew and made from the view before."""
        anew = seat_view(play.world, play.team, play.state, name, "en")
        gone_on = seat_view(play.world, play.team, play.state, name, "en", before=before[name])
        assert anew == gone_on
        before[name] = gone_on
        assert anew is not None
        return anew.chronology[-1].sealed, "the opening words" in repr(anew)

    talk = play.call("staff", by=by)
    assert [record(name) for name in before] == [(False, True), (True, False), (False, True)]
    play.pick_up("back", talk)
    assert [record(name) for name in before] == [(False, True)] * 3


def test_at_the_end_the_record_tells_what_a_missed_call_said(play: Talking) -> None:
    talk = play.call("staff")
    play.until(play.now + 600)
    assert play.status("back", talk) == "missed"
    missed = seat_view(play.world, play.team, play.state, "back", "en")
    play.do(c.FinishTeam(at=play.real))
    over = seat_view(play.world, play.team, play.state, "back", "en", before=missed)

    assert missed is not None
    assert over is not None
    assert (missed.chronology[-1].words, missed.chronology[-1].sealed) == ((), True)
    assert (over.chronology[-1].words, over.chronology[-1].sealed) == ((("", "the opening words"),), False)


def test_nobody_sees_a_talk_of_others(play: Talking) -> None:
    talk = play.call("staff")

    assert play.sees("third", talk) is None
    assert play.pick_up("third", talk) == Refusal("talk.unknown")


def test_an_unanswered_call_goes_on_to_the_stand_in_and_from_there_to_the_next(play: Talking) -> None:
    talk = play.call("staff")
    limit = play.now + 600  # a minute of real time at this pace
    assert next_due(play.world, play.state, play.now) == min(limit, 32400 + 600)

    play.until(limit)
    assert (play.status("back", talk), play.status("third", talk)) == ("missed", "ringing")
    told = play.sees("front", talk)
    assert told is not None
    assert [(end.title, end.status, end.in_place_of) for end in told.to] == [
        ("role-staff", "unanswered", ""),
        ("role-guard", "waiting", "role-staff"),
    ]

    play.until(limit + 600)
    told = play.sees("front", talk)
    assert told is not None
    assert (told.status, [end.status for end in told.to]) == ("told", ["unanswered", "unanswered", "reached"])


def test_the_stand_in_answers(play: Talking) -> None:
    talk = play.call("staff")
    play.wait(600)
    play.pick_up("third", talk)

    assert play.status("front", talk) == "talking"
    assert play.status("back", talk) == "missed"


def test_scripted_players_are_reached_at_once_and_nothing_rings(play: Talking) -> None:
    talk = play.call("clerk")
    seen = play.sees("front", talk)

    assert seen is not None
    assert (seen.status, seen.can_say, seen.can_hang_up, seen.until) == ("told", False, False, None)
    assert seen.to[0].at == seen.at


def test_a_script_that_writes_to_a_script_or_to_nobody_opens_no_talk(play: Talking) -> None:
    play.call(("press",))
    play.call("boss")
    play.answer_as("auto", "clerk", to=("press",), parts={"message": "m"})

    assert play.state.talks == {}


def test_a_scripted_player_calls_a_person(play: Talking) -> None:
    play.answer_as("auto", "clerk", to=("staff",), parts={"message": "the lift is stuck"}, by="phone")
    talk = play.state.responses[-1].reply.id
    assert play.status("back", talk) == "ringing"

    play.pick_up("back", talk)
    seen = play.sees("back", talk)
    assert seen is not None
    assert (seen.status, seen.words[0].text, seen.can_say) == ("told", "the lift is stuck", False)
    assert play.say("back", talk, "on my way") == Refusal("talk.over")


def test_the_exercise_office_may_speak_for_a_scripted_player() -> None:
    play = talking(office=True)
    play.answer_as("auto", "clerk", to=("staff",), parts={"message": "the lift is stuck"}, by="phone")
    talk = play.state.responses[-1].reply.id
    play.pick_up("back", talk)
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    play.say("back", talk, "Who is in it?")
    (waiting,) = waiting_talks(play.world, {"blue": play.state}, "en")
    assert waiting.as_whom == (("clerk", "role-clerk"),)
    assert play.do(t.AnswerAs(at=play.real, talk=talk, who="clerk", text="Nobody.")) is None
    assert play.status("back", talk) == "talking"


def test_the_caller_may_give_up(play: Talking) -> None:
    talk = play.call("staff")
    play.hang_up("front", talk)

    assert (play.status("front", talk), play.status("back", talk)) == ("unanswered", "missed")
    assert play.pick_up("back", talk) is None
    assert play.status("back", talk) == "missed"


def test_a_message_waits_until_it_is_read_and_an_answer_does_too(play: Talking) -> None:
    talk = play.call("staff", by="email")
    play.wait(2900)
    assert (play.status("front", talk), play.status("back", talk)) == ("sent", "unread")
    read = play.now
    play.pick_up("back", talk)
    assert play.status("back", talk) == "read"
    seen = play.sees("front", talk)
    assert seen is not None
    assert [(end.status, end.at) for end in seen.to] == [("reached", read)]

    play.say("back", talk, "thank you")
    seen = play.sees("front", talk)
    assert seen is not None
    assert (seen.status, seen.unread, len(seen.words)) == ("unread", 1, 1)
    play.pick_up("front", talk)
    seen = play.sees("front", talk)
    assert seen is not None
    assert (seen.status, seen.unread, seen.words[-1].text) == ("sent", 0, "thank you")


def test_every_seat_of_a_section_gets_a_message_and_one_takes_a_call(play: Talking) -> None:
    mail, call = play.call("field", by="email"), play.call("field")
    play.pick_up("back", mail)
    play.pick_up("back", call)

    assert (play.status("third", mail), play.status("third", call)) == ("unread", "taken")
    taken = play.sees("third", call)
    assert taken is not None
    assert taken.words == ()
    before = len(play.entries)
    play.pick_up("third", mail)
    assert kinds(play, before) == ["contact.read"]


def test_a_call_that_nobody_ends_ends_by_itself(play: Talking) -> None:
    talk = play.call("staff")
    play.pick_up("back", talk)
    play.wait(6000)

    assert play.status("back", talk) == "over"
    assert play.state.talks[talk].why == "silence"


def test_a_pause_does_not_count(play: Talking) -> None:
    talk = play.call("staff")
    play.do(c.Pause(at=play.real))
    play.real += 3_600_000
    play.do(c.Resume(at=play.real))
    play.tick()

    assert play.status("back", talk) == "ringing"


def test_the_exercise_office_answers_as_the_press() -> None:
    play = talking(office=True)
    talk = play.call("press", message="no comment yet")
    states = {"blue": play.state}
    waiting = waiting_talks(play.world, states, "en")
    assert [(one.id, one.status, one.as_whom) for one in waiting] == [(talk, "ringing", (("press", "press"),))]

    assert play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text="When will you tell?")) is None
    assert play.status("front", talk) == "talking"
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    assert play.say("front", talk, "at noon") is None
    assert [one.words[-1].text for one in waiting_talks(play.world, {"blue": play.state}, "en")] == ["at noon"]
    assert play.do(t.EndTalk(at=play.real, talk=talk)) is None
    seen = play.sees("front", talk)
    assert seen is not None
    assert [(words.title, words.text) for words in seen.words] == [
        ("role-desk", "no comment yet"),
        ("press", "When will you tell?"),
        ("role-desk", "at noon"),
    ]
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()


def test_a_scripted_player_who_calls_a_party_waits_for_nobody() -> None:
    play = talking(office=True)
    play.do(HandSeat(at=play.real, chair="front", to="script"))
    talk = play.call("press", message="no comment yet")
    (one,) = office_talks(play.world, "blue", play.state, "en")

    assert (one.id, one.status, one.waits) == (talk, "ringing", False)
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    assert play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text="When will you tell?")) is None


def test_the_exercise_office_calls_as_the_mayor_and_the_call_goes_on_to_a_stand_in() -> None:
    play = talking(office=True)
    sent = t.SendMessage(at=play.real, sender="mayor", to=("staff",), text="What happened?")
    assert play.do(sent) is None
    assert play.status("back", "m1") == "ringing"
    play.wait(600)
    assert play.status("third", "m1") == "ringing"
    play.pick_up("third", "m1")
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    play.say("third", "m1", "A file was lost.")

    (waiting,) = waiting_talks(play.world, {"blue": play.state}, "en")
    assert (waiting.status, waiting.words[-1].text) == ("talking", "A file was lost.")
    assert play.do(t.AnswerAs(at=play.real, talk="m1", who="mayor", text="Find it.")) is None


def test_a_mail_from_the_exercise_office_and_the_answer_to_it() -> None:
    play = talking(office=True)
    play.do(t.SendMessage(at=play.real, sender="control", to=("staff", "desk"), by="email", text="Lunch is at noon."))
    play.say("back", "m1", "Thanks.")

    (one,) = office_talks(play.world, "blue", play.state, "en")
    assert (one.status, one.sender_title) == ("unread", "Exercise control")
    play.do(t.AnswerAs(at=play.real, talk="m1", who="control"))
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()
    assert play.status("front", "m1") == "unread"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (t.SendMessage(at=0, sender="ghost", to=("staff",), text="x"), "contact.unknown"),
        (t.SendMessage(at=0, sender="press", to=(), text="x"), "contact.nobody"),
        (t.SendMessage(at=0, sender="press", to=("ghost",), text="x"), "contact.unknown"),
        (t.SendMessage(at=0, sender="press", to=("mayor",), text="x"), "talk.nobody"),
        (t.SendMessage(at=0, sender="press", to=("staff",), text=" "), "response.empty"),
        (t.SendMessage(at=0, sender="press", to=("staff",), text="x" * 10_001), "response.too_long"),
        (t.SendMessage(at=0, sender="press", to=("staff",), text="x", by="smoke"), "call.way"),
        (t.PickUp(at=0, seat="back", talk="r9"), "talk.unknown"),
        (t.PickUp(at=0, seat="ghost", talk="r1"), "seat.unknown"),
        (t.Say(at=0, seat="front", talk="r1", text="x"), "talk.ringing"),
        (t.Say(at=0, seat="front", talk="r1", text=" "), "response.empty"),
        (t.HangUp(at=0, seat="back", talk="r1"), "talk.not_on_line"),
        (t.HangUp(at=0, seat="back", talk="r2"), "talk.written"),
        (t.AnswerAs(at=0, talk="r1", who="staff", text="x"), "talk.not_office"),
        (t.AnswerAs(at=0, talk="r1", who="desk", text="x"), "talk.not_office"),
        (t.EndTalk(at=0, talk="r1"), "talk.not_office"),
    ],
)
def test_what_cannot_be_done(command: c.Command, code: str) -> None:
    play = talking(office=True)
    play.call("staff")
    play.call("staff", by="chat")
    before = play.state
    refusal = play.do(command)

    assert refusal is not None
    assert refusal.code == code
    assert play.state is before


def test_nothing_is_said_after_the_end(play: Talking) -> None:
    talk = play.call("staff")
    play.pick_up("back", talk)
    play.hang_up("back", talk)
    assert play.say("front", talk, "hello?") == Refusal("talk.over")
    play.do(c.FinishTeam(at=play.real))
    assert play.pick_up("back", talk) == Refusal("team.finished")
