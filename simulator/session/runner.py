"""The session: the only place where a command meets the clock and the log.

A command and all that follows from it at once (verdicts, injects that fall due, phases entered) are appended as one
batch, so that a program that dies leaves all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.engine.call_commands import AcknowledgeCall, CorrectNumber, MakeCall
from simulator.engine.calls import call_facts
from simulator.engine.commands import Command, RecordJudgements, Refusal, SubmitResponse, Tick
from simulator.engine.decide import decide
from simulator.engine.due import next_due
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.log.store import Conflict, EventStore
from simulator.scoring.calls import Receipts, judge_calls
from simulator.scoring.judge import Judge
from simulator.session.entries import draft_of, entry_of

_TRIES = 50
"""How often a command is decided anew because somebody else appended first."""

_ROUNDS = 100
"""More calls than fall due in one moment."""

_REPLIES = (SubmitResponse, MakeCall, AcknowledgeCall, CorrectNumber)
"""Commands that are recorded as a reply, which the judge then reads."""

Listener = Callable[[str], None]
"""Called with the team whose state has changed."""


class Session:
    """An open exercise: decides commands, judges replies, appends to the log, tells listeners."""

    def __init__(self, store: EventStore, world: World, states: dict[str, TeamState]) -> None:
        self.store = store
        self.world = world
        self.states = states
        content = world.content
        self._judge = Judge(content.manual, content.lexicons, content.scenario)
        tree = content.scenario.call_tree
        self._receipts = Receipts(tree, content.lexicons) if tree is not None else None
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change; the returned function ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def submit(self, team: str, command: Command, *, again: bool = True) -> Refusal | None:
        """Carry out ``command`` for ``team``; None when it was done (or there was nothing to do).

        Where somebody else has appended first it is decided anew; without ``again`` their records are taken in and
        the command is dropped, for a caller who looks anew what is to be done.

        Raises ``log.store.LogUnreadable`` where the log cannot be written; nothing has happened then.
        """
        for _ in range(_TRIES):
            state = self.states[team]
            outcome = self._work_out(team, state, command)
            if isinstance(outcome, Refusal):
                return outcome
            if not outcome:
                return None
            try:
                records = self.store.append(team, state.seq, [draft_of(entry) for entry in outcome])
            except Conflict:
                self.catch_up(team)
                if not again:
                    return None
                continue
            self._take_in(team, [entry_of(record) for record in records])
            return None
        return Refusal("log.busy")

    def catch_up(self, team: str) -> bool:
        """Take in what others have appended; True when there was something."""
        records = self.store.read(team, after=self.states[team].seq)
        if records:
            self._take_in(team, [entry_of(record) for record in records])
        return bool(records)

    def next_due(self, team: str, now: int) -> int | None:
        """Real time (UTC ms) at which something may next fall due by itself; None while the clock stands."""
        state = self.states[team]
        if state.finished or not state.clock.running:
            return None
        second = next_due(self.world, state, state.clock.at(now))
        return None if second is None else state.clock.real_of(second)

    def _take_in(self, team: str, entries: list[Entry]) -> None:
        """Fold what the log holds now. The entries come back from the log, so live and replayed state are one."""
        self.states[team] = fold(self.world.scenario, entries, self.states[team])
        for listener in tuple(self._listeners):
            listener(team)

    def _work_out(self, team: str, state: TeamState, command: Command) -> list[Entry] | Refusal:
        entries: list[Entry] = []
        current = state
        decided = decide(self.world, team, current, command)
        if isinstance(decided, Refusal):
            return decided
        current = self._apply(current, decided, entries)
        if isinstance(command, _REPLIES) and decided:
            reply = current.responses[-1].reply
            judgements = self._judge.judge(current.standing, reply)
            judged = decide(
                self.world, team, current, RecordJudgements(at=command.at, reply=reply.id, judgements=judgements)
            )
            if not isinstance(judged, Refusal):
                current = self._apply(current, judged, entries)
        told = state
        settling = not isinstance(command, Tick)
        # Calls that are answered may show steps, and steps may open what falls due: each round takes one call further.
        for _ in range(_ROUNDS):
            before, current = current, self._judge_calls(team, told, current, command.at, entries)
            told = current
            if not settling and current is before:
                break
            settled = decide(self.world, team, current, Tick(at=command.at))
            current = current if isinstance(settled, Refusal) else self._apply(current, settled, entries)
            settling = False
        return entries

    def _judge_calls(self, team: str, told: TeamState, state: TeamState, at: int, into: list[Entry]) -> TeamState:
        """``state`` with the steps that calls have shown since ``told``."""
        tree = self.world.scenario.call_tree
        if tree is None or self._receipts is None or state.calls is told.calls:
            return state
        current = state
        for judgement in judge_calls(tree, self._receipts, state.standing, call_facts(self.world, state)):
            reply = judgement.evidence[-1].reply
            command = RecordJudgements(at=at, reply=reply, judgements=(judgement,), later=True)
            judged = decide(self.world, team, current, command)
            current = current if isinstance(judged, Refusal) else self._apply(current, judged, into)
        return current

    def _apply(self, state: TeamState, found: tuple[Entry, ...], into: list[Entry]) -> TeamState:
        into.extend(found)
        return fold(self.world.scenario, found, state)
