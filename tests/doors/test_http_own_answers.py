"""Several people share a seat: what each answers in the hot wash is theirs, in every view, stream and page."""

import json
from collections.abc import AsyncIterator

import pytest
from asgi_stream import Stream
from test_http_hall import Net

from simulator.engine.commands import FinishTeam
from simulator.session.room_port import Part


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    found = await Net().start()
    yield found
    await found.close()


async def test_at_a_shared_seat_each_sees_what_they_answered_and_nothing_of_the_others(net: Net) -> None:
    grant = next(one for one in net.grants(Part.SEAT) if (one.team, one.seat) == ("blue", "front"))
    people = {name: await net.client(grant) for name in ("ann", "bob")}
    assert await net.hall.batches.submit("blue", FinishTeam(at=net.clock.now())) is None
    streams = {}
    for name, http in people.items():
        token = http.headers["authorization"].partition(" ")[2]
        streams[name] = await Stream(net.app, "/seat/events", token).start()
        await streams[name].take()
    view = (await people["ann"].get("/seat")).json()
    questions = [one for one in view["fields"]["wrap_up"]["questions"] if one["part"] == "debrief"]
    assert questions

    for name, http in people.items():
        body = {"command": "answer-debrief", "question": questions[0]["id"], "text": f"only {name} says this"}
        assert (await http.post("/seat/commands", json=body)).status_code == 200
    for name, http in people.items():
        other = "bob" if name == "ann" else "ann"
        seen = [json.dumps((await http.get("/seat")).json())]
        seen += [(await http.get(path, headers={"accept": "text/html"})).text for path in ("/seat", "/seat/score")]
        assert f"only {name} says this" in seen[0]
        assert f"only {name} says this" in seen[2]
        while f"only {name} says this" not in seen[-1]:
            seen += [json.dumps((await streams[name].take()).data)]
        assert not [page for page in seen if f"only {other} says" in page]
    for stream in streams.values():
        await stream.stop()
