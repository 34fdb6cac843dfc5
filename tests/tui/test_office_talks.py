"""The exercise office's windows: answering as the police with prepared lines, calling a team as somebody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fake_content import look_content
from fake_port import TEAM, FakeSeat
from play_pilot import LARGE, SCREENS, SMALL, check_grid, grid
from textual import events
from textual.app import App
from textual.pilot import Pilot

from simulator.engine import talk_commands as t
from simulator.engine.commands import Refusal, SubmitResponse
from simulator.engine.prepared_lines import prepared_lines
from simulator.engine.talk_views import office_talks
from simulator.tui.controls import OneLine
from simulator.tui.fields import Area
from simulator.tui.line_list import LineList
from simulator.tui.talk_facilitator import OfficeTalksScreen
from simulator.tui.talk_message import MessageScreen
from simulator.tui.wording import Wording

LINES = [
    {
        "id": "receipt",
        "as": "police",
        "about": {"ja": "届け出を受けたとき", "en": "When the loss is reported"},
        "text": {
            "ja": "お話は承りました。なくなった物の特徴と、気付いた時刻を文書でください。",
            "en": "We have taken that down. Send us in writing what is missing and when you noticed.",
        },
    },
    {
        "id": "release",
        "as": "police",
        "about": {"ja": "公表の時刻を相談されたとき", "en": "When they bring the time of publication"},
        "text": {"ja": "出す時刻が決まったら、先に教えてください。", "en": "Tell us the time before you publish."},
    },
    {
        "id": "three",
        "as": "mayor",
        "about": {"ja": "報告が長いとき", "en": "When a report goes on and on"},
        "text": {"ja": "長い。三つだけ言ってくれ。", "en": "Too long. Just three things."},
    },
]
REPORT = {
    "ja": "名簿の紙が見当たりません。午前11時まで机にありました。届けはどうすればよいですか。",
    "en": "A list on paper is missing. It was on the desk until eleven. How do we report it?",
}


class Office(App[None]):
    """The exercise office's window over an empty screen; ``done`` are the commands and their teams."""

    CSS_PATH = "../../simulator/tui/play.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, seat: FakeSeat) -> None:
        super().__init__()
        self.seat = seat
        self.words = Wording(seat.lang)
        self.done: list[tuple[str, t.TalkCommand]] = []
        self.result: t.SendMessage | None = None

    @property
    def lines(self) -> tuple[object, ...]:
        return prepared_lines(self.seat.world, self.seat.lang)

    async def send(self, team: str, command: t.TalkCommand) -> Refusal | None:
        self.done.append((team, command))
        refusal = await self.seat.send(command)
        screen = self.screen
        if isinstance(screen, OfficeTalksScreen):
            screen.tell(self.talks())
        return refusal

    def talks(self):  # type: ignore[no-untyped-def]
        return office_talks(self.seat.world, TEAM, self.seat.state, self.seat.lang)


@asynccontextmanager
async def office(lang: str = "en", size: tuple[int, int] = LARGE) -> AsyncIterator[tuple[Office, Pilot[None]]]:
    seat = FakeSeat(look_content(lines=LINES), ("desk",), lang, office=True)
    app = Office(seat)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def call(app: Office, to: str = "police") -> None:
    parts = {"message": REPORT[app.seat.lang]}
    sent = SubmitResponse(at=app.seat.now(), seat="me", role="desk", kind="contact", parts=parts, to=(to,), by="phone")
    assert await app.seat.send(sent) is None


async def answering(app: Office, pilot: Pilot[None]) -> None:
    await call(app)
    await app.push_screen(OfficeTalksScreen(app.words, app.talks(), app.lines, app.seat.now, app.send))
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def writing(app: Office, pilot: Pilot[None]) -> None:
    world, lang = app.seat.world, app.seat.lang
    words = world.content.wording(lang, world.day_one)
    senders = [(who, words(world.content.title_of(who))) for who in ("control", "clerk", "mayor", "police")]
    receivers = [(who, words(world.content.title_of(who))) for who in ("desk", "head", "lead")]

    def keep(message: t.SendMessage | None) -> None:
        app.result = message

    await app.push_screen(MessageScreen(app.words, senders, receivers, app.lines, scope="Team A"), keep)
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("act", [answering, writing])
async def test_screens(act, lang: str, size: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    async with office(lang, size) as (app, pilot):
        await act(app, pilot)
        await pilot.pause()

        check_grid(app, SCREENS / "play" / f"office-{act.__name__}-{lang}-{size[0]}x{size[1]}.txt")


async def test_enter_picks_up_and_a_prepared_line_is_said_in_the_name_of_the_police() -> None:
    async with office() as (app, pilot):
        await answering(app, pilot)
        offers = app.screen.query_one("#offers", LineList)
        assert offers.has_focus
        offers.put_cursor("release")
        await pilot.press("enter")
        assert app.screen.query_one("#words", Area).text == "Tell us the time before you publish."
        await pilot.press("f9")
        await pilot.press("f10")
        await pilot.pause()

        first, second, third = [command for _, command in app.done]
        assert first == t.AnswerAs(at=app.seat.now(), talk="r1", who="police")
        assert isinstance(second, t.AnswerAs)
        assert (second.who, second.text) == ("police", "Tell us the time before you publish.")
        assert isinstance(third, t.EndTalk)
        assert {team for team, _ in app.done} == {TEAM}
        assert app.seat.state.talks["r1"].why == "hung_up"
        assert app.screen.query_one("#words", Area).display is False


async def test_whoever_begins_to_type_instead_of_taking_a_line_types_into_the_field() -> None:
    async with office() as (app, pilot):
        await answering(app, pilot)
        assert app.screen.query_one("#offers").has_focus
        for key in ("k", "j", "あ"):
            await pilot.press(key)
        app.post_message(events.Paste("、拾得"))
        await pilot.pause()

        assert app.screen.query_one(Area).text == "kjあ、拾得"


async def test_only_the_lines_of_whom_the_office_speaks_for_are_offered() -> None:
    async with office() as (app, pilot):
        await answering(app, pilot)

        assert [row.id for row in app.screen.query_one("#offers", LineList).rows] == ["", "receipt", "release"]


async def test_what_was_begun_stays_when_the_other_side_speaks() -> None:
    async with office() as (app, pilot):
        await answering(app, pilot)
        app.screen.query_one("#words", Area).text = "One moment"
        app.seat.happen(t.Say(at=app.seat.now(), seat="me", talk="r1", text="hello?"))
        screen = app.screen
        assert isinstance(screen, OfficeTalksScreen)
        screen.tell(app.talks())
        await pilot.pause()

        assert screen.query_one("#words", Area).text == "One moment"


async def test_a_message_in_somebodys_name_to_everybody() -> None:
    async with office() as (app, pilot):
        await writing(app, pilot)
        await pilot.press("enter", *"exercise", "enter")
        await pilot.pause()
        await pilot.press("tab", "enter", *"every", "enter")
        await pilot.pause()
        app.screen.query_one("#words", Area).text = "What has happened?"
        await pilot.press("f9")
        await pilot.pause()

        assert app.result is not None
        assert app.result.to == ("desk", "head", "lead")
        assert (app.result.sender, app.result.by, app.result.text) == ("control", "phone", "What has happened?")


async def test_nothing_is_sent_without_words() -> None:
    async with office() as (app, pilot):
        await writing(app, pilot)
        await pilot.press("f9")
        await pilot.pause()

        assert isinstance(app.screen, MessageScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.result is None


@pytest.mark.parametrize("several", [True, False])
async def test_where_several_teams_play_the_only_caller_has_a_team(several: bool) -> None:
    async with office() as (app, pilot):
        await call(app)
        talks = app.talks()
        await app.push_screen(OfficeTalksScreen(app.words, talks, (), app.seat.now, app.send, several=several))
        await pilot.pause()
        assert (f"{talks[0].team_title}  {talks[0].sender_title}" in grid(app)) is several


async def test_no_prepared_line_is_promised_where_there_is_none() -> None:
    async with office() as (app, pilot):
        await call(app)
        await app.push_screen(OfficeTalksScreen(app.words, app.talks(), (), app.seat.now, app.send))
        await pilot.pause()
        told = app.screen.query_one("#told", OneLine)
        assert told.plain.strip() == "Enter answers as Police station. Then write; F9 says it."
        assert "prepared" not in str(app.screen.query_one("#words", Area).placeholder)

        await pilot.press("enter")
        await pilot.pause()
        assert "Take a line" not in told.plain
