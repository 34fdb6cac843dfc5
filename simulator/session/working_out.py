"""What follows from a command at once: its entries, verdicts on a reply or record, and whatever falls due. Pure."""

from __future__ import annotations

from simulator.engine.commands import Command, RecordJudgements, RecordProgress, Refusal, SubmitResponse, Tick
from simulator.engine.decide import decide
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.verdict import Judgement
from simulator.scoring.judge import Judge
from simulator.scoring.timetable import judge_record


def work_out(world: World, judge: Judge, team: str, state: TeamState, command: Command) -> list[Entry] | Refusal:
    """Everything that ``command`` and what follows from it at once add to the team's stream, in order."""
    entries: list[Entry] = []

    def apply(current: TeamState, found: tuple[Entry, ...]) -> TeamState:
        entries.extend(found)
        return fold(world.scenario, found, current)

    decided = decide(world, team, state, command)
    if isinstance(decided, Refusal):
        return decided
    current = apply(state, decided)
    judging = _judgements(world, judge, current, command) if decided else None
    if judging is not None:
        reply, judgements = judging
        judged = decide(world, team, current, RecordJudgements(at=command.at, reply=reply, judgements=judgements))
        if not isinstance(judged, Refusal):
            current = apply(current, judged)
    if not isinstance(command, Tick):
        settled = decide(world, team, current, Tick(at=command.at))
        if not isinstance(settled, Refusal):
            apply(current, settled)
    return entries


def _judgements(
    world: World, judge: Judge, state: TeamState, command: Command
) -> tuple[str, tuple[Judgement, ...]] | None:
    """What ``command``, the last thing in ``state``, shows: the id of its reply or record, and the verdicts."""
    if isinstance(command, SubmitResponse):
        reply = state.responses[-1].reply
        return reply.id, judge.judge(state.standing, reply)
    timetable = world.scenario.timetable
    if isinstance(command, RecordProgress) and timetable is not None:
        row = timetable.row[command.row]
        record = state.progress[-1].id
        return record, judge_record(world.content.manual, state.standing, row, record)
    return None
