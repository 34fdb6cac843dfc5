"""The HTTP door on a real hall: every part's view arrives as it is, desks command, nobody sees what is not theirs."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from http_house import HOST
from hypothesis import given, settings
from hypothesis import strategies as st
from streaming_transport import StreamingTransport
from support.seat_contract import until
from support.small import DAY_ONE, SECRET, content, team

from simulator.doors.http.app import http_app
from simulator.doors.http.control import BASES, HttpControl
from simulator.engine import commands as c
from simulator.engine.commands import Refusal
from simulator.engine.evaluation_commands import ConfirmVerdict
from simulator.log.memory import MemoryStore
from simulator.model.verdict import Verdict
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import open_hall
from simulator.session.room_port import Grant, Part, Person
from simulator.words import translator

START = 1_700_000_000_000
MOVES = ["wait", "answer", "staff", "hint", "jump", "advance", "send", "call", "note", "verdict", "read"]
ROLES = {"front": {"desk", "boss"}, "back": {"staff"}}


class Net:
    """A hall with teams blue and red behind an application, without a network."""

    def __init__(self) -> None:
        self.clock = SetClock(START)
        self.hall: Hall = open_hall(
            MemoryStore("hall"),
            content(),
            (team("blue"), team("red")),
            {},
            lang="en",
            t=translator("log", "en"),
            day_one=DAY_ONE,
            clock=self.clock,
        )
        self.errors: list[BaseException] = []
        self.app = http_app(self.hall, on_error=self.errors.append)
        self.transport = StreamingTransport(self.app)
        self.clients: list[httpx.AsyncClient] = []

    async def start(self) -> "Net":
        await self.hall.start()
        for name in self.hall.session.states:
            await self.hall.batches.submit(name, c.StartTeam(at=self.clock.now()))
        return self

    def grants(self, part: Part) -> list[Grant]:
        return [grant for grant, _ in self.hall.codes() if grant.part is part]

    async def client(self, grant: Grant) -> httpx.AsyncClient:
        http = httpx.AsyncClient(transport=self.transport, base_url=HOST)
        code = next(code for one, code in self.hall.codes() if one.id == grant.id)
        answer = await http.post("/join", json={"code": code.lower(), "lang": "en", "occupied": "share", "name": "Eva"})
        http.headers["authorization"] = f"Bearer {answer.json()['token']}"
        self.clients.append(http)
        return http

    async def control(self, part: Part) -> HttpControl[object]:
        grant = self.grants(part)[0]
        http = await self.client(grant)
        return HttpControl(http, grant, (await http.get(BASES[part])).json(), t=translator("doors", "en"))

    async def close(self) -> None:
        for http in self.clients:
            await http.aclose()
        await self.app.close()
        await self.hall.stop()
        assert self.errors == []


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    found = await Net().start()
    yield found
    await found.close()


@pytest.mark.parametrize("part", [Part.FACILITATOR, Part.EVALUATOR, Part.OBSERVER, Part.PROJECTOR])
async def test_the_view_of_every_desk_arrives_as_it_is_and_follows(net: Net, part: Part) -> None:
    desk = await net.control(part)
    grant = net.grants(part)[0]
    here = Person("local", "en", "terminal", name="Eva")
    local = net.hall.evaluate(grant, here) if part is Part.EVALUATOR else net.hall.watch(grant, here)
    assert not isinstance(local, Refusal)
    assert desk.view() == local.view()
    for name in ("blue", "red"):
        seat = {"seat": "front", "role": "desk", "parts": {"text": f"by {name} \u202e<b>"}}
        await net.hall.batches.submit(name, c.SubmitResponse(at=START, kind="text", inject="I1", **seat))
        await net.hall.batches.submit(name, c.AdvancePhase(at=START))
    await net.hall.batches.settled()
    await until(lambda: desk.view() == local.view())
    await desk.close()


async def test_a_facilitator_runs_one_team_or_all_and_hears_what_was_refused(net: Net) -> None:
    desk = await net.control(Part.FACILITATOR)
    states = net.hall.session.states

    assert await desk.send(c.Pause(at=0), ("red",)) == {}
    assert [state.clock.running for state in states.values()] == [True, False]
    assert await desk.send(c.JumpTo(at=0, scenario=0), ("blue",)) == {"blue": Refusal("jump.backwards")}
    assert await desk.send(c.Pause(at=0)) == {}
    assert not any(state.clock.running for state in states.values())
    assert await desk.send(c.Pause(at=0), ("green",)) == {"green": Refusal("team.unknown", {"team": "green"})}
    await desk.close()


async def test_an_evaluator_judges_by_name_and_does_not_run_the_exercise(net: Net) -> None:
    desk = await net.control(Part.EVALUATOR)

    refused = await desk.send(c.Pause(at=0), ("blue",))
    assert {refusal.code for refusal in refused.values()} == {"command.not_allowed"}
    assert await desk.send(c.NoteObservation(at=0, text="They asked late."), ("blue",)) == {}
    assert net.hall.session.states["blue"].observations[-1].actor == "evaluator:Eva"
    await desk.close()


async def test_two_evaluators_have_a_desk_each_and_see_each_other(net: Net) -> None:
    eva = await net.control(Part.EVALUATOR)
    await until(lambda: eva.view() is not None)
    other = net.hall.evaluate(net.grants(Part.EVALUATOR)[0], Person("q", "en", "ssh", name="Ben"))
    assert not isinstance(other, Refusal)
    assert await eva.send(ConfirmVerdict(at=0, step="S1", verdict=Verdict.NOT_OBSERVED), ("blue",)) == {}
    assert await other.send(c.SetVerdict(at=0, step="S1", verdict=Verdict.MET, reason="heard"), ("blue",)) == {}

    def decided() -> list[str]:
        line = next(one for one in eva.view().view.teams[0].steps if one.step == "S1")
        return [one.actor for one in line.decisions]

    await until(lambda: decided() == ["evaluator:Eva", "evaluator:Ben"])
    assert (eva.view().view.me, other.view().view.me) == ("evaluator:Eva", "evaluator:Ben")
    assert eva.view().agreement == other.view().agreement
    await eva.close()


async def test_who_watches_commands_nothing(net: Net) -> None:
    for part in (Part.OBSERVER, Part.PROJECTOR):
        desk = await net.control(part)
        before = {name: state.seq for name, state in net.hall.session.states.items()}

        assert await desk.send(c.Pause(at=0)) != {}
        assert {name: state.seq for name, state in net.hall.session.states.items()} == before
        await desk.close()


async def test_a_key_counts_once_even_after_a_restart_of_the_door(net: Net) -> None:
    http = await net.client(net.grants(Part.SEAT)[0])
    body = {"command": "submit-response", "role": "desk", "kind": "text", "inject": "I1", "parts": {"text": "once"}}
    first = await http.post("/seat/commands", json={**body, "key": "k1"})
    net.transport.app = http_app(net.hall, on_error=net.errors.append)
    second = await http.post("/seat/commands", json={**body, "key": "k1"})
    await net.transport.app.close()

    assert [first.status_code, second.status_code] == [200, 200]
    assert len(net.hall.session.states["blue"].responses) == 1


async def test_a_revoked_code_ends_the_stream_and_the_pass(net: Net) -> None:
    grant = net.grants(Part.SEAT)[0]
    http = await net.client(grant)
    async with http.stream("GET", "/seat/events") as answer:
        chunks = answer.aiter_raw()
        seen = await anext(chunks)
        net.hall.revoke(grant.id)
        async for chunk in chunks:
            seen += chunk

    assert b"code.revoked" in seen
    assert (await http.get("/seat")).json()["refused"]["code"] == "code.revoked"


async def move(net: Net, name: str, what: str) -> None:
    """One thing that happens to a team; words that are sent name the team, so that a leak is found."""
    state, at = net.hall.session.states[name], net.clock.now()
    words = f"words-of-{name}"
    front, back = {"seat": "front", "role": "desk"}, {"seat": "back", "role": "staff"}
    commands: dict[str, c.Command] = {
        "answer": c.SubmitResponse(at=at, kind="text", inject="I1", parts={"text": words}, **front),
        "staff": c.SubmitResponse(at=at, kind="choice", inject="I3", options=("b",), **back),
        "call": c.SubmitResponse(at=at, kind="contact", to=("staff",), by="phone", parts={"message": words}, **front),
        "hint": c.ShowHint(at=at, seat="front", inject="I1"),
        "read": c.MarkRead(at=at, seat="front", inject="I1"),
        "jump": c.JumpTo(at=at, scenario=state.clock.at(at) + 1800),
        "advance": c.AdvancePhase(at=at),
        "send": c.SendNow(at=at, inject="I6"),
        "note": c.NoteObservation(at=at, text=f"{SECRET} observation"),
        "verdict": c.SetVerdict(at=at, step="S1", verdict="partial", reason=f"reason-for-{name}"),
    }
    if what == "wait":
        net.clock.set(at + 60_000)
        net.hall.conductor.wake()
    else:
        await net.hall.batches.submit(name, commands[what])
    await net.hall.batches.settled()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["blue", "red"]), st.sampled_from(MOVES)), max_size=10))
def test_no_seat_observer_or_projector_gets_a_secret(moves: list[tuple[str, str]]) -> None:
    async def play() -> None:
        net = await Net().start()
        seats = {grant: await net.client(grant) for grant in net.grants(Part.SEAT)}
        watching = {part: await net.client(net.grants(part)[0]) for part in (Part.OBSERVER, Part.PROJECTOR)}
        for name, what in moves:
            await move(net, name, what)
        for grant, http in seats.items():
            assert grant.team is not None
            assert grant.seat is not None
            pages = [{"accept": "text/html"}, {"accept": "application/json"}]
            paths = ["/seat", "/seat/manual", "/seat/score", "/seat/log", "/seat/team", "/seat/contacts", "/seat/own"]
            paths += [f"/seat/inject/I{number}" for number in range(1, 10)]
            seen = "".join([(await http.get(path, headers=kind)).text for path in paths for kind in pages])
            async with http.stream("GET", "/seat/events") as answer:
                chunks = answer.aiter_raw()
                seen += (await anext(chunks) + await anext(chunks)).decode()
            check(net, grant.team, grant.seat, seen)
        for part, http in watching.items():
            seen = json.dumps((await http.get(BASES[part])).json())
            seen += (await http.get(BASES[part], headers={"accept": "text/html"})).text
            assert SECRET not in seen
            delivered = {name for state in net.hall.session.states.values() for name in state.delivered}
            assert {f"I{n}" for n in range(1, 10) if f"body-I{n}" in seen} <= delivered
            if part is Part.PROJECTOR:
                assert "words-of-" not in seen
        await net.close()

    asyncio.run(play())


def check(net: Net, name: str, seat: str, seen: str) -> None:
    state, other = net.hall.session.states[name], "red" if name == "blue" else "blue"
    received = {inject for inject, delivery in state.delivered.items() if ROLES[seat] & set(delivery.to)}
    shown = {inject for inject in net.hall.session.world.scenario.inject if f"body-{inject}" in seen}

    assert SECRET not in seen
    assert shown == received
    assert f"words-of-{other}" not in seen
    assert f"reason-for-{other}" not in seen
    assert state.finished or f"reason-for-{name}" not in seen, "the own card tells it, once the team has finished"
