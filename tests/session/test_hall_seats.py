"""Seats of a hall: who sits where, shared, taken over, handed to a script and given back."""

import asyncio

import pytest
from support.halls import START, begun, grant_of, new_hall, person, seat_of, text
from support.seat_contract import until

from simulator.engine.commands import (
    Refusal,
    StartTeam,
    SubmitResponse,
)
from simulator.engine.presence_commands import HandSeat
from simulator.model.script import Script
from simulator.session.clocks import SetClock
from simulator.session.hall_ports import HallSeat
from simulator.session.room_port import Part, Person


async def test_who_sits_where_is_in_the_log_and_moves_no_clock(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    one, two = seat_of(hall, "team1", "front", "p1"), seat_of(hall, "team1", "front", "p2")
    await hall.batches.settled()
    state = hall.session.states["team1"]
    assert {who for _, who in state.people} == {"p1", "p2"}
    assert state.last_at == 0
    await one.close()
    await hall.batches.settled()
    assert {who for _, who in hall.session.states["team1"].people} == {"p2"}
    await two.close()
    await hall.stop()


async def test_a_seat_is_shared_or_taken_over(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    one = seat_of(hall, "team1", "front", "p1")
    two = hall.seat(grant, person("p2"))
    assert isinstance(two, HallSeat)
    assert {who.id for who in hall.people(grant)} == {"p1", "p2"}
    assert not one.over
    ended = asyncio.ensure_future(anext(one.changes(), None))
    await asyncio.sleep(0)
    three = hall.seat(grant, person("p3"), take_over=True)
    assert isinstance(three, HallSeat)
    assert await ended is None
    assert one.trouble() != ""
    assert await one.send(text("too late")) == Refusal("seat.taken_over")
    assert await three.send(SubmitResponse(at=0, seat="front", role="desk", kind="text", parts={"text": "x"})) is None
    await hall.stop()


async def test_a_seat_handed_to_the_script_is_answered_for_and_given_back(clock: SetClock) -> None:
    script = Script.model_validate(
        {
            "kind": "script",
            "id": "model",
            "lang": "en",
            "scenario": "small",
            "title": {"en": "Model"},
            "replies": [{"inject": "I1", "as": "desk", "after": 60, "text": {"en": "scripted words"}}],
        }
    )
    hall = new_hall(clock, scripts={"team1": script}, count=1)
    desk = await begun(hall)
    assert await desk.send(HandSeat(at=0, chair="front", to="script")) == {}
    clock.set(START + 600_000)
    hall.conductor.wake()
    await until(lambda: "scripted words" in repr(hall.session.states["team1"].responses))
    assert await desk.send(HandSeat(at=0, chair="front", to="people")) == {}
    assert hall.session.states["team1"].handed["front"].to == "people"
    await hall.stop()


async def test_empty_seats_are_filled_at_the_start_and_given_to_whoever_comes(clock: SetClock) -> None:
    script = Script.model_validate(
        {"kind": "script", "id": "model", "lang": "en", "scenario": "small", "title": {"en": "Model"}, "replies": []}
    )
    hall = new_hall(clock, scripts={"team1": script}, count=1, fill=True)
    await hall.start()
    seat_of(hall, "team1", "front")
    desk = hall.control(grant_of(hall, Part.FACILITATOR), person("boss"))
    assert not isinstance(desk, Refusal)
    assert desk.view().fills, "the console says so before"
    assert await desk.send(StartTeam(at=0)) == {}
    assert {seat.seat: seat.human for seat in desk.view().seats} == {"front": True, "back": False}
    back = seat_of(hall, "team1", "back", "p2")
    await hall.batches.settled()
    assert {seat.seat: seat.human for seat in desk.view().seats} == {"front": True, "back": True}
    assert [who.id for line in desk.view().seats for who in line.people] == ["p1", "p2"]
    await back.close()
    await hall.stop()


@pytest.mark.parametrize(("lang", "told"), [("en", "taken over"), ("ja", "引き継")])
async def test_who_is_shown_out_is_told_why_in_their_own_language(lang: str, told: str) -> None:
    hall = new_hall(SetClock(START))
    await hall.start()
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    port = hall.seat(grant, Person("p1", lang, "terminal"))
    assert not isinstance(port, Refusal)
    assert port.trouble() == ""
    hall.seat(grant, person("p2"), take_over=True)
    assert told in port.trouble()
    await hall.stop()
