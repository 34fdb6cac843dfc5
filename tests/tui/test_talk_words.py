"""Words on calls and messages that depend on how they stand: who has it, what the end of the exercise cut off."""

import pytest
from support.talks import Talking, writing

from simulator.engine import commands as c
from simulator.engine.control_view import control_view
from simulator.engine.talk_shapes import TalkView
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


def test_the_feed_tells_what_was_open_at_the_end_from_a_call_that_was_hung_up() -> None:
    play = writing()
    play.hang_up("front", play.call("staff"))
    play.call("staff")
    play.do(c.FinishTeam(at=play.real))
    view = control_view(play.world, {"blue": play.state}, "en", {"blue": tuple(play.entries)})
    words = ConsoleWording("en")
    ends = [one for one in view.feed if one.kind == "contact.ended"]
    told = ["".join(line.text for line in full_lines(words, view, one)) for one in ends]

    assert ["conversation ended" in one for one in told] == [True, False]
    assert told[1].endswith("a call or message was still open at the end")
