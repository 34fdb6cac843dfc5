"""The light desk on messages that nobody has read or replied to."""

import pytest
from page_reader import Element, read
from seat_shown import PAGES
from support.talks import Talking, writing

from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine import talk_commands as t
from simulator.engine.control_view import control_view
from simulator.session.room_port import Part

BAD = "<b>stop</b>\u202e the printer"


def desk(play: Talking, lang: str = "en", part: Part = Part.FACILITATOR) -> Element:
    view = control_view(play.world, {"blue": play.state}, lang, {"blue": tuple(play.entries)})
    context = PageContext(lang=lang, now=play.real, form_token="t", part=part)
    return read(PAGES.render(PageKind.CONTROL, view, context))


@pytest.mark.parametrize(
    ("lang", "read_yet", "in_time"), [("en", "not read yet", "not read in time"), ("ja", "未読", "期限までに未読")]
)
def test_what_lies_with_a_seat_is_told_with_its_limit(lang: str, read_yet: str, in_time: str) -> None:
    play = writing(without=("clerk",))
    talk = play.call("staff", by="email", message=BAD)
    fresh = desk(play, lang).one(id=f"unread-blue-{talk}")
    assert fresh.one("h4").text.endswith(read_yet)
    assert "<b>stop</b>\ufffd the printer" in fresh.text
    assert "09:30" in fresh.text
    assert not fresh.all("a")

    play.wait(1800)
    late = desk(play, lang).one(id=f"unread-blue-{talk}")
    assert late.one("h4").text.endswith(in_time)
    assert "role-guard" in late.one("h4").text
    assert "10:00" in late.text
    assert [one.attrs["href"] for one in late.all("a")] == ["#message"]
    assert late.one("h4").attrs["data-say"]
    assert not desk(play, lang, Part.EVALUATOR).one(id=f"unread-blue-{talk}").all("a")

    play.pick_up("third", talk)
    assert not desk(play, lang).all(id=f"unread-blue-{talk}")
    assert desk(play, lang).one(id="unread-none").text


def test_what_the_office_has_read_keeps_its_form_until_it_has_replied() -> None:
    play = writing(office=True)
    talk = play.call("press", by="email", message="We publish at three.")
    play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text=""))
    page = desk(play)
    waiting = page.one(id=f"talk-blue-{talk}")
    assert waiting.one("h3").text.endswith("no reply from you")
    assert waiting.one("input", name="command").attrs["value"] == "answer-as"
    assert not page.all(id=f"unread-blue-{talk}")

    play.do(t.AnswerAs(at=play.real, talk=talk, who="press", text="Why so late?"))
    page = desk(play)
    assert not page.all(id=f"talk-blue-{talk}")
    assert page.one(id=f"unread-blue-{talk}").one("h4").text.endswith("answer not read yet")


def test_what_happens_tells_a_message_from_a_call() -> None:
    for by, told in (("phone", "role-staff did not answer"), ("email", "role-staff has not read it")):
        play = writing(without=("guard", "clerk"))
        play.call("staff", by=by)
        play.wait(1800)

        assert any(row.text.endswith(told) for row in desk(play).one(id="feed-part").all("li"))
