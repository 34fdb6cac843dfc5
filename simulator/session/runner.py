"""The session: the only place where a command meets the clock and the log.

A command and all that follows from it at once (verdicts, injects that fall due, phases entered) are appended as one
batch, so that a program that dies leaves all of it or nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from simulator.engine.commands import Command, Refusal
from simulator.engine.control_commands import Improvise
from simulator.engine.due import next_due
from simulator.engine.events import CONTROL_STREAM, Entry
from simulator.engine.fold import fold
from simulator.engine.improvised import decide_improvised, improvised
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.log.store import Conflict, EventStore
from simulator.model.scenario import Inject
from simulator.scoring.judge import Judge
from simulator.session.appending import TRIES, append_control, read_control
from simulator.session.entries import draft_of, entry_of
from simulator.session.working_out import Work, work_out

RECENT = 400
"""Entries of each stream that are kept at hand."""

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

    def submit(self, team: str, command: Command, *, again: bool = True, work: Work | None = None) -> Refusal | None:
        """Carry out ``command`` for ``team``; None when it was done (or there was nothing to do).

        Where somebody else has appended first it is decided anew; without ``again`` their records are taken in and
        the command is dropped, for a caller who looks anew what is to be done. ``work`` says what it adds to the log
        where that is more than ``work_out`` does.

        Raises ``log.store.LogUnreadable`` where the log cannot be written; nothing has happened then.
        """
        self._learn_of(getattr(command, "inject", None))
        for _ in range(TRIES):
            state = self.states[team]
            outcome = (work or self.work_out)(team, state, command)
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

    def work_out(self, team: str, state: TeamState, command: Command) -> list[Entry] | Refusal:
        """Everything that ``command`` adds to the stream of ``team`` in ``state``; nothing is appended."""
        return work_out(self.world, self._judge, team, state, command)

    def improvise(self, command: Improvise) -> str | Refusal:
        """Make up an inject for the whole exercise; its id. No team has it yet: ``SendNow`` gives it.

        Raises ``log.store.LogUnreadable`` as ``submit`` does.
        """

        def make_up(control: Sequence[Entry], last: int) -> list[Entry] | Refusal:
            self._extend(improvised(control))
            entry = decide_improvised(self.world, last, command)
            return entry if isinstance(entry, Refusal) else [entry]

        appended = append_control(self.store, make_up)
        if isinstance(appended, Refusal):
            return appended
        (made,) = improvised(appended)
        self._extend((made,))
        return made.id

    def catch_up_control(self) -> None:
        """Take in injects that others have made up."""
        self._extend(improvised(read_control(self.store)))

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
