"""Keeps an exercise going: what falls due is delivered, scripted players respond, teams that move together move.

One driver for every exercise that runs by itself, a hall's and that of one person alone; they differ in how commands
are carried out. (A rehearsal is no such exercise: it sets the clock instead of waiting for it.)
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Protocol

from simulator.engine.commands import Command, JumpTo, Refusal, SubmitResponse, Tick
from simulator.engine.due import ready_for
from simulator.engine.events import Entry
from simulator.engine.presence import is_played
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.script import Script
from simulator.session.background import watch
from simulator.session.clocks import Clock
from simulator.session.jumping import Jump, Thought
from simulator.session.runner import Session
from simulator.session.scripted import Key, Planned, key_of, planned
from simulator.session.working_out import Work

_LONGEST_WAIT = 60.0
"""Real seconds after which the clock is looked at again in any case."""

_RETRY = 5.0
"""Real seconds until a log that could not be written is tried again."""


class Carrier(Protocol):
    """How commands are carried out on ``session``."""

    jump: Work
    """How a jump is worked out; the conductor says so."""

    @property
    def session(self) -> Session: ...

    async def submit(self, team: str, command: Command, *, again: bool = True) -> Refusal | None:
        """As ``Session.submit``, but ``log.unwritable`` where the log cannot be written."""
        ...

    def owes(self, team: str) -> bool:
        """Whether verdicts on the team's responses are still to come."""
        ...


class Conductor:
    """Drives every team of one exercise. Only a team that has changed, or whose time has come, is looked at."""

    def __init__(self, carrier: Carrier, clock: Clock, scripts: dict[str, Script], lang: str) -> None:
        """``scripts`` by team: what those seats send for which no person answers; ``lang`` is what they write in."""
        self._carrier, self._clock = carrier, clock
        self._session = carrier.session
        self._scripts, self._lang = scripts, lang
        self._refused: dict[str, set[Key]] = {team: set() for team in self._session.states}
        self._due: dict[str, int | None] = {}
        """Real time (UTC ms) at which each team is looked at next; None: once it changes."""
        self._looked: dict[str, tuple[int, int]] = {}
        """The number of the last entry that each team had when it was looked at, and the real time then."""
        self._changed = set(self._session.states)
        self._news = asyncio.Event()
        self._unlisten = self._session.listen(self._hear)
        self._task: asyncio.Task[None] | None = None
        carrier.jump = self._work_out_jump

    def start(self) -> None:
        """Run in a task of its own; ``stop`` ends it."""
        self._task = asyncio.create_task(self.run())
        watch(self._task, "the conductor ended")

    def wake(self) -> None:
        """Look at the clock now instead of when the next thing was expected."""
        self._changed.update(self._session.states)
        self._news.set()

    async def stop(self) -> None:
        self._unlisten()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def _hear(self, team: str) -> None:
        self._changed.add(team)
        self._news.set()

    async def run(self) -> None:
        """Drive until every team has finished."""
        while not all(state.finished for state in self._session.states.values()):
            self._news.clear()
            wait = await self._advance()
            # Everybody else gets a turn, however much there is to do.
            await asyncio.sleep(0)
            # Not asyncio.wait_for: in Python 3.11 it may swallow a cancellation that comes with the event.
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._news.wait()

    async def _advance(self) -> float:
        """Do what is due now; the real seconds until something may be due again."""
        now = self._clock.now()
        looked, self._changed = self._changed, set()
        looked.update(team for team, at in self._due.items() if at is not None and at <= now)
        for team in sorted(looked):
            if not await self._advance_team(team, now):
                self._changed |= looked
                return _RETRY
        if self._session.world.together:
            await self._move_together(now)
        ahead = [(at - self._clock.now()) / 1000 for at in self._due.values() if at is not None]
        return max(0.0, min([*ahead, _LONGEST_WAIT]))

    async def _advance_team(self, team: str, now: int) -> bool:
        """Do what is due for a team; False where the log could not be written."""
        state = self._session.states[team]
        if state.finished or not state.started:
            self._due[team] = None
            return True
        seq, looked = self._looked.get(team, (-1, 0))
        # Every change brings what is due at its own moment; from there on nobody has looked.
        due = self._session.next_due(team, looked if seq == state.seq else state.last_at)
        if seq < 0 or (due is not None and due <= now):
            refusal = await self._carrier.submit(team, Tick(at=now))
            if refusal is not None and refusal.code == "log.unwritable":
                return False
        reply = self.next_reply(team)
        state = self._session.states[team]
        if reply is not None and state.clock.running and reply.at <= state.clock.at(now):
            # Another program on the same log may have sent it: then it is not sent again.
            refusal = await self._carrier.submit(team, replace(reply.command, at=now), again=False)
            if refusal is not None:
                if refusal.code == "log.unwritable":
                    return False
                self._refused[team].add(key_of(reply.command))
            self._changed.add(team)
            self._news.set()
        self._looked[team] = (self._session.states[team].seq, now)
        self._due[team] = self._next(team, now)
        return True

    def _next(self, team: str, now: int) -> int | None:
        state = self._session.states[team]
        if state.finished or not state.clock.running:
            return None
        reply = self.next_reply(team)
        times = (self._session.next_due(team, now), None if reply is None else state.clock.real_of(reply.at))
        return min((time for time in times if time is not None), default=None)

    async def _move_together(self, now: int) -> None:
        """Once every team that plays may leave its phase, all do."""
        world = self._session.world
        playing = {team: state for team, state in self._session.states.items() if state.started and not state.finished}
        if not playing or any(ready_for(world, state, now) is None for state in playing.values()):
            return
        if any(self._carrier.owes(team) for team in playing):
            # Verdicts still to come may change who is ready, and where to: they are in when this is answered.
            await asyncio.gather(*(self._carrier.submit(team, Tick(at=now)) for team in playing))
            states = self._session.states
            if any(ready_for(world, states[team], now) is None for team in playing):
                return
        await asyncio.gather(*(self._carrier.submit(team, Tick(at=now, proceed=True)) for team in playing))

    def next_reply(self, team: str) -> Planned | None:
        """What a script does next for the team's seats, and when."""
        return self._reply_after(team, self._session.states[team], self._refused[team])

    def _reply_after(self, team: str, state: TeamState, refused: set[Key]) -> Planned | None:
        """The next thing that a script does for the team's seats, as they are played now."""
        script = self._scripts.get(team)
        if script is None:
            return None
        seated = _as_seated(self._session.world, team, state)
        coming = planned(seated, team, state, script, self._lang, refused)
        return next((one for one in coming if not _settled_by_people(state, one)), None)

    def jump(self, team: str, state: TeamState, at: int, actor: str) -> tuple[Jump, Thought]:
        """A jump of ``team`` from ``state`` at real time ``at`` by ``actor``, and a ground on which nothing is
        recorded."""
        replies, refused = partial(self._reply_after, team), set(self._refused[team])
        world = self._session.world
        thought = Thought(world, team, state, self._session.judge)
        return Jump(world, max(at, state.last_at), actor, replies, refused), thought

    def _work_out_jump(self, team: str, state: TeamState, command: Command) -> list[Entry] | Refusal:
        """A jump goes from one thing that happens to the next; one that cannot be made is refused as it is."""
        standing = not state.started or state.finished
        if not isinstance(command, JumpTo) or standing or command.scenario <= state.clock.at(command.at):
            return self._session.work_out(team, state, command)
        jump, thought = self.jump(team, state, command.at, command.actor)
        jump.carry_out(thought, command.scenario)
        return thought.entries


def _settled_by_people(state: TeamState, one: Planned) -> bool:
    """Whether a script that took over a seat need not send this: people have answered it, or its time was before."""
    handed = state.handed.get(one.command.seat)
    if handed is None:
        return False
    inject = one.command.inject if isinstance(one.command, SubmitResponse) else None
    return inject in state.answered if inject is not None else one.at < handed.at


def _as_seated(world: World, team: str, state: TeamState) -> World:
    """The world with the team's seats as they are played now: handed to a script, or back to people."""
    if not state.handed:
        return world
    setup = world.teams[team]
    seats = tuple(replace(seat, human=is_played(state, seat)) for seat in setup.seats)
    return world.seated(replace(setup, seats=seats))
