"""What a generated team does next in a contact drill, and the commands that do it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine.call_commands import AcknowledgeCall, CallCommand, CorrectNumber, MakeCall
from simulator.engine.call_state import NONE, WAITING, Attempt, CallState
from simulator.engine.calls import got_at, holder, is_right
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.world import World
from simulator.model.call_tree import Call, CallTree
from simulator.model.script import Script
from simulator.scoring.judge import Judge
from simulator.session.exploring.courses import Course, courses
from simulator.session.exploring.demands import Demand
from simulator.session.exploring.repertoire import Manner, noted
from simulator.session.exploring.task import Task

KINDS = frozenset({"call", "stand_in", "correct", "again", "receipt"})
"""Tasks that are about a call."""

_SOON = 30
"""Scenario seconds from what is heard to what is done about it."""

_SILENCE = 300
"""Scenario seconds after which a message that nobody has read is followed by something else."""


def call_tasks(world: World, state: TeamState, demand: Demand, manner: Manner) -> Iterator[tuple[int, Task]]:
    """Every call that can be made, made again or repeated back now, with the scenario second at which it is due."""
    tree = world.scenario.call_tree
    if tree is None or (not state.calls and tree.inject not in state.delivered):
        return
    course = courses(world, tree, state, demand, manner)
    for call in tree.calls:
        yield from _of(state, call, course[call.id])


def _of(state: TeamState, call: Call, course: Course) -> Iterator[tuple[int, Task]]:
    calls = state.calls.get(call.id, NONE)
    yield from _correction(calls, call, course)
    arrived = calls.arrived
    if arrived is not None:
        if arrived.repeated is None and course.repeat is not None:
            task = Task("receipt", "", about=call.id, option="points" if course.points else "")
            yield max((arrived.ended or arrived.at) + _SOON, course.repeat), task
        return
    start = got_at(state, call.called_by or "")
    last = calls.attempts[-1] if calls.attempts else None
    if call.called_by is None or start is None:
        return
    if last is None:
        if course.make is not None:
            yield max(start + _SOON, course.make), Task("call", "", about=call.id)
        return
    given_up = _given_up(last)
    if given_up is None:
        return
    if course.again is not None and calls.corrected_at is not None and last.at < calls.corrected_at:
        yield max(calls.corrected_at + _SOON, course.again), Task("again", "", about=call.id)
    if course.stand_in is not None and call.stand_in is not None and not calls.tried(call.stand_in.who):
        yield max(given_up + _SOON, course.stand_in), Task("stand_in", "", about=call.id)


def _correction(calls: CallState, call: Call, course: Course) -> Iterator[tuple[int, Task]]:
    """The number is put right once it was found to be wrong, even where a stand-in has got the message since."""
    wrong = next((one for one in calls.attempts if one.outcome == "wrong_number"), None)
    if course.correct is not None and wrong is not None and not is_right(call.answers, calls.number):
        yield max((wrong.ended or wrong.at) + _SOON, course.correct), Task("correct", "", about=call.id)


def _given_up(attempt: Attempt) -> int | None:
    """When its caller knows, or takes it, that this try came to nothing; None while it may yet arrive."""
    if attempt.outcome != WAITING:
        return attempt.ended
    return None if attempt.by in HEARD else attempt.at + _SILENCE


class Calling:
    """The commands of a contact drill, best first. What is repeated back holds every key point where it is to."""

    def __init__(self, world: World, judge: Judge, lang: str, scripts: tuple[Script, ...] = ()) -> None:
        self._tree = world.scenario.call_tree
        self._receipts: tuple[str, ...] = ()
        self._said = noted(lang)
        if self._tree is not None and judge.receipts is not None:
            receipts = judge.receipts
            known = _receipts(self._tree, scripts, lang)
            self._receipts = tuple(words for words in known if not receipts.missing(words))

    def commands(self, state: TeamState, task: Task) -> Iterator[CallCommand]:
        """What carries out ``task``; ``at`` is set when it is sent."""
        call = self._tree.call.get(task.about) if self._tree else None
        if call is None:
            return
        if task.kind == "receipt":
            role = holder(state, call.id) or call.who
            for words in (*(self._receipts if task.option else ()), self._said):
                yield AcknowledgeCall(at=0, actor=f"seat:{role}", seat=role, role=role, call=call.id, words=words)
            return
        role = holder(state, call.called_by or "") or ""
        actor = f"seat:{role}"
        if task.kind == "correct":
            number = call.answers.right_number or ""
            yield CorrectNumber(at=0, actor=actor, seat=role, role=role, call=call.id, number=number)
            return
        whom = call.stand_in.who if task.kind == "stand_in" and call.stand_in else call.who
        for by in sorted(call.by, key=lambda way: way not in HEARD):
            yield MakeCall(at=0, actor=actor, seat=role, role=role, call=call.id, by=by, whom=whom)


def _receipts(tree: CallTree, scripts: tuple[Script, ...], lang: str) -> Iterator[str]:
    """Words that may hold every key point: the message itself, plain words of the points, what scripts say."""
    message = tree.message.to(lang).strip()
    plain = [next((word for word in point.any if not word.startswith("/")), "") for point in tree.points]
    yield message
    yield f"{message}\n" + ", ".join(filter(None, plain))
    for reply in (reply for script in scripts for reply in script.replies):
        if reply.receipt is not None and reply.text is not None:
            yield reply.text.to(lang).strip()
