"""Jumping ahead: the clock goes from one thing that happens to the next, so that nothing is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from simulator.engine.commands import Command, JumpTo, Refusal
from simulator.engine.due import next_due, settle
from simulator.engine.events import Entry, SeatSetup
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.views import seat_view
from simulator.engine.world import World
from simulator.scoring.judge import Judge
from simulator.session.port import Ahead
from simulator.session.scripted import Key, Planned, key_of
from simulator.session.working_out import work_out

NextReply = Callable[[TeamState, set[Key]], Planned | None]
"""The next scripted response of the other roles, given the state and what was refused."""


class Ground(Protocol):
    """Where a jump takes place."""

    @property
    def state(self) -> TeamState: ...

    def submit(self, command: Command) -> Refusal | None: ...


class Thought:
    """Carries commands out on a state of its own. ``entries`` is what came of them; nothing is recorded."""

    def __init__(self, world: World, team: str, state: TeamState, judge: Judge | None = None) -> None:
        content = world.content
        self._world, self._team, self._state = world, team, state
        self._judge = judge or Judge(content.manual, content.lexicons, content.scenario)
        self.entries: list[Entry] = []

    @property
    def state(self) -> TeamState:
        return self._state

    def submit(self, command: Command) -> Refusal | None:
        outcome = work_out(self._world, self._judge, self._team, self._state, command)
        if isinstance(outcome, Refusal):
            return outcome
        self.entries += outcome
        self._state = fold(self._world.scenario, outcome, self._state)
        return None


class Jump(NamedTuple):
    """A jump at real time ``at`` (UTC ms), by ``actor``. ``refused`` are scripted responses that were refused."""

    world: World
    at: int
    actor: str
    reply: NextReply
    refused: set[Key]

    def carry_out(self, ground: Ground, to: int) -> None:
        """Go to scenario second ``to``, or as far as the present phase goes."""
        for _ in self._hops(ground, to):
            pass

    def look_ahead(self, ground: Ground, team: str, seat: SeatSetup, to: int | None) -> Ahead:
        """What a jump to ``to`` would bring to ``seat``; None: to the first thing for it. ``ground`` is a Thought."""
        state = ground.state
        known, phase = set(state.delivered), state.phase
        before = now = _received(self.world, team, seat, state)
        for _ in self._hops(ground, to):
            now = _received(self.world, team, seat, ground.state)
            if to is None and now > before:
                break
        state = ground.state
        end = state.clock.at(self.at)
        came = [
            (self.world.scenario.inject[inject].ask, delivery.at)
            for inject, delivery in state.delivered.items()
            if inject not in known and inject not in state.answered and not set(delivery.to).isdisjoint(seat.roles)
        ]
        return Ahead(
            to=end,
            arrivals=now - before,
            lapsing=sum(1 for ask, at in came if ask is not None and ask.limit is not None and at + ask.limit < end),
            phase=state.phase != phase or (to is not None and end < to) or state.finished,
        )

    def _hops(self, ground: Ground, to: int | None) -> Iterator[None]:
        """Go on from one thing that happens to the next; a turn for each."""
        phase, now = ground.state.phase, ground.state.clock.at(self.at)
        planned = _planned_start(self.world, ground.state, now)
        end = min((second for second in (to, planned) if second is not None), default=None)
        while ground.state.phase == phase and not ground.state.finished:
            state = ground.state
            reply = self.reply(state, self.refused)
            if reply is not None and reply.at <= now:
                refusal = ground.submit(replace(reply.command, at=self.at))
                if refusal is not None or ground.state.seq == state.seq:
                    self.refused.add(key_of(reply.command))
                yield
                continue
            due = (next_due(self.world, state, now), reply.at if reply else None, end)
            ahead = [second for second in due if second is not None and second > now]
            if not ahead or (end is not None and now >= end):
                return
            now = min(ahead)
            # Moments at which nothing comes of it leave no row in the log.
            if now == end or (reply is not None and reply.at == now) or self._happens(state, now):
                if ground.submit(JumpTo(at=self.at, actor=self.actor, scenario=now)) is not None:
                    return
                now = ground.state.clock.at(self.at)
                yield

    def _happens(self, state: TeamState, second: int) -> bool:
        clock = state.clock._replace(scenario=second, real=self.at)
        return bool(settle(self.world, state._replace(clock=clock), self.at, standing=True))


def _planned_start(world: World, state: TeamState, now: int) -> int | None:
    """The next planned start of a phase to which the present one leads, at once or by way of others."""
    seen: set[str] = set()
    waiting = [state.phase] if state.phase else []
    while waiting:
        for phase in world.machine.ways_out(waiting.pop()):
            if phase not in seen:
                seen.add(phase)
                waiting.append(phase)
    starts = (world.scenario.phase[phase].start for phase in seen)
    return min((start for start in starts if start is not None and start > now), default=None)


def _received(world: World, team: str, seat: SeatSetup, state: TeamState) -> int:
    """How many injects, calls and messages have reached ``seat``."""
    injects = sum(not set(delivery.to).isdisjoint(seat.roles) for delivery in state.delivered.values())
    injects += sum(any(seat.id in line.seats for line in talk.lines) for talk in state.talks.values())
    if world.scenario.call_tree is None:
        return injects
    view = seat_view(world, team, state, seat.id, world.scenario.lang)
    return injects + (len(view.calls.received) if view is not None and view.calls is not None else 0)
