"""Somebody whose port cannot be closed keeps nobody else's open."""

from http_house import House

from simulator.doors.http.visits import GRACE_SECONDS, READING_SECONDS


async def test_a_bug_while_one_person_leaves_is_told_and_the_others_are_let_go() -> None:
    house = House()
    tokens = [await house.token(code) for code in ("CODE-BLUE-FRONT", "CODE-BLUE-BACK", "CODE-RED-FRONT")]

    async def broken() -> None:
        raise RuntimeError("cannot be closed")

    house.room.ports[0].close = broken  # type: ignore[method-assign]
    house.now += READING_SECONDS + 1
    await house.app.visits.look()

    assert len(house.app.visits) == 0
    assert [str(error) for error in house.errors] == ["cannot be closed"]
    assert (await house.get("/seat", tokens[0])).status_code == 200
    await house.close()


async def test_a_page_without_a_stream_is_given_time_to_read() -> None:
    house = House()
    for code in ("CODE-BLUE-FRONT", "CODE-BLUE-BACK"):
        await house.token(code)
    still, streaming = house.app.visits
    streaming.close_stream(streaming.open_stream())

    house.now += GRACE_SECONDS + 1
    await house.app.visits.look()
    assert list(house.app.visits) == [still]

    house.now += READING_SECONDS - GRACE_SECONDS
    await house.app.visits.look()
    assert len(house.app.visits) == 0
    await house.close()


async def test_a_door_closes_though_one_port_does_not() -> None:
    house = House()
    for code in ("CODE-BLUE-FRONT", "CODE-BLUE-BACK"):
        await house.token(code)

    async def broken() -> None:
        raise RuntimeError("cannot be closed")

    house.room.ports[0].close = broken  # type: ignore[method-assign]
    await house.close()

    assert len(house.app.visits) == 0
    assert house.room.ports[1:] == []
    assert [str(error) for error in house.errors] == ["cannot be closed"]


async def test_who_leaves_is_answered_though_the_port_does_not_close() -> None:
    house = House()
    token = await house.token("CODE-BLUE-FRONT")

    async def broken() -> None:
        raise RuntimeError("cannot be closed")

    house.room.ports[0].close = broken  # type: ignore[method-assign]
    answer = await house.http.post("/leave", headers={"authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    assert len(house.app.visits) == 0
    await house.close()
