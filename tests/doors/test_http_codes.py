"""The codes over HTTP: for facilitators alone, by the API and by the page."""

import json

import pytest
from http_house import HOST, House, bearer
from support.room import GRANTS
from test_http_hall import Net

from simulator.doors.http.control import HttpControl
from simulator.engine.commands import Refusal
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.words import translator

OTHERS = [code for code, grant in GRANTS.items() if grant.part is not Part.FACILITATOR]
PATH = "/control/codes"
PAGE = {"accept": "text/html"}
EVERYWHERE = (
    "/",
    "/seat",
    "/seat/manual",
    "/seat/score",
    "/seat/own",
    "/control",
    "/observer",
    "/projector",
    PATH,
    "/openapi.json",
)


@pytest.mark.parametrize("code", OTHERS)
async def test_no_other_code_ever_gets_a_code(code: str) -> None:
    house = House()
    token = await house.token(code)
    for headers in ({}, PAGE):
        seen = [(await house.get(path, token, **headers)).text for path in EVERYWHERE]
        assert not [one for one in GRANTS if any(one in text for text in seen)]
        assert (await house.get(PATH, token, **headers)).status_code == 403
    before = dict(house.room.grants)
    answer = await house.http.post(PATH, headers=bearer(token), json={"grant": "g1"})

    assert (answer.status_code, answer.json()["refused"]["code"]) == (403, "door.not_yours")
    assert house.room.grants == before
    await house.close()


async def test_without_a_pass_or_with_a_revoked_one_there_is_nothing() -> None:
    house = House()
    token = await house.token("CODE-FACILITATOR")
    assert (await house.get(PATH)).status_code == 401
    assert (await house.http.post(PATH, json={"grant": "g1"})).status_code == 401
    house.room.revoke("g5")

    answer = await house.get(PATH, token)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (403, "code.revoked")
    await house.close()


async def test_codes_stand_in_no_view_of_the_facilitator_and_no_stream() -> None:
    house = House()
    token = await house.token("CODE-FACILITATOR")
    stream = await house.events(token, "/control/events")
    seen = json.dumps((await stream.take()).data) + (await house.get("/control", token)).text
    await stream.stop()

    assert not [one for one in GRANTS if one in seen]
    answer = await house.get(PATH, token)
    assert {one["code"] for one in answer.json()["codes"]} == set(GRANTS)
    assert answer.headers["cache-control"] == "no-store"
    await house.close()


@pytest.mark.parametrize("body", [{}, {"grant": 7}, {"grant": None}, {"grant": ["g1"]}])
async def test_what_names_no_code_is_refused(body: dict[str, object]) -> None:
    house = House()
    token = await house.token("CODE-FACILITATOR")
    answer = await house.http.post(PATH, headers=bearer(token), json=body)

    assert answer.json()["refused"]["code"] == "command.malformed"
    assert (await house.http.post(PATH, headers=bearer(token), json={"grant": "g99"})).status_code == 404
    assert set(house.room.grants) == set(GRANTS)
    await house.close()


async def test_a_facilitator_who_joined_reads_and_renews_as_at_the_host() -> None:
    net = await Net().start()
    net.hall.addresses, net.hall.proof = ("https://192.0.2.7:8443", "ssh join@192.0.2.7"), "SHA256:abc"
    (facilitator,) = net.grants(Part.FACILITATOR)
    http = await net.client(facilitator)
    desk: HttpControl[object] = HttpControl(
        http, facilitator, (await http.get("/control")).json(), t=translator("doors", "en")
    )
    sheet = await desk.sheet()
    assert sheet == JoinSheet(net.hall.addresses, tuple(net.hall.codes()), "SHA256:abc")
    page = (await http.get("/control/codes", headers={"accept": "text/html"})).text
    assert "if it shows SHA256:abc, type yes and Enter" in page

    old = net.grants(Part.SEAT)[0]
    seat = await net.client(old)
    renewed = await desk.renew(old.id)
    assert renewed == JoinSheet(sheet.addresses, tuple(net.hall.codes()), "SHA256:abc")
    assert renewed != sheet
    assert (await seat.get("/seat")).status_code == 403
    assert await desk.renew(old.id) == Refusal("grant.unknown")
    assert await desk.renew(facilitator.id) == Refusal("grant.kept")
    assert net.errors == []
    await desk.close()
    await net.close()


async def test_a_desk_of_another_part_is_told_that_codes_are_not_its_own() -> None:
    net = await Net().start()
    (evaluator,) = net.grants(Part.EVALUATOR)
    http = await net.client(evaluator)
    desk: HttpControl[object] = HttpControl(
        http, evaluator, (await http.get("/control")).json(), t=translator("doors", "en")
    )

    assert await desk.sheet() == Refusal("door.not_yours")
    await desk.close()
    await net.close()


async def page_of(net: Net, grant: Grant) -> tuple[str, str]:
    """The page of the codes as a browser that came in by ``grant`` gets it, and the token of its forms."""
    http = await net.client(grant)
    del http.headers["authorization"]
    code = dict(net.hall.codes())[grant]
    await http.post("/join", data={"code": code, "lang": "en"}, headers={"origin": HOST})
    page = (await http.get(PATH, headers=PAGE)).text
    return page, page.partition('name="form_token" value="')[2].partition('"')[0]


async def test_the_page_shows_and_renews_codes_and_takes_no_form_of_others() -> None:
    net = await Net().start()
    (facilitator,) = net.grants(Part.FACILITATOR)
    page, token = await page_of(net, facilitator)
    old = net.grants(Part.SEAT)[0]
    codes = [code for _, code in net.hall.codes()]
    assert [code for code in codes if code not in page] == []

    http = net.clients[-1]
    strange = await http.post(PATH, data={"grant": old.id}, headers={"origin": HOST})
    assert strange.status_code == 403
    assert [code for _, code in net.hall.codes()] == codes
    back = await http.post(PATH, data={"grant": old.id, "form_token": token}, headers={"origin": HOST, **PAGE})
    assert (back.status_code, back.headers["location"]) == (303, f"{PATH}?done=renew")
    again = (await http.get(back.headers["location"], headers=PAGE)).text
    assert codes[0] not in again
    assert "There is a new code." in again
    kept = await http.post(PATH, data={"grant": facilitator.id, "form_token": token}, headers={"origin": HOST, **PAGE})
    assert kept.status_code == 409
    assert "This code stays" in kept.text
    desk = (await http.get("/control", headers=PAGE)).text
    assert PATH in desk
    assert not [code for _, code in net.hall.codes() if code in desk]
    assert net.errors == []
    await net.close()


async def test_an_evaluators_page_has_no_way_to_the_codes() -> None:
    net = await Net().start()
    (evaluator,) = net.grants(Part.EVALUATOR)
    page, _ = await page_of(net, evaluator)

    assert not [code for _, code in net.hall.codes() if code in page]
    assert PATH not in (await net.clients[-1].get("/control", headers=PAGE)).text
    await net.close()
