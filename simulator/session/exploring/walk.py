"""One generated team plays a scenario to its end. Pure: no log, no clock, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from simulator.engine import call_events as c
from simulator.engine import events as e
from simulator.engine.commands import Command, FinishTeam, Refusal, SendNow, StartTeam, Tick
from simulator.engine.due import next_due
from simulator.engine.fold import evolve
from simulator.engine.state import TeamState
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.engine.world import World
from simulator.model.verdict import Verdict
from simulator.scoring.judge import Judge
from simulator.session.exploring import calling, recording
from simulator.session.exploring.demands import Demand
from simulator.session.exploring.repertoire import Manner, Repertoire
from simulator.session.exploring.routes import Exit, Route
from simulator.session.exploring.task import Task
from simulator.session.exploring.tasks import still_wrong, tasks
from simulator.session.scripted import Sent
from simulator.session.working_out import work_out

TEAM = "explorer"

_TRIES = 12
"""Replies that are tried for one task."""

_AGAIN = 3
"""Times that a task is done when what it achieved is undone again."""

_DONE = (
    e.ResponseSubmitted,
    e.StepJudged,
    TimetableRecorded,
    SystemChecked,
    c.CallMade,
    c.CallAcknowledged,
    c.NumberCorrected,
)
"""What a reply, a call or a record brings by itself; what falls due along with it is the story's doing."""

_STEPS = 3000
"""More things than any team can do in one walk."""


class Plan(NamedTuple):
    """What a generated team sets out to do: a way to somewhere, and its manner in everything else."""

    route: Route
    manner: Manner


class Visit(NamedTuple):
    """A phase entered: real time (UTC ms) and the exit of the phase before that led here; None at the start."""

    phase: str
    real: int
    by: Exit | None


@dataclass
class Walk:
    """What a generated team met with.

    ``moments`` are the states it went through with their scenario seconds. ``ended``: it came to an end phase;
    ``stuck`` is the phase in which nothing more could happen; neither where it went in circles.
    """

    visits: list[Visit] = field(default_factory=list)
    exits: set[Exit] = field(default_factory=set)
    delivered: dict[str, str] = field(default_factory=dict)
    options: set[tuple[str, str]] = field(default_factory=set)
    verdicts: dict[str, set[Verdict]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    moments: list[tuple[TeamState, int]] = field(default_factory=list)
    ended: bool = False
    stuck: str = ""
    finished_at: int = 0


class Explorer:
    """Walks plans. Remembers which reply did a task, so that later walks try that one first."""

    def __init__(self, world: World, judge: Judge, repertoire: Repertoire, calls: calling.Calling, start: int) -> None:
        self._world = world
        self._judge = judge
        self._repertoire = repertoire
        self._calls = calls
        self._start = start
        self._worked: dict[tuple[str, str, tuple[object, ...]], Sent] = {}

    def walk(self, plan: Plan) -> Walk:
        """Play ``plan`` to an end phase, or until nothing more happens."""
        found = Walk()
        state = self._do(found, TeamState(), StartTeam(at=self._start))
        now = self._start
        given_up: set[Task] = set()
        done: Counter[Task] = Counter()
        most = 4 * len(self._world.scenario.phases) + 8
        for _ in range(_STEPS):
            if state.finished or len(found.visits) > most:
                break
            demand = plan.route.in_force(len(state.visits) - 1)
            state = self._send(found, state, demand, plan.manner, now)
            coming = self._next_task(state, demand, plan.manner, given_up)
            second = next_due(self._world, state, state.clock.at(now))
            due = None if second is None else state.clock.real_of(second)
            at = None if coming is None else state.clock.real_of(coming[0])
            if coming is not None and at is not None and (due is None or at <= due):
                now = max(now, at)
                after = self._perform(found, state, coming[1], demand, plan.manner, now)
                done[coming[1]] += 1
                if after is None or done[coming[1]] == _AGAIN:
                    given_up.add(coming[1])
                state = after or state
            elif due is not None:
                now = max(now, due)
                state = self._do(found, state, Tick(at=now))
            else:
                found.stuck = state.phase or ""
                state = self._do(found, state, FinishTeam(at=now))
                break
        found.ended = state.finished and not found.stuck
        found.finished_at = now
        return found

    def _next_task(
        self, state: TeamState, demand: Demand, manner: Manner, given_up: set[Task]
    ) -> tuple[int, Task] | None:
        coming = (one for one in tasks(self._world, state, demand, manner) if one[1] not in given_up)
        return min(coming, key=lambda one: one[0], default=None)

    def _send(self, found: Walk, state: TeamState, demand: Demand, manner: Manner, now: int) -> TeamState:
        """What the facilitator sends by hand: what is demanded, or everything."""
        for inject in self._world.scenario.injects:
            if not inject.by_hand or not (manner.sends or inject.id in demand.come):
                continue
            done = inject.id in state.delivered or inject.id in found.refused
            if done or (inject.phases and state.phase not in inject.phases):
                continue
            outcome = work_out(self._world, self._judge, TEAM, state, SendNow(at=now, inject=inject.id))
            if isinstance(outcome, Refusal):
                found.refused[inject.id] = outcome.code
            else:
                state = self._take_in(found, state, outcome)
        return state

    def _perform(
        self, found: Walk, state: TeamState, task: Task, demand: Demand, manner: Manner, now: int
    ) -> TeamState | None:
        """The state after the first reply that does ``task`` and nothing against the demand; None where none does."""
        for number, command in enumerate(self._candidates(state, task, demand, manner)):
            if number == _TRIES:
                break
            outcome = work_out(self._world, self._judge, TEAM, state, replace(command, at=now))
            if isinstance(outcome, Refusal):
                continue
            after = state
            for entry in (entry for entry in outcome if isinstance(entry.event, _DONE)):
                after = evolve(self._world.scenario, after, entry)
            if not still_wrong(self._world, state, after, task, demand, manner):
                self._worked[self._key(task, demand)] = command
                return self._take_in(found, state, outcome)
        return None

    def _candidates(self, state: TeamState, task: Task, demand: Demand, manner: Manner) -> Iterator[Sent]:
        if task.kind in calling.KINDS:
            yield from self._calls.commands(state, task)
        elif task.kind == "record":
            yield from recording.record(self._world, task.about)
        elif task.kind == "check":
            yield from recording.check(self._world, task)
        else:
            yield from self._replies(task, demand, manner)

    def _replies(self, task: Task, demand: Demand, manner: Manner) -> Iterator[Sent]:
        scenario, manual = self._world.scenario, self._world.content.manual
        inject = scenario.inject.get(task.inject)
        known = self._worked.get(self._key(task, demand))
        if known is not None and task.kind != "answer":
            yield known
        if task.kind == "answer" and inject is not None:
            yield from self._repertoire.answers(inject, demand, manner)
        elif task.kind == "step" and task.wish is not None and task.step in manual.steps:
            for row in recording.may_show(self._world, task.step, demand) if Verdict.MET in task.wish.accept else ():
                yield from recording.record(self._world, row)
            yield from self._repertoire.for_step(manual.steps[task.step], task.wish, inject)
        elif task.kind == "harm" and task.step in manual.steps:
            yield from self._repertoire.harms(manual.steps[task.step], inject)

    def _key(self, task: Task, demand: Demand) -> tuple[str, str, tuple[object, ...]]:
        return task.kind, task.inject, (task.step, task.wish, demand.key)

    def _do(self, found: Walk, state: TeamState, command: Command) -> TeamState:
        outcome = work_out(self._world, self._judge, TEAM, state, command)
        return state if isinstance(outcome, Refusal) else self._take_in(found, state, outcome)

    def _take_in(self, found: Walk, state: TeamState, entries: list[e.Entry]) -> TeamState:
        for entry in entries:
            event = entry.event
            if isinstance(event, e.PhaseEntered):
                found.moments.append((state, state.clock.at(entry.at)))
                by = self._exit(state, entry.at, event.phase) if event.why == "condition" else None
                found.visits.append(Visit(event.phase, entry.at, by))
                if by is not None:
                    found.exits.add(by)
            elif isinstance(event, e.InjectDelivered):
                found.delivered.setdefault(event.inject, event.why)
            elif isinstance(event, e.ResponseSubmitted):
                name = event.reply.inject
                found.options.update((name, option) for option in event.reply.options if name is not None)
            elif isinstance(event, e.StepJudged):
                found.verdicts.setdefault(event.judgement.step, set()).add(event.judgement.verdict)
            state = evolve(self._world.scenario, state, entry)
        if entries:
            found.moments.append((state, state.clock.at(entries[-1].at)))
        return state

    def _exit(self, state: TeamState, at: int, to: str) -> Exit | None:
        """Which exit of the phase is being taken."""
        phase = state.phase or ""
        number = self._world.machine.exit_taken(phase, to, self._world.facts(state, state.clock.at(at)))
        return None if number is None else (phase, number)
