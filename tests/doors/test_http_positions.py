"""Positions to go on from: those of others, of before, of the future and of nowhere bring the whole view."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from http_house import House, text
from support.patience import PATIENCE

from simulator.doors.http.limits import STREAMS


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    yield found
    await found.close()
    assert found.errors == []


async def position_of(house: House, token: str) -> str:
    return str((await house.get("/seat", token)).json()["position"])


async def test_a_position_of_somebody_else_brings_the_whole_view(house: House) -> None:
    front, back, again = [await house.token(code) for code in ("CODE-BLUE-FRONT", "CODE-BLUE-BACK", "CODE-BLUE-FRONT")]
    others = [await position_of(house, token) for token in (back, again)]
    assert {one.partition("-")[0] for one in others} == {(await position_of(house, front)).partition("-")[0]}
    house.room.pass_time(60)

    for position in others:
        found = (await house.get(f"/seat?since={position}", front)).json()
        assert found["since"] == ""
        assert found["fields"]["seat"] == "front"
        stream = await house.events(front, last=position)
        assert (await stream.take()).data["since"] == ""
        await stream.stop()


async def test_ones_own_position_brings_what_has_changed(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    position = await position_of(house, token)
    house.room.pass_time(60)

    found = (await house.get(f"/seat?since={position}", token)).json()
    assert found["since"] == position
    assert "manual" not in found["fields"]
    assert "seat" not in found["fields"]


@pytest.mark.parametrize(
    "make",
    [
        lambda version, mark: f"{version + 1}-{mark}",
        lambda version, mark: f"{version}.1-{mark}",
        lambda version, mark: f"99999999999999999999-{mark}",
        lambda version, mark: f"-1-{mark}",
        lambda version, mark: f"0-{mark}",
        lambda version, mark: f"{version}",
        lambda version, mark: f"{version}-",
        lambda version, mark: f"{version}-{mark}0",
        lambda version, mark: f"{version}-{mark.upper()}",
        lambda version, mark: f"{version}-{mark}-{mark}",
        lambda version, mark: f" {version}-{mark}",
        lambda version, mark: f"{version}.-{mark}",
        lambda version, mark: f"٣-{mark}",
        lambda version, mark: "x" * 3000,
    ],
    ids=lambda make: make(7, "abcd1234")[:30],
)
async def test_a_position_that_never_was_brings_the_whole_view(house: House, make) -> None:  # type: ignore[no-untyped-def]
    token = await house.token("CODE-BLUE-FRONT")
    version, _, mark = (await position_of(house, token)).partition("-")
    odd = make(int(version.partition(".")[0]), mark)

    found = (await house.http.get("/seat", params={"since": odd}, headers={"authorization": f"Bearer {token}"})).json()
    assert found["since"] == ""
    assert found["fields"]["seat"] == "front"
    # What lay in the future may be there by now; a client that makes positions up deceives nobody but itself.
    answer = await house.send(token, **text("with an odd position"), since=odd)
    assert answer.json()["change"]["since"] in {"", odd}


async def test_a_position_of_before_the_seat_was_taken_over_ends_there(house: House) -> None:
    first = await house.token("CODE-BLUE-FRONT")
    position = await position_of(house, first)
    second = await house.token("CODE-BLUE-FRONT", occupied="take_over")
    await position_of(house, second)

    refused = await house.get(f"/seat?since={position}", first)
    assert (refused.status_code, refused.json()["refused"]["code"]) == (409, "seat.taken_over")
    found = (await house.get(f"/seat?since={position}", second)).json()
    assert found["since"] == ""


async def test_one_person_opens_so_many_streams_and_others_are_not_counted(house: House) -> None:
    token, other = await house.token("CODE-BLUE-FRONT"), await house.token("CODE-BLUE-FRONT")
    streams = [await house.events(token) for _ in range(STREAMS)]
    for stream in streams:
        await stream.take()
    async with asyncio.timeout(PATIENCE):
        refused = await house.get("/seat/events", token)
    assert (refused.status_code, refused.json()["refused"]["code"]) == (429, "door.too_many")

    beside = await house.events(other)
    await beside.take()
    await streams.pop().stop()
    streams.append(await house.events(token))
    await streams[-1].take()
    for stream in (*streams, beside):
        await stream.stop()


@pytest.mark.parametrize("given", [False, True])
async def test_behind_tls_the_cookie_goes_nowhere_else(house: House, *, given: bool) -> None:
    from simulator.doors.http.app import http_app

    house.app = http_app(house.room, secure=True, given_certificate=given)
    http = house.client()
    answer = await http.post("/join", data={"code": "CODE-BLUE-FRONT"}, headers={"accept": "text/html"})
    cookie = answer.headers["set-cookie"]

    assert cookie.startswith("__Host-")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "domain" not in cookie.lower()
    assert ("strict-transport-security" in answer.headers) is given
