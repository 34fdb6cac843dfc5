"""A leap of the clock, by hand or to the start of a phase: what would have ended on the way ends at its own time.

That is what calls and messages do by the story's clock alone. Injects and limits are looked at after the leap.
"""

from __future__ import annotations

from simulator.engine import events as e
from simulator.engine.calls import call_due, calls_due
from simulator.engine.clock import Clock
from simulator.engine.fold import evolve
from simulator.engine.state import TeamState
from simulator.engine.talk_state import leapt
from simulator.engine.talks import talk_due, talks_due
from simulator.engine.world import World


def on_the_way(world: World, state: TeamState, at: int, clock: Clock, last: int) -> list[e.Entry]:
    """What becomes of calls and messages up to the scenario second ``last``, as entries that come before the leap.

    ``at`` is real time, ``clock`` how it goes after the leap. Who is given more time to read by the leap has it.
    """
    now = state.clock.at(at)
    out: list[e.Entry] = []
    current = state
    while True:
        moved = current._replace(talks=leapt(current.talks, clock))
        due = min((*call_due(world, current), *talk_due(moved)), default=None)
        if due is None or due > last:
            return out
        second = max(due, now)
        for event in calls_due(world, current, second) or talks_due(world, moved, second):
            entry = e.Entry(current.seq + 1, at, second, "engine", event)
            out.append(entry)
            current = evolve(world.scenario, current, entry)
