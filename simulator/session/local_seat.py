"""A seat of an exercise that runs in this process: the person's own port, with scripted players for the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

from simulator.engine.commands import Command, JumpTo, Refusal, Tick
from simulator.engine.due import next_due
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.state import TeamState
from simulator.engine.views import SeatView, seat_view
from simulator.log.store import LogUnreadable
from simulator.model.script import Script
from simulator.scoring.scorecard import ScoreCard
from simulator.session.clocks import Clock
from simulator.session.drafts import Drafts
from simulator.session.jumping import Jump, Thought
from simulator.session.opening import OpenedLog, end_exercise
from simulator.session.port import Ahead, Draft
from simulator.session.runner import Session
from simulator.session.scoring import score_card
from simulator.session.scripted import Key, Planned, key_of, next_planned
from simulator.words import Translate

_LONGEST_WAIT = 60.0
"""Real seconds after which the clock is looked at again in any case."""

_RETRY = 5.0
"""Real seconds until a log that could not be written is tried again."""


class LocalSeat:
    """Implements ``SeatPort`` on a Session in this process."""

    def __init__(
        self,
        session: Session,
        opened: OpenedLog,
        team: str,
        seat: str,
        *,
        lang: str,
        clock: Clock,
        drafts: Drafts,
        log_path: str,
        t: Translate,
    ) -> None:
        self.session = session
        self._opened = opened
        self._team = team
        self._seat = seat
        self._lang = lang
        self._clock = clock
        self._drafts = drafts
        self._log_path = log_path
        self._t = t
        self._script: Script | None = opened.scripts.get(team)
        self._refused: set[Key] = set()
        self._trouble = ""
        self._manual: ManualView | None = None
        self._changed = asyncio.Event()
        self._readers: list[asyncio.Event] = []
        self._unlisten = session.listen(lambda _: self._notify())
        self._driver = asyncio.create_task(self._drive())
        self._driver.add_done_callback(self._driver_ended)

    @property
    def _state(self) -> TeamState:
        return self.session.states[self._team]

    @property
    def alone(self) -> bool:
        return True

    def view(self) -> SeatView:
        found = seat_view(self.session.world, self._team, self._state, self._seat, self._lang)
        if found is None:
            raise KeyError(self._seat)
        return found

    def manual(self) -> ManualView:
        if self._manual is None:
            self._manual = manual_view(self.session.world, self._lang)
        return self._manual

    async def changes(self) -> AsyncIterator[SeatView]:
        news = asyncio.Event()
        self._readers.append(news)
        try:
            while True:
                await news.wait()
                news.clear()
                yield self.view()
        finally:
            self._readers.remove(news)

    async def send(self, command: Command) -> Refusal | None:
        try:
            # What a window decided when it opened is carried out now.
            refusal = self._carry_out(replace(command, at=self.now()))
        except LogUnreadable as error:
            self._have_trouble(error)
            return Refusal("log.unwritable", {"message": self._trouble})
        self._trouble = ""
        return refusal

    def _carry_out(self, command: Command) -> Refusal | None:
        """A jump goes from one thing that happens to the next; anything that cannot be done is refused as it is."""
        state = self._state
        if not isinstance(command, JumpTo) or state.finished or command.scenario <= state.clock.at(command.at):
            return self.session.submit(self._team, command)
        self._jump(command.at, command.actor, self._refused).carry_out(
            _Ground(self.session, self._team), command.scenario
        )
        return None

    def ahead(self, to: int | None) -> Ahead:
        seat = self.session.world.seat(self._team, self._seat)
        if seat is None:
            raise KeyError(self._seat)
        thought = Thought(self.session.world, self._team, self._state)
        jump = self._jump(self.now(), f"seat:{self._seat}", set(self._refused))
        return jump.look_ahead(thought, self._team, seat, to)

    def _jump(self, at: int, actor: str, refused: set[Key]) -> Jump:
        return Jump(self.session.world, max(at, self._state.last_at), actor, self._reply_after, refused)

    def now(self) -> int:
        return self._clock.now()

    def score(self) -> ScoreCard | None:
        if not self._state.finished:
            return None
        return score_card(self.opened())

    def opened(self) -> OpenedLog:
        """The exercise with the present states, for the score screen."""
        return replace(self._opened, world=self.session.world, states=dict(self.session.states))

    def next_due(self) -> int | None:
        state = self._state
        if state.finished or not state.started:
            return None
        now = state.clock.at(self.now())
        reply = self._next_reply()
        times = (next_due(self.session.world, state, now), None if reply is None else reply.at)
        return min((time for time in times if time is not None and time > now), default=None)

    def trouble(self) -> str:
        return self._trouble

    def log_path(self) -> str:
        return self._log_path

    def draft(self, inject: str | None) -> Draft:
        return self._drafts.get(inject)

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        self._drafts.keep(inject, draft)

    def wake(self) -> None:
        """Look at the clock now instead of when the next thing was expected."""
        self._changed.set()

    def finished(self) -> bool:
        """Whether the seat's own task has nothing more to do: the story is over and the log closed."""
        return self._driver.done()

    async def close(self) -> None:
        self._driver.cancel()
        try:
            with suppress(asyncio.CancelledError):
                await self._driver
        finally:
            self._unlisten()
            self.session.store.close()

    async def _drive(self) -> None:
        """Deliver what falls due and let scripted players answer, until closed or finished."""
        while not self._state.finished:
            self._changed.clear()
            wait = self._advance()
            await asyncio.sleep(0)
            # Not asyncio.wait_for: in Python 3.11 it may swallow a cancellation that comes with the event.
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._changed.wait()
        try:
            end_exercise(self.session.store, self.now(), "played")
        except LogUnreadable as error:
            self._have_trouble(error)
        self._drafts.forget_all()

    def _advance(self) -> float:
        """Do what is due now; the real seconds until something may be due again."""
        now = self.now()
        try:
            self.session.submit(self._team, Tick(at=now))
            sent = self._answer_for_others(now)
        except LogUnreadable as error:
            self._have_trouble(error)
            return _RETRY
        self._trouble = ""
        if sent:
            return 0.0
        due = self.session.next_due(self._team, now)
        reply = self._next_reply()
        times = [due, None if reply is None else self._state.clock.real_of(reply.at)]
        ahead = [(time - now) / 1000 for time in times if time is not None]
        return max(0.0, min([*ahead, _LONGEST_WAIT]))

    def _answer_for_others(self, now: int) -> bool:
        reply = self._next_reply()
        if reply is None or not self._state.clock.running or reply.at > self._state.clock.at(now):
            return False
        # Another program on the same log may have sent it: then it is not sent again.
        refusal = self.session.submit(self._team, replace(reply.command, at=now), again=False)
        if refusal is not None:
            self._refused.add(key_of(reply.command))
        return True

    def _next_reply(self) -> Planned | None:
        return self._reply_after(self._state, self._refused)

    def _reply_after(self, state: TeamState, refused: set[Key]) -> Planned | None:
        if self._script is None:
            return None
        return next_planned(self.session.world, self._team, state, self._script, self._opened.lang, refused)

    def _have_trouble(self, error: LogUnreadable) -> None:
        self._trouble = f"{error.message(self._t)} {error.remedy(self._t)}"
        # The screens are told, but not the seat's own task: it waits before it tries again.
        self._tell_readers()

    def _notify(self) -> None:
        self._changed.set()
        self._tell_readers()

    def _tell_readers(self) -> None:
        for news in self._readers:
            news.set()

    def _driver_ended(self, task: asyncio.Task[None]) -> None:
        """Without this an exception in the task, which is a bug, would leave a screen that waits for ever."""
        if task.cancelled() or task.exception() is None:
            return
        t = self._t
        self._trouble = t("An error inside the program has stopped the story. What was sent is safe: leave and resume.")
        self._tell_readers()
        task.result()


class _Ground:
    """The exercise itself, as a jump sees it."""

    def __init__(self, session: Session, team: str) -> None:
        self._session, self._team = session, team

    @property
    def state(self) -> TeamState:
        return self._session.states[self._team]

    def submit(self, command: Command) -> Refusal | None:
        return self._session.submit(self._team, command)
