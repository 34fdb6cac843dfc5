"""What somebody types stays text on every page: markup, scripts, control characters, overrides of direction."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import Element, read
from seat_shown import PAGES, Shown
from tui.fake_content import inject, look_content, two

from simulator.doors.http.pages_port import PageKind
from simulator.session.room_port import Person

BAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\u202egnp.exe\x1b]0;title\x07\x00&amp;"
SHOWN = "alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\ufffdgnp.exe"


def clean(page: Element, html: str) -> None:
    """Nothing became an element, and what acts or hides became a mark."""
    assert [one.attrs.get("src") for one in page.all("script")] in ([], ["/static/pages.mjs"])
    assert not page.all("img")
    assert "49" not in page.one("main").text
    for char in ("\u202e", "\x1b", "\x07", "\x00"):
        assert char not in html


def hostile() -> Shown:
    shown = Shown()
    shown.send("text", "I01", parts={"text": BAD})
    shown.send("contact", None, parts={"message": BAD}, to=("head",), by=BAD)
    return shown


@pytest.mark.parametrize(
    ("kind", "item"),
    [(PageKind.SEAT, ""), (PageKind.INJECT, "I01"), (PageKind.OWN, ""), (PageKind.SECTION, "log")],
)
def test_words_of_players_stay_text(kind: PageKind, item: str) -> None:
    html = hostile().html(kind, item)
    page = read(html)

    clean(page, html)
    assert SHOWN in page.raw


def test_words_of_authors_stay_text() -> None:
    bad = two(BAD, BAD)
    made: list[dict[str, Any]] = [
        inject(
            "I01",
            "D1 13:05",
            bad,
            bad,
            attachments=[{"name": bad, "text": bad}],
            hints=[bad],
            ask={
                "kind": "form",
                "prompt": bad,
                "fields": [{"id": "f", "label": bad, "help": bad, "required": True}],
            },
        )
    ]
    shown = Shown(content=look_content(injects=made, title=bad, briefing=bad))

    for kind, item in ((PageKind.SEAT, ""), (PageKind.INJECT, "I01")):
        html = shown.html(kind, item)
        clean(read(html), html)


def test_a_search_a_draft_and_a_name_stay_text() -> None:
    shown = Shown()
    people = (Person("p", "en", "browser", BAD, BAD),)

    searched = shown.html(PageKind.MANUAL, query=BAD.replace("\x00", ""))
    refilled = shown.html(PageKind.INJECT, "I01", form={"parts.text": (BAD,)})
    joining = PAGES.render(PageKind.JOIN, people, shown.context(form={"code": (BAD,), "name": (BAD,)}))

    assert not read(searched).all("img")
    assert read(refilled).one(id="f-text").raw == "\n" + BAD
    page = read(joining)
    assert not page.all("img")
    assert "\u202e" not in page.one("fieldset").raw


@given(text=st.text(max_size=200))
def test_any_text_survives_as_text(text: str) -> None:
    shown = Shown()
    if not text.strip():
        return
    shown.send("text", "I01", parts={"text": text})

    page = shown.inject("I01")

    assert len(page.one(id="after").all()) == len(_plain())


def _plain() -> list[Element]:
    shown = Shown()
    shown.send("text", "I01", parts={"text": "plain"})
    return shown.inject("I01").one(id="after").all()
