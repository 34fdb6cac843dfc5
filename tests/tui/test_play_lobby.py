"""Choosing what to play and as whom."""

from dataclasses import replace

import pytest
from play_pilot import LARGE, SMALL, playing

from simulator.log.store import LogUnreadable, Reason
from simulator.session.port import Unfinished
from simulator.tui.desk import Desk
from simulator.tui.lobby import Choice, Lobby

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


async def test_a_scenario_with_one_role_starts_at_once() -> None:
    async with playing() as player:
        offer = player.lobby.offer()
        chosen: list[Choice | None] = []
        lobby = Lobby(player.app.words, replace(offer, roles=offer.roles[:1]), 100)
        await player.app.push_screen(lobby, chosen.append)
        await player.pilot.pause()

        assert "This exercise has one role, and it is ticked." in player.grid()
        assert "all roles" not in player.grid()
        await player.press("f9")
        assert chosen == [Choice(("desk",))]


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_the_lobby_does_not_tell_the_story_beforehand(lang: str) -> None:
    async with playing(lang=lang, size=(200, 60)) as player:
        offer = player.lobby.offer()
        summary = player.lobby.content.scenario.summary

        assert offer.briefing.strip().splitlines()[0][:20] in player.grid()
        assert summary is not None
        assert summary.to(lang)[:12] not in player.grid()


async def test_the_length_is_told_as_people_plan_it() -> None:
    async with playing() as player:
        offer = player.lobby.offer()
        await player.app.push_screen(Lobby(player.app.words, replace(offer, minutes=153), 100))
        await player.pilot.pause()

        assert "about 150 minutes" in player.grid()
