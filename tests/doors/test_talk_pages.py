"""Calls and messages between people on a page, and the questions at the end."""

from typing import Any

import pytest
from page_reader import Element, read
from seat_shown import LANGS, PAGES
from support.play import Play
from support.talks import Talking, talking, talking_world, writing

from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine.commands import FinishTeam
from simulator.engine.evaluation_commands import AnswerSurvey
from simulator.engine.views import seat_view

BAD = "<script>alert(1)</script>\u202e"


def page(play: Play, seat: str, item: str = "talks", lang: str = "en", **more: Any) -> Element:
    view = seat_view(play.world, play.team, play.state, seat, lang)
    assert view is not None
    kind = PageKind.SECTION if item in {"talks", "log"} else PageKind(item)
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
    record = page(play, "back", "log")
    assert "alert(1)" not in record.raw
    assert "you learn what it says by answering or reading it" in record.text

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
    assert row.text.startswith("rings for you")
    assert "Calls and messages waiting for you: 1" in desk.text

    play.pick_up("back", talk)
    assert page(play, "back", "seat").one(id=f"talk-row-{talk}").text.startswith("on the line")


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


def test_whoever_wrote_what_nobody_reads_is_told_where_it_went() -> None:
    play = writing(without=("clerk",))
    talk = play.call("staff", by="email")
    assert not page(play, "front", "seat").all(id=f"talk-row-{talk}-sent")
    play.wait(1800)

    row = page(play, "front", "seat").one(id=f"talk-row-{talk}-passed_on")
    assert row.attrs["data-say"] == "Your message to role-staff has gone on to the stand-in."
    told = page(play, "front").one(id=f"talkwords-{talk}").text.replace(" :", ":")
    assert "role-staff: not read by 09:30; passed on to role-guard" in told
    assert "role-guard, stand-in of role-staff: not read yet" in told

    play.wait(1800)
    row = page(play, "front", "seat").one(id=f"talk-row-{talk}-unanswered")
    assert row.text.startswith("not read")
    assert "Reach them another way" in page(play, "front").one("main").text


def test_both_who_may_read_it_see_who_has_it() -> None:
    play = writing()
    talk = play.call("staff", by="email")
    play.wait(1800)
    notes = {seat: page(play, seat, "seat").one(id=f"talk-row-{talk}").text for seat in ("back", "third")}

    assert "gone on to role-guard" in notes["back"]
    assert "for role-staff" in notes["third"]
    assert commands(page(play, "back")) == commands(page(play, "third")) == ["pick-up", "say"]
    play.pick_up("third", talk)
    told = page(play, "back").one(id=f"talkwords-{talk}").text
    assert "role-guard, stand-in of role-staff : read 09:30" in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_after_the_end_says_what_was_cut_off(lang: str) -> None:
    play = writing()
    mail, call = play.call("staff", by="email"), play.call("staff")
    play.do(FinishTeam(at=play.real))
    told = {talk: page(play, "back", lang=lang).one(id=f"talkwords-{talk}").text for talk in (mail, call)}

    ended = {
        "en": ("The exercise ended before all of it was read.", "The exercise ended while it rang."),
        "ja": ("読み終わらないうちに、訓練が終わりました。", "呼出し中に、訓練が終わりました。"),
    }[lang]
    assert ended[0] in told[mail]
    assert ended[1] in told[call]
    assert commands(page(play, "back", lang=lang)) == []
