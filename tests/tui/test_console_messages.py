"""The board's lines on messages that nobody has read or replied to, and where they lead."""

import pytest
from console_office import Office, running

from simulator.engine import talk_commands as t
from simulator.engine.commands import SubmitResponse
from simulator.tui.talk_facilitator import OfficeTalksScreen

HALF_AN_HOUR = 1800


def write(office: Office, to: str, text: str, *, team: str = "a", by: str = "email") -> str:
    """The clerk's message; its id."""
    command = SubmitResponse(at=0, seat="front", role="desk", kind="contact", parts={"message": text}, to=(to,), by=by)
    office.desk.happen(team, command)
    return office.state(team).responses[-1].reply.id


async def story(office: Office, seconds: int, team: str = "a") -> None:
    """Let so many seconds of the story go by."""
    clock = office.state(team).clock
    await office.pass_time(seconds * 100 / (clock.pace * clock.percent))


def said(office: Office) -> str:
    """Everything on the screen as one line."""
    return " ".join(office.grid().split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_message_between_seats_that_is_not_read_yet_and_then_not_in_time(size: tuple[int, int]) -> None:
    async with running(size=size, teams=1) as office:
        talk = write(office, "head", "The list is missing.")
        await office.pass_time(0)
        assert "not read yet" in said(office)
        assert "The list is missing." in said(office)
        assert "Enter shows it" in said(office)
        assert "not read in time" not in said(office)

        while not office.state("a").talks[talk].lines[0].ended:
            await story(office, HALF_AN_HOUR)
        assert "not read in time" in said(office)
        assert "W calls them" in said(office)
        assert "1 not read" in said(office)


async def test_what_the_office_has_read_waits_for_its_reply() -> None:
    async with running(teams=1) as office:
        talk = write(office, "police", "We report a loss.")
        await office.pass_time(0)
        assert "waits for your answer" in said(office)
        assert "no reply from you" not in said(office)

        office.desk.happen("a", t.AnswerAs(at=0, talk=talk, who="police", text=""))
        await office.pass_time(0)
        assert "waits for your answer" not in said(office)
        assert "no reply from you" in said(office)
        assert "Enter replies" in said(office)

        office.desk.happen("a", t.AnswerAs(at=0, talk=talk, who="police", text="In writing, please."))
        await office.pass_time(0)
        assert "no reply from you" not in said(office)
        assert "not read yet" in said(office)


async def test_a_line_of_a_message_leads_to_its_window() -> None:
    async with running() as office:
        write(office, "head", "For team A.")
        write(office, "head", "For team B.", team="b")
        await office.pass_time(0)
        row = next(one.id for one in office.screen.query_one("#matters").rows if one.id.startswith("UNREAD:b"))  # type: ignore[attr-defined]
        office.screen.query_one("#matters").put_cursor(row)  # type: ignore[attr-defined]
        await office.press("enter")

        assert isinstance(office.app.screen, OfficeTalksScreen)
        assert "For team B." in office.grid()


async def test_japanese_has_its_own_words_on_a_small_screen() -> None:
    async with running("ja", (80, 24), teams=1) as office:
        write(office, "head", "名簿が見当たりません。")
        await office.pass_time(0)
        text = office.grid().replace("\n", "").replace(" ", "")

        assert "未読" in text
        assert "「名簿が見当たりません。」" in text
        assert "Enterで内容" in text
