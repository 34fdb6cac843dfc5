"""Ways through the phases to something, and what they demand of a team."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import NamedTuple

from simulator.model.scenario import Inject, Scenario
from simulator.session.exploring.demands import NOTHING, Demand, both, ways_against, ways_to

_LONGEST = 3
"""Times that a way may come through the same phase: a circle may have to be walked for what happens on its far side."""

_WAYS = 60
"""Ways to one place that are looked at."""

Exit = tuple[str, int]
"""A phase and the number of its exit, from 0."""


class Goal(NamedTuple):
    """Something to be reached. ``kind`` is phase, exit, inject or option; ``name`` its id, ``part`` exit or option."""

    kind: str
    name: str
    part: str = ""


class Route(NamedTuple):
    """Phases to come through, and what each of them, and the goal at the end, demands: one demand for each phase."""

    phases: tuple[str, ...]
    demands: tuple[Demand, ...]

    def in_force(self, number: int) -> Demand:
        """What the team works for in its visit ``number`` (from 0): what is demanded now, and later where it can."""
        number = min(number, len(self.demands) - 1)
        found = self.demands[number]
        for later in self.demands[number + 1 :]:
            found = found.and_(later) or found
        return found


def routes(scenario: Scenario, goal: Goal) -> Iterator[Route]:
    """Ways to ``goal``, short ones first, and of each several that differ in how they make the conditions hold."""
    tries = [_routes_along(scenario, goal, phases) for phases in islice(_paths(scenario, goal), _WAYS)]
    # In turns: the second way to do it along a short path is no better than the first along a longer one.
    while tries:
        for one in tuple(tries):
            found = next(one, None)
            if found is None:
                tries.remove(one)
            else:
                yield found


def _routes_along(scenario: Scenario, goal: Goal, phases: tuple[str, ...]) -> Iterator[Route]:
    hops = [_hop(scenario, here, there) for here, there in pairwise(phases)]
    for wanted in _closed(scenario, _goal(scenario, goal, phases[-1])):
        if not _comes_through(scenario, wanted, phases):
            continue
        for number in range(max([len(hop) for hop in hops], default=1)):
            demands = [hop[min(number, len(hop) - 1)] for hop in hops]
            yield Route(phases, (*demands, wanted))


def _paths(scenario: Scenario, goal: Goal) -> Iterator[tuple[str, ...]]:
    """Phases from the start to where the goal may be reached, by length."""
    ends = _where(scenario, goal)
    todo: deque[tuple[str, ...]] = deque([(scenario.start,)])
    seen = 0
    while todo and seen < _WAYS * len(scenario.phases):
        path = todo.popleft()
        seen += 1
        here = scenario.phase[path[-1]]
        if here.id in ends:
            yield path
        if here.end:
            continue
        for to in dict.fromkeys(way.to for way in here.exits):
            if path.count(to) < _LONGEST:
                todo.append((*path, to))


def _where(scenario: Scenario, goal: Goal) -> frozenset[str]:
    if goal.kind in {"phase", "exit"}:
        return frozenset({goal.name})
    phases = scenario.inject[goal.name].phases
    return frozenset(phases or (p.id for p in scenario.phases if not p.end))


def _goal(scenario: Scenario, goal: Goal, phase: str) -> tuple[Demand, ...]:
    if goal.kind == "phase":
        return (NOTHING,)
    if goal.kind == "exit":
        return _exit(scenario, phase, int(goal.part))
    coming = Demand(come=frozenset({goal.name}))
    if goal.kind == "option":
        return (Demand(take=frozenset({(goal.name, goal.part)}), come=coming.come),)
    return (coming,)


def _exit(scenario: Scenario, phase: str, number: int) -> tuple[Demand, ...]:
    """What makes this exit hold, and as far as it can be helped no other one before."""
    exits = scenario.phase[phase].exits
    found = ways_to(exits[number].when, scenario.call_tree)
    for other, way in enumerate(exits):
        if other != number and way.when != exits[number].when:
            found = both(found, ways_against(way.when, scenario.call_tree)) or found
    return found


def _hop(scenario: Scenario, here: str, there: str) -> tuple[Demand, ...]:
    exits = scenario.phase[here].exits
    ways: list[Demand] = []
    for way in exits:
        if way.to != there:
            continue
        found = ways_to(way.when, scenario.call_tree)
        for other in exits:
            if other.to != there:
                found = both(found, ways_against(other.when, scenario.call_tree)) or found
        ways += found
    # The one that asks least comes first.
    return tuple(sorted(ways, key=lambda demand: demand.size))


def _closed(scenario: Scenario, ways: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """``ways`` with what the injects that have to come demand in their turn."""
    return tuple(closed for way in ways for closed in _close(scenario, way, frozenset()))


def _close(scenario: Scenario, demand: Demand, done: frozenset[str]) -> tuple[Demand, ...]:
    todo = sorted(demand.come - done)
    if not todo:
        return (demand,)
    inject = scenario.inject.get(todo[0])
    ways = (NOTHING,) if inject is None else _trigger(scenario, inject)
    found: list[Demand] = []
    for joined in both((demand,), ways):
        found += _close(scenario, joined, done | {todo[0]})
    return tuple(found)


def _trigger(scenario: Scenario, inject: Inject) -> tuple[Demand, ...]:
    if inject.by_hand:
        return (NOTHING,)
    ways = ways_to(inject.when, scenario.call_tree)
    if inject.after is None:
        return ways
    before = frozenset({inject.after.inject})
    answered = before if inject.after.of == "answer" else frozenset()
    return both(ways, (Demand(answer=answered, come=before),))


def _comes_through(scenario: Scenario, demand: Demand, phases: tuple[str, ...]) -> bool:
    """Whether every inject that has to come has one of its phases on the way."""
    on_the_way = set(phases)
    injects: Mapping[str, Inject] = scenario.inject
    needed = (injects[name].phases for name in demand.come if name in injects)
    return all(not where or not on_the_way.isdisjoint(where) for where in needed)
