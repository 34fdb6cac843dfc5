"""A seat over HTTP: coming in, its view and its changes, commands, and what is refused."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from http_house import HOST, House, text
from support.room import RoomSeat

from simulator.doors.http.app import http_app
from simulator.doors.http.playing import own_score
from simulator.engine.commands import FinishTeam, NoteObservation
from simulator.engine.views import SeatView


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    yield found
    await found.close()


async def test_a_code_opens_the_seat_and_its_view(house: House) -> None:
    token = await house.token("code-blue-front", name="山田", section="保育課")
    view = (await house.get("/seat", token)).json()

    assert [inject["id"] for inject in view["fields"]["inbox"]] == ["I1"]
    assert view["since"] == ""
    assert house.room.ports[0].person.name == "山田"


async def test_a_response_is_stored_and_comes_back_with_the_change(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    position = (await house.get("/seat", token)).json()["position"]
    answer = (await house.send(token, **text("we went to look"), key="a", since=position)).json()

    assert answer["done"] is True
    assert answer["change"]["items"]["chronology"]["r1"]["words"] == [["", "we went to look"]]
    assert answer["change"]["since"] == position


async def test_a_command_sent_again_under_its_key_is_done_once(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    one, two = await asyncio.gather(
        house.send(token, **text("once"), key="k1"), house.send(token, **text("once"), key="k1")
    )
    three = await house.send(token, **text("once"), key="k1")

    assert [one.status_code, two.status_code, three.status_code] == [200, 200, 200]
    assert len(house.room.session.states["blue"].responses) == 1


async def test_a_refused_command_may_be_sent_again_under_its_key(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    refused = await house.send(token, **text("  "), key="k1")
    done = await house.send(token, **text("words"), key="k1")

    assert (refused.status_code, refused.json()["refused"]["code"]) == (422, "response.empty")
    assert done.status_code == 200


async def test_changes_arrive_and_resume_where_they_stopped(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    stream = await house.events(token)
    first = await stream.take()
    await house.send(token, **text("one"))
    second = await stream.take()
    await stream.stop()
    await house.send(token, **text("two"))
    again = await house.events(token, last=second.id)
    third = await again.take()
    await again.stop()

    assert first.data["since"] == ""
    assert (second.data["since"], second.data["position"]) == (first.id, second.id)
    assert list(second.data["items"]["chronology"]) == ["r1"]
    assert third.data["since"] == second.id
    assert list(third.data["items"]["chronology"]) == ["r2"], "nothing lost, nothing twice"


async def test_a_position_from_before_a_restart_gets_the_whole_view(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    stream = await house.events(token, last="3-00000000")

    assert (await stream.take()).data["since"] == ""
    await stream.stop()


async def test_a_page_is_told_what_changed_without_the_words(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    stream = await house.events(token, "/seat/events?signal=1")
    await stream.take("changed")
    await house.send(token, **text("secret words"))
    told = await stream.take("changed")
    await stream.stop()

    assert told.data == {"changed": ["chronology", "inbox"], "trouble": False}


async def test_a_slow_reader_gets_one_change_for_many_and_holds_nobody(house: House) -> None:
    token, other = await house.token("CODE-BLUE-FRONT"), await house.token("CODE-BLUE-FRONT")
    slow, quick = await house.events(token), await house.events(other)
    await slow.take()
    await quick.take()
    slow.free.clear()
    for number in range(5):
        await house.send(other, **text(f"number {number}"))
        await quick.take()
    slow.free.set()
    # The change that was on its way when it got stuck, then all the others in one.
    counts = [len((await slow.take()).data["items"]["chronology"])]
    if slow.waiting() or counts[0] < 5:
        counts.append(len((await slow.take()).data["items"]["chronology"]))
    await slow.stop()
    await quick.stop()

    assert sum(counts) == 5
    assert len(counts) <= 2


async def test_an_occupied_seat_asks_whether_to_share_or_take_over(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT", name="first")
    stream = await house.events(token)
    await stream.take()
    asked = await house.http.post("/join", json={"code": "CODE-BLUE-FRONT"})
    taken = await house.http.post("/join", json={"code": "CODE-BLUE-FRONT", "occupied": "take_over"})
    ended = await stream.take("ended")
    after = await house.get("/seat", token)

    assert (asked.status_code, asked.json()["refused"]["code"]) == (409, "seat.occupied")
    assert asked.json()["people"] == [{"name": "first", "section": "", "door": "http"}]
    assert taken.status_code == 201
    assert ended.data == {"code": "seat.taken_over"}
    assert (after.status_code, after.json()["refused"]["code"]) == (409, "seat.taken_over")
    assert (await house.get("/seat", taken.json()["token"])).status_code == 200
    await stream.stop()


async def test_a_revoked_grant_ends_its_passes(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    house.room.revoke("g1")

    assert (await house.get("/seat", token)).json()["refused"]["code"] == "code.revoked"


async def test_a_bug_in_one_seat_ends_that_seat_alone(house: House) -> None:
    broken, fine = await house.token("CODE-BLUE-FRONT"), await house.token("CODE-BLUE-BACK")
    stream, other = await house.events(broken), await house.events(fine)
    await stream.take()
    await other.take()
    house.room.broken = "front"
    house.room.pass_time(120)
    ended = await stream.take("ended")

    assert ended.data == {"code": "door.error"}
    assert (await house.get("/seat", fine)).status_code == 200
    assert [str(error) for error in house.errors] == ["a bug in one seat"]
    await stream.stop()
    await other.stop()


async def test_the_score_shows_the_own_team_alone(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    assert (await house.get("/seat/score", token)).json()["score"] is None
    for name in ("blue", "red"):
        house.room.submit(name, FinishTeam(at=house.room.time))
    card = (await house.get("/seat/score", token)).json()["score"]

    assert [team["team"] for team in card["teams"]] == ["blue"]


async def test_a_desk_runs_the_teams_it_names(house: House) -> None:
    token = await house.token("CODE-FACILITATOR")
    answer = await house.send(token, "/control", command="pause", teams=["red"])
    again = await house.send(token, "/control", command="jump-to", scenario=0, teams=["blue"])

    assert answer.json()["done"] is True
    assert [state.clock.running for state in house.room.session.states.values()] == [True, False]
    assert again.json()["refused"]["blue"]["code"] == "jump.backwards"


async def test_words_after_the_end_are_kept_in_the_seats_name(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    house.room.submit("blue", FinishTeam(at=house.room.time))
    await house.send(token, command="note-observation", text="Ask sooner.")
    found = house.room.session.states["blue"].observations[-1]

    assert (found.text, found.actor) == ("Ask sooner.", "seat:front")
    assert NoteObservation(at=0, text="").actor == "evaluator"


async def test_visits_end_when_their_people_have_gone(house: House) -> None:
    now = 0.0
    app = http_app(house.room, now=lambda: now)
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST)
    await http.post("/join", json={"code": "CODE-RED-BACK"})
    assert len(house.room.ports) == 1
    now = 1000.0
    await app.visits.look()

    assert house.room.ports == []
    assert len(app.visits) == 0
    await app.close()
    await http.aclose()


async def test_an_own_score_is_none_while_the_team_plays(house: House) -> None:
    await house.token("CODE-BLUE-FRONT")
    visit = next(iter(house.app.visits))

    assert own_score(visit) is None


async def test_no_views_are_made_of_changes_that_nobody_follows(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = RoomSeat.view

    def view(port: RoomSeat) -> SeatView:
        made.append(port.grant.id)
        return original(port)

    monkeypatch.setattr(RoomSeat, "view", view)
    idle, busy = await house.token("CODE-BLUE-BACK"), await house.token("CODE-BLUE-FRONT")
    await house.get("/seat", idle)
    made.clear()
    for number in range(6):
        await house.send(busy, **text(f"number {number}"))
        await turns()

    assert made.count("g2") <= 1
    stream = await house.events(busy)
    assert len((await stream.take()).data["fields"]["chronology"]) == 6
    for number in range(3):
        await house.send(busy, **text(f"followed {number}"))
        assert list((await stream.take()).data["items"]["chronology"]) == [f"r{7 + number}"]
    await stream.stop()


async def test_who_is_taken_over_while_they_follow_nothing_is_told_at_once(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    await house.send(token, **text("one"))
    await turns()
    taken = await house.http.post("/join", json={"code": "CODE-BLUE-FRONT", "occupied": "take_over"})
    answers = [await house.get("/seat", token), await house.send(token, **text("two")), await house.get("/seat", token)]

    assert [(one.status_code, one.json()["refused"]["code"]) for one in answers] == [(409, "seat.taken_over")] * 3
    shown = (await house.get("/seat", taken.json()["token"])).json()
    assert len(shown["fields"]["chronology"]) == 1


async def turns() -> None:
    """Let everybody else have a few turns."""
    for _ in range(20):
        await asyncio.sleep(0)
