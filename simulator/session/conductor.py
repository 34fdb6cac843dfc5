"""Keeps an exercise going: what falls due is delivered, scripted players respond, teams that move together move."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from simulator.engine.commands import Tick
from simulator.engine.due import ready_for
from simulator.engine.presence import is_played
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.script import Script
from simulator.session.batches import Batches
from simulator.session.clocks import Clock
from simulator.session.scripted import Key, Planned, key_of, next_planned

_LONGEST_WAIT = 60.0
"""Real seconds after which the clock is looked at again in any case."""

_RETRY = 5.0
"""Real seconds until a log that could not be written is tried again."""


class Conductor:
    """Drives every team of one exercise. Only a team that has changed, or whose time has come, is looked at."""

    def __init__(self, batches: Batches, clock: Clock, scripts: dict[str, Script], lang: str) -> None:
        """``scripts`` by team: what those seats send for which no person answers; ``lang`` is what they write in."""
        self._batches, self._clock = batches, clock
        self._session = batches.session
        self._scripts, self._lang = scripts, lang
        self._refused: dict[str, set[Key]] = {team: set() for team in self._session.states}
        self._due: dict[str, int | None] = {}
        """Real time (UTC ms) at which each team is looked at next; None: once it changes."""
        self._changed = set(self._session.states)
        self._news = asyncio.Event()
        self._unlisten = self._session.listen(self._hear)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(_tell)

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

    async def _run(self) -> None:
        while True:
            self._news.clear()
            wait = await self._advance()
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
                self._changed.add(team)
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
        due = self._session.next_due(team, now - 1) if state.clock.running else None
        if due is None or due <= now or team not in self._due:
            refusal = await self._batches.submit(team, Tick(at=now))
            if refusal is not None and refusal.code == "log.unwritable":
                return False
        reply = self._next_reply(team)
        state = self._session.states[team]
        if reply is not None and state.clock.running and reply.at <= state.clock.at(now):
            refusal = await self._batches.submit(team, replace(reply.command, at=now))
            if refusal is not None:
                if refusal.code == "log.unwritable":
                    return False
                self._refused[team].add(key_of(reply.command))
            self._changed.add(team)
            self._news.set()
        self._due[team] = self._next(team, now)
        return True

    def _next(self, team: str, now: int) -> int | None:
        state = self._session.states[team]
        if state.finished or not state.clock.running:
            return None
        reply = self._next_reply(team)
        times = (self._session.next_due(team, now), None if reply is None else state.clock.real_of(reply.at))
        return min((time for time in times if time is not None), default=None)

    async def _move_together(self, now: int) -> None:
        """Once every team that plays may leave its phase, all do."""
        world = self._session.world
        playing = {team: state for team, state in self._session.states.items() if state.started and not state.finished}
        if playing and all(ready_for(world, state, now) is not None for state in playing.values()):
            for team in playing:
                await self._batches.submit(team, Tick(at=now, proceed=True))

    def _next_reply(self, team: str) -> Planned | None:
        script = self._scripts.get(team)
        if script is None:
            return None
        state = self._session.states[team]
        seated = _as_seated(self._session.world, team, state)
        return next_planned(seated, team, state, script, self._lang, self._refused[team])


def _as_seated(world: World, team: str, state: TeamState) -> World:
    """The world with the team's seats as they are played now: handed to a script, or back to people."""
    if not state.handed:
        return world
    setup = world.teams[team]
    seats = tuple(replace(seat, human=is_played(state, seat)) for seat in setup.seats)
    return world.seated(replace(setup, seats=seats))


def _tell(task: asyncio.Task[None]) -> None:
    """An exception in the task is a bug; without this nobody would hear of it."""
    if not task.cancelled() and (error := task.exception()) is not None:
        task.get_loop().call_exception_handler({"message": "the conductor ended", "exception": error, "task": task})
