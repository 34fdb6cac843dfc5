"""Calls and messages in the timeline of the review."""

from support.talks import Talking, talking, writing

from simulator.engine import commands as c
from simulator.engine import talk_commands as t
from simulator.report.rows import RowKind, TimelineRow
from simulator.report.timeline import timeline


def rows(play: Talking, lang: str = "en") -> list[TimelineRow]:
    return [
        row
        for row in timeline(play.world, play.team, play.entries, lang)
        if row.kind in {RowKind.CALL, RowKind.RESPONSE}
    ]


def test_a_call_is_told_with_who_answered_when_and_for_how_long() -> None:
    play = talking()
    talk = play.call("staff")
    play.wait(60)
    play.pick_up("back", talk)
    play.say("back", talk, "on my way")
    play.wait(180)
    play.hang_up("back", talk)
    call, said, ended = rows(play)

    assert call.who == "role-desk → role-staff"
    assert dict(call.words)["Answered"] == "role-staff D1 09:01"
    assert dict(call.words)["Length of the call"] == "3 min (18 s by the wall clock)"
    assert (said.who, said.title) == ("role-staff", "on my way")
    assert dict(said.words)["Call"] == "role-desk → role-staff D1 09:00"
    assert (ended.who, ended.title) == ("role-staff", "The call ended after 3 min")


def test_nobody_answers_and_the_stand_in_does() -> None:
    play = talking()
    talk = play.call("staff")
    play.wait(600)
    play.pick_up("third", talk)
    call, unanswered, passed = rows(play, "ja")

    assert dict(call.words)["応答"] == "role-staff（日）は応答なし、role-guard（日） D1 09:10"
    assert unanswered.title == "role-staff（日）は応答なし"
    assert passed.title == "role-staff（日）の代理であるrole-guard（日）に回った"


def test_a_message_of_the_exercise_office_and_when_it_was_read() -> None:
    play = talking(office=True)
    play.do(t.SendMessage(at=play.real, sender="press", to=("staff", "desk"), by="email", text="When will\nyou tell?"))
    play.wait(300)
    play.pick_up("back", "m1")
    (message,) = rows(play)

    assert (message.who, message.title) == ("press → role-staff, role-desk", "When will you tell?")
    assert dict(message.words)["Read"] == "role-staff D1 09:05, role-desk not read"


def test_a_contact_that_nobody_takes_is_told_as_before() -> None:
    play = talking()
    play.call("press")
    (contact,) = rows(play)

    assert "Answered" not in dict(contact.words)


def test_a_message_that_went_on_is_told_with_when_each_of_them_read_it() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(1800)
    play.pick_up("third", talk)
    play.wait(600)
    play.pick_up("back", talk)
    mail, unread, passed = rows(play)

    assert dict(mail.words)["Read"] == "role-staff D1 09:40 (after it had gone on), role-guard D1 09:30"
    assert (unread.at, unread.title) == (34_200, "role-staff had not read it in time")
    assert passed.title == "Passed on to role-guard, stand-in of role-staff"
    assert dict(passed.words)["Message"] == "role-desk → role-staff D1 09:00"


def test_what_the_end_of_the_exercise_cut_off() -> None:
    play = writing(without=("clerk",))
    play.call("staff", by="email")
    play.wait(1800)
    call = play.call("guard", seat="back", role="staff")
    play.pick_up("third", call)
    play.call("staff")
    answered = play.call("staff", by="chat")
    play.say("back", answered, "noted")
    play.wait(60)
    play.do(c.FinishTeam(at=play.real))

    assert [row.title for row in rows(play)][-4:] == [
        "Not read by the end of the exercise: role-staff, role-guard",
        "The call was cut off by the end of the exercise after 1 min",
        "Still ringing when the exercise ended",
        "An answer had not been read when the exercise ended",
    ]
    assert [row.title for row in rows(play, "ja")][-4:] == [
        "訓練の終了まで未読：role-staff（日）、role-guard（日）",
        "通話は1分で、訓練の終了により切れた",
        "訓練の終了時に呼出し中だった",
        "返事が読まれないまま訓練が終わった",
    ]
