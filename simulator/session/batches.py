"""Many people's commands on one log: those that wait together are made durable in one step.

A command is answered when what it changed is on the disk. The disk is waited for off the event loop, and meanwhile the
next commands gather. The verdicts on a response follow in a step of their own; ``unjudged`` finds those that a program
owed when it died.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from simulator.engine.commands import Command, Refusal
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.log.store import Batch, Conflict, LogUnreadable
from simulator.session.entries import draft_of, entry_of
from simulator.session.runner import Session
from simulator.session.working_out import judge_later, unjudged, work_out

_MOST = 64
"""Commands in one step."""

_TRIES = 50


class _Waiting(NamedTuple):
    team: str
    command: Command
    answer: asyncio.Future[Refusal | None]


class Batches:
    """Carries out commands on ``session`` one step after the other. ``trouble`` hears why the log cannot be written
    (None: it can again), ``now`` is real time in UTC milliseconds."""

    def __init__(
        self, session: Session, now: Callable[[], int], trouble: Callable[[LogUnreadable | None], None]
    ) -> None:
        self.session = session
        self._now, self._trouble = now, trouble
        self._queue: deque[_Waiting] = deque()
        self._to_judge: deque[tuple[str, str]] = deque()
        self._owed: list[tuple[str, str]] = []
        # In a contact drill calls are judged at once, and the order of verdicts is that of the replies.
        self._judging = session.world.scenario.call_tree is not None
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._worker: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to work; what an earlier program owed is judged first."""
        for team in self.session.states:
            entries = [entry_of(record) for record in self.session.store.read(team)]
            self._to_judge.extend((team, reply) for reply in unjudged(entries))
        self._worker = asyncio.create_task(self._work())
        self._worker.add_done_callback(_tell)
        if self._to_judge:
            self._wake()

    async def submit(self, team: str, command: Command) -> Refusal | None:
        """Carry out ``command``; None once what it changed is durable. ``log.unwritable`` where it cannot be."""
        answer: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(team, command, answer))
        self._wake()
        return await answer

    async def settled(self) -> None:
        """Wait until everything that was asked for is durable and judged."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Finish what has begun, and no more."""
        await self._idle.wait()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.wait([self._worker])

    def _wake(self) -> None:
        self._idle.clear()
        self._news.set()

    async def _work(self) -> None:
        while True:
            if not self._queue and not self._to_judge:
                self._idle.set()
                self._news.clear()
                await self._news.wait()
            if self._queue:
                batch = [self._queue.popleft() for _ in range(min(_MOST, len(self._queue)))]
                await self._carry_out(batch)
            elif self._to_judge:
                await self._judge(*self._to_judge.popleft())
            # Everybody else gets a turn between two steps.
            await asyncio.sleep(0)

    async def _carry_out(self, batch: list[_Waiting]) -> None:
        for _ in range(_TRIES):
            found: dict[str, list[Entry]] = {}
            states = dict(self.session.states)
            answers = [self._decide(waiting, states, found) for waiting in batch]
            try:
                await self._append(found)
            except Conflict:
                for team in found:
                    self.session.catch_up(team)
                continue
            except LogUnreadable as error:
                self._trouble(error)
                answers = [answer or Refusal("log.unwritable") for answer in answers]
            else:
                self._trouble(None)
                self._to_judge.extend(self._owed)
                self._owed.clear()
            for waiting, answer in zip(batch, answers, strict=True):
                if not waiting.answer.done():
                    waiting.answer.set_result(answer)
            return
        for waiting in batch:
            if not waiting.answer.done():
                waiting.answer.set_result(Refusal("log.busy"))

    def _decide(self, waiting: _Waiting, states: dict[str, TeamState], found: dict[str, list[Entry]]) -> Refusal | None:
        """Add what the command changes to ``found`` and ``states``; a bug in one command is that command's alone."""
        session, team = self.session, waiting.team
        if team not in states:
            return Refusal("team.unknown", {"team": team})
        try:
            outcome = work_out(session.world, session.judge, team, states[team], waiting.command, judging=self._judging)
        except Exception as error:  # noqa: BLE001 - whoever sent it hears of it; the others' commands are carried out
            if not waiting.answer.done():
                waiting.answer.set_exception(error)
            return None
        if isinstance(outcome, Refusal):
            return outcome
        found.setdefault(team, []).extend(outcome)
        states[team] = fold(session.world.scenario, outcome, states[team])
        return None

    async def _append(self, found: dict[str, list[Entry]]) -> None:
        """Make ``found`` durable, then take it in: nobody sees what might still be lost."""
        batches = [
            Batch(team, self.session.states[team].seq, [draft_of(entry) for entry in entries])
            for team, entries in found.items()
            if entries
        ]
        if not batches:
            return
        appended = await asyncio.to_thread(self.session.store.append_many, batches)
        for batch, records in zip(batches, appended, strict=True):
            entries = [entry_of(record) for record in records]
            self.session.take_in(batch.stream, entries)
            if not self._judging:
                self._to_judge.extend((batch.stream, reply) for reply in unjudged(entries))

    async def _judge(self, team: str, reply: str) -> None:
        session = self.session
        for _ in range(_TRIES):
            found = judge_later(session.world, session.judge, team, session.states[team], reply, self._now())
            if not found:
                return
            try:
                await self._append({team: found})
            except Conflict:
                session.catch_up(team)
                continue
            except LogUnreadable as error:
                # It is tried again once the log can be written.
                self._owed.append((team, reply))
                self._trouble(error)
            return


def _tell(task: asyncio.Task[None]) -> None:
    """An exception in the worker is a bug; without this nobody would hear of it."""
    if not task.cancelled() and (error := task.exception()) is not None:
        task.get_loop().call_exception_handler({"message": "the log's worker ended", "exception": error, "task": task})
