"""Many people's commands on one log: those that wait together are made durable in one step.

A command is answered when what it changed is on the disk. The disk is waited for off the event loop, and meanwhile the
next commands gather. The verdicts on a response follow in a step of their own, in the next pause; ``unjudged`` finds
those that a program owed when it died.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from simulator.engine.commands import Command, JumpTo, Refusal, Tick
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.log.store import Batch, Conflict, LogUnreadable
from simulator.session.appending import TRIES
from simulator.session.background import watch
from simulator.session.entries import draft_of, entry_of
from simulator.session.runner import Session
from simulator.session.working_out import Work, judge_later, unjudged, work_out

_MOST = 64
"""Commands in one step."""

_QUIET = 0.03
"""Real seconds without a command after which verdicts are worked out: people who send at once are answered first."""

_LATEST = 5.0
"""Real seconds after which verdicts that are owed take turns with commands, however many come."""

_AFTER_VERDICTS = (Tick, JumpTo)
"""What has to wait for the verdicts that its team is owed: they may decide whether something falls due."""

_V = TypeVar("_V")


class _Waiting(NamedTuple):
    team: str
    command: Command
    answer: asyncio.Future[Refusal | None]
    again: bool

    def tell(self, outcome: Refusal | Exception | None) -> None:
        _answer(self.answer, outcome)


class _Alone(NamedTuple):
    """Something to be done while no step is under way."""

    job: Callable[[], Awaitable[Any]]
    done: asyncio.Future[Any]


class Batches:
    """Carries out commands on ``session`` one step after the other. ``trouble`` hears why the log cannot be written
    (None: it can again), ``now`` is real time in UTC milliseconds."""

    def __init__(
        self, session: Session, now: Callable[[], int], trouble: Callable[[LogUnreadable | None], None]
    ) -> None:
        self.session = session
        self._now, self._trouble = now, trouble
        self._queue: deque[_Waiting] = deque()
        self._alone: deque[_Alone] = deque()
        self._to_judge: deque[tuple[str, str]] = deque()
        self._owed: list[tuple[str, str]] = []
        # In a contact drill calls are judged at once, and the order of verdicts is that of the replies.
        self._judging = session.world.scenario.call_tree is not None
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._worker: asyncio.Task[None] | None = None
        self._quiet_from = 0.0
        self._late_from = 0.0
        self._held = False
        self._hurry = 0
        self.jump: Work = self._work_out
        """How a jump is carried out."""

    def start(self) -> None:
        """Begin to work."""
        self._worker = asyncio.create_task(self._work())
        watch(self._worker, "the log's worker ended")

    def take_up(self) -> None:
        """Judge what an earlier program owed. Verdicts come at the time of now, at which a team's clock is looked at:
        until it has been told of the gap in which no program ran, the gap would count."""
        for team in self.session.states:
            entries = [entry_of(record) for record in self.session.store.read(team)]
            self._to_judge.extend((team, reply) for reply in unjudged(entries))
        if self._to_judge:
            self._wake()

    async def submit(self, team: str, command: Command, *, again: bool = True) -> Refusal | None:
        """Carry out ``command``; None once what it changed is durable. ``log.unwritable`` where it cannot be.

        ``again`` as in ``Session.submit``.
        """
        return await self.ask(team, command, again=again)

    def ask(self, team: str, command: Command, *, again: bool = True) -> asyncio.Future[Refusal | None]:
        """The same for whoever does not wait: it is carried out in the order in which it was asked for."""
        answer: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(team, command, answer, again))
        self._wake()
        return answer

    def alone(self, job: Callable[[], Awaitable[_V]]) -> asyncio.Future[_V]:
        """Do ``job``, which reads or writes the log itself, after the step under way and before verdicts that are owed;
        what it raises is raised to whoever awaits it."""
        done: asyncio.Future[_V] = asyncio.get_running_loop().create_future()
        self._alone.append(_Alone(job, done))
        self._wake()
        return done

    def owes(self, team: str) -> bool:
        """Whether verdicts on the team's responses are still to come."""
        return any(name == team for name, _ in self._to_judge)

    async def settled(self) -> None:
        """Wait until everything that was asked for is durable and judged."""
        self._hurry += 1
        self._news.set()
        try:
            await self._idle.wait()
        finally:
            self._hurry -= 1

    async def stop(self) -> None:
        """Finish what has begun, and no more."""
        await self.settled()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.wait([self._worker])

    def _wake(self) -> None:
        self._idle.clear()
        self._news.set()

    async def _work(self) -> None:
        time = asyncio.get_running_loop().time
        while True:
            if not self._queue and not self._alone:
                await self._pause(time())
            owed = len(self._to_judge)
            batch = self._next_batch()
            if batch:
                try:
                    await self._carry_out(batch)
                except Exception as error:  # noqa: BLE001 - a bug: whoever waits hears of it, the others go on
                    for waiting in batch:
                        waiting.tell(error)
                self._quiet_from = time() + _QUIET
                self._late_from = self._late_from if owed else time() + _LATEST
            while self._alone:
                await self._do(self._alone.popleft())
            if self._to_judge and self._may_judge(time()):
                try:
                    await self._judge(*self._to_judge[0])
                except Exception as error:  # noqa: BLE001 - a reply that cannot be judged is left to the evaluators
                    told = {"message": "a reply could not be judged", "exception": error}
                    asyncio.get_running_loop().call_exception_handler(told)
                self._to_judge.popleft()
            # Everybody else gets a turn between two steps.
            await asyncio.sleep(0)

    async def _pause(self, now: float) -> None:
        """Wait for something to do: a command, or that it is time for the verdicts that are owed."""
        self._news.clear()
        if not self._to_judge:
            self._idle.set()
            await self._news.wait()
        elif not self._may_judge(now):
            with suppress(TimeoutError):
                async with asyncio.timeout(min(self._quiet_from, self._late_from) - now):
                    await self._news.wait()

    def _may_judge(self, now: float) -> bool:
        """Whether verdicts are worked out now: in a pause, when somebody waits for them, or when they are late."""
        return bool(self._hurry or self._held) or now >= min(self._quiet_from, self._late_from)

    async def _do(self, alone: _Alone) -> None:
        try:
            _answer(alone.done, await alone.job())
        except Exception as error:  # noqa: BLE001 - whoever asked for it hears of it
            _answer(alone.done, error)

    def _next_batch(self) -> list[_Waiting]:
        """Those that can be carried out now, taken from the queue."""
        batch: list[_Waiting] = []
        held: list[_Waiting] = []
        while self._queue and len(batch) < _MOST:
            waiting = self._queue.popleft()
            later = isinstance(waiting.command, _AFTER_VERDICTS) and self.owes(waiting.team)
            (held if later else batch).append(waiting)
        self._queue.extendleft(reversed(held))
        self._held = bool(held)
        return batch

    async def _carry_out(self, batch: list[_Waiting]) -> None:
        for _ in range(TRIES):
            found: dict[str, list[Entry]] = {}
            states = dict(self.session.states)
            answers = [self._decide(waiting, states, found) for waiting in batch]
            try:
                written = await self._append(found)
            except Conflict:
                batch = self._still_wanted(batch, {team for team in found if self.session.catch_up(team)})
                continue
            except LogUnreadable as error:
                self._trouble(error)
                answers = [answer or Refusal("log.unwritable") for answer in answers]
            else:
                if written:
                    self._trouble(None)
                self._to_judge.extend(self._owed)
                self._owed.clear()
            for waiting, answer in zip(batch, answers, strict=True):
                waiting.tell(answer)
            return
        for waiting in batch:
            waiting.tell(Refusal("log.busy"))

    def _still_wanted(self, batch: list[_Waiting], moved: set[str]) -> list[_Waiting]:
        """Those to be decided anew after somebody else has appended to the streams of ``moved``."""
        for waiting in batch:
            if waiting.team in moved and not waiting.again:
                waiting.tell(None)
        return [waiting for waiting in batch if waiting.again or waiting.team not in moved]

    def _decide(self, waiting: _Waiting, states: dict[str, TeamState], found: dict[str, list[Entry]]) -> Refusal | None:
        """Add what the command changes to ``found`` and ``states``; a bug in one command is that command's alone."""
        session, team = self.session, waiting.team
        if team not in states:
            return Refusal("team.unknown", {"team": team})
        try:
            work = self.jump if isinstance(waiting.command, JumpTo) else self._work_out
            outcome = work(team, states[team], waiting.command)
        except Exception as error:  # noqa: BLE001 - whoever sent it hears of it; the others' commands are carried out
            waiting.tell(error)
            return None
        if isinstance(outcome, Refusal):
            return outcome
        found.setdefault(team, []).extend(outcome)
        states[team] = fold(session.world.scenario, outcome, states[team])
        return None

    def _work_out(self, team: str, state: TeamState, command: Command) -> list[Entry] | Refusal:
        return work_out(self.session.world, self.session.judge, team, state, command, judging=self._judging)

    async def _append(self, found: dict[str, list[Entry]]) -> bool:
        """Make ``found`` durable, then take it in: nobody sees what might still be lost. False where it is nothing."""
        batches = [
            Batch(team, self.session.states[team].seq, [draft_of(entry) for entry in entries])
            for team, entries in found.items()
            if entries
        ]
        if not batches:
            return False
        appended = await asyncio.to_thread(self.session.store.append_many, batches)
        for batch, records in zip(batches, appended, strict=True):
            entries = [entry_of(record) for record in records]
            self.session.take_in(batch.stream, entries)
            if not self._judging:
                self._to_judge.extend((batch.stream, reply) for reply in unjudged(entries))
        return True

    async def _judge(self, team: str, reply: str) -> None:
        session = self.session
        for _ in range(TRIES):
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


def _answer(asked: asyncio.Future[Any], outcome: object) -> None:
    """Give ``outcome`` to whoever asked, or raise it there; nobody may wait any more."""
    if asked.done():
        return
    if isinstance(outcome, Exception):
        asked.set_exception(outcome)
    else:
        asked.set_result(outcome)
