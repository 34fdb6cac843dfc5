"""The pages beside the desk: manual, contacts, drills, quiz; coming in; what is refused."""

import pytest
from page_reader import Element, read
from seat_shown import LANGS, PAGES, Shown
from support.calls import MESSAGE, Drill
from support.play import Play
from support.timetabled import drill
from tui.fake_content import look_content

from simulator.doors.http.pages.seat_pages import SECTIONS
from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine.commands import RecordProgress, Refusal
from simulator.engine.views import seat_view
from simulator.session.room_port import Person


def test_a_step_of_the_manual_is_told_in_full() -> None:
    step = Shown().page(PageKind.MANUAL).one(id="A01").text

    for told in (
        "Report to the head",
        "Critical",
        "Who Clerk",
        'within 10 min of "the loss was noticed"',
        "City rule 5",
    ):
        assert told in step
    assert "MUST NOT" in Shown().page(PageKind.MANUAL).one(id="N01").text


def test_contacts_are_searched() -> None:
    page = Shown().page(PageKind.SECTION, "contacts", query="duty")

    assert [one.text for one in page.all("th", scope="row")] == ["Police station"]
    assert page.one("a", href="/seat/own?to=police").attrs["aria-label"] == "Contact Police station"
    assert [one.text for one in page.all("caption")] == ["Named in numbers or notes"]
    assert [one.text for one in page.all("mark")] == ["duty"]
    assert "1 found." in page.text


def test_there_are_no_other_sections() -> None:
    with pytest.raises(KeyError):
        Shown().html(PageKind.SECTION, "secrets")


@pytest.mark.parametrize("lang", LANGS)
def test_the_join_page_asks_for_code_name_and_section(lang: str) -> None:
    page = Shown(lang).page(PageKind.JOIN)

    assert [one.attrs["name"] for one in page.one("form").all("input")] == ["lang", "code", "name", "section"]
    assert page.one("input", name="lang").attrs["value"] == lang


def test_a_wrong_code_is_told_with_what_to_do() -> None:
    page = Shown().page(PageKind.JOIN, refusal=Refusal("code.unknown"), form={"code": ('K7QF"><b>',)})

    assert "ask the exercise office" in page.one(id="fault").text
    assert page.one(id="code").attrs["value"] == 'K7QF"><b>'


def test_a_taken_seat_is_shared_or_taken_over_by_choice() -> None:
    people = (Person("p1", "ja", "browser", "Sato"), Person("p2", "ja", "http"))

    page = Shown().page(PageKind.JOIN, view=people, refusal=Refusal("seat.occupied"))

    assert "Seated: Sato, somebody who gave no name" in page.text
    assert [one.attrs["value"] for one in page.all("input", name="occupied")] == ["share", "take_over"]


def test_what_is_not_there_is_told() -> None:
    page = Shown().page(PageKind.REFUSED, refusal=Refusal("door.not_yours"))

    assert page.one(role="alert").text == "Your code does not open this page."


def shown_of(play: Play, seat: str, section: str, lang: str = "en") -> Element:
    view = seat_view(play.world, play.team, play.state, seat, lang)
    assert view is not None
    context = PageContext(lang=lang, now=play.real, form_token="t", key="k", item=section)
    return read(PAGES.render(PageKind.SECTION, view, context))


@pytest.mark.parametrize("lang", LANGS)
def test_a_contact_drill_is_played_on_its_page(lang: str) -> None:
    play = Drill()
    front = shown_of(play, "front", "calls", lang)
    assert [form.one("input", name="command").attrs["value"] for form in front.one("main").all("form")]
    play.repeat("C0", role="desk")
    assert play.call("C1") is None

    ringing = shown_of(play, "back", "calls", lang)
    assert ringing.one("main").one("input", name="command").attrs["value"] == "take-call"
    assert MESSAGE not in ringing.text

    play.take("C1")
    heard = shown_of(play, "back", "calls", lang)
    assert MESSAGE in heard.text
    assert heard.one("textarea", name="words")


def test_who_is_not_reached_has_a_stand_in_and_a_wrong_number_is_corrected() -> None:
    play = Drill()
    play.repeat("C0", role="desk")
    play.call("C2")
    play.call("C1")
    play.take("C1")
    play.repeat("C1")
    play.call("C3", role="boss")
    play.wait(200)

    front, back = shown_of(play, "front", "calls"), shown_of(play, "back", "calls")

    assert "no answer" in front.one(id="call-C2").text
    assert [one.attrs["value"] for one in front.one(id="call-C2").all("input", name="whom")] == ["mayor", "deputy"]
    assert back.one(id="call-C3").one("input", name="number")


@pytest.mark.parametrize("lang", LANGS)
def test_a_timetable_is_recorded_on_its_page(lang: str) -> None:
    play = Play(drill()).start()
    play.until(play.now + 3 * 3600)
    play.do(RecordProgress(at=play.real, seat="front", role="desk", row="R2", remark="<i>done</i>"))

    page = shown_of(play, "front", "timetable", lang)

    row = page.one(id="row-R2")
    assert row.one("input", name="at_scenario")
    assert "<i>done</i>" in row.text
    assert page.one(id="system-core").all("select", name="how")


def test_sections_without_a_drill_are_not_offered() -> None:
    tabs = {one.attrs["href"] for one in Shown().page().one(id="tabs").all("a")}

    assert "/seat/calls" not in tabs
    assert "/seat/timetable" not in tabs
    assert {f"/seat/{name}" for name in SECTIONS if name not in {"calls", "timetable", "talks"}} <= tabs


def quiz() -> Shown:
    ask = {
        "kind": "quiz",
        "prompt": {"en": "Which?", "ja": "どれ?"},
        "options": [
            {"id": "a", "label": {"en": "One", "ja": "一"}, "right": True},
            {"id": "b", "label": {"en": "Two", "ja": "二"}},
        ],
        "explanation": {"en": "Because of A01.", "ja": "A01による。"},
        "cites": ["A01"],
    }
    base = look_content().normal_form()["scenario"]["injects"][0]
    return Shown(content=look_content(injects=[{**base, "ask": ask}]))


def test_a_quiz_tells_its_solution_once_answered() -> None:
    shown = quiz()
    before = shown.inject("I01")
    assert "Because" not in before.text
    assert before.all("input", type="radio", name="options")

    shown.send("quiz", "I01", options=("b",))
    after = shown.inject("I01")

    assert "Not right." in after.text
    assert "Right answer: One" in after.text
    assert "Because of A01." in after.text
    assert after.all("a", href="/seat/manual#A01")
    assert not after.one(id="answer").all("form")
