"""Walking every branch: a search for what no generated team has reached yet, until all is reached or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from simulator.engine.events import TeamSetup
from simulator.engine.world import World
from simulator.log.memory import MemoryStore
from simulator.model.content import Content
from simulator.model.scenario import InjectKind
from simulator.model.script import Script
from simulator.scoring.judge import Judge
from simulator.session.clocks import rehearsal_start
from simulator.session.exploring.calling import Calling
from simulator.session.exploring.coverage import Coverage, Reason, expected_steps, goals, why_not
from simulator.session.exploring.demands import NOTHING
from simulator.session.exploring.repertoire import Manner, Repertoire
from simulator.session.exploring.routes import Goal, Route, routes
from simulator.session.exploring.timing import PhaseTime, times_of_log, times_of_walk
from simulator.session.exploring.walk import TEAM, Explorer, Plan, Walk
from simulator.session.rehearsal import rehearse, scripted_seats

BUDGET = 300
"""Walks after which the search ends, unless told otherwise."""

Progress = Callable[[int, int, int], None]
"""Called before each walk: walks so far, the budget, how much is still to be reached."""

_MANNERS = (
    Manner("diligent"),
    Manner("idle"),
    Manner("neutral"),
    Manner("diligent", ahead=True),
    Manner("idle", ahead=True),
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that no walk reached, and why. ``contingency``: an inject that makes up for a missed step."""

    goal: Goal
    reason: Reason
    contingency: bool = False


@dataclass(frozen=True, slots=True)
class Exploration:
    """What came of it.

    ``by_hand`` says of each inject that the facilitator sends whether sending it worked. ``dead_ends`` are phases in
    which walks got stuck, ``circles`` the number of walks that never came to an end. ``times`` are of the model team
    (``model``: the id of its script, or empty where a generated team stands in for it).
    """

    scenario: str
    walks: int
    budget: int
    phases: tuple[int, int]
    exits: tuple[int, int]
    injects: tuple[int, int]
    options: tuple[int, int]
    missing: tuple[Missing, ...]
    steps: int
    unscored: tuple[str, ...]
    by_hand: dict[str, Reason | None]
    dead_ends: tuple[str, ...]
    circles: int
    times: tuple[PhaseTime, ...]
    model: str

    @property
    def complete(self) -> bool:
        """Whether every phase was entered and every inject delivered, those sent by hand included."""
        vital = any(missing.goal.kind in {"phase", "inject"} for missing in self.missing)
        return not vital and not any(self.by_hand.values())

    def of(self, kind: str) -> tuple[Missing, ...]:
        """What is missing of one kind: phase, exit, inject or option."""
        return tuple(missing for missing in self.missing if missing.goal.kind == kind)


def explore(
    content: Content,
    scripts: tuple[Script, ...],
    day_one: date,
    lang: str,
    *,
    budget: int = BUDGET,
    progress: Progress | None = None,
) -> Exploration:
    """Walk the branches of ``content``; at most ``budget`` teams are generated. Deterministic."""
    search = _Search(content, scripts, day_one, lang, budget, progress)
    search.run()
    return search.result(lang)


class _Search:
    def __init__(
        self,
        content: Content,
        scripts: tuple[Script, ...],
        day_one: date,
        lang: str,
        budget: int,
        progress: Progress | None,
    ) -> None:
        self._content = content
        self._scripts = scripts
        self._budget = budget
        self._progress = progress
        team = TeamSetup(id=TEAM, title={}, seats=scripted_seats(content))
        self._world = World(content, day_one, (team,))
        judge = Judge(content.manual, content.lexicons, content.scenario)
        start = rehearsal_start(day_one)
        repertoire, calling = Repertoire(self._world, TEAM, lang, scripts), Calling(self._world, judge, lang, scripts)
        self._explorer = Explorer(self._world, judge, repertoire, calling, start)
        self._goals = tuple(goals(content.scenario))
        self._coverage = Coverage()
        self._walked: set[tuple[object, ...]] = set()
        self._by_hand: dict[str, Reason | None] = {}
        self._stuck: dict[str, None] = {}
        self._circles = 0
        self._first: Walk | None = None

    def run(self) -> None:
        """Teams that differ in manner first: they reach most. Then one plan after the other for what is left."""
        here = Route((self._content.scenario.start,), (NOTHING,))
        for manner in (*_MANNERS[:3], *self._manners_of_choice()):
            walk = self._walk(Plan(here, manner))
            self._first = self._first or walk
        self._send_by_hand(here)
        # Breadth first: every goal gets its next try before any gets one more.
        tries = {goal: self._plans(goal) for goal in self._missing()}
        while tries and self._has_budget():
            for goal in tuple(tries):
                if self._coverage.has(goal):
                    del tries[goal]
                    continue
                plan = next((one for one in tries[goal] if self._key(one) not in self._walked), None)
                if plan is None:
                    del tries[goal]
                elif self._has_budget():
                    self._walk(plan)

    def result(self, lang: str) -> Exploration:
        scenario, coverage = self._content.scenario, self._coverage
        injects = scenario.inject
        missing = tuple(
            Missing(
                goal,
                why_not(self._world, coverage, goal),
                goal.kind == "inject" and injects[goal.name].kind is InjectKind.CONTINGENCY,
            )
            for goal in self._missing()
        )
        expected = expected_steps(self._world)
        model, times = self._times(lang)
        return Exploration(
            scenario=scenario.id,
            walks=len(self._walked),
            budget=self._budget,
            phases=self._count("phase"),
            exits=self._count("exit"),
            injects=self._count("inject"),
            options=self._count("option"),
            missing=missing,
            steps=len(expected),
            unscored=tuple(step for step in expected if step not in coverage.met),
            by_hand=dict(self._by_hand),
            dead_ends=tuple(self._stuck),
            circles=self._circles,
            times=times,
            model=model,
        )

    def _missing(self) -> list[Goal]:
        return [goal for goal in self._goals if not self._coverage.has(goal) and not self._is_by_hand(goal)]

    def _is_by_hand(self, goal: Goal) -> bool:
        return goal.kind == "inject" and self._content.scenario.inject[goal.name].by_hand

    def _count(self, kind: str) -> tuple[int, int]:
        of_kind = [goal for goal in self._goals if goal.kind == kind and not self._is_by_hand(goal)]
        return sum(self._coverage.has(goal) for goal in of_kind), len(of_kind)

    def _manners_of_choice(self) -> Iterator[Manner]:
        most = max((len(i.ask.options) for i in self._content.scenario.injects if i.ask), default=0)
        return (Manner("diligent", option) for option in range(1, most))

    def _plans(self, goal: Goal) -> Iterator[Plan]:
        for route in routes(self._content.scenario, goal):
            yield from (Plan(route, manner) for manner in _MANNERS)

    def _walk(self, plan: Plan) -> Walk:
        if self._progress is not None:
            self._progress(len(self._walked), self._budget, len(self._missing()))
        self._walked.add(self._key(plan))
        walk = self._explorer.walk(plan)
        self._coverage.add(walk)
        if walk.stuck:
            self._stuck.setdefault(walk.stuck)
        self._circles += not walk.ended and not walk.stuck
        return walk

    def _send_by_hand(self, here: Route) -> None:
        """The facilitator sends what only he can send, to prove that it works."""
        names = [inject.id for inject in self._content.scenario.injects if inject.by_hand]
        if not names:
            return
        delivered: set[str] = set()
        refused: dict[str, str] = {}
        for manner in (Manner("diligent", sends=True), Manner("idle", sends=True)):
            walk = self._walk(Plan(here, manner))
            delivered |= walk.delivered.keys()
            refused |= walk.refused
        for name in names:
            worked = name in delivered
            code = refused.get(name, "")
            self._by_hand[name] = None if worked else Reason("refused", names=(code,)) if code else Reason("phase")

    def _has_budget(self) -> bool:
        return len(self._walked) < self._budget

    def _key(self, plan: Plan) -> tuple[object, ...]:
        return (plan.manner, *(demand.key for demand in plan.route.demands))

    def _times(self, lang: str) -> tuple[str, tuple[PhaseTime, ...]]:
        """Planned minutes of each phase against those of the model team, the first of the scripted ones."""
        if self._scripts:
            script = self._scripts[0]
            done = rehearse(MemoryStore("exploration"), self._content, (script,), self._world.day_one, lang)
            return script.id, times_of_log(self._content.scenario, done.opened.store, script.id)
        if self._first is None:
            return "", ()
        return "", times_of_walk(self._content.scenario, self._first)
