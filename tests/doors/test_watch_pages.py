"""The light desk, the observer's page and the room's screen."""

import pytest
from page_reader import Element, read
from seat_shown import LANGS, PAGES
from support.play import Play
from support.small import SECRET, inject, scenario, world
from support.talks import talking

from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine import commands as c
from simulator.engine.command_wire import OF_A_FACILITATOR
from simulator.engine.control_view import control_view
from simulator.engine.state import TeamState
from simulator.engine.talk_commands import SendMessage
from simulator.engine.watch_views import observer_view, projector_view
from simulator.engine.world import World
from simulator.session.room_port import Part

BAD = "<img src=x>\u202e"


def newsy() -> World:
    news = inject("I10", at="D1 09:05", channel="news")
    return world(injects=[*scenario()["injects"], news])


def played() -> Play:
    play = Play(newsy()).start()
    play.until(play.now + 400)
    play.answer("I1", parts={"text": BAD})
    return play


def states(play: Play) -> dict[str, TeamState]:
    return {"blue": play.state, "red": TeamState()}


def shown(kind: PageKind, play: Play, lang: str = "en", **more: object) -> Element:
    made = {
        PageKind.CONTROL: lambda: control_view(play.world, states(play), lang, {"blue": play.entries}),
        PageKind.OBSERVER: lambda: observer_view(play.world, states(play), lang),
        PageKind.PROJECTOR: lambda: projector_view(play.world, states(play), lang),
    }
    context = PageContext(lang=lang, now=play.real, form_token="t", **more)  # type: ignore[arg-type]
    return read(PAGES.render(kind, made[kind](), context))


WATCHING = (PageKind.CONTROL, PageKind.OBSERVER, PageKind.PROJECTOR)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", WATCHING)
def test_every_page_is_whole(kind: PageKind, lang: str) -> None:
    for play in (Play(newsy()), played()):
        page = shown(kind, play, lang)

        assert page.one("html").attrs["lang"] == lang
        assert len(page.all("h1")) == 1
        assert not page.all("img")
        assert "\u202e" not in page.raw


def test_the_wall_shows_clock_phase_and_news_and_nothing_that_anybody_wrote() -> None:
    page = shown(PageKind.PROJECTOR, played())

    assert page.one(id="news").all("b")
    assert page.all("b", data_clock="time")
    assert "img" not in page.raw
    assert SECRET not in page.raw
    assert not page.one("main").all("form")


def test_an_observer_of_several_teams_is_told_to_whom_something_came() -> None:
    page = shown(PageKind.OBSERVER, played())
    titles = [one.text for one in page.all("h2")]
    said = [one.attrs["data-say"] for one in page.all("summary") if one.attrs["id"].startswith("gotsum-blue-")]

    assert len(titles) == 2
    assert said
    assert all(one.startswith(f"{titles[0]} ") for one in said)


def test_clocks_that_go_alike_are_one() -> None:
    play = Play(newsy())
    assert len(shown(PageKind.PROJECTOR, play).all("b", data_clock="time")) == 1
    assert len(shown(PageKind.PROJECTOR, played()).all("b", data_clock="time")) == 2


def test_an_observer_reads_and_sends_nothing() -> None:
    page = shown(PageKind.OBSERVER, played())

    assert BAD.replace("\u202e", "\ufffd") in page.raw
    assert not page.one("main").all("form")
    assert SECRET not in page.raw


def test_the_desk_offers_what_a_facilitator_may_do_and_nothing_else() -> None:
    page = shown(PageKind.CONTROL, played())
    found = {one.attrs["value"] for one in page.all() if one.attrs.get("name") == "command"}

    assert found <= OF_A_FACILITATOR
    assert {
        "pause",
        "resume",
        "advance-phase",
        "extend-phase",
        "send-now",
        "hold",
        "skip",
        "send-message",
        "improvise",
    } <= found
    assert all(form.attrs["action"] == "/control/commands" for form in page.one("main").all("form"))
    assert [one.attrs["value"] for one in page.one(id="run-teams").all("option")] == ["", "blue", "red"]


def test_the_list_of_injects_tells_the_state_in_each_team() -> None:
    play = played()
    play.do(c.Hold(at=play.real, inject="I3"))
    page = shown(PageKind.CONTROL, play)

    assert "blue : answered" in page.one(id="mselsum-I1").text
    assert "red : to come" in page.one(id="mselsum-I1").text
    assert "blue : held back" in page.one(id="mselsum-I3").text


def test_what_happens_is_told_the_newest_first() -> None:
    rows = [row.text for row in shown(PageKind.CONTROL, played()).one(id="feed-part").all("li")]

    assert "<img src=x>" in rows[0]


@pytest.mark.parametrize(("lang", "label"), [("ja", "件名"), ("en", "Title")])
def test_what_has_to_be_written_is_said_before_and_after_in_the_pages_words(lang: str, label: str) -> None:
    page = shown(PageKind.CONTROL, played(), lang, part=Part.FACILITATOR)
    for name in ("msg-text", "note-text", "adhoc-title", "adhoc-body"):
        assert "required" in page.one(id=name).attrs
        assert page.one("label", for_=name).all("span")

    refusal = c.Refusal("command.malformed", {"field": "title"})
    told = shown(PageKind.CONTROL, played(), lang, part=Part.FACILITATOR, refusal=refusal).one(id="fault").text
    assert label in told
    assert "title" not in told


def test_it_is_told_who_waits_for_an_answer_where_the_office_itself_has_called() -> None:
    play = talking(office=True)
    assert play.do(SendMessage(at=play.real, sender="mayor", to=("staff",), text="What happened?")) is None
    play.pick_up("back", "m1")

    def told() -> list[str]:
        view = control_view(play.world, {"blue": play.state}, "en", {})
        page = read(PAGES.render(PageKind.CONTROL, view, PageContext(lang="en", now=play.real, form_token="t")))
        return [one.attrs["data-say"] for one in page.one(id="talks").all("h3") if "data-say" in one.attrs]

    assert told() == []
    play.say("back", "m1", "A file was lost.")
    (waits,) = told()
    assert waits.startswith("role-staff waits for an answer from ")


def test_who_waits_for_the_office_is_answered_as_whom_they_called() -> None:
    play = talking(office=True)
    talk = play.call("press", message="<b>Is it true?</b>")
    view = control_view(play.world, {"blue": play.state}, "en", {})

    def desk(part: Part) -> Element:
        context = PageContext(lang="en", now=play.real, form_token="t", part=part)
        return read(PAGES.render(PageKind.CONTROL, view, context))

    waiting = desk(Part.FACILITATOR).one(id=f"talk-blue-{talk}", data_shape="ringing")
    assert "<b>Is it true?</b>" in waiting.text
    assert waiting.one("h3").attrs["data-say"].endswith("waits for an answer from press.")
    assert [one.attrs["value"] for one in waiting.one("select").all("option")] == ["press"]
    assert waiting.one("input", name="teams").attrs["value"] == "blue"
    assert not desk(Part.EVALUATOR).one(id=f"talk-blue-{talk}", data_shape="ringing").all("form")


def test_an_evaluator_watches_and_notes() -> None:
    page = shown(PageKind.CONTROL, played(), part=Part.EVALUATOR)
    found = {one.attrs["value"] for one in page.all() if one.attrs.get("name") == "command"}

    assert found == {"note-observation"}


def test_what_was_typed_stands_there_again_after_a_refusal() -> None:
    form = {"text": ("Hello",), "to": ("desk",), "by": ("phone",)}
    page = shown(PageKind.CONTROL, played(), refusal=c.Refusal("contact.nobody"), form=form)

    assert "Nobody is chosen yet" in page.one(id="fault").text
    assert page.one(id="msg-text").raw.strip() == "Hello"
    assert "checked" in page.one(id="msg-to-desk").attrs


def test_clocks_carry_what_the_script_needs() -> None:
    page = shown(PageKind.PROJECTOR, played())
    face = next(one for one in page.all() if one.attrs.get("data-running") == "1")

    assert {"data-scenario", "data-real", "data-pace", "data-percent", "data-now", "data-began"} <= set(face.attrs)


def test_where_all_move_together_the_desk_says_who_is_ready_and_the_others_that_they_wait() -> None:
    play = Play(newsy()).start()
    play.world.together = True
    board = shown(PageKind.CONTROL, play).one("div", id="board-part").text
    assert "Next phase" in board
    assert "by time at D1 09:40" in " ".join(board.split())
    for kind in (PageKind.OBSERVER, PageKind.PROJECTOR):
        page = shown(kind, play).text
        assert "All teams go on to the next phase together." in page
        assert "by time at" not in page
    play.world.together = False
    assert "Next phase" not in shown(PageKind.CONTROL, play).one("div", id="board-part").text


@pytest.mark.parametrize("kind", WATCHING)
def test_trouble_has_its_place_that_is_renewed_where_there_is_any(kind: PageKind) -> None:
    place = shown(kind, played()).one("div", id="trouble")
    assert place.text == ""
    assert {"data-part", "role"} <= set(place.attrs)
    assert shown(kind, played(), trouble=f"No space. {BAD}").one("div", id="trouble").text.startswith("No space.")
