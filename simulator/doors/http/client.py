"""A seat over the network: the same port that the screens know of a seat in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import httpx
from pydantic import TypeAdapter

from simulator.doors.http.link import RECONNECT, RESEND, Link
from simulator.doors.http.view_reading import ViewReader
from simulator.engine.command_wire import encode_command
from simulator.engine.commands import Command, Refusal
from simulator.engine.manual_view import ManualView
from simulator.engine.views import SeatView
from simulator.scoring.scorecard import ScoreCard
from simulator.session.drafts import Drafts
from simulator.session.port import Ahead, Draft
from simulator.words import Translate, mark

_LOST = mark("The connection to exercise control is lost. Trying again; what you write is kept.")
_ENDED: Mapping[str, str] = {
    "seat.taken_over": mark(
        "Somebody else has taken over this seat. Leave, and join again with your code to share it."
    ),
    "code.revoked": mark("Your code is not valid any more. Ask exercise control for a new one."),
}
_OVER = mark("This seat was closed. Leave, and join again with your code.")


class HttpSeat:
    """Implements ``SeatPort`` over HTTP. Drafts stay on this machine.

    ``first`` is the answer of ``GET /seat``, ``manual`` that of ``GET /seat/manual``; ``http`` carries the address and
    the token. It is made inside the event loop in which it is used.
    """

    alone = False

    def __init__(
        self,
        http: httpx.AsyncClient,
        first: Mapping[str, Any],
        manual: Mapping[str, Any],
        *,
        drafts: Drafts,
        t: Translate,
        reconnect: Sequence[float] = RECONNECT,
        resend: Sequence[float] = RESEND,
    ) -> None:
        """``t`` translates the domain ``doors``."""
        self._address = str(http.base_url)
        self._drafts, self._t = drafts, t
        self._manual = TypeAdapter(ManualView).validate_python(manual)
        self._score: ScoreCard | None = None
        self._link = Link(http, "/seat", ViewReader(SeatView), first, reconnect=reconnect, resend=resend)

    def view(self) -> SeatView:
        return self._link.view

    def manual(self) -> ManualView:
        return self._manual

    async def changes(self) -> AsyncIterator[SeatView]:
        async for view in self._link.changes():
            if view.finished:
                await self._fetch_score()
            yield view

    async def send(self, command: Command) -> Refusal | None:
        found = await self._link.send(encode_command(command))
        if self._link.view.finished:
            await self._fetch_score()
        return found if isinstance(found, Refusal) else None

    def now(self) -> int:
        return self._link.now()

    def score(self) -> ScoreCard | None:
        return self._score

    def next_due(self) -> int | None:
        """None: exercise control runs the clock."""
        return None

    def ahead(self, to: int | None) -> Ahead:
        """Nothing: the clock is not this seat's to move."""
        now = self._link.view.clock.at(self.now())
        return Ahead(to=now if to is None else to, arrivals=0, lapsing=0, phase=False)

    def trouble(self) -> str:
        link = self._link
        if link.ended:
            return self._t(_ENDED.get(link.ended, _OVER))
        return link.trouble if link.connected else self._t(_LOST)

    def log_path(self) -> str:
        """Where the log lies: with exercise control, whose address this is."""
        return self._address

    def draft(self, inject: str | None) -> Draft:
        return self._drafts.get(inject)

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        self._drafts.keep(inject, draft)

    async def close(self) -> None:
        if self._link.view.finished:
            self._drafts.forget_all()
        await self._link.close()

    async def _fetch_score(self) -> None:
        """The card, as soon as there is one; a link that is down now brings it with the next change."""
        if self._score is not None:
            return
        try:
            found = await self._link.get("/seat/score")
        except httpx.HTTPError:
            return
        if found["score"] is not None:
            self._score = TypeAdapter(ScoreCard).validate_python(found["score"])
