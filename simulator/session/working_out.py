"""What follows from a command at once: its entries, verdicts on a reply or record, and whatever falls due. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.engine.call_commands import AcknowledgeCall, CorrectNumber, MakeCall
from simulator.engine.calls import call_facts
from simulator.engine.commands import (
    Command,
    JumpTo,
    RecordJudgements,
    RecordOpinion,
    RecordProgress,
    Refusal,
    SubmitResponse,
    Tick,
)
from simulator.engine.decide import decide
from simulator.engine.evaluation_decide import DECIDE_EVALUATION
from simulator.engine.events import Entry, ResponseSubmitted, StepJudged
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.verdict import Judgement
from simulator.scoring.calls import judge_calls
from simulator.scoring.judge import Judge
from simulator.scoring.timetable import judge_record

_ROUNDS = 100
"""More calls than fall due in one moment."""

_REPLIES = (SubmitResponse, MakeCall, AcknowledgeCall, CorrectNumber)
"""Commands that are recorded as a reply, which the judge then reads."""

_STILL = (Tick, RecordOpinion, *DECIDE_EVALUATION)
"""Commands after which the engine does not look at the clock: what is added long after play moves nothing in it."""


Work = Callable[[str, TeamState, Command], list[Entry] | Refusal]
"""What a command adds to a team's stream, given the team and its state."""


def work_out(
    world: World, judge: Judge, team: str, state: TeamState, command: Command, *, judging: bool = True
) -> list[Entry] | Refusal:
    """Everything that ``command`` and what follows from it at once add to the team's stream, in order.

    Without ``judging`` the verdicts on a response are left to ``judge_later``.
    """
    entries: list[Entry] = []

    def apply(current: TeamState, found: tuple[Entry, ...]) -> TeamState:
        entries.extend(found)
        return fold(world.scenario, found, current)

    decided = decide(world, team, state, command)
    if isinstance(decided, Refusal):
        return decided
    current = apply(state, decided)
    later = not judging and isinstance(command, SubmitResponse)
    found = _judgements(world, judge, current, command) if decided and not later else None
    if found is not None:
        reply, judgements = found
        judged = decide(world, team, current, RecordJudgements(at=command.at, reply=reply, judgements=judgements))
        if not isinstance(judged, Refusal):
            current = apply(current, judged)
    told = state
    settling = not isinstance(command, _STILL)
    # Calls that are answered may show steps, and steps may open what falls due: each round takes one call further.
    for _ in range(_ROUNDS):
        before = current
        for shown in _shown_by_calls(world, judge, told, current, command.at):
            judged = decide(world, team, current, shown)
            current = current if isinstance(judged, Refusal) else apply(current, judged)
        told = current
        if not settling and current is before:
            break
        settled = decide(world, team, current, Tick(at=command.at, standing=isinstance(command, JumpTo)))
        current = current if isinstance(settled, Refusal) else apply(current, settled)
        settling = False
    return entries


def judge_later(world: World, judge: Judge, team: str, state: TeamState, reply: str, at: int) -> list[Entry]:
    """The verdicts on a response that stands in ``state``, and whatever they bring about."""
    found = next((response.reply for response in state.responses if response.reply.id == reply), None)
    if found is None:
        return []
    judged = RecordJudgements(at=at, reply=reply, judgements=judge.judge(state.standing, found))
    outcome = work_out(world, judge, team, state, judged)
    return [] if isinstance(outcome, Refusal) else outcome


def unjudged(entries: Iterable[Entry]) -> list[str]:
    """Responses after the last one that has verdicts: where a program died, those whose verdicts it still owed.

    To judge one again that earned no verdict earns none again.
    """
    waiting: list[str] = []
    for entry in entries:
        if isinstance(entry.event, ResponseSubmitted):
            waiting.append(entry.event.reply.id)
        elif isinstance(entry.event, StepJudged) and entry.event.reply in waiting:
            del waiting[: waiting.index(entry.event.reply) + 1]
    return waiting


def _judgements(
    world: World, judge: Judge, state: TeamState, command: Command
) -> tuple[str, tuple[Judgement, ...]] | None:
    """What ``command``, the last thing in ``state``, shows: the id of its reply or record, and the verdicts."""
    if isinstance(command, _REPLIES):
        reply = state.responses[-1].reply
        return reply.id, judge.judge(state.standing, reply)
    timetable = world.scenario.timetable
    if isinstance(command, RecordProgress) and timetable is not None:
        row = timetable.row[command.row]
        record = state.progress[-1].id
        return record, judge_record(world.content.manual, state.standing, row, record)
    return None


def _shown_by_calls(world: World, judge: Judge, told: TeamState, state: TeamState, at: int) -> list[RecordJudgements]:
    """The steps that calls have shown since ``told``, each on the reply that shows it."""
    tree = world.scenario.call_tree
    if tree is None or judge.receipts is None or state.calls is told.calls:
        return []
    found = judge_calls(tree, judge.receipts, state.standing, call_facts(world, state))
    return [
        RecordJudgements(
            at=at, reply=j.evidence[-1].reply, judgements=(j,), later=True, since=_came_to_stand(told, state, j)
        )
        for j in found
    ]


def _came_to_stand(told: TeamState, state: TeamState, judgement: Judgement) -> int | None:
    """The scenario second of the last that calls have come to since ``told`` and that shows ``judgement``.

    Where the clock leapt that is before the present one. None where no call has.
    """
    shown = {evidence.reply for evidence in judgement.evidence}
    old = {one for calls in told.calls.values() for one in calls.attempts}
    new = [one for calls in state.calls.values() for one in calls.attempts if one not in old]
    seconds = [(one.ended, one.repeated) for one in new if not shown.isdisjoint({one.reply, one.words})]
    return max((second for pair in seconds for second in pair if second is not None), default=None)
