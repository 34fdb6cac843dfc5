"""How a generated team goes about each call: by its manner, by what is demanded of calls, and by steps they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.call_tree import Call, CallEvidence, CallTree
from simulator.model.verdict import Verdict
from simulator.session.exploring.demands import DONE, UNDONE, Demand, Wish
from simulator.session.exploring.fates import FAILED, FATES, LEFT, REACHED, REPEATED, at_first, possible
from simulator.session.exploring.repertoire import Manner

_LATER = 60
"""Scenario seconds from a limit to what is done late."""

_RIGHT_AWAY = 0


@dataclass(slots=True)
class Course:
    """From which scenario second on each part of a call may be done; None: never.

    ``points``: whoever repeats the message back says all its key points, instead of something that says nothing.
    """

    make: int | None = None
    stand_in: int | None = None
    correct: int | None = None
    again: int | None = None
    repeat: int | None = None
    points: bool = False


def courses(world: World, tree: CallTree, state: TeamState, demand: Demand, manner: Manner) -> dict[str, Course]:
    """The course of every call of the tree, as things stand now."""
    found = {call.id: _course(world, tree, call, demand, manner) for call in tree.calls}
    for shows in tree.shows:
        wish = demand.steps.get(shows.step)
        if wish is not None:
            _show(world, tree, state, found, shows, wish)
    # Whoever is to call has to get the message first.
    for call in reversed(tree.calls):
        if found[call.id].make is not None:
            for before in _before(tree, call):
                _lead(world, tree, found[before.id], before, demand)
    return found


def _course(world: World, tree: CallTree, call: Call, demand: Demand, manner: Manner) -> Course:
    can = possible(world.content, tree, call)
    fate = _by_manner(world, tree, call, manner)
    wish = demand.calls.get(call.id)
    if wish is not None and (fate not in wish.accept or (wish.fails and fate == LEFT)):
        order = tuple(reversed(FATES)) if manner.base == "diligent" else FATES
        fate = next((one for one in order if one in wish.accept & can), fate)
    return _to(call, fate, points=manner.base == "diligent" and manner.option == 0)


def _by_manner(world: World, tree: CallTree, call: Call, manner: Manner) -> str:
    """Everything is tried, or every call is made once, or none is."""
    if manner.base == "idle":
        return REACHED if call is tree.root else LEFT
    if manner.base == "neutral":
        return at_first(world.content, tree, call)
    return max(possible(world.content, tree, call), key=FATES.index)


def _to(call: Call, fate: str, *, points: bool) -> Course:
    if fate == LEFT:
        return Course(points=points)
    arrives = fate in {REACHED, REPEATED}
    corrects = arrives and call.answers.how == "wrong_number" and bool(call.answers.right_number)
    return Course(
        make=_RIGHT_AWAY,
        stand_in=_RIGHT_AWAY if fate != FAILED and not corrects else None,
        correct=_RIGHT_AWAY if corrects else None,
        again=_RIGHT_AWAY if corrects else None,
        repeat=_RIGHT_AWAY if fate == REPEATED else None,
        points=points,
    )


def _before(tree: CallTree, call: Call) -> Iterator[Call]:
    """The calls through which the message comes to whoever makes ``call``; at most as many as the tree has."""
    at = tree.call.get(call.called_by or "")
    for _ in tree.calls:
        if at is None:
            return
        yield at
        at = tree.call.get(at.called_by or "")


def _lead(world: World, tree: CallTree, course: Course, call: Call, demand: Demand) -> None:
    """Have the message arrive at ``call``, unless it is demanded that it does not."""
    wish = demand.calls.get(call.id)
    can = possible(world.content, tree, call) & {REACHED, REPEATED}
    if not can or (wish is not None and not wish.accept & can):
        return
    needed = _to(call, REACHED, points=course.points)
    if course.make is None:
        course.make = needed.make
    if course.again is None and course.stand_in is None:
        course.stand_in, course.correct, course.again = needed.stand_in, needed.correct, needed.again


def _show(
    world: World, tree: CallTree, state: TeamState, found: dict[str, Course], shows: CallEvidence, wish: Wish
) -> None:
    """Have the calls show a step as wished: all of them, some, none, or only after its limit."""
    names = [name for name in shows.calls or tuple(call.id for call in tree.to_make) if name in tree.call]
    if wish.missed:
        limit = wish.by if wish.by is not None else world.facts(state, state.clock.scenario).due(shows.step)
        late = None if limit is None else limit + _LATER
        for name in names:
            # What has been late for long enough is done as the team does everything else, or because it has to be.
            if wish.leaves_undone:
                _put_off(tree.call[name], found[name], shows.when, late)
            else:
                _do(tree.call[name], found[name], shows.when, late)
        return
    if Verdict.MET in wish.accept:
        for name in names if not wish.accept & UNDONE else ():
            _do(tree.call[name], found[name], shows.when, _RIGHT_AWAY)
        return
    some = min(max(shows.partial_from, 1), len(names) - 1) if Verdict.PARTIAL in wish.accept else 0
    for name in names[:some] if wish.accept <= DONE else ():
        _do(tree.call[name], found[name], shows.when, _RIGHT_AWAY)
    for name in names[some:]:
        _put_off(tree.call[name], found[name], shows.when, None)


def _do(call: Call, course: Course, when: str, at: int | None) -> None:
    """Have ``call`` show ``when`` from scenario second ``at`` on; None while that is not known."""
    if course.make is None:
        course.make = _RIGHT_AWAY
    if when in {"called", "on_time"}:
        course.make = at
    elif when == "stand_in":
        course.stand_in = at
    elif when == "corrected":
        course.correct = at
    else:
        needed = _to(call, REPEATED if when == "repeated" else REACHED, points=True)
        course.stand_in, course.correct, course.again = needed.stand_in, needed.correct, needed.again
        course.points = True
        if when == "repeated":
            course.repeat = at
        else:
            course.make = at


def _put_off(call: Call, course: Course, when: str, until: int | None) -> None:
    """Keep ``call`` from showing ``when`` before ``until``; for ever where it is None."""

    def later(at: int | None) -> int | None:
        return None if at is None or until is None else max(at, until)

    if when == "on_time" and until is None and call.limit is not None:
        # To make it, but late, is a way of not making it in time; to leave it out is the plainer one.
        course.make = None
    elif when in {"called", "on_time"}:
        course.make = later(course.make)
    elif when == "stand_in":
        course.stand_in = later(course.stand_in)
    elif when == "corrected":
        course.correct = later(course.correct)
    elif when == "repeated":
        course.repeat = later(course.repeat)
    elif call.answers.how == "answers":
        course.make = later(course.make)
    else:
        course.stand_in, course.again = later(course.stand_in), later(course.again)
