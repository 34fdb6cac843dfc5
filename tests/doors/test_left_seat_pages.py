"""The page of control tells who has left a seat, as the console does, and says aloud where injects wait for nobody."""

import re

import pytest
from page_reader import Element
from seat_shown import LANGS
from support.play import Play
from test_watch_pages import BAD, newsy, shown

from simulator.doors.http.pages_port import PageKind
from simulator.engine.presence_commands import LeaveSeat, TakeSeat


def left(play: Play, seat: str = "front", name: str = "Sato", section: str = "Desk") -> Play:
    """Somebody sits down at ``seat`` and goes; three minutes pass."""
    sat = TakeSeat(at=play.real, seat=seat, person="p1", name=name, section=section, door="browser")
    assert play.do(sat) is None
    assert play.do(LeaveSeat(at=play.real, seat=seat, person="p1")) is None
    play.real += 180_000
    return play.tick()


def cell(page: Element, row: int) -> Element:
    return page.one("div", id="people-part").all("tr")[row].all("td")[1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_seat_that_was_left_says_who_and_how_long_ago(lang: str) -> None:
    play = left(Play(newsy()))
    told = {"ja": "空席（Sato Deskが3分前に退席）", "en": "left empty: Sato Desk left 3 min ago"}

    found = cell(shown(PageKind.CONTROL, play, lang), 1)

    assert found.text.strip() == told[lang]
    badge = found.one("span", **{"class": "badge warn"})
    assert badge.attrs["data-since"] == str(play.real - 180_000)
    assert badge.attrs["data-ago"] == told[lang].replace({"ja": "3分", "en": "3 min"}[lang], "{span}")
    assert "data-say" not in shown(PageKind.CONTROL, play, lang).one("div", id="people-part").all("tr")[1].attrs


@pytest.mark.parametrize("lang", LANGS)
def test_where_injects_wait_it_is_pressing_and_said_once_for_each_leaving(lang: str) -> None:
    play = left(Play(newsy()).start())

    rows = shown(PageKind.CONTROL, play, lang).one("div", id="people-part").all("tr")

    assert rows[1].all("td")[1].one("span", **{"class": "badge bad"})
    assert "Sato Desk" in rows[1].attrs["data-say"]
    assert rows[1].attrs["data-href"] == "/control#people"
    again = left(play)
    after = shown(PageKind.CONTROL, again, lang).one("div", id="people-part").all("tr")
    assert after[1].attrs["id"] != rows[1].attrs["id"]
    assert not [one for one in (*rows[2:], *after[2:]) if "data-say" in one.attrs]


def test_whoever_is_back_is_no_longer_told_as_gone() -> None:
    play = left(Play(newsy()).start())
    play.do(TakeSeat(at=play.real, seat="front", person="p2", name="Mori", section="", door="browser"))

    row = shown(PageKind.CONTROL, play).one("div", id="people-part").all("tr")[1]

    assert row.all("td")[1].text.strip() == "Mori"
    assert "data-say" not in row.attrs


def test_a_name_is_text_and_one_who_gave_none_is_somebody() -> None:
    page = shown(PageKind.CONTROL, left(Play(newsy()).start(), name=BAD, section=""))
    assert not page.all("img")
    assert "\u202e" not in page.raw
    nameless = cell(shown(PageKind.CONTROL, left(Play(newsy()), name="", section="")), 1)
    assert re.search("somebody who gave no name left", nameless.text)
