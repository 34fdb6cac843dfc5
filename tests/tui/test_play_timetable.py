"""The timetable's window: seen, recorded, corrected, refused; absent where the scenario has none."""

from typing import Any

import pytest
from fake_content import look_content, two
from play_pilot import LARGE, SMALL, Player, check_screen, playing

from simulator.engine.commands import RecordProgress, RecordSystemCheck
from simulator.model.base import parse_time
from simulator.model.content import Content
from simulator.tui.desk import Desk
from simulator.tui.timetable import TimetableScreen

TIMETABLE: dict[str, Any] = {
    "tolerance": 300,
    "planned_note": two("事務局が置いたもの。", "set by the office."),
    "lanes": [
        {"id": "power", "title": two("電源", "Power"), "shared": True},
        {"id": "servers", "title": two("各種サーバ", "Servers")},
        {"id": "network", "title": two("ネットワーク", "Network")},
    ],
    "rows": [
        {"id": "R1", "lane": "power", "title": two("停電", "Power outage"), "planned": "D1 13:05", "roles": ["lead"]},
        {
            "id": "R2",
            "lane": "servers",
            "title": two("停止状況の確認・記録", "State of the shutdown checked and recorded"),
            "planned": "D1 13:05",
            "roles": ["desk", "head"],
            "note": two("給電の前に、全部を見る。", "Look at all of them before power is fed."),
        },
        {
            "id": "R3",
            "lane": "servers",
            "title": two("起動の確認・記録", "Start confirmed and recorded"),
            "planned": "D1 13:50",
            "roles": ["children"],
        },
        {
            "id": "R4",
            "lane": "network",
            "title": two("見えない行", "hidden row"),
            "planned": "D1 13:06",
            "roles": ["lead"],
        },
    ],
    "systems": [
        {
            "id": "core",
            "title": two("基幹系システム", "Core systems"),
            "lane": "servers",
            "owner": "children",
            "shutdown": "automatic",
            "start": "partly",
            "note": two("ファイアウォールは手で。", "The firewall needs hands."),
        },
        {
            "id": "mail",
            "title": two("メール", "Mail"),
            "lane": "servers",
            "owner": "police",
            "shutdown": "manual",
            "start": "none",
        },
    ],
}


def drill() -> Content:
    return look_content(timetable=TIMETABLE)


def records(player: Player) -> list[RecordProgress]:
    return [command for command in player.seat.sent if isinstance(command, RecordProgress)]


def checks(player: Player) -> list[RecordSystemCheck]:
    return [command for command in player.seat.sent if isinstance(command, RecordSystemCheck)]


async def test_enter_enter_records_now() -> None:
    async with playing("desk", content=drill()) as player:
        await player.pass_time(60)
        await player.press("f10", "enter")
        assert 'Record "State of the shutdown checked and recorded" as of' in player.grid()
        assert "13:15?" in player.grid()
        await player.press("enter")

        [sent] = records(player)
        assert (sent.row, sent.role, sent.at_scenario, sent.remark) == ("R2", "desk", parse_time("D1 13:15"), "")
        shown = player.grid()
        assert "RECORDED" in shown
        assert "13:05 13:15  +10 min" in shown
        assert isinstance(player.app.screen, TimetableScreen), "the window stays open for the next row"


async def test_another_time_and_a_remark() -> None:
    async with playing("desk", content=drill()) as player:
        await player.pass_time(60)
        await player.press("f10", "enter", "shift+tab", "shift+tab", "end", *["backspace"] * 5)
        await player.write("１３：０８")
        await player.press("tab")
        await player.write("all dark")
        await player.press("enter")

        [sent] = records(player)
        assert (sent.at_scenario, sent.remark) == (parse_time("D1 13:08"), "all dark")
        assert "on time" in player.grid()
        assert "Recorded 13:08 by Clerk. all dark" in player.grid()


@pytest.mark.parametrize(
    ("typed", "told"), [("14:30", "What has not happened yet"), ("soon", "A time is written like")]
)
async def test_a_time_that_cannot_be_is_told_and_nothing_is_lost(typed: str, told: str) -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "enter", "shift+tab", "shift+tab", "end", *["backspace"] * 5)
        await player.write(typed)
        await player.press("f9")

        assert told in player.grid()
        assert records(player) == []


async def test_a_time_before_the_exercise_is_refused_in_a_plain_sentence() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "enter", "shift+tab", "shift+tab", "end", *["backspace"] * 5)
        await player.write("9:00")
        await player.press("f9")

        assert "This time lies before the exercise began" in player.grid()


async def test_a_correction_asks_with_the_earlier_time_and_keeps_it_visible() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "enter", "enter")
        await player.pass_time(60)
        await player.press("enter")
        assert "(recorded 13:05) to 13:15?" in player.grid()
        await player.press("enter")

        assert len(records(player)) == 2
        assert "Before the correction: Recorded 13:05 by Clerk." in player.grid()


async def test_a_seat_of_several_roles_chooses_as_whom() -> None:
    async with playing("desk", "head", content=drill()) as player:
        await player.press("f10", "enter")
        assert "As < Clerk > (1/2)" in player.grid()
        await player.press("shift+tab", "shift+tab", "right", "f9")

        assert [sent.role for sent in records(player)] == ["head"]


async def test_a_row_of_another_section_is_seen_and_not_recorded() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "home", "enter")

        assert "Another section records this." in player.grid()
        assert "others" in player.grid()
        assert "hidden row" not in player.grid()
        assert records(player) == []


async def test_what_is_overdue_is_marked_and_counted() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10")
        assert "Not recorded yet" not in player.grid()
        await player.press("escape")
        await player.pass_time(60)
        await player.press("f10")

        assert "Not recorded yet: 1" in player.grid()
        assert "late?" in player.grid()


async def test_a_system_is_checked_with_the_plan_as_first_choice() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "right", "down", "enter")
        assert "How (Left, Right) < partly manual > (3/4)" in player.grid()
        await player.press("enter")

        [sent] = checks(player)
        assert (sent.system, sent.what, sent.how, sent.role) == ("core", "start", "partly", "desk")
        assert "RECORDED" in player.grid()


async def test_what_was_not_done_needs_a_reason() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "right", "enter", "left", "enter")
        assert "Say in the remark why it was not done." in player.grid()
        assert checks(player) == []
        await player.write("no power")
        await player.press("enter")

        [sent] = checks(player)
        assert (sent.how, sent.remark) == ("not_done", "no power")


async def test_a_system_of_another_section_is_not_checked() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10", "right", "end", "enter")

        assert "Another section records this." in player.grid()
        assert checks(player) == []


async def test_a_colleagues_record_shows_while_the_window_is_open() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10")
        player.seat.happen(RecordProgress(at=player.seat.now(), seat="lead", role="lead", row="R1"))
        await player.pilot.pause(1.1)

        assert "13:05 13:05  on time" in player.grid()


async def test_the_same_key_closes_the_window() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("f10")
        assert isinstance(player.app.screen, TimetableScreen)
        await player.press("f10")

        assert isinstance(player.app.screen, Desk)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_key_stands_in_the_footer_only_where_there_is_a_timetable(size: tuple[int, int], lang: str) -> None:
    async with playing("desk", content=drill(), size=size, lang=lang) as player:
        footer = player.grid().splitlines()[-1]
        assert "F10" in footer
        assert "F9" in footer
    async with playing("desk", size=size, lang=lang) as player:
        assert "F10" not in player.grid()
        await player.press("f10")
        assert isinstance(player.app.screen, Desk)


async def test_the_palette_offers_it_only_where_there_is_one() -> None:
    async with playing("desk", content=drill()) as player:
        await player.press("ctrl+p")
        await player.write("timetable")
        await player.press("enter")
        assert isinstance(player.app.screen, TimetableScreen)
    async with playing("desk") as player:
        await player.press("ctrl+p")
        await player.write("timetable")
        assert "Nothing is called that." in player.grid()


SCREENS = {
    "timetable": (0, ["f10"]),
    "timetable-record": (60, ["f10", "enter"]),
    "timetable-recorded": (60, ["f10", "enter", "enter"]),
    "timetable-checks": (0, ["f10", "right", "down", "enter", "enter"]),
    "timetable-check": (0, ["f10", "right", "enter"]),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", SCREENS)
async def test_screens(name: str, lang: str, size: tuple[int, int]) -> None:
    later, keys = SCREENS[name]
    async with playing("desk", lang=lang, size=size, content=drill()) as player:
        await player.pass_time(later)
        await player.press(*keys)

        check_screen(player, f"play-{name}-{lang}-{size[0]}x{size[1]}")
