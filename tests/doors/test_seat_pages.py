"""The pages of a seat: what stands on them for every kind of response and in every state."""

import re
from dataclasses import replace

import pytest
from page_reader import Element, read
from seat_shown import LANGS, PAGES, Shown

from simulator.doors.http.pages_port import PageKind
from simulator.engine.commands import FinishTeam, MarkRead, Pause, Refusal, ShowHint

EVERY = (
    (PageKind.SEAT, ""),
    *((PageKind.INJECT, f"I0{number}") for number in range(1, 8)),
    (PageKind.OWN, ""),
    (PageKind.MANUAL, ""),
    (PageKind.SCORE, ""),
    *((PageKind.SECTION, name) for name in ("log", "contacts", "team", "help")),
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("kind", "item"), EVERY)
def test_every_page_is_whole(kind: PageKind, item: str, lang: str) -> None:
    page = Shown(lang).later().page(kind, item)

    assert page.one("html").attrs["lang"] == lang
    assert len(page.all("h1")) == 1
    assert page.one("main").attrs["id"] == "main"
    assert page.all("a")[0].attrs["href"] == "#main", "the skip link comes first"
    assert page.one("title").text
    assert page.one(id="notice").attrs["aria-live"] == "polite"


@pytest.mark.parametrize(("kind", "item"), EVERY)
def test_no_page_mixes_languages(kind: PageKind, item: str) -> None:
    page = Shown("en").later().page(kind, item)
    for link in page.all(hreflang="ja"):
        link.inside.clear()

    assert not JAPANESE.findall(page.raw.replace("日本語", ""))


def fields(page: Element) -> dict[str, Element]:
    form = page.one("form", data_draft=page.one(id="answer").all("form")[0].attrs["data-draft"])
    return {one.attrs["name"]: one for one in form.all() if "name" in one.attrs}


def test_a_text_is_written_into_a_field_with_a_label() -> None:
    found = fields(Shown().inject("I01"))

    assert found["command"].attrs["value"] == "submit-response"
    assert found["kind"].attrs["value"] == "text"
    assert found["inject"].attrs["value"] == "I01"
    assert found["role"].attrs["value"] == "desk"
    assert found["key"].attrs["value"] == "key-1"
    assert found["back"].attrs["value"] == "/seat/inject/I01"
    assert found["parts.text"].tag == "textarea"


def test_several_options_are_boxes_and_one_is_a_button_of_a_group() -> None:
    shown = Shown().later()

    many, one = shown.inject("I02"), shown.inject("I05")

    assert {box.attrs["value"] for box in many.all("input", type="checkbox", name="options")} == {"keep", "wait"}
    assert {box.attrs["value"] for box in one.all("input", type="radio", name="options")} == {"yes", "no"}
    assert fields(one)["parts.reason"].tag == "textarea"


def test_a_form_has_its_fields_with_help_and_what_is_required() -> None:
    found = fields(Shown().later().inject("I03"))

    assert found["parts.what"].tag == "textarea"
    assert found["parts.when"].attrs["aria-required"] == "true"
    assert found["parts.number"].attrs["inputmode"] == "numeric"
    assert found["parts.number"].attrs["aria-describedby"] == "h-number"


def test_a_contact_offers_the_network_the_ways_and_a_message() -> None:
    page = Shown().later().inject("I04")

    assert {"head", "police"} <= {box.attrs["value"] for box in page.all("input", name="to")}
    assert "phone" in {option.attrs["value"] for option in fields(page)["by"].all("option")}
    assert "parts.message" in fields(page)


def test_taking_note_needs_no_field() -> None:
    page = Shown().later().inject("I06")

    assert {one.attrs["type"] for one in fields(page).values() if one.tag == "input"} == {"hidden"}
    assert page.one(id="answer").all("button")[0].text == "Take note"


def test_for_information_leads_to_acting_unasked() -> None:
    page = Shown().later().inject("I07")

    assert not page.one(id="answer").all("form")
    assert page.one(id="answer").one("a").attrs["href"].startswith("/seat/own")


def test_who_called_is_marked_in_the_network_that_is_offered_for_acting() -> None:
    page = Shown().page(PageKind.OWN, "police")

    assert "checked" in page.one("input", name="to", value="police").attrs
    assert [form.one("input", name="kind").attrs["value"] for form in page.one("main").all("form")] == [
        "contact",
        "text",
    ]


def test_several_roles_are_chosen_from() -> None:
    page = Shown(roles=("desk", "head")).later().inject("I06")

    assert [option.attrs["value"] for option in page.one("select", name="role").all("option")] == ["desk", "head"]


def test_what_was_refused_stands_in_its_fields_again_with_what_to_do() -> None:
    form = {"parts.what": ("a ring file <b>",), "parts.when": ("",)}
    refusal = Refusal("response.field_required", {"field": "when"})

    page = Shown().later().inject("I03", refusal=refusal, form=form)

    assert page.one(id="fault").attrs["role"] == "alert"
    assert '"Noticed at" must be filled in' in page.one(id="fault").text
    assert fields(page)["parts.what"].raw == "\na ring file <b>"
    assert fields(page)["parts.when"].attrs["aria-invalid"] == "true"
    assert "data-refilled" in page.one("form", data_draft="I03").attrs


@pytest.mark.parametrize(
    ("code", "inject", "name"),
    [("response.no_option", "I05", "fieldset"), ("response.empty", "I01", "textarea"), ("contact.nobody", "I04", "")],
)
def test_the_faulty_field_is_marked(code: str, inject: str, name: str) -> None:
    page = Shown().later().inject(inject, refusal=Refusal(code), form={"parts.message": ("Hello",)})

    faulty = page.all(aria_invalid="true")
    assert len(faulty) == 1
    assert not name or faulty[0].tag == name


def test_an_unknown_refusal_names_its_code() -> None:
    page = Shown().inject("I01", refusal=Refusal("strange.one"))

    assert "(strange.one)" in page.one(id="fault").text


def test_the_inbox_tells_the_state_in_words() -> None:
    shown = Shown().later(60)
    shown.seat.happen(MarkRead(at=shown.seat.now(), seat="me", inject="I01"))
    shown.later(200)
    shown.send("choice", "I02", options=("keep",))

    rows = {one.attrs["id"]: one.text for one in shown.page().all("a") if one.attrs.get("id", "").startswith("in-")}

    assert rows["in-I01"].startswith("late 13:05 phone")
    assert rows["in-I02"].startswith("answered")
    assert rows["in-I03"].startswith("new")


def test_the_number_of_unread_ones_stands_in_the_title() -> None:
    assert Shown().later().page().one("title").text.startswith("(7) Inbox")


def test_the_clock_bar_carries_what_the_script_needs() -> None:
    bar = Shown().later(60).page().one(id="clockbar")

    assert bar.attrs["data-running"] == "1"
    assert bar.attrs["data-pace"] == "10"
    assert bar.one(id="clock-time").text == "D1 13:15"
    assert bar.one(id="clock-date").text == "Thu 29 Feb 2024"
    assert "next deadline 13:35 20 min left" in bar.text


def test_a_pause_is_told() -> None:
    shown = Shown().later(60)
    shown.seat.happen(Pause(at=shown.seat.now()))

    assert "paused by exercise control" in shown.page().one(id="clockbar").text


def test_answers_and_hints_stand_below_the_inject() -> None:
    shown = Shown()
    shown.seat.happen(ShowHint(at=shown.seat.now(), seat="me", inject="I01"))
    shown.send("text", "I01", parts={"text": "I tell the head."})

    page = shown.inject("I01", done="submit-response")

    assert "Hint 1: Whom do you tell first?" in page.one(id="after").text
    assert "I tell the head." in page.one(id="after").text
    assert "Show a hint (1 left)" in page.text
    assert page.one("p", role="status", class_="sent").text.startswith("Sent. It stands in the log.")
    assert page.one(id="answer-head").text == "Answered at 13:05"
    assert "open" not in page.one(id="more").attrs, "a further response is opened by choice"


def test_a_note_that_was_taken_is_closed() -> None:
    shown = Shown().later()
    shown.send("acknowledge", "I06")

    assert not shown.inject("I06").one(id="answer").all("form")


def test_the_end_closes_the_forms_and_opens_the_card() -> None:
    shown = Shown().later()
    shown.seat.happen(FinishTeam(at=shown.seat.now()))

    page = shown.page()

    assert page.all("a", href="/seat/score")
    assert not shown.inject("I01").one(id="answer").all("form")
    assert "data-finished" in page.one("body").attrs
    assert shown.page(PageKind.SCORE).one("textarea", name="text")


def test_attachments_can_be_read() -> None:
    page = Shown().inject("I01")

    assert page.one("summary").text == "Attachment: Telephone note"
    assert "13:05 call.\nThe clerk." in page.one("details").raw


@pytest.mark.parametrize(
    ("query", "steps"), [("heard", {"A01"}), ("a02", {"A02"}), ("Ａ０１", {"A01"}), ("zebra", set())]
)
def test_the_manual_is_searched_as_people_type(query: str, steps: set[str]) -> None:
    page = Shown().page(PageKind.MANUAL, query=query)

    assert {one.attrs["id"] for one in page.all("article")} == steps
    assert page.one("input", name="q").attrs["value"] == query


def test_a_fragment_is_the_page_without_its_head() -> None:
    html = Shown().html(PageKind.SEAT, fragment="live")

    assert "<html" not in html
    assert "<script" not in html
    assert {one.attrs["id"] for one in read(html).all(data_part="")} >= {
        "clockbar",
        "inbox",
        "chronology-brief",
        "tabs",
    }


def test_two_views_differ_in_the_parts_that_changed_alone() -> None:
    shown = Shown()
    before = {one.attrs["id"]: one.raw for one in shown.inject("I01", fragment="live").all(data_part="")}
    shown.send("text", "I01", parts={"text": "I tell the head."})
    after = {one.attrs["id"]: one.raw for one in shown.inject("I01", fragment="live").all(data_part="")}

    changed = {name for name, raw in after.items() if before[name] != raw}
    assert changed == {"inbox", "chronology-brief", "after", "tabs", "clockbar"}


def test_what_arrives_carries_words_to_be_read_out() -> None:
    row = Shown().page().one(id="in-I01")

    assert row.attrs["data-say"] == "13:05 phone: The list of names is missing"


def test_trouble_with_the_log_is_told() -> None:
    assert Shown().page(trouble="The disk is full.").one("div", id="trouble").text == "The disk is full."
    assert Shown().page().one("div", id="trouble").text == ""


def test_there_are_the_files_that_pages_name_and_no_others() -> None:
    page = Shown().page()
    named = {one.attrs.get("src") or one.attrs.get("href") for one in page.all() if one.tag in {"script", "link"}}

    for path in named:
        assert path is not None
        body, media = PAGES.asset(path.removeprefix("/static/")) or (b"", "")
        assert body
        assert media
    assert PAGES.asset("../render.py") is None


def test_a_shown_seat_does_not_depend_on_the_context_of_another() -> None:
    shown = Shown()
    first = shown.html(PageKind.SEAT)

    PAGES.render(PageKind.SEAT, replace(shown.seat.view(), seat="other"), shown.context(lang="ja"))

    assert shown.html(PageKind.SEAT) == first
