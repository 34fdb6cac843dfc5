"""What a curious player tries at the HTTP door: nested bodies, other ways to sign in, one code for a crowd."""

from collections.abc import AsyncIterator

import pytest
from http_house import House, bearer, text

from simulator.doors.http import limits


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    yield found
    await found.close()
    assert found.errors == []


@pytest.mark.parametrize("depth", [10, 300, 450, 600, 900, 40_000])
@pytest.mark.parametrize("kind", ["[]", "{}"])
async def test_a_body_however_deep_is_refused_and_is_no_bug(house: House, depth: int, kind: str) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    opens, closes = ('{"a":', "}") if kind == "{}" else ("[", "]")
    body = f'{{"command": "mark-read", "inject": {opens * depth}{"1" if kind == "{}" else ""}{closes * depth}}}'
    answer = await house.http.post(
        "/seat/commands", content=body, headers=bearer(token) | {"content-type": "application/json"}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("given", ["Basic eDp5", "Bearer", "Digest x", "", "bearer  "])
async def test_only_a_token_of_its_own_spares_the_form_token(house: House, given: str) -> None:
    http = house.client()
    await http.post("/join", data={"code": "CODE-BLUE-FRONT"}, headers={"accept": "text/html"})
    answer = await http.post("/seat/commands", json=text("from elsewhere"), headers={"authorization": given})

    assert answer.status_code in {401, 403}
    assert not house.room.session.states["blue"].responses


async def test_positions_that_never_were_take_no_memory(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    position = (await house.get("/seat", token)).json()["position"]
    house.room.pass_time(60)
    await house.get("/seat", token)
    version, _, mark = position.partition("-")
    [feed] = [visit.feed for visit in house.app.visits]

    for turn in range(500):
        assert feed.frame(f"{version}.{turn}-{mark}")
    assert len(feed._frames) <= 64


async def test_one_code_does_not_let_a_crowd_in(house: House) -> None:
    for _ in range(limits.PEOPLE):
        await house.token("CODE-BLUE-FRONT")
    async with house.client() as http:
        one_more = await http.post("/join", json={"code": "CODE-BLUE-FRONT", "occupied": "share"})
        page = await http.post(
            "/join", data={"code": "CODE-BLUE-FRONT", "occupied": "share"}, headers={"accept": "text/html"}
        )

    assert one_more.status_code == page.status_code == 429
    assert one_more.json()["refused"]["code"] == "door.too_many"
    assert await house.token("CODE-BLUE-BACK")
    assert await house.token("CODE-BLUE-FRONT", occupied="take_over")


async def test_who_was_in_comes_back_though_the_seat_is_full(house: House) -> None:
    first = await house.token("CODE-BLUE-FRONT")
    for _ in range(limits.PEOPLE - 1):
        await house.token("CODE-BLUE-FRONT")

    assert (await house.get("/seat", first)).status_code == 200
