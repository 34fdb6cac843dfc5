"""Every resource of the OpenAPI document and every command, by every kind of code, as a program and as a browser."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from http_house import HOST
from support.seat_contract import until
from support.small import SECRET
from test_http_hall import Net

from simulator.doors.http.limits import Buckets
from simulator.doors.http.openapi import openapi_document
from simulator.doors.http.tokens import form_token
from simulator.engine.command_wire import OF_A_FACILITATOR, OF_A_SEAT, OF_AN_EVALUATOR, command_types
from simulator.session.room_port import Grant, Part

BASES = {
    Part.SEAT: {"/seat"},
    Part.FACILITATOR: {"/control"},
    Part.EVALUATOR: {"/control", "/evaluator"},
    Part.OBSERVER: {"/observer"},
    Part.PROJECTOR: {"/projector"},
}
MAY = {Part.SEAT: OF_A_SEAT, Part.FACILITATOR: OF_A_FACILITATOR, Part.EVALUATOR: OF_AN_EVALUATOR}
ALONE = {"/control/codes": {Part.FACILITATOR}}
"""What not every part of a base may see."""

OPEN = {"/", "/join", "/openapi.json", "/static/{name}", "/leave"}
GAPS = {"inject": ("I1", "I6", "I99"), "section": ("log", "team", "contacts", "own", "manual", "score", "nothing")}
KINDS = [*Part, "revoked", "nobody"]


@pytest.fixture
async def net(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Net]:
    monkeypatch.setattr(Buckets, "take", lambda *_: True)
    found = await Net().start()
    yield found
    await found.close()


class Caller:
    """Somebody with a token, as a program, and with a cookie, as a browser; ``part`` None has no right to anything."""

    def __init__(self, net: Net, kind: str) -> None:
        self.net, self.part = net, Part(kind) if kind in set(Part) else None
        self.program = httpx.AsyncClient(transport=net.transport, base_url=HOST)
        self.browser = httpx.AsyncClient(transport=net.transport, base_url=HOST, headers={"accept": "text/html"})
        net.clients += [self.program, self.browser]
        self.form_token = ""

    async def come_in(self, grant: Grant) -> None:
        code = next(code for one, code in self.net.hall.codes() if one.id == grant.id)
        asked = {"code": code, "occupied": "share", "lang": "en"}
        token = (await self.program.post("/join", json=asked)).json()["token"]
        self.program.headers["authorization"] = f"Bearer {token}"
        assert (await self.browser.post("/join", data=asked)).status_code == 303
        self.form_token = form_token(self.net.hall.key, next(iter(self.browser.cookies.values())))


async def caller(net: Net, kind: str) -> Caller:
    found = Caller(net, kind)
    if kind != "nobody":
        part = Part.SEAT if kind == "revoked" else Part(kind)
        grant = next(one for one in net.grants(part) if one.seat in {None, "front"})
        await found.come_in(grant)
        if kind == "revoked":
            net.hall.revoke(grant.id)
            # The door shows out whoever came in by it, which the log tells; what is done then adds nothing to that.
            await until(lambda: len(net.app.visits) == 0 and not net.hall.session.states[str(grant.team)].people)
    return found


def paths() -> Iterator[tuple[str, str]]:
    """Every path that is read, filled in, with the path as the document has it."""
    for path, methods in openapi_document()["paths"].items():
        if "get" in methods and path not in OPEN:
            gap = next((name for name in GAPS if f"{{{name}}}" in path), "")
            yield from ((path.replace(f"{{{gap}}}", value), path) for value in GAPS.get(gap, ("",)))


def base_of(path: str) -> str:
    return "/" + path.split("/")[1]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_resource_is_its_parts_alone(net: Net, kind: str) -> None:
    who = await caller(net, kind)
    own = set() if who.part is None else BASES[who.part]
    seen = 0
    for path, _ in paths():
        mine = base_of(path) in own and (path not in ALONE or who.part in ALONE[path])
        for http in (who.program, who.browser):
            if path.endswith("/events") and mine:
                continue
            answer = await http.get(path)
            if mine:
                assert answer.status_code in {200, 404}, path
                seen += answer.status_code == 200
            elif http is who.browser and kind == "nobody" and not path.endswith("/events"):
                assert (answer.status_code, answer.headers["location"]) == (303, "/join")
            else:
                assert answer.status_code in {401, 403}, path
                assert "body-I" not in answer.text
                assert "position" not in answer.text
            if who.part not in {Part.FACILITATOR, Part.EVALUATOR}:
                assert SECRET not in answer.text
            if who.part is not Part.FACILITATOR:
                assert not [code for _, code in net.hall.codes() if code in answer.text]
    assert seen >= len(own)


def sample(name: str) -> dict[str, Any]:
    """A command's fields with something in them that could do harm."""
    some = {
        "chair": "front", "to": "script", "inject": "I6", "text": "x", "seconds": 60, "scenario": 200_000,
        "percent": 200, "step": "S1", "verdict": "met", "reason": "r", "phase": "second", "role": "desk",
        "kind": "text", "parts": {"text": "x"}, "title": "t", "body": "b", "lang": "en", "rating": "P",
    }  # fmt: skip
    known = set(command_types()[name].__dataclass_fields__)  # type: ignore[attr-defined]
    return {field: value for field, value in some.items() if field in known}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_command_is_its_parts_alone(net: Net, kind: str) -> None:
    who = await caller(net, kind)
    await net.hall.batches.settled()
    allowed = MAY.get(who.part, frozenset()) if who.part is not None else frozenset()
    before = {name: state.seq for name, state in net.hall.session.states.items()}
    control = len(net.hall.session.store.read("control"))
    tried = 0
    for base in sorted(set().union(*BASES.values())):
        for name in command_types():
            if who.part is not None and base in BASES[who.part] and name in allowed:
                continue
            body = {"command": name, **sample(name)}
            form = {key: value for key, value in body.items() if isinstance(value, str | int)}
            answers = [
                await who.program.post(f"{base}/commands", json=body),
                await who.program.post(f"{base}/commands", json={**body, "teams": ["blue", "red"]}),
                await who.browser.post(f"{base}/commands", data={**form, "form_token": who.form_token}),
            ]
            for answer in answers:
                assert answer.status_code in {401, 403, 404, 405}, (base, name, answer.text)
            tried += 1
    if who.part is not Part.FACILITATOR:
        for grant, _ in net.hall.codes():
            asked = {"grant": grant.id, "form_token": who.form_token}
            answers = [
                await who.program.post("/control/codes", json=asked),
                await who.browser.post("/control/codes", data=asked),
            ]
            assert {answer.status_code for answer in answers} <= {401, 403}
    await net.hall.batches.settled()

    assert tried >= 3 * len(command_types())
    store = net.hall.session.store
    assert not [record.kind for name, seq in before.items() for record in store.read(name, seq)]
    assert len(store.read("control")) == control


async def test_a_seat_reaches_no_other_team_whatever_it_names(net: Net) -> None:
    who = await caller(net, Part.SEAT)
    await net.hall.batches.settled()
    before = net.hall.session.states["red"].seq
    for name in OF_A_SEAT:
        for more in ({"teams": ["red"]}, {"team": "red"}, {"seat": "back"}, {"teams": ["red", "blue"], "key": "k"}):
            await who.program.post("/seat/commands", json={"command": name, **sample(name), **more})
    await net.hall.batches.settled()

    assert net.hall.session.states["red"].seq == before
    assert {one.seat for one in net.hall.session.states["blue"].responses} <= {"front"}


@pytest.mark.parametrize("header", ["x-http-method-override", "x-method-override", "x-original-url", "x-rewrite-url"])
async def test_no_header_makes_something_else_of_a_request(net: Net, header: str) -> None:
    who = await caller(net, Part.SEAT)
    answer = await who.program.get("/seat", headers={header: "POST" if "method" in header else "/control"})
    assert answer.json()["view"] == "SeatView"
    answer = await who.program.post("/join?_method=DELETE", json={"code": "x"}, headers={header: "/control"})
    assert answer.status_code == 403
