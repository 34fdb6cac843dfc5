"""What a desk may do ends with its teams and with its code."""

import asyncio

import pytest
from support.halls import begun, grant_of, new_hall, person

from simulator.engine.commands import NoteObservation, Pause, Refusal
from simulator.engine.control_commands import Improvise
from simulator.session.clocks import SetClock
from simulator.session.room_port import Part


@pytest.mark.parametrize("part", [Part.FACILITATOR, Part.EVALUATOR])
async def test_a_desk_of_one_team_reaches_no_other(clock: SetClock, part: Part) -> None:
    hall = new_hall(clock)
    await begun(hall)
    desk = hall.control(hall.issue(part, "team1"), person("own"))
    assert not isinstance(desk, Refusal)
    before = hall.session.states["team2"].seq
    note = NoteObservation(at=0, text="seen")

    assert await desk.send(note) == {}
    assert await desk.send(note, ("team2",)) == {"team2": Refusal("command.not_allowed")}
    assert await desk.send(note, ("team1", "team2")) == {"team2": Refusal("command.not_allowed")}
    assert await desk.send(note, ("nobody",)) == {"nobody": Refusal("command.not_allowed")}
    assert hall.session.states["team2"].seq == before
    assert "team2" not in repr(desk.view())
    await hall.stop()


async def test_a_desk_whose_code_was_withdrawn_does_nothing_more(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    grant = grant_of(hall, Part.FACILITATOR)
    desk = hall.control(grant, person("late"))
    assert not isinstance(desk, Refusal)
    ends = asyncio.create_task(anext(desk.changes(), None))
    await asyncio.sleep(0)
    hall.revoke(grant.id)
    before = {name: state.seq for name, state in hall.session.states.items()}
    refused = dict.fromkeys(("team1", "team2"), Refusal("code.revoked"))

    assert await desk.send(Pause(at=0)) == refused
    assert await desk.send(Improvise(at=0, lang="en", title="Late", body="Late")) == refused
    assert await ends is None
    assert isinstance(hall.control(grant, person("late")), Refusal)
    assert isinstance(hall.watch(grant, person("late")), Refusal)
    assert {name: state.seq for name, state in hall.session.states.items()} == before
    await hall.stop()


async def test_who_was_sent_away_sits_there_no_more_before_their_door_has_noticed(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    for name in ("first", "second"):
        hall.seat(grant, person(name))
    assert [one.id for one in hall.people(grant)] == ["first", "second"]
    hall.seat(grant, person("third"), take_over=True)

    assert [one.id for one in hall.people(grant)] == ["third"]
    await hall.stop()
