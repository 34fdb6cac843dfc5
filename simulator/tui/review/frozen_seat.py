"""A seat as it was at one moment of a replay: the player's own desk shows it, and nothing can be done there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from simulator.engine.commands import Command, Refusal
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.views import SeatView
from simulator.report.tape import Tape
from simulator.session.still_seat import StillSeat


class FrozenSeat(StillSeat):
    """Implements ``SeatPort``. ``real`` is UTC milliseconds; the clocks stand there."""

    def __init__(self, tape: Tape, view: SeatView, real: int) -> None:
        self._tape, self._view, self._real = tape, view, real

    @property
    def alone(self) -> bool:
        return False

    def view(self) -> SeatView:
        return self._view

    def manual(self) -> ManualView:
        return manual_view(self._tape.world, self._view.lang)

    async def changes(self) -> AsyncIterator[SeatView]:
        await asyncio.Event().wait()
        yield self._view

    async def send(self, command: Command) -> Refusal | None:  # noqa: ARG002
        return Refusal("replay.read_only")

    def now(self) -> int:
        return self._real
