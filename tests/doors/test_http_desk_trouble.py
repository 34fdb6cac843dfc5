"""A desk over the network is told what cannot be written, and that the network is gone, for as long as it lasts."""

import errno
from collections.abc import AsyncIterator

import pytest
from support.seat_contract import until
from test_http_hall import Net

from simulator.engine.commands import NoteObservation
from simulator.session.room_port import Part


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    found = await Net().start()
    yield found
    await found.close()


async def test_unkept_codes_are_told_to_facilitators_alone(net: Net) -> None:
    desks = {part: await net.control(part) for part in Part if part is not Part.SEAT}
    net.hall.access.unkept = OSError(errno.ENOSPC, "no space")
    await until(lambda: "join codes" in desks[Part.FACILITATOR].trouble())
    assert not any(desk.trouble() for part, desk in desks.items() if part is not Part.FACILITATOR)
    assert await desks[Part.FACILITATOR].send(NoteObservation(at=0, text="work goes on")) == {}
    assert "join codes" in desks[Part.FACILITATOR].trouble()

    net.hall.access.unkept = None
    await until(lambda: desks[Part.FACILITATOR].trouble() == "")
    for desk in desks.values():
        await desk.close()


async def test_a_lost_connection_is_told_until_it_is_back(net: Net) -> None:
    desk = await net.control(Part.FACILITATOR)
    net.transport.down = True
    net.transport.cut()
    await until(lambda: "connection" in desk.trouble())
    net.transport.down = False
    await until(lambda: desk.trouble() == "")
    await desk.close()
