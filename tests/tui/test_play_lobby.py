"""Choosing what to play and as whom."""

import pytest
from play_pilot import LARGE, SMALL, playing

from simulator.log.store import LogUnreadable, Reason
from simulator.session.port import Unfinished
from simulator.tui.desk import Desk
from simulator.tui.lobby import Lobby

LEFT = Unfinished("look-1", "The lost list", "Discovery", ("Clerk",), 1_700_000_000_000, 1_700_000_600_000)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_one_role_is_ticked_and_the_exercise_starts(lang: str, size: tuple[int, int]) -> None:
    async with playing(lang=lang, size=size) as player:
        await player.press("down", "space", "f9")

        assert player.lobby.opened == [(("head",), 100)]
        assert isinstance(player.app.screen, Desk)


async def test_several_roles_and_the_pace_go_to_the_port() -> None:
    async with playing(percent=200) as player:
        assert "pace x2" in player.grid()

        await player.press("space", "down", "down", "enter", "ctrl+s")

        assert player.lobby.opened == [(("desk", "lead"), 200)]


async def test_all_roles_at_once_and_back_again() -> None:
    async with playing() as player:
        await player.press("a")
        assert "You play all 3 roles." in player.grid()

        await player.press("a", "f9")
        assert player.lobby.opened == []

        await player.press("end", "space", "f9")
        assert player.lobby.opened == [(("desk", "head", "lead"), 100)]


async def test_starting_without_a_role_says_what_to_do() -> None:
    async with playing() as player:
        await player.press("f9")

        assert "Tick at least one role" in player.grid()
        assert isinstance(player.app.screen, Lobby)


async def test_the_card_follows_the_cursor() -> None:
    async with playing() as player:
        assert "Desk and records." in player.grid()

        await player.press("down")

        assert "Decides for the section." in player.grid()


async def test_an_unfinished_exercise_stands_first_and_is_taken_up() -> None:
    async with playing(unfinished=(LEFT,)) as player:
        assert player.grid().index("Go on: Discovery") < player.grid().index("[ ] Clerk")

        await player.press("enter")

        assert player.lobby.resumed == ["look-1"]
        assert player.lobby.opened == []
        assert isinstance(player.app.screen, Desk)


async def test_a_log_that_cannot_be_written_is_told_and_nothing_is_lost() -> None:
    async with playing() as player:
        player.lobby.fails = LogUnreadable(Reason.NOT_A_LOG, "logs/look.sqlite")
        await player.press("space", "f9")

        assert isinstance(player.app.screen, Lobby)
        assert "logs/look.sqlite" in player.grid()

        await player.press("space", "f9")
        assert isinstance(player.app.screen, Desk)


async def test_asked_roles_skip_the_lobby() -> None:
    async with playing("desk", "head") as player:
        assert player.lobby.opened == [(("desk", "head"), 100)]
        assert isinstance(player.app.screen, Desk)


async def test_the_briefing_scrolls_by_keys_and_escape_goes_back() -> None:
    async with playing(size=(60, 18)) as player:
        await player.press("f2")
        assert player.app.screen.focused.id == "briefing"

        await player.press("escape")
        assert player.app.screen.focused.id == "roles"
