"""Decisions on what exercise control asks of one team beyond the authored list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import commands as c
from simulator.engine import events as e
from simulator.engine.control_commands import ExtendPhase, Improvise, PushHint
from simulator.engine.control_events import PhaseExtended
from simulator.engine.deciding import Decision, entries_of
from simulator.engine.responses import has_received
from simulator.engine.state import TeamState
from simulator.engine.world import World

MAX_MINUTES = 600
"""Longest extension at a time, in real minutes."""


def _extend(_: World, __: str, state: TeamState, command: ExtendPhase) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    if not -MAX_MINUTES <= command.minutes <= MAX_MINUTES:
        return c.Refusal("extend.out_of_range", {"limit": str(MAX_MINUTES)})
    seconds = command.minutes * 60 * state.clock.pace * state.clock.percent // 100
    # Only what was added can be taken back: the phase never becomes shorter than its author made it.
    seconds = max(seconds, -state.extended)
    if seconds == 0:
        return ()
    event = PhaseExtended(seconds, command.minutes)
    return entries_of(state, command, [event])


def _improvise(_: World, __: str, ___: TeamState, ____: Improvise) -> c.Refusal:
    """An improvised inject belongs to the whole exercise: ``engine.improvised`` decides it."""
    return c.Refusal("improvise.one_team")


def _push(world: World, team: str, state: TeamState, command: PushHint) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    if command.inject not in world.scenario.inject:
        return c.Refusal("inject.unknown", {"inject": command.inject})
    seats = [seat for seat in world.teams[team].seats if has_received(state, seat, command.inject)]
    found = next((seat for seat in seats if not command.to or seat.id == command.to), None)
    if found is None:
        return c.Refusal("inject.not_received")
    shown = state.hints.get(command.inject, 0)
    if shown >= len(world.scenario.inject[command.inject].hints):
        return c.Refusal("hint.none_left")
    event = e.HintShown(command.inject, found.id, shown + 1)
    return entries_of(state, command, [event])


DECIDE_CONTROL: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    ExtendPhase: _extend,
    Improvise: _improvise,
    PushHint: _push,
}
