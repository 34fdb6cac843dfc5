"""Calls and messages at a seat: a telephone that rings, the talk window, who has answered and for how long."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from fake_content import ORGANIZATION, look_content
from fake_port import FakeSeat
from play_pilot import LARGE, SMALL, Player, check_screen, playing

from simulator.engine import talk_commands as t
from simulator.engine.commands import SubmitResponse
from simulator.model.content import Content
from simulator.tui.desk import Desk
from simulator.tui.fields import Field
from simulator.tui.inbox import Inbox
from simulator.tui.talk_window import TalksScreen

Act = Callable[[Player, str], Awaitable[None]]
SAID = {
    "ja": {
        "call": "防犯カメラの映像を押さえたいのですが、依頼の文書はいつ出せますか。",
        "mail": "明日の記者会見の想定問答を16時までに送ってください。",
        "say": "30分以内に文書でお届けします。",
        "ask": "どの範囲の映像が要りますか。",
        "report": "名簿の紙が見当たりません。午前11時まで机にありました。",
    },
    "en": {
        "call": "We want to secure the camera pictures. When can you send us a written request?",
        "mail": "Please send the questions and answers for tomorrow's press conference by 16:00.",
        "say": "You will have it in writing within half an hour.",
        "ask": "Which pictures do you need?",
        "report": "The list on paper is missing. It was on the desk until eleven.",
    },
}


def content(**stands_in_for: list[str]) -> Content:
    """``lead`` stands in for ``head``, unless it is said who stands in for whom."""
    duties = stands_in_for or {"lead": ["head"]}
    sections: list[dict[str, Any]] = ORGANIZATION["sections"]  # type: ignore[assignment]
    named = [
        {**part, "roles": [{**role, "stands_in_for": duties.get(role["id"], [])} for role in part["roles"]]}
        for part in sections
    ]
    house = {**ORGANIZATION, "sections": named}
    base = look_content()
    return Content.model_validate({**base.model_dump(mode="json", by_alias=True), "organization": house})


def message(seat: FakeSeat, sender: str, words: str, by: str = "phone") -> None:
    """The exercise office calls or writes."""
    seat.happen(t.SendMessage(at=seat.now(), sender=sender, to=("desk",), text=words, by=by))


async def call(player: Player, lang: str, to: str = "head") -> None:
    seat = player.seat
    parts = {"message": SAID[lang]["report"]}
    command = SubmitResponse(
        at=seat.now(), actor="seat:me", seat="me", role="desk", kind="contact", parts=parts, to=(to,), by="phone"
    )
    assert await seat.send(command) is None
    await player.pilot.pause()


async def ringing(player: Player, lang: str) -> None:
    message(player.seat, "police", SAID[lang]["call"])
    await player.pilot.pause()


async def rings_in_window(player: Player, lang: str) -> None:
    await ringing(player, lang)
    await player.press("ctrl+r")


async def talking(player: Player, lang: str) -> None:
    await rings_in_window(player, lang)
    await player.press("enter")
    await player.pass_time(6)
    await player.write(SAID[lang]["say"])
    await player.press("enter")
    await player.pass_time(3)
    player.seat.happen(t.AnswerAs(at=player.seat.now(), talk="m1", who="police", text=SAID[lang]["ask"]))
    await player.pilot.pause()


async def hung_up(player: Player, lang: str) -> None:
    await talking(player, lang)
    await player.pass_time(9)
    await player.press("f10")


async def mail(player: Player, lang: str) -> None:
    message(player.seat, "mayor", SAID[lang]["mail"], by="email")
    await player.pilot.pause()
    await player.press("ctrl+r", "enter")


async def calling(player: Player, lang: str) -> None:
    await call(player, lang)


async def stand_in(player: Player, lang: str) -> None:
    await call(player, lang)
    await player.pass_time(60)
    await player.press("ctrl+r")


async def write(player: Player, lang: str, to: str = "head") -> None:
    seat = player.seat
    parts = {"message": SAID[lang]["report"]}
    command = SubmitResponse(
        at=seat.now(), actor="seat:me", seat="me", role="desk", kind="contact", parts=parts, to=(to,), by="email"
    )
    assert await seat.send(command) is None
    await player.pilot.pause()


async def unread(player: Player, lang: str) -> None:
    await write(player, lang)
    await player.pass_time(UNREAD)


async def unread_in_window(player: Player, lang: str) -> None:
    await unread(player, lang)
    await player.press("ctrl+r")


async def read_by_nobody(player: Player, lang: str) -> None:
    await unread(player, lang)
    await player.pass_time(UNREAD)


async def read_by_nobody_in_window(player: Player, lang: str) -> None:
    await read_by_nobody(player, lang)
    await player.press("ctrl+r")


async def stands_in(player: Player, lang: str) -> None:
    player.seat.happen(
        t.SendMessage(at=player.seat.now(), sender="police", to=("lead",), text=SAID[lang]["call"], by="email")
    )
    await player.pass_time(UNREAD)


async def too_late(player: Player, lang: str) -> None:
    message(player.seat, "mayor", SAID[lang]["mail"], by="email")
    await player.pilot.pause()
    await player.pass_time(UNREAD)


async def too_late_in_window(player: Player, lang: str) -> None:
    await too_late(player, lang)
    await player.press("ctrl+r")


SCREENS: dict[str, Act] = {
    "ringing": ringing,
    "rings-in-window": rings_in_window,
    "talking": talking,
    "hung-up": hung_up,
    "mail": mail,
    "calling": calling,
    "stand-in": stand_in,
}
LATE: dict[str, Act] = {
    "unread": unread,
    "unread-in-window": unread_in_window,
    "read-by-nobody": read_by_nobody,
    "read-by-nobody-in-window": read_by_nobody_in_window,
    "stands-in": stands_in,
    "too-late": too_late,
    "too-late-in-window": too_late_in_window,
}
UNREAD = 600
"""Real seconds until what nobody reads goes on."""
DUTIES = {"lead": ["head", "desk"], "desk": ["lead"]}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", SCREENS)
async def test_screens(name: str, lang: str, size: tuple[int, int]) -> None:
    async with playing("desk", lang=lang, size=size, content=content(), people=("head",), office=True) as player:
        await SCREENS[name](player, lang)
        for screen in player.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()
        await player.pilot.pause()

        check_screen(player, f"talks-{name}-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", LATE)
async def test_screens_of_what_is_not_read_in_time(name: str, lang: str, size: tuple[int, int]) -> None:
    people = ("head", "lead")
    async with playing("desk", lang=lang, size=size, content=content(**DUTIES), people=people, office=True) as player:
        await LATE[name](player, lang)
        for screen in player.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()
        await player.pilot.pause()

        check_screen(player, f"talks-{name}-{lang}-{size[0]}x{size[1]}")


async def test_a_ringing_telephone_is_answered_from_the_inbox() -> None:
    async with playing("desk", content=content(), office=True) as player:
        await ringing(player, "en")
        inbox = player.desk.query_one(Inbox)
        inbox.put_cursor("talk:m1")
        await player.press("enter")
        assert isinstance(player.app.screen, TalksScreen)
        await player.press("enter")

        assert isinstance(player.seat.sent[-1], t.PickUp)
        assert player.app.screen.query_one("#words", Field).has_focus


async def test_what_is_typed_is_said_and_the_field_is_empty_again() -> None:
    async with playing("desk", content=content(), office=True) as player:
        await talking(player, "en")
        said = next(command for command in player.seat.sent if isinstance(command, t.Say))

        assert said.text == SAID["en"]["say"]
        assert player.app.screen.query_one("#words", Field).value == ""


async def test_a_call_that_was_just_made_is_told_to_be_ringing() -> None:
    async with playing("desk", content=content(), people=("head",)) as player:
        await player.desk.contact(("head",))
        await player.pilot.pause()
        await player.write("The list is missing.")
        await player.press("f9")

        assert "Calling Head ..." in player.grid()
        assert [talk.status for talk in player.desk.view.talks] == ["calling"]


async def test_a_refused_word_stays_in_the_field() -> None:
    async with playing("desk", content=content(), office=True) as player:
        await talking(player, "en")
        await player.write("one more thing")
        player.seat._apply(t.EndTalk(at=player.seat.now(), talk="m1"))
        await player.press("enter")

        assert player.app.screen.query_one("#words", Field).value == "one more thing"


async def test_ones_own_call_to_a_scripted_colleague_does_not_ring() -> None:
    async with playing("desk", content=content()) as player:
        await call(player, "en")

        assert [talk.status for talk in player.desk.view.talks] == ["told"]
        assert not [row for row in player.desk.query_one(Inbox).rows if row.id.startswith("talk:")]


async def test_players_words_are_no_markup_in_the_window() -> None:
    async with playing("desk", content=content(), office=True) as player:
        message(player.seat, "police", "[red]x[/red] \x1b[31m")
        await player.press("ctrl+r", "enter")

        assert "[red]x[/red] ␛[31m" in player.grid()
