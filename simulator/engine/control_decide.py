"""Decisions on what exercise control asks of one team beyond the authored list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import commands as c
from simulator.engine import events as e
from simulator.engine.control_commands import ExtendPhase, Improvise
from simulator.engine.control_events import PhaseExtended
from simulator.engine.state import TeamState
from simulator.engine.world import World

MAX_MINUTES = 600
"""Longest extension at a time, in real minutes."""


def _extend(_: World, __: str, state: TeamState, command: ExtendPhase) -> tuple[e.Entry, ...] | c.Refusal:
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
    return (e.Entry(state.seq + 1, command.at, state.clock.at(command.at), command.actor, event),)


def _improvise(_: World, __: str, ___: TeamState, ____: Improvise) -> c.Refusal:
    """An improvised inject belongs to the whole exercise: ``engine.improvised`` decides it."""
    return c.Refusal("improvise.one_team")


DECIDE_CONTROL: dict[type, Callable[[World, str, TeamState, Any], tuple[e.Entry, ...] | c.Refusal]] = {
    ExtendPhase: _extend,
    Improvise: _improvise,
}
