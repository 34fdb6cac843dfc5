"""Two seats and the facilitator talk in one hall: a call that is picked up, the police, a stand-in, all in the log."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from support.talks import SEATS, talking_world

from simulator.engine import talk_commands as t
from simulator.engine.commands import Refusal, StartTeam, SubmitResponse
from simulator.engine.control_view import ControlView
from simulator.engine.events import TeamSetup
from simulator.engine.talk_shapes import TalkView
from simulator.log.memory import MemoryStore
from simulator.report.timeline import timeline
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import open_hall
from simulator.session.hall_ports import HallDesk, HallSeat
from simulator.session.opening import opened_log
from simulator.session.room_port import Part, Person
from simulator.words import translator

START = 1_700_000_000_000
LINE = {
    "id": "when",
    "as": "press",
    "about": {"ja": "確認中と言われたとき", "en": "When they are still checking"},
    "text": {"ja": "次は何時ですか。", "en": "CANARY When will you tell us more?"},
}


class House:
    """A hall with one team, its seats and the facilitator's desk."""

    def __init__(self, hall: Hall, clock: SetClock) -> None:
        self.hall, self.clock = hall, clock
        self.front, self.back, self.third = (self._seat(name) for name in ("front", "back", "third"))
        grant = next(g for g, _ in hall.codes() if g.part is Part.FACILITATOR)
        desk = hall.control(grant, Person("boss", "en", "terminal"))
        assert isinstance(desk, HallDesk)
        self.desk: HallDesk[ControlView] = desk

    def _seat(self, name: str) -> HallSeat:
        grant = next(g for g, _ in self.hall.codes() if g.seat == name)
        port = self.hall.seat(grant, Person(f"p-{name}", "en", "terminal", name=name))
        assert isinstance(port, HallSeat)
        return port

    async def contact(self, to: str, message: str, by: str = "phone") -> str:
        sent = SubmitResponse(
            at=0, seat="front", role="desk", kind="contact", parts={"message": message}, to=(to,), by=by
        )
        assert await self.front.send(sent) is None
        return self.hall.session.states["blue"].responses[-1].reply.id

    async def office(self, command: t.TalkCommand) -> None:
        assert await self.desk.send(command, ("blue",)) == {}

    def wait(self, seconds: float) -> None:
        """Let real time pass; the hall looks at the clock."""
        self.clock.set(self.clock.now() + round(seconds * 1000))
        self.hall.conductor.wake()


def of(port: HallSeat, talk: str) -> TalkView:
    return next(one for one in port.view().talks if one.id == talk)


async def until(holds: Callable[[], bool]) -> None:
    """A bounded number of turns of the loop."""
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    clock = SetClock(START)
    content = talking_world(lines=[LINE]).content
    team = TeamSetup("blue", {"en": "Blue"}, SEATS)
    hall = open_hall(MemoryStore("talks"), content, (team,), {}, lang="en", t=translator("log", "en"), clock=clock)
    await hall.start()
    house = House(hall, clock)
    assert await house.desk.send(StartTeam(at=0)) == {}
    yield house
    await hall.stop()


async def test_a_colleague_picks_up_and_both_talk(house: House) -> None:
    talk = await house.contact("staff", "The list is missing.")
    assert of(house.back, talk).status == "ringing"
    house.wait(5)
    assert await house.back.send(t.PickUp(at=0, seat="back", talk=talk)) is None
    assert await house.back.send(t.Say(at=0, seat="back", talk=talk, text="Since when?")) is None
    house.wait(12)
    assert await house.front.send(t.HangUp(at=0, seat="front", talk=talk)) is None
    seen = of(house.front, talk)

    assert [words.text for words in seen.words] == ["The list is missing.", "Since when?"]
    assert (seen.status, seen.seconds, seen.real_seconds) == ("over", 120, 12)
    assert not house.third.view().talks


async def test_the_facilitator_answers_as_the_press_with_a_prepared_line(house: House) -> None:
    talk = await house.contact("press", "We are checking.")
    (waiting,) = house.desk.view().talks
    assert (waiting.reply, waiting.who, waiting.caller, waiting.text) == (
        talk,
        "press",
        ("role-desk",),
        "We are checking.",
    )
    (line,) = house.desk.view().lines
    for port in (house.front, house.back):
        assert "CANARY" not in repr(port.view())
    await house.office(t.AnswerAs(at=0, talk=talk, who=line.speaker, text=line.text))
    assert of(house.front, talk).status == "talking"
    assert of(house.front, talk).words[-1].text == line.text
    assert "CANARY" not in repr(house.back.view())
    assert await house.front.send(t.Say(at=0, seat="front", talk=talk, text="At noon.")) is None
    assert house.desk.view().talks[0].text == "At noon."
    await house.office(t.EndTalk(at=0, talk=talk))

    assert house.desk.view().talks == ()
    assert of(house.front, talk).status == "over"


async def test_a_call_of_the_mayor_goes_on_to_the_stand_in(house: House) -> None:
    await house.office(t.SendMessage(at=0, sender="mayor", to=("staff",), text="What has happened?"))
    assert of(house.back, "m1").status == "ringing"
    house.wait(60)
    await until(lambda: of(house.back, "m1").status == "missed")

    assert of(house.third, "m1").status == "ringing"
    assert await house.third.send(t.PickUp(at=0, seat="third", talk="m1")) is None
    assert of(house.third, "m1").words[0].text == "What has happened?"


async def test_a_seat_speaks_neither_for_the_office_nor_for_another_seat(house: House) -> None:
    talk = await house.contact("press", "We are checking.")
    for command in (
        t.AnswerAs(at=0, talk=talk, who="press", text="x"),
        t.EndTalk(at=0, talk=talk),
        t.SendMessage(at=0, sender="mayor", to=("staff",), text="x"),
        t.HangUp(at=0, seat="front", talk=talk),
    ):
        assert await house.back.send(command) == Refusal("command.not_allowed")
    assert await house.back.send(t.PickUp(at=0, seat="back", talk=talk)) == Refusal("talk.unknown")


async def test_a_mail_has_the_times_of_sending_and_reading_in_the_log_and_after_a_restart(house: House) -> None:
    talk = await house.contact("staff", "Please send the list.", by="email")
    house.wait(30)
    assert await house.back.send(t.PickUp(at=0, seat="back", talk=talk)) is None
    (end,) = of(house.front, talk).to
    assert (end.status, end.at) == ("reached", of(house.front, talk).at + 300)

    again = opened_log(house.hall.session.store, "memory")
    assert again.states["blue"].talks == house.hall.session.states["blue"].talks
    rows = timeline(again.world, "blue", again.entries["blue"], "en")
    (row,) = [row for row in rows if row.response == talk]
    assert dict(row.words)["Read"] == "role-staff D1 09:05"
