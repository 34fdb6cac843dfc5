"""A key is good for what was sent under it and nothing else: nothing that is answered as done is lost."""

from collections.abc import AsyncIterator

import httpx
import pytest
from http_house import HOST
from test_http_hall import Net

from simulator.session.room_port import Grant, Part


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    found = await Net().start()
    yield found
    await found.close()


def seat(net: Net, name: str) -> Grant:
    return next(one for one in net.grants(Part.SEAT) if (one.team, one.seat) == ("blue", name))


def words(text: str, **more: str) -> dict[str, object]:
    return {
        "command": "submit-response",
        "role": "desk",
        "kind": "text",
        "inject": "I1",
        "parts": {"text": text},
        "key": "k1",
        **more,
    }


async def send(http: httpx.AsyncClient, body: dict[str, object]) -> int:
    return (await http.post("/seat/commands", json=body)).status_code


def recorded(net: Net) -> list[str]:
    return [one.reply.parts["text"] for one in net.hall.session.states["blue"].responses]


async def test_other_words_under_the_same_key_are_recorded_too(net: Net) -> None:
    http = await net.client(seat(net, "front"))
    sent = ["first", "second", "first", "second", "second\r\n", "third"]

    assert {await send(http, words(text)) for text in sent} == {200}
    assert recorded(net) == ["first", "second", "second\n", "third"]


async def test_so_they_are_after_the_seat_was_left_and_taken_again(net: Net) -> None:
    for text in ("first", "first", "second"):
        http = await net.client(seat(net, "front"))
        assert await send(http, words(text)) == 200
    assert recorded(net) == ["first", "second"]


async def test_the_key_of_something_else_is_no_key_of_a_response(net: Net) -> None:
    http = await net.client(seat(net, "front"))

    assert await send(http, {"command": "mark-read", "inject": "I1", "key": "k1"}) == 200
    assert await send(http, words("an answer")) == 200
    assert recorded(net) == ["an answer"]


async def test_the_key_of_another_seat_stops_nobody(net: Net) -> None:
    front, back = await net.client(seat(net, "front")), await net.client(seat(net, "back"))

    assert await send(front, words("the same words", inject="")) == 422
    own = {name: value for name, value in words("the same words").items() if name != "inject"}
    assert await send(front, own) == 200
    assert await send(back, {**own, "role": "staff"}) == 200
    assert recorded(net) == ["the same words"] * 2


async def test_a_form_whose_page_was_kept_with_its_key_says_what_it_says_now(net: Net) -> None:
    """A browser that goes back, or loads a page anew, may keep the hidden key of the form that it has sent."""
    http = httpx.AsyncClient(transport=net.transport, base_url=HOST, headers={"accept": "text/html"})
    net.clients.append(http)
    code = next(code for grant, code in net.hall.codes() if grant == seat(net, "front"))
    await http.post("/join", data={"code": code, "lang": "en", "occupied": "share"})
    page = (await http.get("/seat")).text
    token = page.partition('name="form_token" value="')[2].partition('"')[0]
    form = {"command": "submit-response", "role": "desk", "kind": "text", "inject": "I1", "form_token": token}

    for text in ("first", "first", "put right"):
        answer = await http.post("/seat/commands", data={**form, "key": "k1", "parts.text": text})
        assert answer.status_code == 303
    assert recorded(net) == ["first", "put right"]


async def test_a_team_that_is_named_twice_is_told_once(net: Net) -> None:
    http = await net.client(net.grants(Part.FACILITATOR)[0])
    before = net.hall.session.states["red"].seq
    note = {"command": "note-observation", "text": "once", "teams": ["red"] * 50}

    assert (await http.post("/control/commands", json=note)).json()["done"]
    assert net.hall.session.states["red"].seq == before + 1
