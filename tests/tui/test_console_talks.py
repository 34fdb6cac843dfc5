"""The facilitator's console: messages, and calls that are answered or made in somebody's name."""

from console_office import running

from simulator.engine import commands as c


async def test_a_message_reaches_everybody_in_one_team() -> None:
    async with running() as office:
        await office.press("1", "m")
        assert "Message to Team A" in office.grid()
        await office.write("Lunch is at noon.")
        await office.press("f9")

        assert set(office.state("a").delivered["X01"].to) == {"desk", "head", "lead"}
        assert "X01" not in office.state("b").delivered


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
