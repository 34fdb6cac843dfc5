"""A seat of an exercise that somebody else runs: no clock windows, leaving, being closed, the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fake_content import INJECTS, look_content
from fake_port import FakeSeat
from play_pilot import LARGE, grid
from textual.pilot import Pilot

from simulator.engine.commands import AdvancePhase, NoteObservation, Pause
from simulator.model.content import Content
from simulator.tui.closing import Closing
from simulator.tui.desk import Desk
from simulator.tui.dialogs import Confirm
from simulator.tui.seat_app import SeatApp


@asynccontextmanager
async def seated(
    lang: str = "en", *, alone: bool = False, content: Content | None = None
) -> AsyncIterator[tuple[SeatApp, FakeSeat, Pilot[str]]]:
    port = FakeSeat(content or look_content(), ("desk",), lang)
    port.alone, port.path = alone, "logs/look-1.sqlite" if alone else ""
    app = SeatApp(port, lang)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        yield app, port, pilot


async def press(pilot: Pilot[str], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def end(port: FakeSeat, pilot: Pilot[str]) -> None:
    while not port.view().finished:
        port.happen(AdvancePhase(at=port.now()))
        port.pass_time(1)
    await pilot.pause()
    await pilot.pause()


async def test_the_desk_is_there_at_once() -> None:
    async with seated() as (app, _, _):
        assert isinstance(app.screen, Desk)


@pytest.mark.parametrize("alone", [True, False])
async def test_only_who_plays_alone_turns_the_clock(alone: bool) -> None:
    async with seated(alone=alone) as (app, port, pilot):
        keys = grid(app).splitlines()[-1]
        assert ("F7 Clock" in keys) is alone
        assert ("F8 Pause" in keys) is alone
        await press(pilot, "f8")
        assert any(isinstance(command, Pause) for command in port.sent) is alone
        await press(pilot, "f7")
        assert isinstance(app.screen, Desk) is not alone


@pytest.mark.parametrize("alone", [True, False])
async def test_a_form_tells_of_the_clock_where_it_can_be_stopped(alone: bool) -> None:
    fields = [{"id": "what", "label": {"ja": "何を", "en": "What"}, "kind": "line"}]
    prompt = {"ja": "書いてください。", "en": "Fill it in."}
    inject = {key: value for key, value in INJECTS[0].items() if key != "hints"}
    inject["ask"] = {"kind": "form", "prompt": prompt, "fields": fields, "limit": "1h"}
    async with seated(alone=alone, content=look_content(injects=[inject])) as (app, _, pilot):
        await press(pilot, "enter", "enter")
        assert "Fill it in." in grid(app)
        assert ("F8" in grid(app)) is alone


async def test_the_help_names_no_key_that_does_nothing() -> None:
    async with seated() as (app, _, pilot):
        await pilot.resize_terminal(120, 80)
        await press(pilot, "f1")
        shown = grid(app)
        assert "F3" in shown
        assert "F7" not in shown
        assert "F8" not in shown


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "PAUSED by the exercise office"), ("ja", "一時停止中（訓練事務局）")]
)
async def test_a_pause_says_whose_it_is(lang: str, told: str) -> None:
    async with seated(lang) as (app, port, pilot):
        port.happen(Pause(at=port.now()))
        await pilot.pause()
        top = grid(app).splitlines()[0]
        assert told in top
        assert "F8" not in top


async def test_leaving_asks_says_that_the_exercise_goes_on_and_closes_the_port() -> None:
    async with seated() as (app, port, pilot):
        await press(pilot, "ctrl+q")
        assert isinstance(app.screen, Confirm)
        assert "The exercise goes on without you" in grid(app)
        await press(pilot, "right", "enter")
    assert port.closed == 1
    assert app.return_value is None


async def test_a_port_that_is_closed_from_the_other_side_ends_the_app_and_says_why() -> None:
    async with seated() as (app, port, pilot):
        port.end("Somebody else has taken this seat over.")
        await pilot.pause()
        await pilot.pause()
    assert app.farewell == "Somebody else has taken this seat over."
    assert port.closed == 1


async def test_the_end_offers_only_what_the_port_can_give() -> None:
    async with seated() as (app, port, pilot):
        await end(port, pilot)
        assert isinstance(app.screen, Closing)
        shown = grid(app)
        assert "See the score card" not in shown
        assert "F9" not in shown
        assert "tabletop review" not in shown
        assert "the exercise office keeps the record" in shown

        await press(pilot, *"again", "enter")
        assert [c.text for c in port.sent if isinstance(c, NoteObservation)] == ["again"]
        await press(pilot, "escape")
    assert port.closed == 1


async def test_a_record_at_an_address_is_no_file_to_open() -> None:
    async with seated() as (app, port, pilot):
        port.path = "https://127.0.0.1:8765"
        await end(port, pilot)
        shown = grid(app)
        assert "tabletop review" not in shown
        assert "the exercise office keeps the record" in shown
