"""A seat at which one inject has just arrived, for authors: nothing else happens, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

from simulator.engine.commands import AdvancePhase, Command, JumpTo, Refusal, SendNow, StartTeam, SubmitResponse
from simulator.engine.decide import decide
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.fold import fold
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.state import TeamState
from simulator.engine.views import SeatView, seat_view
from simulator.engine.world import World
from simulator.log.memory import MemoryStore
from simulator.model.content import Content
from simulator.model.scenario import Inject, Scenario
from simulator.model.script import Script
from simulator.session.clocks import rehearsal_start
from simulator.session.lobby import SEAT, TEAM, TEAM_TITLE
from simulator.session.port import Offer, SeatPort
from simulator.session.rehearsal import rehearse, scripted_seats
from simulator.session.still_seat import StillSeat


class PreviewSeat(StillSeat):
    """Implements ``SeatPort``. The clock stands; a response is taken by the engine's own rules and shown.

    ``second``: the scenario second at which the inject arrives, if it is known; else its phase's start.
    """

    def __init__(
        self, content: Content, inject: str, role: str, day_one: date, lang: str, second: int | None = None
    ) -> None:
        others = scripted_seats(content, frozenset({role}))
        team = TeamSetup(TEAM, dict(TEAM_TITLE.root), (SeatSetup(SEAT, (role,)), *others))
        self._world = World(content, day_one, (team,))
        self._lang = lang
        self._now = rehearsal_start(day_one)
        self._state = _just_delivered(self._world, content.scenario.inject[inject], self._now, second)
        self._news = asyncio.Event()

    @property
    def alone(self) -> bool:
        return True

    def view(self) -> SeatView:
        found = seat_view(self._world, TEAM, self._state, SEAT, self._lang)
        if found is None:
            raise KeyError(SEAT)
        return found

    def manual(self) -> ManualView:
        return manual_view(self._world, self._lang)

    async def changes(self) -> AsyncIterator[SeatView]:
        while True:
            await self._news.wait()
            self._news.clear()
            yield self.view()

    async def send(self, command: Command) -> Refusal | None:
        decided = decide(self._world, TEAM, self._state, replace(command, at=self._now))
        if isinstance(decided, Refusal):
            return decided
        self._state = fold(self._world.scenario, decided, self._state)
        if isinstance(command, SubmitResponse):
            self._news.set()
        return None

    def now(self) -> int:
        return self._now


class PreviewLobby:
    """Implements ``LobbyPort`` for one seat that is there already."""

    def __init__(self, seat: SeatPort) -> None:
        self._seat = seat

    def offer(self) -> Offer:
        raise NotImplementedError  # a preview asks nothing before it begins

    async def open(self, roles: tuple[str, ...], percent: int = 100) -> SeatPort:  # noqa: ARG002
        return self._seat

    async def resume(self, exercise: str) -> SeatPort:  # noqa: ARG002
        return self._seat


def receivers_of(content: Content, inject: Inject) -> tuple[str, ...]:
    """The roles that receive ``inject``, in the order of the organisation."""
    received = content.receivers(inject.to)
    return tuple(role for role in content.organization.roles if role in received)


def played_second(content: Content, script: Script, inject: str, day_one: date, lang: str) -> int | None:
    """The scenario second at which ``inject`` reaches the team of ``script``; None where it never does."""
    done = rehearse(MemoryStore("preview"), content, (script,), day_one, lang)
    delivery = done.opened.states[script.id].delivered.get(inject)
    return delivery.at if delivery is not None else None


def _just_delivered(world: World, inject: Inject, now: int, second: int | None) -> TeamState:
    """In the inject's phase, at its time, with this inject alone in the inbox."""
    state = _done(world, TeamState(), StartTeam(at=now))
    phase = _phase_of(world.scenario, inject)
    if phase != state.phase:
        state = _done(world, state, AdvancePhase(at=now, to=phase))
    at = inject.at if second is None else second
    if at is not None:
        state = _done(world, state, JumpTo(at=now, scenario=at))
    return _done(world, state, SendNow(at=now, inject=inject.id))


def _phase_of(scenario: Scenario, inject: Inject) -> str:
    """The first of its phases; of an inject that is bound to none, the one that its time falls into."""
    if inject.phases:
        return inject.phases[0]
    started = [p.id for p in scenario.phases if not p.end and p.start is not None and p.start <= (inject.at or 0)]
    return started[-1] if started else scenario.start


def _done(world: World, state: TeamState, command: Command) -> TeamState:
    """The state after ``command`` alone; as it was where it is refused (a time that is over already)."""
    decided = decide(world, TEAM, state, command)
    return state if isinstance(decided, Refusal) else fold(world.scenario, decided, state)
