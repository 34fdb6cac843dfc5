"""The evaluator's desk as a browser without a script uses it, on a real hall."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from page_reader import Element, read
from support.small import DAY_ONE, content, team

from simulator.doors.http.app import http_app
from simulator.engine import commands as c
from simulator.engine.state import TeamState
from simulator.log.memory import MemoryStore
from simulator.model.base import parse_time
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict
from simulator.session.clocks import SetClock
from simulator.session.hall_opening import open_hall
from simulator.session.room_port import Part
from simulator.words import translator

START = 1_700_000_000_000
WORDS = "I called <b>the head\u202e</b> at once."
MENU = ("/evaluator", "/evaluator/ratings", "/evaluator/notes", "/evaluator/agreement")


class Browser:
    """One evaluator's browser; forms are sent as they stand on the page, with what is typed."""

    def __init__(self, floor: "Floor") -> None:
        self.floor = floor
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(floor.app),
            base_url="http://127.0.0.1",
            headers={"accept": "text/html"},
            follow_redirects=True,
        )
        self.status = 0
        self.at = ""

    async def open(self, path: str, **headers: str) -> Element:
        return self._read(await self.http.get(path, headers=headers))

    async def send(self, form: Element, **typed: str) -> Element:
        hidden = [one for one in form.all("input") if one.attrs.get("type") == "hidden"]
        data = {one.attrs["name"]: one.attrs.get("value", "") for one in hidden}
        return self._read(await self.http.post(form.attrs["action"], data={**data, **typed}))

    async def come_in(self, part: Part = Part.EVALUATOR, name: str = "Ann", lang: str = "en") -> Element:
        code = next(code for grant, code in self.floor.hall.codes() if grant.part is part)
        page = await self.open(f"/join?lang={lang}")
        return await self.send(page.one("form"), code=code, name=name)

    def _read(self, answer: httpx.Response) -> Element:
        self.status, self.at = answer.status_code, str(answer.url).removeprefix("http://127.0.0.1")
        return read(answer.text)


class Floor:
    """A hall with teams blue and red, of which blue has answered once; S1 is partly met, which waits."""

    def __init__(self) -> None:
        self.clock = SetClock(START)
        self.hall = open_hall(
            MemoryStore("hall"),
            content(),
            (team("blue"), team("red")),
            {},
            lang="en",
            t=translator("log", "en"),
            day_one=DAY_ONE,
            clock=self.clock,
        )
        self.errors: list[BaseException] = []
        self.app = http_app(self.hall, on_error=self.errors.append)
        self.people: list[Browser] = []

    async def start(self) -> "Floor":
        await self.hall.start()
        await self.do(c.StartTeam(at=self.clock.now()))
        await self.pass_time(20)
        seat = {"seat": "front", "role": "desk", "parts": {"text": WORDS}}
        await self.do(c.SubmitResponse(at=self.clock.now(), kind="text", inject="I1", **seat))
        reply = self.state.responses[-1].reply.id
        found = Evidence(reply, "text", "called", (2, 8), "words")
        judged = Judgement("S1", Verdict.PARTIAL, Confidence.PROPOSED, "test", evidence=(found,))
        await self.do(c.RecordJudgements(at=self.clock.now(), reply=reply, judgements=(judged,)))
        return self

    @property
    def state(self) -> TeamState:
        return self.hall.session.states["blue"]

    async def do(self, command: c.Command) -> None:
        assert await self.hall.batches.submit("blue", command) is None

    async def pass_time(self, seconds: int) -> None:
        self.clock.set(self.clock.now() + seconds * 1000)
        await self.do(c.Tick(at=self.clock.now()))

    async def browser(self) -> Browser:
        self.people.append(Browser(self))
        return self.people[-1]

    def acts(self) -> list[tuple[str, str, Any]]:
        return [(one.step, one.actor, one.verdict) for one in self.state.evaluation.decided]


@pytest.fixture
async def floor() -> AsyncIterator[Floor]:
    found = await Floor().start()
    yield found
    for one in found.people:
        await one.http.aclose()
    await found.app.close()
    await found.hall.stop()
    assert found.errors == []


def form_of(page: Element, command: str) -> Element:
    """The one form that sends ``command``."""
    found = page.one("input", name="command", value=command)
    while found.tag != "form":
        assert found.parent is not None
        found = found.parent
    return found


def step(name: str, **more: str) -> str:
    return "/evaluator/step?" + "&".join(f"{k}={v}" for k, v in {"team": "blue", "step": name, **more}.items())


def queue(page: Element) -> list[str]:
    return [one.text for one in page.one(id="rows").all("a")]


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_every_page_is_whole_and_shows_what_players_wrote_as_text(floor: Floor, lang: str) -> None:
    ann = await floor.browser()
    await ann.come_in(lang=lang)
    rating = "/evaluator/rating?team=blue&about=section&id=one"
    for path in (*MENU, "/evaluator?show=all", step("S1"), step("N1"), rating, "/control"):
        page = await ann.open(path)

        assert ann.status == 200, path
        assert page.one("html").attrs["lang"] == lang
        assert len(page.all("h1")) == 1, path
        assert "\u202e" not in page.raw
        assert page.all("a", href="/control") or page.all("a", href="/evaluator")


async def test_an_evaluator_comes_to_the_queue_and_the_board_is_a_link_away(floor: Floor) -> None:
    ann = await floor.browser()
    page = await ann.come_in()
    assert ann.at == "/evaluator"
    assert "You decide as Ann." in page.text
    assert [one.attrs["href"] for one in page.one(id="tabs").all("a")] == [*MENU, "/control"]

    board = await ann.open("/control")
    assert board.one("h1").text == "Exercise control"
    assert board.one("main").all("a", href="/evaluator")
    assert {form.attrs["action"] for form in board.one("main").all("form")} == {"/control/commands"}


async def test_the_desk_is_for_evaluators_alone(floor: Floor) -> None:
    for part in (Part.FACILITATOR, Part.OBSERVER, Part.SEAT):
        other = await floor.browser()
        await other.come_in(part)
        for path in (*MENU, step("S1"), "/evaluator/events"):
            await other.open(path)
            assert other.status == 403, (part, path)


async def test_what_may_still_be_done_in_time_is_no_proposal(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.open("/evaluator")
    assert [one.split()[1] for one in queue(page)] == ["S1"]

    opened = await ann.open("/evaluator?show=open")
    assert [(one.split()[2], "not observed" in one) for one in queue(opened)] == []
    await floor.do(c.SendNow(at=floor.clock.now(), inject="I3"))
    opened = await ann.open("/evaluator?show=open")
    assert queue(opened) == ["still open S2 blue title-S2 still open until D1 09:40"]
    page = await ann.open(step("S2"))
    assert "nothing can be said of it before then" in page.one(id="still-open").text
    assert not page.all("input", value="confirm-verdict")

    await floor.pass_time(260)
    assert [one.split()[1] for one in queue(await ann.open("/evaluator"))] == ["S1", "S2"]
    assert (await ann.open(step("S2"))).all("input", value="confirm-verdict")


async def test_a_step_comes_with_reply_marked_words_clock_and_clause(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.open(step("S1"))

    assert [one.text for one in page.all("mark")] == ["[called]"]
    assert "<b>the head" in page.one(id="replies-part").text
    assert "role-desk" in page.one(id="replies-part").text
    assert "due D1 09:10" in page.one(id="verdict-part").text
    assert "clause-S1" in page.text


async def test_agreeing_brings_up_the_next_and_can_be_taken_back(floor: Floor) -> None:
    await floor.do(c.SendNow(at=floor.clock.now(), inject="I3"))
    await floor.pass_time(260)
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.send(form_of(await ann.open(step("S1")), "confirm-verdict"))

    assert floor.acts() == [("S1", "evaluator:Ann", Verdict.PARTIAL)]
    assert page.one(id="step-head").text == "S2 title-S2"
    back = page.one(class_="sent").one("a")
    assert back.text == "Look at S1 again, or take it back"
    page = await ann.send(form_of(await ann.open(back.attrs["href"]), "withdraw-verdict"))
    assert floor.acts()[-1] == ("S1", "evaluator:Ann", None)
    assert "waits for you" in page.one(id="verdict-part").text


async def test_the_last_one_leads_back_to_the_queue(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.send(form_of(await ann.open(step("S1")), "confirm-verdict"))

    assert ann.at.startswith("/evaluator?")
    assert "Nothing waits here" in page.one(id="first").text


async def test_a_correction_needs_a_reason_and_what_was_chosen_stays(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.send(form_of(await ann.open(step("S1")), "set-verdict"), verdict="met", reason=" ")
    assert ann.status == 422
    assert "Write why" in page.one(id="fault").text
    assert "checked" in page.one(id="v-met").attrs
    assert floor.acts() == []

    page = await ann.send(form_of(page, "set-verdict"), verdict="met", reason="said <i>aloud</i>")
    assert floor.acts() == [("S1", "evaluator:Ann", Verdict.MET)]
    assert "Evaluator Ann: ◎ met. said <i>aloud</i>" in page.one(id="verdict-part").text


async def test_a_verdict_that_has_moved_is_not_agreed_to_by_mistake(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    form = form_of(await ann.open(step("S1")), "confirm-verdict")
    judged = Judgement("S1", Verdict.MET, Confidence.PROPOSED, "test")
    reply = floor.state.responses[-1].reply.id
    await floor.do(c.RecordJudgements(at=floor.clock.now(), reply=reply, judgements=(judged,)))
    page = await ann.send(form)

    assert "Look again, then decide" in page.one(id="fault").text
    assert page.one(id="step-head").text == "S1 title-S1"
    assert floor.acts() == []


async def test_an_observation_is_tied_to_the_moment_that_was_typed(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    form = form_of(await ann.open(step("S1")), "note-observation")
    assert form.one(id="moment").attrs["value"] == "D1 09:03"
    page = await ann.send(form, moment="oops", text="They hesitated.")
    assert "A time is written like" in page.one(id="fault").text
    assert page.one(id="note").text == "They hesitated."

    await ann.send(form, moment="９:０１", text="They hesitated.")
    note = floor.state.observations[-1]
    assert (note.at, note.step, note.actor) == (parse_time("D1 09:01"), "S1", "evaluator:Ann")
    notes = await ann.open("/evaluator/notes")
    assert "Evaluator Ann" in notes.one(id=f"note-blue-{note.seq}").text


async def test_a_rating_is_proposed_set_with_a_reason_and_taken_back(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.open("/evaluator/ratings")
    href = next(one.attrs["href"] for one in page.one("main").all("a") if one.text == "One")
    page = await ann.open(href)
    proposed = next(one.attrs["value"] for one in page.all("input", type="radio") if "checked" in one.attrs)
    other = "P" if proposed != "P" else "U"
    page = await ann.send(form_of(page, "set-rating"), rating=other)
    assert "This departs from what the rule proposes" in page.one(id="fault").text

    await ann.send(form_of(page, "set-rating"), rating=other, reason="seen")
    held = [one for own in floor.state.evaluation.ratings().values() for one in own.values()]
    assert [(one.id, one.rating, one.proposed, one.actor) for one in held] == [
        ("one", other, proposed, "evaluator:Ann")
    ]
    await ann.send(form_of(await ann.open(href), "withdraw-rating"))
    assert floor.state.evaluation.ratings() == {}


async def test_two_evaluators_are_compared_and_a_difference_leads_to_its_step(floor: Floor) -> None:
    ann, ben = await floor.browser(), await floor.browser()
    await ann.come_in()
    await ben.come_in(name="Ben", lang="ja")
    await ann.send(form_of(await ann.open(step("S1")), "confirm-verdict"))
    await ben.send(form_of(await ben.open(step("S1")), "set-verdict"), verdict="met", reason="x")
    page = await ann.open("/evaluator/agreement")

    assert "Evaluator Ann and Evaluator Ben" in page.one("table").text
    link = page.one(id="agreement-part").all("a")[0]
    assert (await ann.open(link.attrs["href"])).one(id="step-head").text == "S1 title-S1"


async def test_a_form_needs_its_token_and_nobody_runs_the_exercise_from_here(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    form = form_of(await ann.open(step("S1")), "confirm-verdict")
    await ann.send(form, form_token="forged")
    assert ann.status == 403
    await ann.send(form, command="pause")
    assert ann.status == 403
    await ann.send(form, then="//elsewhere.example/")
    assert ann.at.startswith("/evaluator/step")


async def test_another_language_keeps_the_step_and_the_board_follows(floor: Floor) -> None:
    ann = await floor.browser()
    await ann.come_in()
    await ann.open("/control")
    page = await ann.open(step("S1", show="all"))
    link = page.one(class_="languages").one("a").attrs["href"]
    page = await ann.open(link)

    assert page.one("html").attrs["lang"] == "ja"
    assert page.one(id="step-head").text.startswith("S1")
    assert (await ann.open("/control")).one("html").attrs["lang"] == "ja"


@pytest.mark.parametrize(
    "path", ["/evaluator/nothing", "/evaluator/step?team=blue&step=Z9", "/evaluator/rating?team=no", "/evaluator/step"]
)
async def test_what_is_not_there_is_said(floor: Floor, path: str) -> None:
    ann = await floor.browser()
    await ann.come_in()
    page = await ann.open(path)

    assert ann.status == 404
    assert "There is no such page." in page.text
