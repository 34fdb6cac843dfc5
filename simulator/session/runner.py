"""The session: the only place where a command meets the clock and the log.

A command and all that follows from it at once (verdicts, injects that fall due, phases entered) are appended as one
batch, so that a program that dies leaves all of it or nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from simulator.engine.commands import Command, Refusal
from simulator.engine.control_commands import Improvise
from simulator.engine.due import next_due
from simulator.engine.events import CONTROL_STREAM, Entry
from simulator.engine.fold import fold
from simulator.engine.improvised import decide_improvised, improvised
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.log.record import Draft, Record
from simulator.log.store import Conflict, EventStore
from simulator.model.scenario import Inject
from simulator.scoring.judge import Judge
from simulator.session.entries import draft_of, entry_of
from simulator.session.working_out import work_out

RECENT = 400
"""Entries of each stream that are kept at hand."""

_TRIES = 50
"""How often a command is decided anew because somebody else appended first."""

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
        self._listeners: list[Listener] = []
        self.recent: dict[str, deque[Entry]] = {name: deque(maxlen=RECENT) for name in (*states, CONTROL_STREAM)}
        """The latest entries of every stream, for those who tell what happens."""

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
        self._learn_of(getattr(command, "inject", None))
        for _ in range(_TRIES):
            state = self.states[team]
            outcome = work_out(self.world, self._judge, team, state, command)
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
            self.take_in(team, [entry_of(record) for record in records])
            return None
        return Refusal("log.busy")

    def improvise(self, command: Improvise) -> str | Refusal:
        """Make up an inject for the whole exercise; its id. No team has it yet: ``SendNow`` gives it.

        Raises ``log.store.LogUnreadable`` as ``submit`` does.
        """
        for _ in range(_TRIES):
            found = self.to_improvise(command)
            if isinstance(found, Refusal):
                return found
            with suppress(Conflict):
                return self.improvised(self.store.append(CONTROL_STREAM, *found))
        return Refusal("log.busy")

    def to_improvise(self, command: Improvise) -> tuple[int, list[Draft]] | Refusal:
        """What an improvised inject adds to the control stream, and after which number."""
        seq = self.catch_up_control()
        entry = decide_improvised(self.world, seq, command)
        return entry if isinstance(entry, Refusal) else (seq, [draft_of(entry)])

    def improvised(self, records: Sequence[Record]) -> str:
        """Take in an improvised inject as the log holds it; its id."""
        (made,) = improvised([entry_of(record) for record in records])
        self._extend((made,))
        return made.id

    def catch_up_control(self) -> int:
        """Take in injects that others have made up; the number of the control stream's last entry."""
        control = [entry_of(record) for record in self.store.read(CONTROL_STREAM)]
        self._extend(improvised(control))
        return control[-1].seq if control else 0

    def catch_up(self, team: str) -> bool:
        """Take in what others have appended; True when there was something."""
        records = self.store.read(team, after=self.states[team].seq)
        if records:
            self.take_in(team, [entry_of(record) for record in records])
        return bool(records)

    def next_due(self, team: str, now: int) -> int | None:
        """Real time (UTC ms) at which something may next fall due by itself; None while the clock stands."""
        state = self.states[team]
        if state.finished or not state.clock.running:
            return None
        second = next_due(self.world, state, state.clock.at(now))
        return None if second is None else state.clock.real_of(second)

    @property
    def judge(self) -> Judge:
        """Reads what was said."""
        return self._judge

    def take_in(self, team: str, entries: list[Entry]) -> None:
        """Fold what the log holds now. The entries come back from the log, so live and replayed state are one."""
        entries = [entry for entry in entries if entry.seq > self.states[team].seq]
        if not entries:
            return
        for entry in entries:
            self._learn_of(getattr(entry.event, "inject", None))
        self.states[team] = fold(self.world.scenario, entries, self.states[team])
        self.recent[team].extend(entries)
        for listener in tuple(self._listeners):
            listener(team)

    def _learn_of(self, inject: str | None) -> None:
        """Look into the control stream for an inject that is not known here: another process may have made it up."""
        if inject is not None and inject not in self.world.scenario.inject:
            self.catch_up_control()

    def _extend(self, injects: tuple[Inject, ...]) -> None:
        world = self.world.extended(injects)
        if world is not self.world:
            self.world = world
            self._judge.learn(injects)
