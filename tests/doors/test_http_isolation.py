"""Nobody gets over HTTP what their view does not hold: random exercises, every resource, guessed ids, other parts."""

import asyncio
import json

import pytest
from http_house import House, bearer
from hypothesis import given, settings
from hypothesis import strategies as st
from support.room import GRANTS, FakeRoom
from support.small import SECRET

from simulator.engine import commands as c
from simulator.session.room_port import Part

MOVES = ["wait", "answer", "staff", "hint", "jump", "advance", "form", "send", "finish"]
SEATS = {code: grant for code, grant in GRANTS.items() if grant.part is Part.SEAT}
ROLES = {"front": {"desk", "boss"}, "back": {"staff"}}
OWN = {
    Part.SEAT: "/seat",
    Part.FACILITATOR: "/control",
    Part.EVALUATOR: "/control",
    Part.OBSERVER: "/observer",
    Part.PROJECTOR: "/projector",
}
EVERYWHERE = ("", "/events", "/inject/I1", "/manual", "/score", "/own")


def move(room: FakeRoom, team: str, name: str) -> None:
    """One thing that happens to a team; words that are sent name the team, so that a leak is found."""
    at, state = room.time, room.session.states[team]
    told = {"text": f"words-of-{team}"}
    match name:
        case "wait":
            room.pass_time(60)
        case "answer":
            seat = {"seat": "front", "role": "desk"}
            room.submit(team, c.SubmitResponse(at=at, kind="text", inject="I1", parts=told, **seat))
        case "staff":
            seat = {"seat": "back", "role": "staff"}
            room.submit(team, c.SubmitResponse(at=at, kind="choice", inject="I3", options=("b",), **seat))
        case "form":
            seat = {"seat": "front", "role": "desk"}
            parts = {"what": f"words-of-{team}"}
            room.submit(team, c.SubmitResponse(at=at, kind="form", inject="I5", parts=parts, **seat))
        case "hint":
            room.submit(team, c.ShowHint(at=at, seat="front", inject="I1"))
        case "jump":
            room.submit(team, c.JumpTo(at=at, scenario=state.clock.at(at) + 3600))
        case "advance":
            room.submit(team, c.AdvancePhase(at=at))
        case "send":
            room.submit(team, c.SendNow(at=at, inject="I6"))
        case "finish":
            room.submit(team, c.FinishTeam(at=at))


async def everything(house: House, token: str) -> str:
    """All that a seat can get to read, by every resource and by its stream."""
    found = [(await house.get("/seat", token)).text]
    found += [(await house.get(f"/seat/{name}", token)).text for name in ("manual", "score", "own", "log")]
    found += [(await house.get(f"/seat/inject/I{number}", token)).text for number in range(1, 10)]
    stream = await house.events(token)
    found.append(json.dumps((await stream.take()).data))
    await stream.stop()
    return "\n".join(found)


def check(room: FakeRoom, team: str, seat: str, seen: str) -> None:
    state, other = room.session.states[team], "red" if team == "blue" else "blue"
    received = {name for name, delivery in state.delivered.items() if ROLES[seat] & set(delivery.to)}
    shown = {name for name in room.session.world.scenario.inject if f"body-{name}" in seen or f"title-{name}" in seen}

    assert SECRET not in seen
    assert shown == received
    assert f"words-of-{other}" not in seen
    hints = {name for name in room.session.world.scenario.inject if f"hint1-{name}" in seen}
    assert hints <= set(state.hints) & received


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["blue", "red"]), st.sampled_from(MOVES)), max_size=12))
def test_no_seat_ever_gets_a_secret_or_what_belongs_to_others(moves: list[tuple[str, str]]) -> None:
    async def play() -> None:
        house = House()
        tokens = {code: await house.token(code) for code in SEATS}
        streams = {code: await house.events(token) for code, token in tokens.items()}
        for team, name in moves:
            move(house.room, team, name)
            house.now += 10
        for code, grant in SEATS.items():
            assert grant.team is not None
            assert grant.seat is not None
            check(house.room, grant.team, grant.seat, await everything(house, tokens[code]))
        for code, stream in streams.items():
            seen = ""
            await asyncio.sleep(0)
            while stream.waiting():
                event = stream._events.get_nowait()
                seen += json.dumps(event.data) if event else ""
            other = "red" if SEATS[code].team == "blue" else "blue"
            assert SECRET not in seen
            assert f"words-of-{other}" not in seen
            await stream.stop()
        assert house.errors == []
        await house.close()

    asyncio.run(play())


@pytest.mark.parametrize("code", GRANTS)
async def test_each_part_reaches_its_own_resources_alone(code: str) -> None:
    house = House()
    token, own = await house.token(code), OWN[GRANTS[code].part]
    for base in ("/seat", "/control", "/observer", "/projector"):
        for rest in EVERYWHERE:
            if base == own and rest == "/events":
                continue
            status = (await house.get(f"{base}{rest}", token)).status_code
            if base != own:
                assert status in {403, 404}, f"{base}{rest}"
            elif not rest:
                assert status == 200
        if base != own and base in {"/seat", "/control"}:
            answer = await house.http.post(f"{base}/commands", headers=bearer(token), json={"command": "pause"})
            assert answer.status_code == 403
    await house.close()


@pytest.mark.parametrize("path", ["/seat", "/seat/manual", "/seat/inject/I1", "/seat/score", "/control", "/observer"])
async def test_without_a_pass_there_is_nothing(path: str) -> None:
    house = House()

    assert (await house.get(path)).status_code == 401
    assert (await house.http.post("/seat/commands", json={"command": "mark-read", "inject": "I1"})).status_code == 401
    await house.close()


async def test_guessed_ids_of_what_is_not_ones_own_are_not_there() -> None:
    house = House()
    front, back = await house.token("CODE-BLUE-FRONT"), await house.token("CODE-BLUE-BACK")
    missing = (await house.get("/seat/inject/I1", back)).text

    assert (await house.get("/seat/inject/I1", front)).status_code == 200
    for guess in ("I1", "I6", "I99", "..%2Fcontrol", "%00", "I1%2F..%2FI6", "ü"):
        answer = await house.get(f"/seat/inject/{guess}", back)
        assert answer.status_code == 404
        assert answer.text == missing, "what exists for others looks like what does not exist"
    await house.close()


@pytest.mark.parametrize("seat", ["front", "back"])
async def test_nobody_speaks_for_another_seat(seat: str) -> None:
    house = House()
    token = await house.token(f"CODE-BLUE-{seat.upper()}")
    other = {"front": "staff", "back": "desk"}[seat]
    answer = await house.send(token, command="submit-response", role=other, kind="text", parts={"text": "as another"})

    assert (answer.status_code, answer.json()["refused"]["code"]) == (422, "role.not_held")
    for more in ({"seat": "front"}, {"actor": "facilitator"}, {"at": 0}):
        answer = await house.send(token, command="mark-read", inject="I1", **more)
        assert answer.json()["refused"]["code"] == "command.malformed"
    assert all(state.responses == () and state.read == frozenset() for state in house.room.session.states.values())
    await house.close()
