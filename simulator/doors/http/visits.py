"""Who is in the exercise over HTTP: the port of each person, kept while they are here and a little longer.

A page without a stream, or a connection that drops and comes back, is one visit: the log does not tell of every reload.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import suppress
from typing import Any

from simulator.doors.http.feed import Feed
from simulator.doors.http.limits import PEOPLE
from simulator.engine.commands import Refusal
from simulator.session.port import SeatPort
from simulator.session.room_port import ControlPort, Grant, Part, Person, Room

GRACE_SECONDS = 60.0
"""How long a person's port stays open after their last sign of life, where it is known how to hear of their going."""
READING_SECONDS = 300.0
"""The same for whoever has had no stream: a page without a script says nothing while it is read and written in."""

_LOOK_SECONDS = 5.0
_ANSWERS_KEPT = 64
_FOR_GOOD = frozenset({"seat.taken_over", "seat.closed"})
"""Why a visit ended that only the code opens again."""

VisitKey = tuple[str, str, bool]
"""Grant, person, and whether it is the board that an evaluator looks at beside the desk."""

FeedKey = tuple[Part, str | None, str | None, str, str]
"""Part, team, seat, language, and who it is at a seat or an evaluator's desk: who has the same sees the same."""


class Visit:
    """One person at one grant. ``feed`` is the view that they follow, together with others who see the same."""

    def __init__(
        self,
        grant: Grant,
        person: Person,
        port: SeatPort | ControlPort[object],
        feed: Feed,
        followed: FeedKey,
        *,
        board: bool,
    ) -> None:
        self.grant, self.person, self.port, self.feed = grant, person, port, feed
        self.followed = followed
        self.name: VisitKey = (grant.id, person.id, board)
        self.streams: set[asyncio.Event] = set()
        self.streamed = False
        """Whether there has been a stream."""
        self.watched = asyncio.Event()
        """Whether there is a stream. Without one nobody sees a change, and whoever asks gets the view as it is then."""
        self.ended = ""
        """Why this visit is over, as a refusal's code; empty while it goes on."""
        self.seen = 0.0
        self.pump: asyncio.Task[None] | None = None
        self.answers: OrderedDict[tuple[str, str], asyncio.Future[Mapping[str, Refusal]]] = OrderedDict()
        """What was answered to the last commands, by key and what was sent under it, for a sender who has lost the
        answer and asks again."""

    def answer_to(
        self, key: tuple[str, str], begin: Callable[[], Coroutine[Any, Any, Mapping[str, Refusal]]]
    ) -> asyncio.Future[Mapping[str, Refusal]]:
        """The answer to the command sent under ``key``; ``begin`` carries it out the first time."""
        if key not in self.answers:
            self.answers[key] = asyncio.ensure_future(begin())
            while len(self.answers) > _ANSWERS_KEPT:
                self.answers.popitem(last=False)
        return self.answers[key]

    def seat(self) -> SeatPort:
        """The port of a seat; only for visits whose part is one."""
        return self.port  # type: ignore[return-value]

    def desk(self) -> ControlPort[object]:
        return self.port  # type: ignore[return-value]

    def open_stream(self) -> asyncio.Event:
        """A new reader of changes, which begins with the view as it is now."""
        stream = asyncio.Event()
        self.refresh()
        self.streams.add(stream)
        self.streamed = True
        self.feed.readers.add(stream)
        self.watched.set()
        return stream

    def close_stream(self, stream: asyncio.Event) -> None:
        self.streams.discard(stream)
        self.feed.readers.discard(stream)
        if not self.streams:
            self.watched.clear()

    def over(self) -> str:
        """Why the port was closed from the other side, as a refusal's code; empty while it is open."""
        return str(getattr(self.port, "over", ""))

    def refresh(self) -> None:
        """Take the view as it stands now, so that an answer never shows less than what its sender has done."""
        self.feed.take(self.port.view(), self.port.trouble())


class Visits:
    """All visits of an exercise. ``on_error`` hears of what goes wrong in one of them; the others go on."""

    def __init__(self, room: Room, now: Callable[[], float], on_error: Callable[[BaseException], None]) -> None:
        self._room, self._now, self._on_error = room, now, on_error
        self._open: dict[VisitKey, Visit] = {}
        self._ended: dict[VisitKey, str] = {}
        self._feeds: dict[FeedKey, tuple[Feed, int]] = {}
        self._keeper: asyncio.Task[None] | None = None
        self.closing = False

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[Visit]:
        return iter(tuple(self._open.values()))

    def enter(
        self, grant: Grant, person: Person, *, take_over: bool = False, anew: bool = False, board: bool = False
    ) -> Visit | Refusal:
        """The visit of ``person``, opened where it is not. ``anew``: they have just come in by a code, so that an
        earlier end of their visit is forgotten. ``board``: of an evaluator, not the desk but the exercise's board."""
        board = board and grant.part is Part.EVALUATOR
        name = (grant.id, person.id, board)
        if anew:
            self._ended.pop(name, None)
        if name in self._ended:
            return Refusal(self._ended[name])
        if self.closing:
            return Refusal("door.closing")
        visit = self._open.get(name)
        if visit is not None and visit.over() and not take_over and not anew:
            return Refusal(visit.over())
        if visit is not None and not take_over:
            visit.seen = self._now()
            return visit
        if not take_over and sum(one.grant.id == grant.id for one in self._open.values()) >= PEOPLE:
            return Refusal("door.too_many")
        port = self._port(grant, person, take_over=take_over, board=board)
        if isinstance(port, Refusal):
            return port
        key = _key(grant, person, board=board)
        visit = Visit(grant, person, port, self._join(key, port), key, board=board)
        visit.seen = self._now()
        self._open[name] = visit
        visit.pump = asyncio.create_task(self._follow(visit))
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._keep())
        return visit

    async def leave(self, visit: Visit, why: str) -> None:
        """End a visit: its streams say why and close, its port is given back."""
        if self._open.get(visit.name) is not visit:
            return
        del self._open[visit.name]
        visit.ended = why
        if why in _FOR_GOOD:
            self._ended[visit.name] = why
        for stream in visit.streams:
            stream.set()
        if visit.pump is not None and visit.pump is not asyncio.current_task():
            visit.pump.cancel()
            with suppress(asyncio.CancelledError):
                await visit.pump
        self._part(visit)
        try:
            await visit.port.close()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one port keeps nobody else's open
            self._on_error(error)

    async def close(self) -> None:
        """End every visit; the door is closing."""
        self.closing = True
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        for visit in list(self._open.values()):
            await self.leave(visit, "door.closing")

    def of(self, visit: Visit) -> list[Visit]:
        """Every visit of the same person: an evaluator may have desk and board open at once."""
        return [one for one in self if (one.grant.id, one.person.id) == (visit.grant.id, visit.person.id)]

    def _port(
        self, grant: Grant, person: Person, *, take_over: bool, board: bool
    ) -> SeatPort | ControlPort[object] | Refusal:
        if grant.part is Part.SEAT:
            return self._room.seat(grant, person, take_over=take_over)
        if grant.part is Part.EVALUATOR and not board:
            return self._room.evaluate(grant, person)
        if grant.part in {Part.FACILITATOR, Part.EVALUATOR}:
            return self._room.control(grant, person)
        return self._room.watch(grant, person)

    def _join(self, key: FeedKey, port: SeatPort | ControlPort[object]) -> Feed:
        feed, count = self._feeds.get(key) or (Feed(port.view(), port.trouble()), 0)
        self._feeds[key] = (feed, count + 1)
        return feed

    def _part(self, visit: Visit) -> None:
        key = visit.followed
        feed, count = self._feeds[key]
        if count > 1:
            self._feeds[key] = (feed, count - 1)
        else:
            del self._feeds[key]

    async def _follow(self, visit: Visit) -> None:
        """Bring the changes of one port to its feed. The port's end is the visit's."""
        why = ""
        try:
            async for view in visit.port.changes():
                visit.feed.take(view, visit.port.trouble())
                # While nobody looks the port remembers that there is news, and makes no view of each.
                if not visit.streams:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(_LOOK_SECONDS):
                            await visit.watched.wait()
            why = visit.over() or "seat.taken_over"
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one seat ends that seat alone
            self._on_error(error)
            why = "door.error"
        await self.leave(visit, why)

    async def _keep(self) -> None:
        """Close the ports of people who have gone, and of grants that were revoked."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Do so once."""
        now = self._now()
        for visit in list(self._open.values()):
            if visit.streams:
                visit.seen = now
            if self._room.grant(visit.grant.id) is None:
                await self.leave(visit, "code.revoked")
            elif now - visit.seen > (GRACE_SECONDS if visit.streamed else READING_SECONDS):
                await self.leave(visit, "seat.left")


def _key(grant: Grant, person: Person, *, board: bool) -> FeedKey:
    name = f"desk of {person.name}" if grant.part is Part.EVALUATOR and not board else ""
    if grant.part is Part.SEAT:
        # At a shared seat each sees what they themselves have answered in the hot wash and the survey.
        name = person.id
    return (grant.part, grant.team, grant.seat, person.lang, name)
