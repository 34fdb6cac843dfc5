"""The facilitator's console: whom the keys act on, what is told, and how the keys are explained."""

from typing import get_args

import pytest
from console_office import SEATS, Office, running
from fake_content import look_content
from support.control_desk import ControlDesk

from simulator.engine import commands as c
from simulator.engine.control_feed import QUIET
from simulator.engine.events import Event, TeamSetup
from simulator.tui.console.app import ConsoleApp
from simulator.tui.console.feed_words import SAID


async def test_what_is_done_goes_to_the_teams_that_the_second_line_names() -> None:
    async with running() as office:
        assert "[0 all teams]" in office.grid()
        await office.press("f8")
        assert not any(office.state(team).clock.running for team in "ab")

        await office.press("2")
        assert "[2 Team B]" in office.grid()
        await office.press("f8")

        assert not office.state("a").clock.running
        assert office.state("b").clock.running


async def test_undo_takes_back_the_last_step_alone_and_never_an_earlier_one() -> None:
    async with running() as office:
        await office.at("I05")
        await office.press("h", "z")
        assert "Taken back: Held back: I05\n" in office.grid()
        await office.press("f8", "x", "enter", "z")

        assert not any(office.state(team).clock.running for team in "ab")
        assert office.state("a").skipped == {"I05": ""}


async def test_an_observation_is_kept_with_team_and_role() -> None:
    async with running() as office:
        await office.press("2", "o")
        await office.write("Nobody wrote anything down. \x1b[31m")
        await office.press("tab", "tab", "right", "f9")
        notes = office.state("b").observations

        assert [(note.text, note.role, note.actor) for note in notes] == [
            ("Nobody wrote anything down. \x1b[31m", "desk", "facilitator")
        ]
        assert office.state("a").observations == ()
        await office.press("f4")
        assert "\x1b" not in office.grid()


async def test_overdue_things_stand_on_the_board_and_lead_to_their_place() -> None:
    async with running() as office:
        await office.pass_time(200)
        assert "answer overdue" in office.grid()
        assert "2 overdue" in office.grid()
        await office.press("enter")

        assert office.screen.pane == "msel"
        assert ">I01" in office.grid()


async def test_what_was_refused_is_told_by_team() -> None:
    async with running() as office:
        office.desk.happen("b", c.FinishTeam(at=0))
        office.desk.refuse = {"a": c.Refusal("inject.already_delivered")}
        await office.pilot.pause()
        await office.at("I05")
        await office.press("h")

        assert "Team A: This was given already" in " ".join(office.grid().split())


def test_the_feed_has_words_for_every_kind_of_entry() -> None:
    events = [event for union in get_args(Event) for event in (get_args(union) or (union,))]
    # What follows an exercise is written when no console is open any more.
    kinds = {event.kind for event in events if not event.__module__.endswith(".follow_events")}
    own = {"response.submitted", "step.judged"}

    assert len(kinds) > 40
    assert kinds - own - QUIET - set(SAID) == set()


async def test_the_feed_opens_at_its_end_and_stays_there() -> None:
    async with running(size=(80, 24)) as office:
        for number in range(40):
            office.desk.happen("a", c.NoteObservation(at=0, text=f"note {number}"))
        await office.press("f4")
        await office.pilot.pause()
        assert "note 39" in office.grid()
        await office.press("f2")
        office.desk.happen("a", c.NoteObservation(at=0, text="later"))
        await office.press("f4")
        await office.pilot.pause()

        assert "later" in office.grid()


async def test_with_many_teams_the_chosen_one_stays_in_sight() -> None:
    setups = tuple(TeamSetup(f"t{n}", {"en": f"Team {n}"}, SEATS) for n in range(1, 13))
    desk = ControlDesk(look_content(), setups, "en")
    app = ConsoleApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        office = Office(app, pilot, desk)
        await pilot.pause()
        assert "[0 all teams]  0 all teams, 1 to 9 one, G a list" in office.grid()
        await office.press("g", "end", "enter")
        assert "[Team 12]" in office.grid()
        await office.press("f8")

        assert not office.state("t12").clock.running
        assert office.state("t11").clock.running


async def test_one_team_alone_needs_no_choice_of_team() -> None:
    async with running(teams=1) as office:
        assert "all teams" not in office.grid()
        await office.press("2", "f8")

        assert not office.state("a").clock.running


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_every_key_is_in_the_help_and_the_palette_finds_actions(lang: str) -> None:
    async with running(lang, (120, 90)) as office:
        await office.press("f3", "f1")
        text = office.grid()
        for key in ("F2", "F4", "F5", "F6", "F7", "F8", "F9", "0", "1 / 2", "Ctrl+Q"):
            assert f" {key} " in text, key
        for key in ("S", "H", "X", "N", "F", "M", "O", "E", "G"):
            assert f" {key}  " in text, key
        await office.press("escape", "ctrl+p")
        await office.write("全員" if lang == "ja" else "Write to everybody")
        await office.press("enter")
        assert ("への連絡" if lang == "ja" else "Message to") in office.grid()


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_every_key_on_the_bottom_line_says_what_it_does(lang: str) -> None:
    async with running(lang) as office:
        for pane in ("f2", "f3", "f4", "f5", "f6"):
            await office.press(pane)
            shown = [b.binding for b in office.screen.active_bindings.values() if b.binding.show]
            assert shown
            assert all(binding.tooltip and binding.description for binding in shown)


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_what_cannot_be_written_is_told_above_the_notices_until_it_is_over(lang: str) -> None:
    """It stays where it is, whatever else is told, and wraps instead of being cut."""
    told = "保存できません。空きを作ってください。" if lang == "ja" else "It cannot be saved. Free some space."
    async with running(lang, size=(80, 24)) as it:
        assert it.screen.query_one("#trouble").size.height == 0
        it.desk.troubled = told * 5
        await it.pass_time(1)
        assert it.grid().replace("\n", "").replace(" ", "").count(told.replace(" ", "")) == 5
        await it.press("f8")
        assert told.rsplit(maxsplit=1)[-1] in it.grid(), "what is told of a command does not hide it"
        assert ("時計を止めました" if lang == "ja" else "Clock paused") in it.grid()
        it.desk.troubled = ""
        await it.pass_time(1)
        assert told.rsplit(maxsplit=1)[-1] not in it.grid()
