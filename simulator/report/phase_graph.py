"""The phases of a scenario and the ways between them, in words; and the way that a team took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.content.lint.graph import reachable
from simulator.content.lint.reach import Reach
from simulator.engine.events import Entry, PhaseEntered
from simulator.engine.fold import evolve
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.safe_text import visible_line
from simulator.model.scenario import Inject, InjectKind
from simulator.report.condition_words import ConditionWords


@dataclass(frozen=True, slots=True)
class InjectTag:
    """An inject that may come in a phase. ``optional``: it has a condition or is sent by hand."""

    id: str
    title: str
    trigger: str
    contingency: bool
    by_hand: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way from one phase to another. ``number`` counts the exits of its phase from 0; ``never`` cannot be taken."""

    source: str
    number: int
    to: str
    label: str
    condition: str
    never: bool


@dataclass(frozen=True, slots=True)
class PhaseBox:
    """A phase. ``start`` in scenario seconds, ``minutes`` real, ``pace`` scenario seconds for one real second.

    ``trouble``: ``unreachable`` (nothing leads here), ``dead_end`` (no end, and no way out that can hold), ``circle``
    (from here no end can be reached), or empty.
    """

    id: str
    title: str
    start: int | None
    minutes: int
    pace: int
    end: bool
    trouble: str
    ways: tuple[WayOut, ...]
    injects: tuple[InjectTag, ...]


@dataclass(frozen=True, slots=True)
class PhaseGraph:
    """Phases in the order of the scenario. ``anywhere`` are injects that are bound to no phase."""

    title: str
    start: str
    phases: tuple[PhaseBox, ...]
    anywhere: tuple[InjectTag, ...]

    @property
    def in_trouble(self) -> tuple[PhaseBox, ...]:
        return tuple(box for box in self.phases if box.trouble)


class Stay(NamedTuple):
    """A phase that a team was in: when it came (scenario seconds), for how many real seconds, and how it came.

    ``by`` is the number of the exit of the phase before; None at the start and where the facilitator moved the team.
    """

    phase: str
    at: int
    seconds: int
    by: int | None
    by_hand: bool


def phase_graph(world: World, lang: str) -> PhaseGraph:
    """The graph of the compiled machine, in ``lang``; injects made up during play are no part of it."""
    scenario = world.authored.scenario
    text = world.content.wording(lang, world.day_one)
    words = ConditionWords(world.content, world.day_one, lang)
    reach = Reach(scenario)
    trouble = _trouble(world, reach)
    labels = {(p.id, n): visible_line(text(way.label)) for p in scenario.phases for n, way in enumerate(p.exits)}
    ways: dict[str, list[WayOut]] = {}
    for way in world.machine.ways():
        out = ways.setdefault(way.source, [])
        label = labels.get((way.source, len(out)), "")
        never = not reach.possible(way.when)
        out.append(WayOut(way.source, len(out), way.to, label, words.condition(way.when), never))

    def tag(inject: Inject) -> InjectTag:
        return InjectTag(
            inject.id,
            visible_line(text(inject.title)),
            words.trigger(inject),
            inject.kind is InjectKind.CONTINGENCY,
            inject.by_hand,
            inject.by_hand or inject.when is not None,
        )

    return PhaseGraph(
        title=visible_line(text(scenario.title)),
        start=scenario.start,
        phases=tuple(
            PhaseBox(
                id=phase.id,
                title=visible_line(text(phase.title)),
                start=phase.start,
                minutes=phase.minutes,
                pace=phase.pace,
                end=phase.end,
                trouble=trouble.get(phase.id, ""),
                ways=() if phase.end else tuple(ways.get(phase.id, ())),
                injects=tuple(tag(inject) for inject in scenario.injects if phase.id in inject.phases),
            )
            for phase in scenario.phases
        ),
        anywhere=tuple(tag(inject) for inject in scenario.injects if not inject.phases),
    )


def path_of(world: World, entries: Iterable[Entry]) -> tuple[Stay, ...]:
    """The way that a team took, from its stream."""
    state, end = TeamState(), 0
    visits: list[tuple[int, Stay]] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, PhaseEntered):
            facts = world.way_facts(state, state.clock.at(entry.at))
            by = world.machine.exit_taken(state.phase or "", event.phase, facts) if event.why == "condition" else None
            visits.append((entry.at, Stay(event.phase, event.clock, 0, by, event.why == "facilitator")))
        if not state.finished:
            end = entry.at  # what evaluators add afterwards takes no time of the exercise
        state = evolve(world.scenario, state, entry)
    times = [at for at, _ in visits]
    return tuple(
        stay._replace(seconds=max(0, left - at) // 1000)
        for (at, stay), left in zip(visits, [*times[1:], end], strict=True)
    )


def _trouble(world: World, reach: Reach) -> dict[str, str]:
    phases = world.scenario.phases
    edges = {phase.id: reach.ways(phase) for phase in phases}
    ends = {phase.id for phase in phases if phase.end}
    stuck = {phase.id for phase in phases if not phase.end and not edges[phase.id]}
    found: dict[str, str] = {}
    for phase in phases:
        if phase.id not in reach.phases:
            found[phase.id] = "unreachable"
        elif phase.id in stuck:
            found[phase.id] = "dead_end"
        elif not phase.end and reachable(phase.id, edges).isdisjoint(ends | stuck):
            found[phase.id] = "circle"
    return found
