"""What a generated team has to do next, given what is demanded of it and its manner."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.manual import Polarity
from simulator.model.scenario import Inject
from simulator.model.verdict import Verdict
from simulator.session.exploring import calling, recording
from simulator.session.exploring.demands import DONE, Demand, Wish
from simulator.session.exploring.repertoire import Manner
from simulator.session.exploring.task import Task

_SOON = 60
"""Scenario seconds from an inject's delivery to its answer, and from a limit to what is done late."""

_GOOD = Wish(frozenset({Verdict.MET}))


def tasks(world: World, state: TeamState, demand: Demand, manner: Manner) -> Iterator[tuple[int, Task]]:
    """Everything to be done as far as it can be told now, with the scenario second at which it is due."""
    for inject in world.scenario.injects:
        delivery = state.delivered.get(inject.id)
        if delivery is None or inject.id in demand.silent:
            continue
        yield from ((delivery.at + _SOON, task) for task in _answers(state, inject, demand, manner))
        if manner.base != "diligent" or manner.option:
            continue
        # Second to what is demanded, a diligent team does every step that is expected of it.
        for step in inject.expects:
            if step not in demand.steps and not _stands(state, step, _GOOD) and _is_duty(world, step):
                yield delivery.at + 2 * _SOON, Task("step", inject.id, step, _GOOD)
    for step, wish in demand.steps.items():
        yield from _step(world, state, step, wish, demand, manner)
    for harm in sorted(demand.harms - set(state.harms)):
        yield from _harm(world, state, harm, demand, manner)
    yield from calling.call_tasks(world, state, demand, manner)
    yield from recording.record_tasks(world, state, demand, manner)


def still_wrong(world: World, before: TeamState, after: TeamState, task: Task, demand: Demand, manner: Manner) -> bool:
    """Whether the reply between ``before`` and ``after`` misses its ``task`` or goes against something demanded."""
    if task.kind == "step" and not (task.wish and _stands(after, task.step, task.wish)):
        return True
    if task.kind == "harm" and task.step not in after.harms:
        return True
    if (set(after.harms) - set(before.harms)) & demand.harmless:
        return True
    options: tuple[str, ...] = ()
    if len(after.responses) > len(before.responses):
        reply = after.responses[-1].reply
        options = reply.options
        if any((reply.inject, option) in demand.refuse for option in options):
            return True
    if task.kind == "answer" and task.option and task.option not in options:
        return True
    # What calls and records themselves show was thought of when they were planned.
    meant = _shown(world, task) | {task.step}
    by_the_way = set(after.done) - set(before.done) - demand.steps.keys() - meant
    if by_the_way and manner.base != "diligent":
        return True
    return any(
        _spoiled(before, after, step, wish, task)
        for step, wish in demand.steps.items()
        if step not in meant - {task.step}
    )


def _shown(world: World, task: Task) -> frozenset[str]:
    """Steps that a call, or the record of a row, shows by itself."""
    tree, timetable = world.scenario.call_tree, world.scenario.timetable
    if task.kind in calling.KINDS and tree is not None:
        return frozenset(shows.step for shows in tree.shows)
    row = timetable.row.get(task.about) if timetable is not None and task.kind == "record" else None
    return frozenset(row.shows if row is not None else ())


def _spoiled(before: TeamState, after: TeamState, step: str, wish: Wish, task: Task) -> bool:
    """Whether a step that is to be left undone, or left for later, was done by the way."""
    if step in before.done or step not in after.done or (task.kind == "step" and task.step == step):
        return False
    verdict = after.standing[step].verdict
    return wish.missed or verdict not in wish.accept


def _answers(state: TeamState, inject: Inject, demand: Demand, manner: Manner) -> Iterator[Task]:
    options = sorted(option for name, option in demand.take if name == inject.id)
    taken = {o for r in state.responses if r.reply.inject == inject.id for o in r.reply.options}
    if options:
        if not taken.issuperset(options):
            yield Task("answer", inject.id, option=next(o for o in options if o not in taken))
        return
    if inject.id in state.answered or (inject.ask is None and inject.id not in demand.answer):
        return
    if manner.base != "idle" or inject.id in demand.answer:
        yield Task("answer", inject.id)


def _stands(state: TeamState, step: str, wish: Wish) -> bool:
    judgement = state.standing.get(step)
    return (judgement.verdict if judgement else Verdict.NOT_OBSERVED) in wish.accept


def _is_duty(world: World, step: str) -> bool:
    found = world.content.manual.steps.get(step)
    return found is not None and found.polarity is Polarity.DO


def _step(
    world: World, state: TeamState, step: str, wish: Wish, demand: Demand, manner: Manner
) -> Iterator[tuple[int, Task]]:
    """When to do a demanded step: once somebody asks for it, at once where nobody will, or only after its limit."""
    if wish.leaves_undone or _stands(state, step, wish):
        return
    wish_now = Wish(wish.accept & DONE or wish.accept, missed=wish.missed, in_time=wish.in_time, by=wish.by)
    askers = [i for i in world.scenario.injects if step in i.expects]
    came = [i for i in askers if i.id in state.delivered and i.id not in demand.silent]
    limit = wish.by if wish.by is not None else world.facts(state, state.clock.scenario).due(step)
    if wish.missed and limit is None:
        return
    late = limit + _SOON if wish.missed and limit is not None else 0
    for inject in came[-2:]:
        yield max(state.delivered[inject.id].at + 2 * _SOON, late), Task("step", inject.id, step, wish_now)
    if not came and (manner.ahead or not any(i.phases for i in askers)):
        yield max(state.phase_entered + 2 * _SOON, late), Task("step", "", step, wish_now)


def _harm(world: World, state: TeamState, harm: str, demand: Demand, manner: Manner) -> Iterator[tuple[int, Task]]:
    asked = [
        i.id
        for i in world.scenario.injects
        if i.ask and any(harm in option.harms for option in i.ask.options) and i.id not in demand.silent
    ]
    for inject in (name for name in asked if name in state.delivered):
        yield state.delivered[inject].at + _SOON // 2, Task("harm", inject, harm)
    if manner.ahead or not asked:
        came = [i for i in state.delivered if i not in demand.silent]
        yield state.phase_entered + 2 * _SOON, Task("harm", came[-1] if came else "", harm)
