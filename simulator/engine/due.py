"""What falls due for a team: injects to deliver, phases to enter, and when to look again."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine import events as e
from simulator.engine.calls import call_due, calls_due, calls_left
from simulator.engine.conditions import Facts, holds, instants
from simulator.engine.fold import evolve, fold
from simulator.engine.leap import on_the_way
from simulator.engine.state import TeamState
from simulator.engine.talks import talk_due, talks_due, talks_left
from simulator.engine.world import World
from simulator.model.scenario import Inject


def settle(world: World, state: TeamState, at: int, *, standing: bool = False, proceed: bool = False) -> list[e.Entry]:
    """Everything due at real time ``at``, in order; phases entered on the way deliver their own injects.

    While the clock stands nothing falls due, unless it was ``standing`` and has been set forward by hand. Ends after at
    most one visit to each phase, so a loop without waiting cannot spin. Where all teams move together no phase is left
    without ``proceed``, which leaves one.
    """
    out: list[e.Entry] = []
    current = state
    for _ in range(len(world.scenario.phases) + 1):
        if current.finished or not current.started or not (standing or current.clock.running):
            break
        current = _answer(world, _deliver(world, current, at, out), at, out)
        entered = _proceed(world, current, at) if proceed or not world.together else []
        if not entered:
            break
        out.extend(entered)
        proceed = False
        for entry in entered:
            current = evolve(world.scenario, current, entry)
    return out


def enter(world: World, state: TeamState, phase: str, why: str, at: int, actor: str) -> list[e.Entry]:
    """Entries that put the team into ``phase``: the clock jumps ahead to its start, an end phase finishes the team.

    Calls that end on the way there come first, each at its own time.
    """
    target = world.scenario.phase[phase]
    now = state.clock.at(at)
    clock = now if target.start is None else max(now, target.start)
    entries: list[e.Entry] = []
    if clock > now or target.end:
        then = state.clock._replace(scenario=clock, real=at, pace=target.pace)
        entries = on_the_way(world, state, at, then, clock if target.end else clock - 1)
    state = fold(world.scenario, entries, state)
    seq = state.seq + 1
    entered = e.PhaseEntered(phase, state.phase, why, clock, target.pace)
    entries.append(e.Entry(seq, at, clock, actor, entered))
    if target.end:
        last: list[e.TeamEvent] = [*left_open(world, state), e.TeamFinished("story")]
        entries += [e.Entry(seq + number, at, clock, "engine", event) for number, event in enumerate(last, 1)]
    return entries


def left_open(world: World, state: TeamState) -> tuple[e.TeamEvent, ...]:
    """How the end of the team's exercise ends the calls and messages that are open then."""
    return (*talks_left(state), *calls_left(world, state))


def ready_for(world: World, state: TeamState, at: int) -> str | None:
    """The phase that the team may enter at real time ``at``; None where it has to stay, or stands still."""
    if state.phase is None or state.finished or not state.clock.running:
        return None
    return world.machine.next_phase(state.phase, world.way_facts(state, state.clock.at(at)))


def next_due(world: World, state: TeamState, now: int) -> int | None:
    """The next scenario second after ``now`` at which time alone may make something due, or None."""
    facts = world.facts(state, now)
    ahead = [second for second in _candidates(world, state, facts) if second > now]
    return min(ahead, default=None)


def is_open(inject: Inject, state: TeamState) -> bool:
    """Whether the engine may still deliver ``inject`` by itself in the current phase."""
    if inject.by_hand or inject.id in state.delivered or inject.id in state.held or inject.id in state.skipped:
        return False
    return not inject.phases or state.phase in inject.phases


def _deliver(world: World, state: TeamState, at: int, out: list[e.Entry]) -> TeamState:
    now = state.clock.at(at)
    current = state
    progress = True
    while progress:
        progress = False
        for inject in world.scenario.injects:
            if not is_open(inject, current) or not _triggered(inject, world.facts(current, now)):
                continue
            event = e.InjectDelivered(inject.id, world.receivers[inject.id], _reason(inject))
            entry = e.Entry(current.seq + 1, at, now, "engine", event)
            out.append(entry)
            current = evolve(world.scenario, current, entry)
            progress = True
    return current


def _answer(world: World, state: TeamState, at: int, out: list[e.Entry]) -> TeamState:
    """Calls that are answered, or that their callers give up, and what they bring about."""
    now = state.clock.at(at)
    current = state
    while events := calls_due(world, current, now) or talks_due(world, current, now):
        for event in events:
            entry = e.Entry(current.seq + 1, at, now, "engine", event)
            out.append(entry)
            current = evolve(world.scenario, current, entry)
        current = _deliver(world, current, at, out)
    return current


def _reason(inject: Inject) -> str:
    if inject.at is not None:
        return "time"
    return "trigger" if inject.after is not None else "condition"


def _proceed(world: World, state: TeamState, at: int) -> list[e.Entry]:
    if state.phase is None:
        return []
    target = world.machine.next_phase(state.phase, world.way_facts(state, state.clock.at(at)))
    return [] if target is None else enter(world, state, target, "condition", at, "engine")


def _triggered(inject: Inject, facts: Facts) -> bool:
    if inject.at is not None and facts.now < inject.at:
        return False
    if inject.after is not None:
        start = _start(inject, facts.state)
        if start is None or facts.now < start + inject.after.delay:
            return False
    return inject.when is None or holds(inject.when, facts)


def _start(inject: Inject, state: TeamState) -> int | None:
    if inject.after is None:
        return None
    if inject.after.of == "answer":
        return state.answered.get(inject.after.inject)
    delivery = state.delivered.get(inject.after.inject)
    return delivery.at if delivery else None


def _candidates(world: World, state: TeamState, facts: Facts) -> Iterator[int]:
    for inject in world.scenario.injects:
        if not is_open(inject, state):
            continue
        if inject.at is not None:
            yield inject.at
        start = _start(inject, state)
        if inject.after is not None and start is not None:
            yield start + inject.after.delay
        if inject.when is not None:
            yield from instants(inject.when, facts)
    yield from call_due(world, state)
    yield from talk_due(state)
    if state.phase is not None:
        ways = world.way_facts(state, facts.now)
        for way in world.scenario.phase[state.phase].exits:
            yield from instants(way.when, ways)
