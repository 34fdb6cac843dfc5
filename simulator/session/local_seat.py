"""A seat of an exercise that runs in this process: the person's own port, with scripted players for the rest.

A ``Conductor`` drives it, as it drives the teams of a hall.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

from simulator.engine.commands import Command, Refusal
from simulator.engine.due import next_due
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.state import TeamState
from simulator.engine.views import SeatView, seat_view
from simulator.log.store import LogUnreadable
from simulator.scoring.scorecard import ScoreCard
from simulator.session.at_once import AtOnce
from simulator.session.clocks import Clock
from simulator.session.conductor import Conductor
from simulator.session.drafts import Drafts
from simulator.session.opening import OpenedLog, end_exercise
from simulator.session.port import Ahead, Draft
from simulator.session.runner import Session
from simulator.session.scoring import score_card
from simulator.words import Translate


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
        self._trouble = ""
        self._manual: ManualView | None = None
        self._readers: list[asyncio.Event] = []
        self._carrier = AtOnce(session, self._have_trouble)
        self._conductor = Conductor(self._carrier, clock, dict(opened.scripts), opened.lang)
        self._unlisten = session.listen(lambda _: self._tell_readers())
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
        # What a window decided when it opened is carried out now.
        refusal = await self._carrier.submit(self._team, replace(command, at=self.now()))
        if refusal is not None and refusal.code == "log.unwritable":
            return Refusal(refusal.code, {"message": self._trouble})
        return refusal

    def ahead(self, to: int | None) -> Ahead:
        seat = self.session.world.seat(self._team, self._seat)
        if seat is None:
            raise KeyError(self._seat)
        jump, thought = self._conductor.jump(self._team, self._state, self.now(), f"seat:{self._seat}")
        return jump.look_ahead(thought, self._team, seat, to)

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
        reply = self._conductor.next_reply(self._team)
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
        self._conductor.wake()

    def finished(self) -> bool:
        """Whether the seat's own task has nothing more to do: the story is over and the log closed."""
        return self._driver.done()

    async def close(self) -> None:
        self._driver.cancel()
        try:
            with suppress(asyncio.CancelledError):
                await self._driver
            await self._conductor.stop()
        finally:
            self._unlisten()
            self.session.store.close()

    async def _drive(self) -> None:
        """Let the story go on until it is over, then close the log's exercise."""
        await self._conductor.run()
        try:
            end_exercise(self.session.store, self.now(), "played")
        except LogUnreadable as error:
            self._have_trouble(error)
        self._drafts.forget_all()

    def _have_trouble(self, error: LogUnreadable | None) -> None:
        self._trouble = "" if error is None else f"{error.message(self._t)} {error.remedy(self._t)}"
        if error is not None:
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
