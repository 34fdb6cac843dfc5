"""What follows from a command at once: its entries, the verdicts on a reply, and whatever falls due. Pure."""

from __future__ import annotations

from simulator.engine.commands import Command, RecordJudgements, Refusal, SubmitResponse, Tick
from simulator.engine.decide import decide
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.scoring.judge import Judge


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
    if isinstance(command, SubmitResponse) and decided:
        reply = current.responses[-1].reply
        judgements = judge.judge(current.standing, reply)
        judged = decide(world, team, current, RecordJudgements(at=command.at, reply=reply.id, judgements=judgements))
        if not isinstance(judged, Refusal):
            current = apply(current, judged)
    if not isinstance(command, Tick):
        settled = decide(world, team, current, Tick(at=command.at))
        if not isinstance(settled, Refusal):
            apply(current, settled)
    return entries
