"""Pages as a browser without a script gets them from the door: coming in, answering, reading, language, refusals."""

from collections.abc import AsyncIterator

import httpx
import pytest
from page_reader import Element, read
from support.room import FakeRoom
from support.timetabled import timetable

from simulator.doors.http.app import http_app
from simulator.engine.commands import FinishTeam

HTML = {"accept": "text/html"}


class Browser:
    """Follows links and sends forms, without a script."""

    def __init__(self, room: FakeRoom) -> None:
        self.room = room
        self.errors: list[BaseException] = []
        self.app = http_app(room, on_error=self.errors.append)
        transport = httpx.ASGITransport(self.app)
        self.http = httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1", headers=HTML, follow_redirects=True
        )
        self.answer: httpx.Response

    async def open(self, path: str, **headers: str) -> Element:
        self.answer = await self.http.get(path, headers=headers)
        return read(self.answer.text)

    async def send(self, form: Element, **typed: str | list[str]) -> Element:
        """Fill a form as it stands on the page and send it."""
        data: dict[str, str | list[str]] = {
            one.attrs["name"]: one.attrs.get("value", "")
            for one in form.all("input")
            if one.attrs.get("type") == "hidden"
        }
        self.answer = await self.http.post(form.attrs["action"], data={**data, **typed})
        return read(self.answer.text)

    async def come_in(self, code: str = "CODE-BLUE-FRONT", lang: str = "en", **typed: str) -> Element:
        page = await self.open(f"/join?lang={lang}")
        return await self.send(page.one("form"), code=code, name="Sato", section="Office", **typed)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    found = Browser(FakeRoom().start())
    yield found
    await found.app.close()
    await found.http.aclose()
    assert found.errors == []


def answer_form(page: Element) -> Element:
    return page.one("form", data_draft=page.one("main").all("form")[0].attrs["data-draft"])


async def test_a_stranger_is_led_to_the_join_page(browser: Browser) -> None:
    page = await browser.open("/seat")

    assert browser.answer.url.path == "/join"
    assert page.one(id="code")


async def test_a_code_opens_the_seat(browser: Browser) -> None:
    page = await browser.come_in()

    assert browser.answer.url.path == "/seat"
    assert page.one(id="in-I1")
    assert [(one.person.name, one.person.section, one.person.door) for one in browser.room.ports] == [
        ("Sato", "Office", "browser")
    ]


async def test_a_wrong_code_keeps_what_was_typed(browser: Browser) -> None:
    page = await browser.come_in("NOT-A-CODE")

    assert browser.answer.status_code == 403
    assert page.one(id="name").attrs["value"] == "Sato"
    assert "opens nothing" in page.one(id="fault").text


async def test_an_inject_is_answered_without_a_script(browser: Browser) -> None:
    await browser.come_in()
    page = await browser.open("/seat/inject/I1")
    page = await browser.send(answer_form(page), **{"parts.text": "We look for it.\r\nThen we report."})

    assert browser.answer.url.path == "/seat/inject/I1"
    assert "Sent. It stands in the log." in page.text
    reply = browser.room.session.states["blue"].responses[0].reply
    assert reply.parts == {"text": "We look for it.\nThen we report."}


async def test_a_form_sent_twice_counts_once(browser: Browser) -> None:
    await browser.come_in()
    form = answer_form(await browser.open("/seat/inject/I1"))
    await browser.send(form, **{"parts.text": "once"})
    await browser.send(form, **{"parts.text": "once"})

    assert len(browser.room.session.states["blue"].responses) == 1


async def test_an_empty_answer_comes_back_with_what_to_do(browser: Browser) -> None:
    await browser.come_in()
    form = answer_form(await browser.open("/seat/inject/I1"))
    page = await browser.send(form, **{"parts.text": "  "})

    assert browser.answer.status_code == 422
    assert "Nothing is written yet" in page.one(id="fault").text
    assert page.one(id="f-text").attrs["aria-invalid"] == "true"


async def test_opening_an_inject_is_reading_it_but_a_page_that_renews_itself_reads_nothing(browser: Browser) -> None:
    await browser.come_in()
    states = browser.room.session.states
    await browser.http.get("/seat/inject/I1", headers={"x-fragment": "live"})
    await browser.http.get("/seat/inject/I1", headers={"sec-purpose": "prefetch"})
    assert not states["blue"].read

    page = await browser.open("/seat/inject/I1")

    assert ("I1", "front") in states["blue"].read
    assert page.one(id="in-I1").text.startswith("to answer")


async def test_the_language_changes_on_any_page(browser: Browser) -> None:
    await browser.come_in()
    page = await browser.open("/seat/manual?q=S1&lang=ja")

    assert page.one("html").attrs["lang"] == "ja"
    assert str(browser.answer.url).endswith("/seat/manual?q=S1")
    assert (await browser.open("/seat")).one("html").attrs["lang"] == "ja"
    assert [one.person.lang for one in browser.room.ports if not one.closed] == ["ja"]


async def test_the_language_changes_after_a_form_that_was_refused(browser: Browser) -> None:
    await browser.come_in()
    form = answer_form(await browser.open("/seat/inject/I1"))
    back = (await browser.send(form, **{"parts.text": "  "})).one("a", hreflang="ja").attrs["href"]
    page = await browser.open(back)

    assert (browser.answer.status_code, page.one("html").attrs["lang"]) == (200, "ja")
    assert browser.answer.url.path == "/seat/inject/I1"

    form = answer_form(page)
    form.one("input", name="form_token").attrs["value"] = "guessed"
    home = (await browser.send(form, **{"parts.text": "x"})).one("a", hreflang="en").attrs["href"]
    assert (await browser.open(home)).one("html").attrs["lang"] == "en"
    assert browser.answer.url.path == "/seat"


@pytest.mark.parametrize("path", ["/seat", "/seat/own", "/seat/manual", "/seat/log", "/seat/contacts", "/seat/score"])
async def test_every_page_of_the_seat_is_there(browser: Browser, path: str) -> None:
    await browser.come_in()
    page = await browser.open(path)

    assert browser.answer.status_code == 200
    assert page.one(id="clockbar")


async def test_what_is_not_there_says_so(browser: Browser) -> None:
    await browser.come_in()

    for path in ("/seat/secrets", "/seat/inject/I9", "/seat/calls", "/nothing"):
        page = await browser.open(path)
        assert browser.answer.status_code == 404, path
        assert page.one("p", role="alert").text


async def test_another_part_of_the_exercise_is_refused(browser: Browser) -> None:
    await browser.come_in()
    page = await browser.open("/control")

    assert browser.answer.status_code == 403
    assert "does not open this page" in page.text


async def test_a_form_of_another_site_is_refused(browser: Browser) -> None:
    await browser.come_in()
    form = answer_form(await browser.open("/seat/inject/I1"))
    form.one("input", name="form_token").attrs["value"] = "guessed"
    page = await browser.send(form, **{"parts.text": "x"})

    assert browser.answer.status_code == 403
    assert "too old" in page.text
    assert not browser.room.session.states["blue"].responses


async def test_the_score_is_told_at_the_end(browser: Browser) -> None:
    await browser.come_in()
    assert "still playing" in (await browser.open("/seat/score")).text
    browser.room.submit("blue", FinishTeam(at=browser.room.time))

    page = await browser.open("/seat/score")
    assert page.one(id="score-steps-1")
    kept = await browser.send(page.one("form", data_draft="reflection"), text="Call earlier.")

    assert "Recorded. It stands in the log." in kept.text
    assert browser.room.session.states["blue"].observations[-1].text == "Call earlier."


async def test_what_somebody_answers_at_the_end_is_shown_to_them_alone(browser: Browser) -> None:
    other = Browser(browser.room)
    await browser.come_in()
    await other.come_in(occupied="share")
    browser.room.submit("blue", FinishTeam(at=browser.room.time))
    form = (await browser.open("/seat/score")).one(id="q-survey-s1")

    kept = await browser.send(form, value="4", text="well led")
    theirs = await other.open("/seat/score")

    assert kept.one(id="q-survey-s1").one("textarea").raw.strip() == "well led"
    assert "hidden" not in kept.one(id="q-survey-s1").one("span", role="status").attrs
    assert theirs.one(id="q-survey-s1").one("textarea").raw.strip() == ""
    await other.app.close()
    await other.http.aclose()


async def test_leaving_gives_the_seat_back(browser: Browser) -> None:
    page = await browser.come_in()
    await browser.send(page.one("form", action="/leave"))

    assert browser.answer.url.path == "/join"
    assert (await browser.http.get("/seat")).url.path == "/join"


async def test_pages_come_with_headers_that_allow_nothing_from_elsewhere(browser: Browser) -> None:
    await browser.come_in()
    policy = browser.answer.headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    for name in ("pages.css", "pages.mjs", "icon.svg"):
        assert (await browser.http.get(f"/static/{name}")).status_code == 200


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("09:05", 200), ("Ｄ１　９：０６", 200), ("soon", 422)])
async def test_a_time_is_recorded_as_people_type_it(typed: str, status: int) -> None:
    found = Browser(FakeRoom(timetable=timetable()).start())
    found.room.pass_time(1800)
    await found.come_in()
    page = await found.open("/seat/timetable")
    form = page.one(id="row-R2").one("form")

    page = await found.send(form, at_scenario=typed, remark="seen")

    progress = found.room.session.states["blue"].progress
    assert found.answer.status_code == status
    assert len(progress) == (status == 200)
    if typed == "09:05":
        assert progress[0].actual == 9 * 3600 + 300
    if status == 422:
        assert "D2 08:40" in page.one(id="fault").text
    await found.app.close()
    await found.http.aclose()
