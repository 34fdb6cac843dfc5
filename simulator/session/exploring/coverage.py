"""What the walks of generated teams reached together, and why the rest was not reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.engine.conditions import holds
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.condition import Condition
from simulator.model.manual import Polarity
from simulator.model.scenario import Inject, Scenario
from simulator.model.verdict import Verdict
from simulator.session.exploring.routes import Goal
from simulator.session.exploring.walk import Walk

Moment = tuple[TeamState, int]
"""A state and its scenario second."""


class Reason(NamedTuple):
    """Why something was not reached.

    ``code``: ``phase`` (none of its phases was entered), ``time`` (its time never came while its phase was open),
    ``after`` (the inject it waits for was never delivered, or never answered: ``names``), ``condition`` (``conditions``
    never held), ``together`` (each held, but never all at once), ``before`` (another exit was always taken first),
    ``no_way`` (nothing leads there), ``sources`` (the phases that lead there were left another way: ``names``),
    ``gone`` (the inject was delivered, but nobody could take this), ``refused`` (``names``: code of the refusal).
    """

    code: str
    conditions: tuple[Condition, ...] = ()
    names: tuple[str, ...] = ()


@dataclass
class Coverage:
    """The sum of the walks so far."""

    phases: set[str] = field(default_factory=set)
    exits: set[tuple[str, int]] = field(default_factory=set)
    injects: set[str] = field(default_factory=set)
    options: set[tuple[str, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    moments: list[Moment] = field(default_factory=list)

    def add(self, walk: Walk) -> None:
        self.phases.update(visit.phase for visit in walk.visits)
        self.exits |= walk.exits
        self.injects |= walk.delivered.keys()
        self.options |= walk.options
        self.met |= {step for step, verdicts in walk.verdicts.items() if Verdict.MET in verdicts}
        self.moments += walk.moments

    def has(self, goal: Goal) -> bool:
        """Whether ``goal`` was reached."""
        if goal.kind == "phase":
            return goal.name in self.phases
        if goal.kind == "exit":
            return (goal.name, int(goal.part)) in self.exits
        return goal.name in self.injects if goal.kind == "inject" else (goal.name, goal.part) in self.options


def goals(scenario: Scenario) -> Iterator[Goal]:
    """Everything that an author means to happen: phases, ways between them, injects, options."""
    yield from (Goal("phase", phase.id) for phase in scenario.phases)
    for phase in scenario.phases:
        if not phase.end:
            yield from (Goal("exit", phase.id, str(number)) for number in range(len(phase.exits)))
    yield from (Goal("inject", inject.id) for inject in scenario.injects)
    for inject in scenario.injects:
        yield from (Goal("option", inject.id, option.id) for option in (inject.ask.options if inject.ask else ()))


def expected_steps(world: World) -> tuple[str, ...]:
    """Duties that injects expect, in the order of the manual."""
    asked = {step for inject in world.scenario.injects for step in inject.expects}
    steps = world.content.manual.steps
    return tuple(name for name, step in steps.items() if name in asked and step.polarity is Polarity.DO)


def why_not(world: World, coverage: Coverage, goal: Goal) -> Reason:
    """The nearest reason why the walks did not reach ``goal``."""
    if goal.kind == "phase":
        return _why_no_phase(world.scenario, goal.name)
    if goal.kind == "exit":
        return _why_no_exit(world, coverage, goal.name, int(goal.part))
    inject = world.scenario.inject[goal.name]
    if goal.kind == "option" and inject.id in coverage.injects:
        return Reason("gone")
    return _why_no_inject(world, coverage, inject)


def _why_no_phase(scenario: Scenario, phase: str) -> Reason:
    before = [one.id for one in scenario.phases if not one.end and any(way.to == phase for way in one.exits)]
    if not before:
        return Reason("no_way")
    return Reason("sources", names=tuple(before))


def _why_no_exit(world: World, coverage: Coverage, phase: str, number: int) -> Reason:
    if phase not in coverage.phases:
        return Reason("phase", names=(phase,))
    seen = [moment for moment in coverage.moments if moment[0].phase == phase]
    return _why_not(world, seen, world.scenario.phase[phase].exits[number].when) or Reason("before")


def _why_no_inject(world: World, coverage: Coverage, inject: Inject) -> Reason:
    phases = inject.phases or tuple(phase.id for phase in world.scenario.phases if not phase.end)
    if coverage.phases.isdisjoint(phases):
        return Reason("phase", names=phases)
    seen = [moment for moment in coverage.moments if moment[0].phase in phases]
    if inject.at is not None and all(now < inject.at for _, now in seen):
        return Reason("time")
    after = inject.after
    if after is not None:
        started = [
            (state, now)
            for state, now in seen
            if after.inject in (state.answered if after.of == "answer" else state.delivered)
        ]
        if not started:
            return Reason("after", names=(after.inject, after.of))
        seen = started
    found = None if inject.when is None else _why_not(world, seen, inject.when)
    return found or Reason("time")


def _why_not(world: World, seen: Iterable[Moment], condition: Condition) -> Reason | None:
    """Which part of ``condition`` held at none of these moments; None where the whole did at some."""
    facts = [world.facts(state, now) for state, now in seen]

    def ever(part: Condition) -> bool:
        return any(holds(part, one) for one in facts)

    if ever(condition):
        return None
    never = condition
    while never.all is not None and len(never.keys) == 1:
        failed = [part for part in never.all if not ever(part)]
        if not failed:
            return Reason("together", never.all)
        if len(failed) > 1:
            return Reason("condition", tuple(failed))
        never = failed[0]
    return Reason("condition", (never,))
