"""Turns: changes reach the apps of one process a few at a time, and few apps begin at once.

All apps share one event loop. If forty took a change in at the same moment, each would be painted after the last had
taken it in, and keys would wait for all of them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any, Generic, TypeVar

from simulator.engine.commands import Command, Refusal
from simulator.engine.manual_view import ManualView
from simulator.engine.views import SeatView
from simulator.scoring.scorecard import ScoreCard
from simulator.session.port import Ahead, Draft, SeatPort
from simulator.session.room_port import ControlPort, Grant

View = TypeVar("View")

AT_ONCE = 4
"""Apps that take a change in together."""

PAUSE = 0.012
"""Real seconds until the next ones, in which keys are answered and frames go out."""

BEGINNING = 3
"""Apps that may be between their start and their first frame."""


class Turns:
    """Lets those who wait go on in the order in which they came, ``at_once`` of them, then a pause."""

    def __init__(self, at_once: int = AT_ONCE, pause: float = PAUSE) -> None:
        self._at_once, self._pause = at_once, pause
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._calling: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Wait for one's turn."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        if self._calling is None:
            self._calling = asyncio.create_task(self._call())
        await turn

    async def _call(self) -> None:
        try:
            while self._waiting:
                called = 0
                while self._waiting and called < self._at_once:
                    turn = self._waiting.popleft()
                    if not turn.done():
                        turn.set_result(None)
                        called += 1
                await asyncio.sleep(self._pause)
        finally:
            self._calling = None


class PacedSeat:
    """A seat whose changes wait for their turn. Closing it twice does no harm."""

    def __init__(self, port: SeatPort, turns: Turns) -> None:
        self._port, self._turns = port, turns
        self._closed = False
        whole: Any = getattr(port, "opened", None)
        if whole is not None:
            self.opened = whole

    @property
    def alone(self) -> bool:
        return self._port.alone

    def view(self) -> SeatView:
        return self._port.view()

    def manual(self) -> ManualView:
        return self._port.manual()

    async def changes(self) -> AsyncIterator[SeatView]:
        async for view in self._port.changes():
            await self._turns.take()
            yield view

    async def send(self, command: Command) -> Refusal | None:
        return await self._port.send(command)

    def now(self) -> int:
        return self._port.now()

    def score(self) -> ScoreCard | None:
        return self._port.score()

    def next_due(self) -> int | None:
        return self._port.next_due()

    def ahead(self, to: int | None) -> Ahead:
        return self._port.ahead(to)

    def trouble(self) -> str:
        return self._port.trouble()

    def log_path(self) -> str:
        """Nothing: it lies on the server, and a person there sees it elsewhere."""
        return ""

    def draft(self, inject: str | None) -> Draft:
        return self._port.draft(inject)

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        self._port.keep_draft(inject, draft)

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await self._port.close()


class PacedDesk(Generic[View]):
    """The same for a desk, or for a view without commands."""

    def __init__(self, port: ControlPort[View], turns: Turns) -> None:
        self._port, self._turns = port, turns
        self._closed = False
        self.grant: Grant = port.grant

    def view(self) -> View:
        return self._port.view()

    async def changes(self) -> AsyncIterator[View]:
        async for view in self._port.changes():
            await self._turns.take()
            yield view

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        return await self._port.send(command, teams)

    def now(self) -> int:
        return self._port.now()

    def trouble(self) -> str:
        return self._port.trouble()

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await self._port.close()
