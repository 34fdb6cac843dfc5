"""The facilitator's console: codes shown on demand alone, and seats handed to a script."""

from console_office import running


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
