"""The facilitator's console: what each key does to which teams, and that nothing is done by accident."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import get_args

import pytest
from fake_content import look_content
from grid_snapshot_review import grid
from support.control_desk import ControlDesk
from textual import events
from textual.pilot import Pilot

from simulator.engine import commands as c
from simulator.engine.control_commands import ExtendPhase, Improvise
from simulator.engine.control_feed import QUIET
from simulator.engine.events import Event, SeatSetup, TeamSetup
from simulator.engine.state import TeamState
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.tui.console.app import ConsoleApp
from simulator.tui.console.feed_words import SAID
from simulator.tui.console.screen import ConsoleScreen

TEAMS = (("a", "Ａグループ", "Team A"), ("b", "Ｂグループ", "Team B"))
SEATS = (SeatSetup("front", ("desk",)), SeatSetup("chief", ("head",)), SeatSetup("net", ("lead",), human=False))
CODES = (
    (Grant("g1", Part.SEAT, "a", "front"), "K7QF-3MNP-W2RT"),
    (Grant("g2", Part.SEAT, "b", "front"), "9ZX4-QQ7M-H1BV"),
    (Grant("g3", Part.EVALUATOR), "EVAL-EVAL-EVAL"),
)


class Sheet:
    """Implements ``CodeDesk``; ``why`` is what everything is refused with."""

    def __init__(self) -> None:
        self.codes = CODES
        self.why: c.Refusal | None = None

    async def sheet(self) -> JoinSheet | c.Refusal:
        return self.why or JoinSheet(("https://192.0.2.7:8443", "ssh -p 8722 join@192.0.2.7"), self.codes)

    async def renew(self, grant: str) -> JoinSheet | c.Refusal:
        self.codes = tuple((one, "NEW1-NEW2-NEW3" if one.id == grant else code) for one, code in self.codes)
        return await self.sheet()


class Office:
    """A facilitator at the terminal."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[str], desk: ControlDesk, sheet: Sheet | None = None) -> None:
        self.app, self.pilot, self.desk, self.sheet = app, pilot, desk, sheet or Sheet()

    @property
    def screen(self) -> ConsoleScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ConsoleScreen))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def pass_time(self, seconds: float) -> None:
        self.desk.pass_time(seconds)
        await self.pilot.pause()
        self.screen.tick()
        await self.pilot.pause()

    async def at(self, inject: str) -> None:
        """Open the list with the cursor on ``inject``."""
        if self.screen.pane != "msel":
            await self.press("f3")
        self.screen.query_one("#msel-rows").put_cursor(inject)  # type: ignore[attr-defined]

    def grid(self) -> str:
        return grid(self.app)

    def state(self, team: str) -> TeamState:
        return self.desk.session.states[team]


@asynccontextmanager
async def running(
    lang: str = "en",
    size: tuple[int, int] = (120, 40),
    *,
    teams: int = 2,
    started: bool = True,
    closes_room: bool = False,
    together: bool = False,
) -> AsyncIterator[Office]:
    setups = tuple(TeamSetup(name, {"ja": ja, "en": en}, SEATS) for name, ja, en in TEAMS[:teams])
    desk = ControlDesk(look_content(), setups, lang, started=started)
    desk.session.world.together = together
    sheet = Sheet()
    app = ConsoleApp(desk, lang, sheet, closes_room=closes_room)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Office(app, pilot, desk, sheet)


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


async def test_undo_takes_back_the_last_step_alone_and_never_an_earlier_one() -> None:
    async with running() as office:
        await office.at("I05")
        await office.press("h", "z")
        assert "Taken back: Held back: I05\n" in office.grid()
        await office.press("f8", "x", "enter", "z")

        assert not any(office.state(team).clock.running for team in "ab")
        assert office.state("a").skipped == {"I05": ""}


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


async def test_a_message_reaches_everybody_in_one_team() -> None:
    async with running() as office:
        await office.press("1", "m")
        assert "Message to Team A" in office.grid()
        await office.write("Lunch is at noon.")
        await office.press("f9")

        assert set(office.state("a").delivered["X01"].to) == {"desk", "head", "lead"}
        assert "X01" not in office.state("b").delivered


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


async def test_a_hint_goes_to_a_seat_that_has_the_inject() -> None:
    async with running() as office:
        await office.at("I01")
        await office.press("n")
        assert "Whom do you tell first?" in office.grid()
        await office.press("enter")

        assert office.state("a").hints == {"I01": 1}
        assert office.state("b").hints == {}


async def test_the_end_asks_and_takes_only_the_teams_in_scope() -> None:
    async with running() as office:
        await office.press("1", "e", "enter")
        assert not office.state("a").finished
        await office.press("e", "y")

        assert office.state("a").finished
        assert not office.state("b").finished


async def test_overdue_things_stand_on_the_board_and_lead_to_their_place() -> None:
    async with running() as office:
        await office.pass_time(200)
        assert "answer overdue" in office.grid()
        assert "2 overdue" in office.grid()
        await office.press("enter")

        assert office.screen.pane == "msel"
        assert ">I01" in office.grid()


async def test_nothing_is_overdue_while_the_clock_stands() -> None:
    async with running() as office:
        await office.press("f8")
        await office.pass_time(20_000)

        assert "answer overdue" not in office.grid()


async def test_what_was_refused_is_told_by_team() -> None:
    async with running() as office:
        office.desk.happen("b", c.FinishTeam(at=0))
        office.desk.refuse = {"a": c.Refusal("inject.already_delivered")}
        await office.pilot.pause()
        await office.at("I05")
        await office.press("h")

        assert "Team A: This was given already" in " ".join(office.grid().split())


async def test_codes_show_only_on_demand_and_are_gone_on_leaving() -> None:
    async with running() as office:
        await office.press("f6")
        assert "K7QF" not in office.grid()
        await office.press("c")
        assert "K7QF-3MNP-W2RT" in office.grid()
        assert "EVAL-EVAL-EVAL" in office.grid()
        await office.press("f2", "f6")
        assert "K7QF" not in office.grid()


async def test_the_page_for_the_room_has_no_code_that_runs_the_exercise() -> None:
    async with running() as office:
        await office.press("f6", "p")

        assert "https://192.0.2.7:8443" in office.grid()
        assert "3. The first time it asks whether to go on: type yes and Enter." in office.grid()
        assert "9ZX4-QQ7M-H1BV" in office.grid()
        assert "EVAL" not in office.grid()


async def test_a_seat_is_handed_to_a_script_and_back() -> None:
    async with running() as office:
        await office.press("f6", "t")
        assert office.state("a").handed["front"].to == "script"
        assert office.state("b").handed == {}
        assert "Clerk  scripted player" in office.grid()
        await office.press("t")
        assert office.state("a").handed["front"].to == "people"


async def test_a_call_to_the_police_is_told_answered_and_hung_up() -> None:
    async with running() as office:
        call = {"seat": "front", "role": "desk", "kind": "contact", "to": ("police",), "by": "phone"}
        office.desk.happen("b", c.SubmitResponse(at=0, actor="seat:front", parts={"message": "A theft."}, **call))  # type: ignore[arg-type]
        await office.pilot.pause()
        assert "press F10" in office.grid()
        assert "1 waiting" in office.grid()
        assert "waits for your answer" in office.grid()

        await office.press("home", "enter", "enter")
        talk = next(iter(office.state("b").talks.values()))
        assert talk.live
        await office.write("Which office, please?")
        await office.press("f9")
        talk = office.state("b").talks[talk.id]
        assert [(said.who, said.text) for said in talk.said] == [("police", "Which office, please?")]
        await office.press("f10")
        assert office.state("b").talks[talk.id].ended is not None
        await office.press("escape")
        assert "1 waiting" not in office.grid()


async def test_the_office_calls_one_team_by_itself() -> None:
    async with running() as office:
        await office.press("1", "w", "tab", "tab", "tab")
        await office.write("Where is the list?")
        await office.press("f9")
        talks = office.state("a").talks

        assert [(talk.sender, talk.text, talk.by) for talk in talks.values()] == [
            ("control", "Where is the list?", "phone")
        ]
        assert office.state("b").talks == {}


def test_the_feed_has_words_for_every_kind_of_entry() -> None:
    events = [event for union in get_args(Event) for event in (get_args(union) or (union,))]
    # What follows an exercise is written when no console is open any more.
    kinds = {event.kind for event in events if not event.__module__.endswith(".follow_events")}
    own = {"response.submitted", "step.judged"}

    assert len(kinds) > 40
    assert kinds - own - QUIET - set(SAID) == set()


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
