"""Calls and messages between people on a page, and the questions at the end."""

from typing import Any

import pytest
from page_reader import Element, read
from seat_shown import LANGS, PAGES
from support.play import Play
from support.talks import Talking, talking, talking_world

from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine.commands import FinishTeam
from simulator.engine.evaluation_commands import AnswerSurvey
from simulator.engine.views import seat_view

BAD = "<script>alert(1)</script>\u202e"


def page(play: Play, seat: str, item: str = "talks", lang: str = "en", **more: Any) -> Element:
    view = seat_view(play.world, play.team, play.state, seat, lang)
    assert view is not None
    kind = PageKind.SECTION if item == "talks" else PageKind(item)
    context = PageContext(lang=lang, now=play.real, form_token="t", item=item, seat=view, **more)
    return read(PAGES.render(kind, None if kind is PageKind.SCORE else view, context))


def commands(found: Element) -> list[str]:
    return [one.attrs["value"] for one in found.one("main").all("input", name="command")]


def test_a_call_rings_is_answered_and_hung_up() -> None:
    play = talking()
    talk = play.call("staff", message=BAD)

    assert commands(page(play, "front")) == ["hang-up"], "the caller may give up"
    ringing = page(play, "back")
    assert commands(ringing) == ["pick-up"]
    assert "alert(1)" not in ringing.raw, "what a call says is heard by whoever answers it"

    play.pick_up("back", talk)
    heard = page(play, "back")
    assert commands(heard) == ["say", "hang-up"]
    assert "<script>alert(1)</script>\ufffd" in heard.raw

    play.hang_up("front", talk)
    assert commands(page(play, "back")) == []


def test_who_calls_is_read_out_and_stands_in_the_inbox() -> None:
    play = talking()
    talk = play.call("staff")

    desk = page(play, "back", "seat")

    row = desk.one(id=f"talk-row-{talk}")
    assert row.attrs["data-say"].endswith("role-desk is calling.")
    assert row.text.startswith("new")
    assert "Calls and messages waiting for you: 1" in desk.text


def test_a_telephone_that_rings_comes_before_anything_else_that_waits() -> None:
    play = talking()
    play.call("staff")
    told = page(play, "back", "seat").one(id="overview").text

    assert "Nothing is waiting" not in told
    assert told.startswith("Calls and messages waiting for you: 1")


def test_while_somebody_writes_only_the_words_are_exchanged() -> None:
    play = talking()
    talk = play.call("staff")
    play.pick_up("back", talk)
    live = page(play, "back", fragment="live").one(id=f"talkwords-{talk}")

    assert "data-part" in live.attrs
    assert not live.all("textarea")


@pytest.mark.parametrize("lang", LANGS)
def test_a_message_is_opened_and_written_back_to(lang: str) -> None:
    play: Talking = talking()
    talk = play.call("staff", by="email")

    assert commands(page(play, "back", lang=lang)) == ["pick-up", "say"]
    play.pick_up("back", talk)
    assert commands(page(play, "back", lang=lang)) == ["say"]


def asking() -> Play:
    questions = {
        "debrief": [{"id": "q-well", "text": {"en": "What went well?"}}],
        "survey": [{"id": "s-clear", "text": {"en": "Was it clear?"}, "scale": 5}],
    }
    return Talking(talking_world(**questions)).start()


def test_questions_are_asked_at_the_end() -> None:
    play = asking()
    assert not page(play, "front", "score").all("section", aria_labelledby="wrap-head")

    play.do(FinishTeam(at=play.real))
    play.do(AnswerSurvey(at=play.real, actor="seat:front", seat="front", question="s-clear", value=4, text="<b>yes"))
    asked = page(play, "front", "score")

    assert {"answer-debrief", "answer-survey"} <= set(commands(asked))
    survey = asked.one(id="q-survey-s-clear")
    assert [one.attrs["value"] for one in survey.all("input", type="radio") if "checked" in one.attrs] == ["4"]
    assert survey.one("textarea").raw == "\n<b>yes"
    assert "What went well?" in asked.one(id="q-debrief-q-well").text
