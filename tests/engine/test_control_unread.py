"""Messages that nobody has read or replied to, as exercise control sees them beside the calls that wait."""

from support.talks import Talking, writing

from simulator.engine import commands as c
from simulator.engine import talk_commands as t
from simulator.engine.control_view import ControlView, control_view

HALF_AN_HOUR = 1800


def control(play: Talking) -> ControlView:
    return control_view(play.world, {"blue": play.state}, "en", {"blue": tuple(play.entries)})


def pending(play: Talking) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each message with how it stands and with whom it lies."""
    return [(one.reply, one.status, one.who) for one in control(play).unread]


def test_a_message_between_seats_lies_there_until_it_is_read() -> None:
    play = writing()
    talk = play.call("staff", by="email", message="Please stop the printer.")
    (one,) = control(play).unread
    assert (one.status, one.who, one.sender, one.by) == ("unread", ("role-staff",), "role-desk", "email")
    assert (one.since, one.due, one.text) == (play.now, play.now + HALF_AN_HOUR, "Please stop the printer.")
    assert (one.team, one.key) == ("blue", f"blue/{talk}")

    play.pick_up("back", talk)
    assert pending(play) == []


def test_what_has_gone_on_lies_with_the_stand_in_and_then_with_nobody() -> None:
    play = writing(without=("clerk",))
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    gone = play.now
    (one,) = control(play).unread
    assert (one.status, one.who, one.since, one.due) == ("passed_on", ("role-guard",), gone, gone + HALF_AN_HOUR)
    play.wait(HALF_AN_HOUR)
    (one,) = control(play).unread
    assert (one.status, one.who, one.since, one.due) == ("unanswered", ("role-staff", "role-guard"), play.now, None)

    play.pick_up("third", talk)
    assert pending(play) == []


def test_what_the_stand_in_has_read_is_done_though_the_first_has_not_read_it() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(HALF_AN_HOUR)
    play.pick_up("third", talk)

    assert pending(play) == []


def test_of_several_readers_those_are_named_who_have_not_read_it() -> None:
    play = writing()
    talk = play.call(("staff", "guard"), by="chat")
    play.pick_up("third", talk)

    assert pending(play) == [(talk, "unread", ("role-staff",))]


def test_a_message_to_an_outside_party_waits_for_the_office_until_it_replies() -> None:
    play = writing(office=True)
    talk = play.call("press", by="email", message="We publish at three.")
    view = control(play)
    assert ([one.reply for one in view.talks], view.unread) == ([talk], ())

    # Read, and nobody has replied.
    play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text=""))
    assert control(play).talks == ()
    assert pending(play) == [(talk, "reply", ("press",))]
    play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text="Why so late?"))
    assert pending(play) == [(talk, "answer", ("role-desk",))]
    (one,) = control(play).unread
    assert (one.sender, one.text, one.due) == ("press", "Why so late?", None)

    play.pick_up("front", talk)
    assert pending(play) == []
    play.say("front", talk, "The mayor decides.")
    assert [one.reply for one in control(play).talks] == [talk]
    assert pending(play) == []


def test_a_message_of_the_office_lies_with_the_seats() -> None:
    play = writing(office=True)
    play.do(t.SendMessage(at=play.real, sender="press", to=("staff", "guard"), by="email", text="Is it true?"))
    assert pending(play) == [("m1", "unread", ("role-staff", "role-guard"))]
    play.pick_up("back", "m1")
    play.pick_up("third", "m1")

    assert pending(play) == []


def test_an_answer_between_seats_that_nobody_has_opened() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.say("back", talk, "Done.")
    assert pending(play) == [(talk, "answer", ("role-desk",))]

    play.pick_up("front", talk)
    assert pending(play) == []


def test_calls_and_what_scripts_take_or_write_wait_for_nobody_here() -> None:
    play = writing(office=True)
    play.call("staff")
    play.call("clerk", by="email")
    play.answer_as("auto", "clerk", to=("press",), parts={"message": "the lift is stuck"}, by="email")

    assert pending(play) == []


def test_the_end_leaves_nothing_to_be_done() -> None:
    play = writing()
    play.call("staff", by="email")
    play.do(c.FinishTeam(at=play.real))

    assert pending(play) == []


def test_the_most_pressing_comes_first() -> None:
    play = writing(office=True, without=("guard", "clerk"))
    overdue = play.call("staff", by="chat")
    replied = play.call("press", by="email")
    play.do(t.AnswerAs(at=play.real, talk=replied, who="press", text=""))
    play.wait(1000)
    fresh = play.call("staff", by="email")

    assert [(one, status) for one, status, _ in pending(play)] == [
        (overdue, "unanswered"),
        (replied, "reply"),
        (fresh, "unread"),
    ]
