"""A hall: one exercise with all its teams, open for many people. What doors get of it is ``room_port.Room``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from simulator.engine.command_wire import OF_A_FACILITATOR, OF_A_SEAT, OF_AN_EVALUATOR, command_name
from simulator.engine.commands import Command, Refusal, Resume, StartTeam
from simulator.engine.control_commands import Improvise
from simulator.engine.presence_commands import HandSeat, LeaveSeat, TakeSeat
from simulator.engine.wrap_up_views import WrapUpView, wrap_up_view
from simulator.log.store import LogUnreadable
from simulator.session.access import Access
from simulator.session.batches import Batches
from simulator.session.clocks import Clock, ShiftedClock
from simulator.session.conductor import Conductor
from simulator.session.drafts import Drafts
from simulator.session.ending import Ending
from simulator.session.following import Follower
from simulator.session.hall_codes import HallCodes
from simulator.session.hall_grants import Grants
from simulator.session.hall_ports import HallDesk, HallEvaluator, HallSeat
from simulator.session.hall_views import HallViews
from simulator.session.opening import OpenedLog
from simulator.session.room_port import Grant, Part, Person
from simulator.session.runner import Session
from simulator.session.troubles import Troubles
from simulator.words import Translate

_ALLOWED = {Part.SEAT: OF_A_SEAT, Part.FACILITATOR: OF_A_FACILITATOR, Part.EVALUATOR: OF_AN_EVALUATOR}

UNWRITABLE = "log.unwritable"
"""The refusal of what could not be written; ``message`` says why, with the remedy."""

_Made = TypeVar("_Made")


class Hall(HallCodes):
    """Implements ``Room``. ``start`` lets it run, ``stop`` closes it; the log stays and can be taken up again."""

    def __init__(
        self,
        opened: OpenedLog,
        *,
        clock: Clock,
        access: Access,
        log_path: str,
        t: Translate,
        facilitators: int = 1,
        evaluators: int = 1,
        fill: bool = False,
    ) -> None:
        """``access`` holds the codes; ``t`` translates the domain ``log``. Grants that the log does not name yet are
        issued: one for each seat, and for so many facilitators and evaluators, an observer and the projector.
        ``fill``: seats at which nobody sits when their team starts are handed to its script."""
        self.opened = opened
        latest = max((state.last_at for state in opened.states.values()), default=0)
        self.clock: Clock = ShiftedClock(clock, latest - clock.now()) if latest > clock.now() else clock
        self.session = Session(opened.store, opened.world, dict(opened.states))
        self.access = access
        self.log_path = log_path
        self._t = t
        self.troubles = Troubles(access, self._tell_trouble)
        self._counts = (facilitators, evaluators)
        self.fills = fill
        self.recent = self.session.recent
        for team, entries in opened.entries.items():
            self.recent[team].extend(entries)
        self._grants = Grants(self.session, access, self.clock.now)
        self.batches = Batches(self.session, self.clock.now, self.troubles.of_writing)
        self._ending = Ending(self.batches, self.clock.now, self.troubles.of_writing, over=opened.ended)
        self._follower = Follower(self.batches, self.troubles.of_reading)
        self.conductor = Conductor(self.batches, self.clock, dict(opened.scripts), opened.lang)
        self._ports: list[HallSeat | HallDesk[object]] = []
        self.views = HallViews(self.session, opened)
        self._noting: set[asyncio.Future[Refusal | None]] = set()
        self._kept_drafts: dict[str, Drafts] = {}
        self._unlisten = self.session.listen(self._hear)

    # Opening and closing

    async def start(self) -> None:
        """Issue grants, take up what was interrupted, and let time run. Raises LogUnreadable."""
        teams = self.opened.world.teams.values()
        self._grants.take_up({team.id: tuple(seat.id for seat in team.seats) for team in teams}, *self._counts)
        now = self.clock.now()
        self.batches.start()
        # Teams that ran level go on level: for each of them the program ran until the last fact of any.
        known = max((state.last_at for state in self.session.states.values()), default=0)
        for team, state in tuple(self.session.states.items()):
            if state.started and not state.finished:
                await self.batches.submit(team, Resume(at=now, after_gap=True, known=known))
            for seat, person in state.people:
                # Whoever was there when a program ended has gone; those who come back say so.
                await self.batches.submit(team, LeaveSeat(at=now, seat=seat, person=person))
        self.batches.take_up()
        self.conductor.start()
        self._follower.start()
        self.troubles.start(self.batches)

    async def stop(self) -> None:
        """Close every port and the log; nothing that was acknowledged is lost."""
        for port in tuple(self._ports):
            port.end("door.closing")
            await port.close()
        await self._follower.stop()
        await self.troubles.stop()
        await self.conductor.stop()
        if self._noting:
            await asyncio.wait(self._noting)
        await self.batches.stop()
        self._unlisten()
        self.session.store.close()

    # Room

    @property
    def exercise(self) -> str:
        return self.opened.exercise

    @property
    def key(self) -> bytes:
        return self.access.key

    def admit(self, code: str, source: str) -> Grant | Refusal:
        return self.access.admit(code, source)

    def grant(self, grant: str) -> Grant | None:
        return self.access.grants.get(grant)

    def people(self, grant: Grant) -> tuple[Person, ...]:
        found = {port.person.id: port.person for port in self._ports if port.grant.id == grant.id and not port.over}
        return tuple(found.values())

    def seat(self, grant: Grant, person: Person, *, take_over: bool = False) -> HallSeat | Refusal:
        if self.access.grants.get(grant.id) != grant or grant.team is None or grant.seat is None:
            return Refusal("code.revoked")
        if take_over:
            for port in tuple(self._ports):
                if port.grant.id == grant.id and port.person.id != person.id:
                    port.end("seat.taken_over")
        port = HallSeat(self, grant, person, self._drafts(grant))
        self._ports.append(port)
        self.note(
            grant.team,
            TakeSeat(
                at=self.clock.now(),
                actor=f"seat:{grant.seat}",
                seat=grant.seat,
                person=person.id,
                name=person.name,
                section=person.section,
                door=person.door,
            ),
        )
        # Whoever sits down answers for the seat from now on.
        self.note(grant.team, HandSeat(at=self.clock.now(), actor="engine", chair=grant.seat, to="people"))
        return port

    def wrap_up(self, grant: Grant, person: Person) -> WrapUpView | None:
        team, world = grant.team or "", self.session.world
        seat = world.seat(team, grant.seat or "")
        if seat is None:
            return None
        words = world.content.wording(person.lang, world.day_one)
        return wrap_up_view(world, words, self.session.states[team], seat, person.id)

    def control(self, grant: Grant, person: Person) -> HallDesk[object] | Refusal:
        if grant.part not in {Part.FACILITATOR, Part.EVALUATOR}:
            return Refusal("command.not_allowed")
        return self._desk(grant, person)

    def evaluate(self, grant: Grant, person: Person) -> HallEvaluator | Refusal:
        if grant.part is not Part.EVALUATOR:
            return Refusal("command.not_allowed")
        if self.access.grants.get(grant.id) != grant:
            return Refusal("code.revoked")
        desk = HallEvaluator(self, grant, person)
        self._ports.append(desk)
        return desk

    def watch(self, grant: Grant, person: Person) -> HallDesk[object] | Refusal:
        if grant.part is Part.SEAT:
            return Refusal("command.not_allowed")
        return self._desk(grant, person)

    def _desk(self, grant: Grant, person: Person) -> HallDesk[object] | Refusal:
        if self.access.grants.get(grant.id) != grant:
            return Refusal("code.revoked")
        desk: HallDesk[object] = HallDesk(self, grant, person)
        self._ports.append(desk)
        return desk

    # What ports need

    def left(self, port: HallSeat | HallDesk[object]) -> None:
        """A port was closed; the log hears of it once the person has no other port at that seat."""
        if port not in self._ports:
            return
        self._ports.remove(port)
        grant, person = port.grant, port.person.id
        still = any(one.grant.id == grant.id and one.person.id == person for one in self._ports)
        if grant.part is Part.SEAT and grant.team and grant.seat and not still:
            self.note(
                grant.team,
                LeaveSeat(at=self.clock.now(), actor=f"seat:{grant.seat}", seat=grant.seat, person=person),
            )

    async def carry_out(self, grant: Grant, command: Command, team: str) -> Refusal | None:
        """Carry out what the holder of ``grant`` asks for, in their name and at this moment, where they may."""
        if command_name(command) not in _ALLOWED.get(grant.part, frozenset()):
            return Refusal("command.not_allowed")
        if grant.team is not None and team != grant.team:
            return Refusal("command.not_allowed")
        if grant.part is Part.SEAT and getattr(command, "seat", grant.seat) != grant.seat:
            return Refusal("command.not_allowed")
        if isinstance(command, StartTeam) and self.fills:
            self._fill_seats(team)
        actor = f"seat:{grant.seat}" if grant.part is Part.SEAT else _named(grant, command.actor)
        refusal = await self.batches.submit(team, replace(command, at=self.clock.now(), actor=actor))
        return self._unwritable() if refusal and refusal.code == UNWRITABLE else refusal

    def _fill_seats(self, team: str) -> None:
        """Hand the seats at which nobody sits to the team's script."""
        state = self.session.states.get(team)
        if state is None or state.started or team not in self.opened.scripts:
            return
        taken = {port.grant.seat for port in self._ports if port.grant.team == team}
        for seat in self.session.world.teams[team].seats:
            if seat.id not in taken:
                self.note(team, HandSeat(at=self.clock.now(), actor="engine", chair=seat.id, to="script"))

    async def improvise(self, command: Improvise) -> str | Refusal:
        """Make up an inject for the exercise; its id."""
        command = replace(command, at=self.clock.now(), actor="facilitator")
        return await self._in_control(lambda: asyncio.to_thread(self.session.improvise, command))

    async def _in_control(self, step: Callable[[], Awaitable[_Made | Refusal]]) -> _Made | Refusal:
        """Carry out what writes to the control stream, and let everybody look."""
        try:
            found = await self.batches.alone(step)
        except LogUnreadable as error:
            self.troubles.of_writing(error)
            return self._unwritable()
        self.troubles.look()
        for team in self.session.states:
            self._hear(team)
        return found

    def note(self, team: str, command: Command) -> None:
        """Carry out ``command`` without waiting for it."""
        answer = self.batches.ask(team, command)
        self._noting.add(answer)
        answer.add_done_callback(self._noting.discard)

    def _unwritable(self) -> Refusal:
        return Refusal(UNWRITABLE, {"message": self.troubles.log_words(self._t)})

    # What happens

    def _hear(self, team: str) -> None:
        for port in tuple(self._ports):
            port.hear(team)
        self._ending.look()

    def _tell_trouble(self) -> None:
        for port in tuple(self._ports):
            port.hear(port.grant.team or next(iter(self.session.states)))
        if not self.troubles.log_words(self._t):
            self._ending.look()

    def _drafts(self, grant: Grant) -> Drafts:
        path = Path(self.log_path).with_suffix(f".{grant.team}.{grant.seat}.draft.json") if self.log_path else None
        if grant.id not in self._kept_drafts:
            self._kept_drafts[grant.id] = Drafts(path)
        return self._kept_drafts[grant.id]


def _named(grant: Grant, actor: str) -> str:
    """The actor of a desk's command: its part, with the name that an evaluator goes by."""
    return actor if actor.partition(":")[0] == grant.part.value else grant.part.value
