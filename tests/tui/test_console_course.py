"""The facilitator's console: start, clock, phases and end, and that leaving it ends nothing."""

import pytest
from console_office import running

from simulator.engine.control_commands import ExtendPhase


async def test_the_clock_window_extends_paces_and_jumps() -> None:
    async with running() as office:
        await office.press("f7", "down", "enter")
        assert isinstance(office.desk.sent[-1][0], ExtendPhase)
        assert office.state("a").extended == 5 * 60 * 10

        await office.press("z")
        assert office.state("a").extended == 0

        await office.press("f7", "tab")
        await office.write("D2 08:40")
        await office.press("enter")
        assert "I02, I03, I04" in office.grid()
        await office.press("y")
        assert office.state("b").clock.at(office.desk.time) == 86_400 + 8 * 3600 + 40 * 60


async def test_a_jump_back_is_told_in_the_window() -> None:
    async with running() as office:
        await office.press("f7", "tab")
        await office.write("D1 08:00")
        await office.press("enter")

        assert "The clock only goes forward" in office.grid()
        assert office.desk.sent == []


async def test_leaving_a_phase_says_what_is_lost_and_asks() -> None:
    async with running() as office:
        await office.press("f7", "end", "enter", "enter")
        assert office.state("a").phase == "discovery"
        await office.press("f7", "end", "enter", "y")

        assert office.state("a").finished


async def test_the_end_asks_and_takes_only_the_teams_in_scope() -> None:
    async with running() as office:
        await office.press("1", "e", "enter")
        assert not office.state("a").finished
        await office.press("e", "y")

        assert office.state("a").finished
        assert not office.state("b").finished


async def test_nothing_is_overdue_while_the_clock_stands() -> None:
    async with running() as office:
        await office.press("f8")
        await office.pass_time(20_000)

        assert "answer overdue" not in office.grid()


async def test_before_the_start_f8_starts_after_asking() -> None:
    async with running(started=False) as office:
        assert "not started" in office.grid()
        await office.press("f8")
        assert "Seats that nobody has taken yet: 4" in office.grid()
        await office.press("y")

        assert office.state("a").started
        assert "I01" in office.state("b").delivered


async def test_leaving_the_console_ends_nothing() -> None:
    async with running() as office:
        await office.press("ctrl+q", "enter")
        assert office.app.is_running
        await office.press("ctrl+q", "y")
    assert office.desk.closed == 1
    assert not office.state("a").finished


async def test_the_console_of_the_host_says_that_leaving_closes_the_room() -> None:
    async with running(closes_room=True) as office:
        await office.press("ctrl+q")

        assert "Close the room?" in office.grid()
        assert "--resume" in office.grid()


async def test_a_desk_that_is_closed_from_elsewhere_says_so() -> None:
    async with running() as office:
        office.desk.end()
        await office.pilot.pause()
        await office.pilot.pause()

        assert "closed by the server" in office.app.farewell


@pytest.mark.parametrize(
    ("lang", "told"), [("ja", "参加者が着席するまで台本が答えます"), ("en", "Scripts answer for them (--fill)")]
)
@pytest.mark.parametrize("filled", [True, False])
async def test_the_start_says_that_scripts_answer_for_empty_seats_where_they_do(
    lang: str, told: str, *, filled: bool
) -> None:
    async with running(lang, size=(80, 24), started=False) as office:
        office.desk.fills = filled
        office.screen.take(office.desk.view())
        await office.press("f8")
        assert (told in office.grid()) is filled

        office.desk.scripted = ("a",)
        await office.press("escape")
        office.screen.take(office.desk.view())
        await office.press("f8")
        assert told not in office.grid(), "one of the teams that would start has no script"
