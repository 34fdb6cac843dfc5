"""Whoever says that they leave is told as gone at once; only a silent connection has its minute to come back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from http_house import HOST
from support.seat_contract import PATIENCE, until
from test_http_hall import Net
from textual.pilot import Pilot

from simulator.doors.http.client import HttpSeat
from simulator.session.drafts import Drafts
from simulator.session.room_port import Grant, Part
from simulator.tui.seat_app import SeatApp
from simulator.words import translator

PAGE = {"accept": "text/html"}


@pytest.fixture
async def net(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Net]:
    """A room in which nobody is missed by themselves while a test runs."""
    for name in ("GRACE_SECONDS", "READING_SECONDS"):
        monkeypatch.setattr(f"simulator.doors.http.visits.{name}", 1e9)
    found = await Net().start()
    yield found
    await found.close()


def place(net: Net) -> Grant:
    return net.grants(Part.SEAT)[0]


def there(net: Net) -> list[str]:
    """Who sits at the place, as the log tells it."""
    grant = place(net)
    return [
        who.name for (seat, _), who in net.hall.session.states[grant.team or ""].people.items() if seat == grant.seat
    ]


async def test_leave_on_a_page_empties_the_seat_at_once(net: Net) -> None:
    http = httpx.AsyncClient(transport=net.transport, base_url=HOST)
    net.clients.append(http)
    code = dict(net.hall.codes())[place(net)]
    await http.post("/join", data={"code": code, "lang": "en", "name": "Mori"}, headers={"origin": HOST})
    page = (await http.get("/seat", headers=PAGE)).text
    await until(lambda: there(net) == ["Mori"])

    token = page.partition('name="form_token" value="')[2].partition('"')[0]
    answer = await http.post("/leave", data={"form_token": token}, headers={"origin": HOST, **PAGE})

    assert (answer.status_code, answer.headers["location"]) == (303, "/join")
    await until(lambda: there(net) == [])


async def test_ctrl_q_in_a_joined_terminal_empties_the_seat_at_once(net: Net, tmp_path: Path) -> None:
    http = await net.client(place(net))
    first, manual = (await http.get("/seat")).json(), (await http.get("/seat/manual")).json()
    drafts = Drafts(tmp_path / "drafts.json")
    app = SeatApp(HttpSeat(http, first, manual, drafts=drafts, t=translator("doors", "en")), "en")

    async def quit_it(pilot: Pilot[str]) -> None:
        await pilot.pause()
        await until(lambda: there(net) == ["Eva"])
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("left", "enter")

    async with asyncio.timeout(PATIENCE):
        await app.run_async(headless=True, size=(80, 24), auto_pilot=quit_it)
    await until(lambda: there(net) == [])
