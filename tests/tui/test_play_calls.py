"""The calls window of a contact drill: answer and repeat back, call on, the stand-in, a number put right."""

from collections.abc import Awaitable, Callable

import pytest
from fake_port import FakeSeat
from play_pilot import LARGE, SMALL, Player, check_screen, playing
from support.calls import drill_content

from simulator.engine import call_commands as cc
from simulator.tui.calls import CallsScreen
from simulator.tui.desk import Desk
from simulator.tui.fields import Field
from simulator.tui.inbox import Inbox
from simulator.tui.line_list import LineList

WORDS = {"ja": "復唱します。システムが止まり、７時に集合。", "en": "I repeat: the system is down, we meet at seven."}
Act = Callable[[Player, str], Awaitable[None]]


def window(player: Player) -> CallsScreen:
    screen = player.app.screen
    assert isinstance(screen, CallsScreen)
    return screen


def row(player: Player) -> str:
    return window(player).query_one("#calls", LineList).cursor


async def go_to(player: Player, name: str) -> None:
    found = window(player).query_one("#calls", LineList)
    found.put_cursor(name)
    window(player)._show(name)
    await player.pilot.pause()


def desk_calls_the_boss(seat: FakeSeat) -> None:
    """Somebody else's call to the seat's role ``boss`` (desk is played by the program there)."""
    seat.happen(cc.MakeCall(at=seat.now(), seat="desk", role="desk", call="C1", by="phone"))


async def begin(player: Player, lang: str) -> None:
    await player.press("ctrl+l")


async def repeated(player: Player, lang: str) -> None:
    await player.press("ctrl+l", "enter")
    await player.write(WORDS[lang])
    await player.press("enter")


async def no_answer(player: Player, lang: str) -> None:
    await repeated(player, lang)
    await go_to(player, "call:C2")
    await player.press("enter")
    await go_to(player, "call:C2")
    await player.pass_time(7)
    assert row(player) == "stand-in:C2"


async def wrong_number(player: Player, lang: str) -> None:
    desk_calls_the_boss(player.seat)
    await player.press("ctrl+l", "enter")
    await player.write(WORDS[lang])
    await player.press("enter")
    await go_to(player, "call:C3")
    await player.press("enter")
    await go_to(player, "call:C3")
    await player.pass_time(7)
    assert row(player) == "number:C3"


async def ringing(player: Player, lang: str) -> None:
    desk_calls_the_boss(player.seat)
    await player.pilot.pause()


async def help_page(player: Player, lang: str) -> None:
    await player.press("f1", "end")


SCREENS: dict[str, tuple[str, Act]] = {
    "begin": ("desk", begin),
    "repeated": ("desk", repeated),
    "stand-in": ("desk", no_answer),
    "wrong-number": ("boss", wrong_number),
    "ringing": ("boss", ringing),
    "help": ("desk", help_page),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", SCREENS)
async def test_screens(name: str, lang: str, size: tuple[int, int]) -> None:
    role, act = SCREENS[name]
    async with playing(role, lang=lang, size=size, content=drill_content()) as player:
        await act(player, lang)
        for screen in player.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()
        await player.pilot.pause()

        check_screen(player, f"calls-{name}-{lang}-{size[0]}x{size[1]}")


async def test_repeating_back_goes_on_to_the_next_to_call() -> None:
    async with playing("desk", content=drill_content()) as player:
        await player.press("ctrl+l")
        assert row(player) == "receipt:C0"
        await player.press("enter")
        await player.write("we meet at seven")
        await player.press("enter")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.AcknowledgeCall)
        assert (sent.call, sent.words) == ("C0", "we meet at seven")
        assert row(player) == "call:C1"


async def test_enter_calls_and_the_answer_comes_in_while_the_window_is_open() -> None:
    async with playing("desk", content=drill_content()) as player:
        await repeated(player, "en")
        await player.press("enter")
        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.MakeCall)
        assert (sent.call, sent.whom, sent.by) == ("C1", "boss", "phone")
        assert "ringing" in player.grid()
        await player.pass_time(7)

        assert "reached" in player.grid()


async def test_the_stand_in_is_proposed_and_called() -> None:
    async with playing("desk", content=drill_content()) as player:
        await no_answer(player, "en")
        assert "stand-in: deputy" in player.grid()
        await player.press("enter")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.MakeCall)
        assert (sent.call, sent.whom) == ("C2", "deputy")


async def test_who_goes_back_to_the_row_may_call_once_more() -> None:
    async with playing("desk", content=drill_content()) as player:
        await no_answer(player, "en")
        await go_to(player, "call:C2")
        await player.pass_time(30)
        assert row(player) == "call:C2"
        await player.press("enter")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.MakeCall)
        assert (sent.call, sent.whom) == ("C2", "mayor")


async def test_another_way_can_be_chosen() -> None:
    async with playing("desk", content=drill_content()) as player:
        await repeated(player, "en")
        await go_to(player, "call:C2")
        await player.press("tab", "right", "f9")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.MakeCall)
        assert (sent.call, sent.by) == ("C2", "email")


async def test_a_number_is_put_right() -> None:
    async with playing("boss", content=drill_content()) as player:
        await wrong_number(player, "en")
        await player.press("enter")
        await player.write("77-1")
        await player.press("enter")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.CorrectNumber)
        assert sent.number == "77-1"
        assert "(corrected)" in player.grid() or "77-1" in player.grid()


async def test_a_refusal_is_told_and_nothing_typed_is_lost() -> None:
    async with playing("desk", content=drill_content()) as player:
        await repeated(player, "en")
        await go_to(player, "call:C1")
        await player.press("enter")
        await go_to(player, "call:C1")
        await player.press("enter")

        assert "still ringing" in player.grid()


async def test_a_call_that_comes_in_is_told_and_stands_in_the_inbox() -> None:
    async with playing("boss", content=drill_content()) as player:
        await ringing(player, "en")
        assert "role-desk is calling" in player.grid()
        assert player.desk.query_one(Inbox).cursor == "receipt:C1"
        await player.press("enter", "enter")

        sent = player.seat.sent[-1]
        assert isinstance(sent, cc.TakeCall)
        assert isinstance(player.app.focused, Field)


async def test_without_a_call_tree_there_is_no_such_key() -> None:
    async with playing("desk", "head") as player:
        await player.press("ctrl+l")
        assert isinstance(player.app.screen, Desk)
        assert "Ctrl+L" not in player.grid()
        await player.press("f1")
        assert "Ctrl+L" not in player.grid()
