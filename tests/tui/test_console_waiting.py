"""What urges the facilitator by itself, what is kept for them, and what is not offered where it would do nothing."""

import pytest
from console_office import CODES, Office, running
from rich.cells import cell_len

from simulator.engine import commands as c
from simulator.engine.presence_commands import LeaveSeat, TakeSeat
from simulator.session.room_port import Part


def sit(office: Office, team: str = "a", seat: str = "front") -> None:
    office.desk.happen(team, TakeSeat(at=0, seat=seat, person="p1", name="Tanaka", section="General affairs"))


def leave(office: Office, team: str = "a", seat: str = "front") -> None:
    office.desk.happen(team, LeaveSeat(at=0, seat=seat, person="p1"))


def said(office: Office) -> str:
    """Everything on the screen as one line."""
    return " ".join(office.grid().split())


def answer(office: Office, team: str) -> None:
    """The one inject that the clerk has been given so far."""
    parts = {"text": "We told the head."}
    command = c.SubmitResponse(at=0, seat="front", role="desk", kind="text", inject="I01", parts=parts)
    office.desk.happen(team, command)


# Who holds the others up


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_list_that_is_narrowed_says_so_in_full_and_names_the_way_back(lang: str, size: tuple[int, int]) -> None:
    open_only, narrowed, every = {
        "ja": ("Ｆ未付与だけ", "未付与のみ", "Ｆすべて"),
        "en": ("F open only", "(open ones only)", "F all"),
    }[lang]
    async with running(lang, size) as office:
        await office.at("I07")
        assert open_only in office.grid()
        await office.press("f")
        assert narrowed in office.grid()
        assert every in office.grid()
        assert open_only not in office.grid()


async def test_the_board_says_who_is_ready_and_what_the_others_lack() -> None:
    async with running(size=(80, 24), together=True) as office:
        await office.pass_time(0)
        assert "Next phase" in office.grid()
        assert "others wait for" not in office.grid()

        # Only team B goes on in time, so it is ready long before team A.
        office.desk.happen("a", c.SetPace(at=0, percent=10))
        await office.pass_time(20_000)
        text = said(office)
        assert "ready" in text
        assert "others wait for Team A" in text
        assert "ready: Team B" in text
        assert "goes on by time at" in text


async def test_a_team_whose_clock_stands_holds_the_others_up() -> None:
    async with running(size=(80, 24), together=True) as office:
        office.desk.happen("a", c.Pause(at=0))
        await office.pass_time(20_000)

        assert "clock stands" in office.grid()
        assert "others wait for Team A its clock stands" in said(office)


async def test_teams_on_their_own_wait_for_nobody() -> None:
    async with running() as office:
        office.desk.happen("a", c.Pause(at=0))
        await office.pass_time(20_000)

        assert "Next phase" not in office.grid()
        assert "others wait for" not in office.grid()


# Seats that were left


async def test_a_seat_that_was_left_with_injects_urges_until_it_is_handed_over() -> None:
    async with running(size=(80, 24)) as office:
        sit(office)
        await office.pilot.pause()
        leave(office)
        await office.pass_time(90)
        text = said(office)
        assert "seat left empty Team A" in text
        assert "Tanaka (General affairs) left at 13:05 (real: 1 min" in text
        assert "injects that wait: 4" in text
        assert "T hands it to the script" in text
        assert "1 left empty" in text
        assert "Somebody has left a seat" in text

        await office.press("t")
        assert office.state("a").handed["front"].to == "script"
        assert "seat left empty" not in office.grid()
        assert "left empty" not in office.grid()


async def test_a_line_of_an_empty_seat_leads_to_the_seat() -> None:
    async with running() as office:
        for team in "ab":
            sit(office, team)
            leave(office, team)
        await office.pass_time(0)
        await office.press("home", "down", "enter")

        assert office.screen.pane == "seats"
        assert office.screen.query_one("#seat-rows").cursor == "b/front"  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", ["came back", "never came", "owes nothing", "finished"])
async def test_nobody_is_urged_where_nothing_is_to_be_done(case: str) -> None:
    async with running() as office:
        if case != "never came":
            sit(office)
        if case == "owes nothing":
            answer(office, "a")
        if case == "finished":
            office.desk.happen("a", c.FinishTeam(at=0))
        if case != "never came":
            leave(office)
        if case == "came back":
            sit(office)
        await office.pass_time(5)

        assert "left empty" not in office.grid()


async def test_a_team_without_a_script_is_not_promised_one() -> None:
    async with running(size=(80, 24)) as office:
        office.desk.scripted = ()
        sit(office)
        leave(office)
        await office.pass_time(5)
        assert "T hands it" not in said(office)
        assert "the team has no script" in said(office)
        await office.press("t")

        assert office.state("a").handed == {}
        assert "host --fill" in said(office)


# Drafts


async def test_what_was_made_up_is_kept_when_the_window_is_closed() -> None:
    async with running() as office:
        await office.press("f9")
        await office.write("The mayor calls")
        await office.press("tab")
        await office.write("When do we publish?")
        await office.press("tab", "right", "escape")
        assert "What you wrote is kept: F9 opens it again." in said(office)

        await office.press("f9")
        text = office.grid()
        assert "Kept from last time" in text
        assert "The mayor calls" in text
        assert "When do we publish?" in text
        await office.press("f9")
        command = office.desk.sent[-1][0]
        assert (command.title, command.body) == ("The mayor calls", "When do we publish?")  # type: ignore[union-attr]
        assert command.sender != "control"  # type: ignore[union-attr]

        await office.press("f9")
        assert office.app.screen.query_one("#inject-title").value == ""  # type: ignore[attr-defined]
        assert "Kept from last time" not in office.grid()


async def test_a_draft_can_be_thrown_away_and_a_message_has_its_own() -> None:
    async with running() as office:
        await office.press("f9")
        await office.write("No use")
        await office.press("escape", "m")
        assert "No use" not in office.grid()
        await office.write("Lunch at noon")
        await office.press("escape", "f9")
        assert "No use" in office.grid()
        await office.press("ctrl+l")
        assert "Kept from last time" not in office.grid()
        await office.press("escape")
        assert "is kept" not in said(office)
        await office.press("m")
        assert "Lunch at noon" in office.grid()


async def test_what_could_not_be_given_is_kept() -> None:
    async with running() as office:
        office.desk.refuse = dict.fromkeys("ab", c.Refusal("team.finished"))
        await office.press("m")
        await office.write("Lunch at noon")
        await office.press("f9", "m")

        assert "Lunch at noon" in office.grid()


# What is not offered


@pytest.mark.parametrize("key", ["f7", "f9", "m", "w", "e"])
async def test_before_the_start_and_after_the_end_nothing_is_offered_and_it_is_said_why(key: str) -> None:
    async with running(started=False) as office:
        await office.press(key)
        assert len(office.app.screen_stack) == 2
        assert "Not started yet: F8 starts the exercise." in office.grid()
    async with running() as office:
        for team in "ab":
            office.desk.happen(team, c.FinishTeam(at=0))
        await office.press(key)
        assert len(office.app.screen_stack) == 2
        assert "These teams have finished." in office.grid()


async def test_nobody_is_called_to_the_telephone_once_the_teams_have_finished() -> None:
    call = {"seat": "front", "role": "desk", "kind": "contact", "to": ("police",), "by": "phone"}
    async with running("ja") as office:
        office.desk.happen("b", c.SubmitResponse(at=0, actor="seat:front", parts={"message": "盗難です。"}, **call))  # type: ignore[arg-type]
        await office.pilot.pause()
        assert "F10で応じます" in office.grid()
        for team in "ab":
            office.desk.happen(team, c.FinishTeam(at=0))
        await office.pilot.pause()
        await office.pilot.pause()

        assert "F10で" not in office.grid()
        assert "返答待ち" not in office.grid()


# Lines that fit


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_every_key_that_matters_fits_into_eighty_columns(lang: str) -> None:
    async with running(lang, (80, 24)) as office:
        await office.press("f8", "f8")
        for pane in ("f2", "f3", "f4", "f5", "f6"):
            await office.press(pane)
            lines = office.grid().splitlines()
            keys, tabs = lines[-1], lines[2]
            for key in ("F1", "F7", "F8", "F9", "F10", "E", "M", "O", "W", "Z"):
                assert f"{key} " in f"{keys} " if lang == "en" else key in keys, (pane, key, keys)
            assert all(key in tabs for key in ("F2", "F3", "F4", "F5", "F6"))
            assert cell_len(keys) <= 80


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_the_heading_of_the_seats_fits_even_with_codes(lang: str) -> None:
    async with running(lang, (80, 24)) as office:
        await office.press("f6", "c")
        title = office.screen.query_one("#seats-title")

        assert cell_len(title.plain) <= 80  # type: ignore[attr-defined]


# Codes


async def test_a_code_is_made_anew_after_asking() -> None:
    async with running() as office:
        await office.press("f6", "r", "enter")
        assert office.sheet.codes == CODES
        await office.press("r")
        assert "Withdraw the code of Team A Clerk" in office.grid()
        await office.press("y")

        assert "NEW1-NEW2-NEW3" in office.grid()
        assert "K7QF" not in office.grid()


async def test_the_code_of_an_evaluator_is_made_anew_on_its_own_line() -> None:
    async with running() as office:
        await office.press("f6", "c", "end", "r", "y")

        assert [code for grant, code in office.sheet.codes if grant.part is Part.EVALUATOR] == ["NEW1-NEW2-NEW3"]


async def test_codes_that_are_refused_are_told_and_show_nothing() -> None:
    async with running() as office:
        office.sheet.why = c.Refusal("door.unreachable")
        await office.press("f6", "c")

        assert "K7QF" not in office.grid()
        assert "cannot be reached" in office.grid()


async def test_what_was_to_be_said_in_a_name_is_kept_too() -> None:
    async with running() as office:
        await office.press("1", "w", "tab", "tab", "tab")
        assert "Call or write to Team A" in office.grid()
        await office.write("Where is the list?")
        await office.press("escape")
        assert "What you wrote is kept: W opens it again." in said(office)
        await office.press("w")
        assert "Where is the list?" in office.grid()
        await office.press("f9", "w")

        assert office.app.screen.query_one("#words").text == ""  # type: ignore[attr-defined]
        assert len(office.state("a").talks) == 1


async def test_an_observation_that_was_not_noted_is_kept() -> None:
    async with running() as office:
        await office.press("o")
        await office.write("They whisper")
        await office.press("escape")
        assert "What you wrote is kept: O opens it again." in said(office)
        await office.press("o", "f9")
        assert [note.text for note in office.state("a").observations] == ["They whisper"]
        await office.press("o", "escape")
        assert "is kept" not in said(office)


async def test_leaving_a_phase_alone_says_that_the_others_stay_where_all_move_together() -> None:
    async with running(together=True) as office:
        await office.press("1", "f7", "end", "enter")
        assert "All move together" in said(office)
        await office.press("n", "0", "f7", "end", "enter")
        assert "All move together" not in said(office)


async def test_a_clock_that_stands_is_told_where_nothing_else_is_to_be_done() -> None:
    async with running(size=(80, 24)) as office:
        await office.press("f8")
        await office.pass_time(5)

        assert "The clock stands: nothing comes and nothing becomes overdue." in said(office)
