"""A room for tests: the small exercise with teams blue and red in memory, with fixed codes, and nobody's scripts."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from simulator.engine.commands import Command, Refusal, StartTeam, Tick
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.views import SeatView, seat_view
from simulator.engine.wrap_up_views import WrapUpView, wrap_up_view
from simulator.log.memory import MemoryStore
from simulator.scoring.scorecard import ScoreCard
from simulator.session.opening import create_exercise
from simulator.session.port import Ahead, Draft
from simulator.session.room_port import Grant, JoinSheet, Part, Person
from simulator.session.runner import Session
from simulator.session.scoring import score_card
from support.small import DAY_ONE, content, team

START = 1_700_000_000_000
GRANTS = {
    "CODE-BLUE-FRONT": Grant("g1", Part.SEAT, "blue", "front"),
    "CODE-BLUE-BACK": Grant("g2", Part.SEAT, "blue", "back"),
    "CODE-RED-FRONT": Grant("g3", Part.SEAT, "red", "front"),
    "CODE-RED-BACK": Grant("g4", Part.SEAT, "red", "back"),
    "CODE-FACILITATOR": Grant("g5", Part.FACILITATOR),
    "CODE-EVALUATOR": Grant("g6", Part.EVALUATOR),
    "CODE-OBSERVER": Grant("g7", Part.OBSERVER),
    "CODE-PROJECTOR": Grant("g8", Part.PROJECTOR),
}


class Changes:
    """Tells ports that something has changed; latest only."""

    def __init__(self) -> None:
        self.news: set[asyncio.Event] = set()

    def tell(self) -> None:
        for one in self.news:
            one.set()


class RoomSeat:
    alone = False

    def __init__(self, room: "FakeRoom", grant: Grant, person: Person) -> None:
        self.room, self.grant, self.person = room, grant, person
        self.closed = False
        self.over = ""
        self.troubled = ""

    def view(self) -> SeatView:
        if self.room.broken == self.grant.seat:
            raise RuntimeError("a bug in one seat")
        return self.room.view(self.grant, self.person.lang)

    def manual(self) -> ManualView:
        return manual_view(self.room.session.world, self.person.lang)

    async def changes(self) -> AsyncIterator[SeatView]:
        news = asyncio.Event()
        self.room.changes.news.add(news)
        try:
            while True:
                await news.wait()
                news.clear()
                if self.closed:
                    return
                yield self.view()
        finally:
            self.room.changes.news.discard(news)

    async def send(self, command: Command) -> Refusal | None:
        await asyncio.sleep(0)
        return self.room.submit(self.grant.team or "", command)

    def now(self) -> int:
        return self.room.time

    def score(self) -> ScoreCard | None:
        team = self.grant.team or ""
        if not self.room.session.states[team].finished:
            return None
        return score_card(replace(self.room.opened, states=dict(self.room.session.states)))

    def next_due(self) -> int | None:
        return None

    def ahead(self, to: int | None) -> Ahead:
        return Ahead(0, 0, 0, False)

    def trouble(self) -> str:
        return self.troubled

    def log_path(self) -> str:
        return "logs/room.sqlite"

    def draft(self, inject: str | None) -> Draft:
        return {}

    def keep_draft(self, inject: str | None, draft: Draft) -> None: ...

    async def close(self) -> None:
        self.closed = True
        self.room.left(self)


@dataclass(frozen=True, slots=True)
class BoardView:
    """What stands in for a desk's view: enough to see who gets what."""

    seq: int
    title: str
    phases: tuple[tuple[str, str], ...]
    secrets: tuple[str, ...]


class RoomDesk:
    def __init__(self, room: "FakeRoom", grant: Grant, person: Person) -> None:
        self.room, self.grant, self.person = room, grant, person
        self.closed = False
        self.troubled = ""

    def view(self) -> BoardView:
        states = self.room.session.states
        desk = self.grant.part in {Part.FACILITATOR, Part.EVALUATOR}
        return BoardView(
            sum(state.seq for state in states.values()),
            "Board",
            tuple((name, state.phase or "") for name, state in states.items()),
            tuple(i.notes.to("en") for i in self.room.session.world.scenario.injects if i.notes) if desk else (),
        )

    async def changes(self) -> AsyncIterator[BoardView]:
        news = asyncio.Event()
        self.room.changes.news.add(news)
        try:
            while True:
                await news.wait()
                news.clear()
                if self.closed:
                    return
                yield self.view()
        finally:
            self.room.changes.news.discard(news)

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        if self.grant.part in {Part.OBSERVER, Part.PROJECTOR}:
            return dict.fromkeys(teams or self.room.session.states, Refusal("command.not_allowed"))
        found = {name: self.room.submit(name, command) for name in teams or tuple(self.room.session.states)}
        return {name: refusal for name, refusal in found.items() if refusal is not None}

    def now(self) -> int:
        return self.room.time

    def trouble(self) -> str:
        return self.troubled

    async def close(self) -> None:
        self.closed = True
        self.room.left(self)


class FakeRoom:
    """``ports`` are those open now. ``broken`` names a seat whose view raises."""

    exercise = "small-room"
    key = b"k" * 32

    def __init__(self, **changes: Any) -> None:
        self.opened = create_exercise(
            MemoryStore("small-room"), content(**changes), (team("blue"), team("red")), {}, DAY_ONE, "en", START
        )
        self.session = Session(self.opened.store, self.opened.world, dict(self.opened.states))
        self.time = START
        self.changes = Changes()
        self.grants = dict(GRANTS)
        self.ports: list[RoomSeat | RoomDesk] = []
        self.broken: str | None = None
        self.wrong: dict[str, int] = {}
        self._views: dict[tuple[str | None, str | None, str], SeatView] = {}
        self.session.listen(lambda _: self.changes.tell())

    def start(self) -> "FakeRoom":
        for name in self.session.states:
            self.submit(name, StartTeam(at=self.time))
        return self

    def submit(self, name: str, command: Command) -> Refusal | None:
        return self.session.submit(name, replace(command, at=max(self.time, command.at)))

    def pass_time(self, seconds: float) -> None:
        self.time += round(seconds * 1000)
        for name in self.session.states:
            self.submit(name, Tick(at=self.time))

    def view(self, grant: Grant, lang: str) -> SeatView:
        """The same object for everybody who sees the same."""
        state = self.session.states[grant.team or ""]
        key = (grant.team, grant.seat, lang)
        kept = self._views.get(key)
        if kept is None or kept.seq != state.seq:
            made = seat_view(self.session.world, grant.team or "", state, grant.seat or "", lang)
            assert made is not None
            kept = self._views[key] = made
        return kept

    def admit(self, code: str, source: str) -> Grant | Refusal:
        if self.wrong.get(source, 0) >= 5:
            return Refusal("code.too_many")
        found = self.grants.get(code.upper())
        if found is None:
            self.wrong[source] = self.wrong.get(source, 0) + 1
            return Refusal("code.unknown")
        return found

    def grant(self, grant: str) -> Grant | None:
        return next((one for one in self.grants.values() if one.id == grant), None)

    def revoke(self, grant: str) -> None:
        self.grants = {code: one for code, one in self.grants.items() if one.id != grant}

    def sheet(self, grant: Grant) -> JoinSheet | Refusal:
        if grant.part is not Part.FACILITATOR:
            return Refusal("command.not_allowed")
        return JoinSheet((), tuple((one, code) for code, one in self.grants.items()))

    async def renew_code(self, grant: Grant, old: str) -> JoinSheet | Refusal:
        found = self.grant(old)
        if found is None:
            return Refusal("grant.unknown")
        self.revoke(old)
        self.grants[f"NEW-{old}"] = replace(found, id=f"{old}b")
        return self.sheet(grant)

    def people(self, grant: Grant) -> tuple[Person, ...]:
        return tuple(port.person for port in self.ports if port.grant == grant)

    def wrap_up(self, grant: Grant, person: Person) -> WrapUpView | None:
        world, team = self.session.world, grant.team or ""
        seat = world.seat(team, grant.seat or "")
        assert seat is not None
        words = world.content.wording(person.lang, world.day_one)
        return wrap_up_view(world, words, self.session.states[team], seat, person.id)

    def seat(self, grant: Grant, person: Person, *, take_over: bool = False) -> RoomSeat | Refusal:
        if take_over:
            for port in [port for port in self.ports if port.grant == grant]:
                port.closed = True
                port.over = "seat.taken_over"
                self.ports.remove(port)
            self.changes.tell()
        port = RoomSeat(self, grant, person)
        self.ports.append(port)
        return port

    def control(self, grant: Grant, person: Person) -> RoomDesk | Refusal:
        port = RoomDesk(self, grant, person)
        self.ports.append(port)
        return port

    watch = evaluate = control

    def left(self, port: RoomSeat | RoomDesk) -> None:
        if port in self.ports:
            self.ports.remove(port)
