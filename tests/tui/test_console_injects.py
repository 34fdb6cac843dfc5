"""The facilitator's console: what becomes of injects, and that nothing is given or skipped by accident."""

from dataclasses import replace

from console_office import running

from simulator.engine import commands as c
from simulator.engine.control_commands import Improvise


async def test_sending_asks_first_and_no_is_the_answer_that_enter_gives() -> None:
    async with running() as office:
        await office.at("I07")
        await office.press("s", "enter")
        assert "I07" not in office.state("a").delivered

        await office.press("s", "y")
        assert all("I07" in office.state(team).delivered for team in "ab")
        assert "Given: I07 to Team A, Team B" in office.grid()


async def test_a_question_is_answered_by_the_capitals_that_stand_on_its_buttons() -> None:
    async with running() as office:
        await office.at("I07")
        await office.press("s", "N")
        assert "Give it now to" not in office.grid()
        assert "I07" not in office.state("a").delivered

        await office.press("s", "Y")
        assert "I07" in office.state("a").delivered


async def test_sending_names_only_the_teams_that_do_not_have_it() -> None:
    async with running() as office:
        office.desk.happen("a", c.SendNow(at=0, inject="I07"))
        await office.pilot.pause()
        await office.at("I07")
        await office.press("s")
        assert "Give it now to Team B?" in office.grid()
        await office.press("y")

        assert office.desk.sent[-1][1] == ("b",)


async def test_holding_is_released_by_the_same_key_and_by_undo() -> None:
    async with running() as office:
        await office.at("I05")
        await office.press("h")
        assert all("I05" in office.state(team).held for team in "ab")
        await office.press("h")
        assert not any(office.state(team).held for team in "ab")
        await office.press("z")
        assert all("I05" in office.state(team).held for team in "ab")


async def test_giving_an_inject_of_another_phase_says_so() -> None:
    async with running() as office:
        lines = tuple(replace(one, phases=("Later",)) if one.id == "I07" else one for one in office.screen.view.msel)
        office.screen.view = replace(office.screen.view, msel=lines)
        await office.screen.send_inject(next(one for one in lines if one.id == "I07"))
        await office.pilot.pause()
        assert "It is written for another phase: Later" in office.grid()
        await office.press("n", "f3")
        await office.at("I05")
        await office.press("s")
        assert "written for another phase" not in office.grid()


async def test_skipping_keeps_the_reason_and_sending_undoes_it() -> None:
    async with running() as office:
        await office.at("I05")
        await office.press("x")
        await office.write("no time left")
        await office.press("enter")
        assert office.state("a").skipped == {"I05": "no time left"}
        assert "skipped: no time left" in office.grid()

        await office.press("s", "y")
        assert office.state("a").skipped == {}
        assert "I05" in office.state("a").delivered


async def test_escape_skips_nothing() -> None:
    async with running() as office:
        await office.at("I05")
        await office.press("x", "escape")

        assert office.desk.sent == []


async def test_an_inject_is_made_up_given_and_marked() -> None:
    async with running() as office:
        await office.press("f9")
        await office.write("The mayor calls")
        await office.press("tab")
        await office.write("When do we publish?")
        await office.press("tab", "right", "right", "tab", "tab", "down", "space", "tab", "right", "right", "tab")
        await office.write("What do you say?")
        await office.press("tab", "right", "right", "f9")
        command = office.desk.sent[-1][0]

        assert isinstance(command, Improvise)
        assert (command.title, command.sender, command.channel) == ("The mayor calls", "mayor", "phone")
        assert (command.to, command.asks, command.limit) == (("head",), "text", 600)
        assert all("X01" in office.state(team).delivered for team in "ab")
        await office.at("X01")
        assert "+ The mayor calls" in office.grid()


async def test_an_empty_inject_is_not_sent_and_keeps_the_window() -> None:
    async with running() as office:
        await office.press("f9", "f9")

        assert "Write a title and what they hear or read." in office.grid()
        assert office.desk.sent == []


async def test_a_hint_goes_to_a_seat_that_has_the_inject() -> None:
    async with running() as office:
        await office.at("I01")
        await office.press("n")
        assert "Whom do you tell first?" in office.grid()
        await office.press("enter")

        assert office.state("a").hints == {"I01": 1}
        assert office.state("b").hints == {}
