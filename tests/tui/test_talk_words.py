"""Words on calls and messages that depend on how they stand: who has it, what the end of the exercise cut off."""

import pytest
from support.calls import Drill
from support.play import Play
from support.talks import Talking, writing

from simulator.engine import commands as c
from simulator.engine.control_view import control_view
from simulator.engine.talk_shapes import TalkView
from simulator.engine.views import seat_view
from simulator.tui.call_lines import call_rows, details
from simulator.tui.console.feed_words import full_lines
from simulator.tui.console.words import ConsoleWording
from simulator.tui.talk_page import hint, talk_page
from simulator.tui.wording import Wording


def seen(play: Talking, seat: str, talk: str) -> TalkView:
    found = play.sees(seat, talk)
    assert found is not None
    return found


def page(play: Talking, seat: str, talk: str, lang: str = "en") -> list[str]:
    return [one.text.strip() for one in talk_page(Wording(lang), seen(play, seat, talk), play.now)]


def test_another_day_is_told_with_the_time() -> None:
    play = writing()
    talk = play.call("staff", by="letter")
    play.wait(14_400)
    assert "role-staff: not read by 13:00; passed on to role-guard" in page(play, "front", talk)
    play.do(c.JumpTo(at=play.real, scenario=play.now + 86_400))
    play.pick_up("third", talk)
    play.pick_up("back", talk)

    told = page(play, "front", talk)
    assert "role-staff: read D2 13:00; passed on to role-guard at 13:00" in told
    assert "role-guard, stand-in of role-staff: read D2 13:00" in told


def test_whoever_reads_late_after_a_chain_that_led_nowhere() -> None:
    play = writing(without=("guard", "clerk"))
    talk = play.call("staff", by="email")
    play.wait(1800)
    assert "role-staff: not read by 09:30; nobody else stands in" in page(play, "front", talk)
    play.pick_up("back", talk)

    assert "role-staff: read 09:30, late" in page(play, "front", talk)


@pytest.mark.parametrize(
    ("by", "answered", "told"),
    [
        ("email", False, "The exercise ended before all of it was read."),
        ("phone", False, "The exercise ended while it rang."),
        ("phone", True, "The exercise ended during this call."),
    ],
)
def test_what_the_end_cut_off_is_told_to_both(by: str, answered: bool, told: str) -> None:
    play = writing()
    talk = play.call("staff", by=by)
    if answered:
        play.pick_up("back", talk)
    play.do(c.FinishTeam(at=play.real))

    for seat in ("front", "back"):
        assert told in page(play, seat, talk)
    assert hint(Wording("en"), seen(play, "front", talk)) == "The exercise is over. Nothing more can be said here."


def fed(play: Play, lang: str = "en") -> dict[str, list[str]]:
    """What the console's feed says on talks and calls, by the kind of the entry."""
    view = control_view(play.world, {"blue": play.state}, lang, {"blue": tuple(play.entries)})
    words, found = ConsoleWording(lang), dict[str, list[str]]()
    for one in view.feed:
        if one.kind.startswith(("contact.", "call.")):
            told = "".join(line.text for line in full_lines(words, view, one))
            found.setdefault(one.kind, []).append(told.partition(":")[2][2:].strip())
    return found


@pytest.mark.parametrize(
    ("lang", "by", "told"),
    [
        ("en", "phone", "role-staff did not answer"),
        ("en", "email", "role-staff has not read it"),
        ("ja", "phone", "role-staff（日）は応答なし"),
        ("ja", "email", "role-staff（日）が読んでいません"),
    ],
)
def test_the_feed_tells_a_message_that_nobody_reads_from_a_call_that_nobody_answers(
    lang: str, by: str, told: str
) -> None:
    play = writing(without=("guard", "clerk"))
    play.call("staff", by=by)
    play.wait(1800)

    assert fed(play, lang)["contact.unanswered"] == [told]


def test_the_feed_tells_what_is_read_and_written_from_what_is_heard_and_said() -> None:
    play = writing()
    for by in ("email", "phone"):
        talk = play.call("staff", by=by)
        play.pick_up("back", talk)
        play.say("back", talk, "I see.")

    assert fed(play) == {
        "contact.reached": ["role-staff has read it", "role-staff was reached"],
        "contact.said": ["role-staff writes: I see.", "role-staff says: I see."],
    }


def test_the_feed_tells_what_was_open_at_the_end_from_a_call_that_was_hung_up() -> None:
    play = writing()
    play.hang_up("front", play.call("staff"))
    play.call("staff")
    play.call("staff", by="email")
    play.do(c.FinishTeam(at=play.real))

    assert fed(play)["contact.ended"] == [
        "conversation ended",
        "a call was still open at the end",
        "a message was still unread at the end",
    ]


def test_the_feed_of_one_who_begins_to_look_late_knows_what_was_a_message() -> None:
    play = writing(without=("guard", "clerk"))
    play.call("staff", by="email")
    play.wait(1800)
    tail = [one for one in play.entries if one.event.kind == "contact.unanswered"]
    view = control_view(play.world, {"blue": play.state}, "en", {"blue": tail})

    assert [one.way for one in view.feed] == ["email"]


def test_the_feed_tells_how_a_drill_s_calls_were_made_and_which_the_end_cut_off() -> None:
    play = Drill()
    play.call("C1")
    play.call("C2", by="email")
    play.do(c.FinishTeam(at=play.real))

    told = fed(play)
    assert told["call.made"] == ["role-desk calls role-boss", "role-desk writes to old title, by e-mail"]
    assert told["call.cut_off"] == ["role-boss had not answered at the end", "old title had not answered at the end"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_both_ends_of_a_call_are_told_that_the_end_cut_it_off(lang: str) -> None:
    play = Drill()
    play.call("C1")
    play.do(c.FinishTeam(at=play.real))
    words = Wording(lang)

    def shown(seat: str, row: str) -> str:
        view = seat_view(play.world, "blue", play.state, seat, lang)
        assert view is not None
        assert view.calls is not None
        rows = "".join(one.text for row in call_rows(words, view.calls, play.now) for one in row.lines)
        return rows + "".join(one.text for one in details(words, view.calls, row))

    cut = {"ja": "途中で終了", "en": "cut off"}[lang]
    assert shown("front", "call:C1").count(cut) == 2
    assert cut in shown("back", "receipt:C1")
    assert {"ja": "出る前に、訓練が終わりました。", "en": "The exercise ended before you answered."}[lang] in shown(
        "back", "receipt:C1"
    )
