"""What has become of the talks between seats and with the exercise office; part of a team's state, made by folding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from simulator.engine import talk_events as e
from simulator.engine.clock import Clock
from simulator.engine.talk_events import ContactLine, LineSetup
from simulator.engine.talk_limits import READ_REAL

HEARD = frozenset({"phone", "in_person"})
"""Ways in which somebody answers at once or not at all, which the caller notices; by the others there is silence, and a
message waits until it is read."""

WAITING, REACHED, UNANSWERED = "waiting", "reached", "unanswered"


class Line(NamedTuple):
    """One who was addressed. ``at`` is when they began to be waited for, ``reached`` when they answered or first read.

    Both are scenario seconds; ``reached_real`` is UTC in milliseconds. ``seat`` answered, empty where a script or the
    exercise office did. ``for_`` is the one in whose place this one is called, ``instead`` who comes next.
    """

    who: str
    by: str
    seats: tuple[str, ...]
    at: int
    until: int | None
    instead: tuple[LineSetup, ...]
    status: str = WAITING
    reached: int | None = None
    reached_real: int | None = None
    seat: str = ""
    for_: str = ""
    ended: int | None = None
    """When it was given up. A message that is read after that keeps it."""
    real: int = 0
    """UTC in milliseconds when they began to be waited for."""


class Said(NamedTuple):
    """Something further that was said; ``at`` scenario seconds, ``real`` UTC in milliseconds."""

    at: int
    real: int
    who: str
    seat: str
    text: str


class Talk(NamedTuple):
    """A contact, or a message of the exercise office, and what came of it.

    ``seat`` began it, empty where the exercise office did, ``sender`` is the role or party it speaks for. ``seen`` is
    for each seat how many further messages it has read (the exercise office is the empty seat), and ``read_at`` when it
    first read anything, in scenario seconds. ``caller`` tells who speaks for the sender, as in ``ContactOpened``.
    """

    id: str
    at: int
    real: int
    seat: str
    sender: str
    to: tuple[str, ...]
    by: str
    text: str
    lines: tuple[Line, ...]
    caller: str = "person"
    said: tuple[Said, ...] = ()
    seen: Mapping[str, int] = {}
    read_at: Mapping[str, int] = {}
    ended: int | None = None
    ended_real: int | None = None
    why: str = ""

    @property
    def heard(self) -> bool:
        """Whether it is a call or somebody at the door."""
        return self.by in HEARD

    @property
    def waiting(self) -> tuple[Line, ...]:
        """The lines that nobody has answered or read yet."""
        return tuple(line for line in self.lines if line.status == WAITING) if self.ended is None else ()

    @property
    def reached(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.status == REACHED)

    @property
    def live(self) -> bool:
        """Whether a call has been answered by somebody who can talk, and nobody has hung up."""
        return self.heard and self.ended is None and self.answerable and any(ln.by != "script" for ln in self.reached)

    @property
    def answerable(self) -> bool:
        """Whether there are two who can talk with each other: somebody behind the sender, somebody behind a line."""
        able = [line for line in self.lines if line.by != "script"]
        return len(able) > 1 or (self.caller != "script" and bool(able))

    @property
    def began(self) -> int | None:
        """The scenario second at which the call was first answered."""
        return min((line.reached for line in self.reached if line.reached is not None), default=None)

    @property
    def seconds(self) -> int | None:
        """How long the call took, in scenario seconds; None while it lasts and for what is written."""
        if not self.heard or self.ended is None or self.began is None:
            return None
        return self.ended - self.began

    @property
    def real_seconds(self) -> int | None:
        """How long the call took by the wall clock."""
        first = min((line.reached_real for line in self.reached if line.reached_real is not None), default=None)
        if not self.heard or self.ended_real is None or first is None:
            return None
        return max(0, self.ended_real - first) // 1000

    @property
    def last(self) -> int:
        """The scenario second of the last thing that happened in it."""
        return max([self.at, *(line.reached or 0 for line in self.lines), *(said.at for said in self.said)])

    def open_to(self, seat: str) -> tuple[Line, ...]:
        """The lines that ``seat`` may answer or read for; a message also where it has gone on to somebody else."""
        able = {WAITING} if self.heard else {WAITING, UNANSWERED}
        mine = (line for line in self.lines if line.by == "person" and seat in line.seats and line.status in able)
        return tuple(mine) if self.ended is None else ()

    def seen_by(self, seat: str) -> int:
        """How many further messages ``seat`` has read of what is written; -1 where not even the first one."""
        return self.seen.get(seat, 0 if seat == self.seat else -1)

    def line(self, who: str) -> Line | None:
        """The last line of ``who``."""
        return next((line for line in reversed(self.lines) if line.who == who), None)

    def on_line(self, seat: str) -> bool:
        """Whether ``seat`` began the talk or has answered it."""
        return seat == self.seat or any(seat == line.seat and line.by != "script" for line in self.reached)


Talks = Mapping[str, Talk]


class _At(Protocol):
    """The part of an entry that is needed here."""

    @property
    def at(self) -> int: ...

    @property
    def scenario(self) -> int | None: ...


class _Contact(Protocol):
    """The part of a response that is needed here."""

    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def to(self) -> tuple[str, ...]: ...
    @property
    def by(self) -> str | None: ...
    @property
    def parts(self) -> dict[str, str]: ...


def opened(talks: Talks, entry: _At, event: e.ContactOpened, seat: str, reply: _Contact) -> Talks:
    """``seat`` sent the contact ``reply``."""
    by, text = reply.by or "phone", reply.parts.get("message", "")
    at = entry.scenario or 0
    lines = _lines(event.lines, at, entry.at)
    talk = Talk(reply.id, at, entry.at, seat, reply.role, reply.to, by, text, lines, event.caller)
    return {**talks, talk.id: talk}


def sent(talks: Talks, entry: _At, event: e.MessageSent) -> Talks:
    at = entry.scenario or 0
    lines = _lines(event.lines, at, entry.at)
    talk = Talk(event.id, at, entry.at, "", event.sender, event.to, event.by, event.text, lines, "office")
    return {**talks, talk.id: talk}


def reached(talks: Talks, entry: _At, event: e.ContactReached) -> Talks:
    at = entry.scenario or 0
    talk = talks[event.reply]
    lines = _change(
        talk.lines, event.who, status=REACHED, reached=at, reached_real=entry.at, seat=event.seat, by=event.by
    )
    return {**talks, talk.id: talk._replace(lines=lines)}


def read(talks: Talks, entry: _At, event: e.ContactRead) -> Talks:
    talk = talks[event.reply]
    first = {} if event.seat in talk.read_at else {event.seat: entry.scenario or 0}
    seen = {**talk.seen, event.seat: event.said}
    return {**talks, talk.id: talk._replace(seen=seen, read_at={**talk.read_at, **first})}


def said(talks: Talks, entry: _At, event: e.ContactSaid) -> Talks:
    talk = talks[event.reply]
    more = (*talk.said, Said(entry.scenario or 0, entry.at, event.who, event.seat, event.text))
    seen = {**talk.seen, event.seat: len(more)}
    return {**talks, talk.id: talk._replace(said=more, seen=seen)}


def ended(talks: Talks, entry: _At, event: e.ContactEnded) -> Talks:
    talk = talks[event.reply]
    return {**talks, talk.id: talk._replace(ended=entry.scenario or 0, ended_real=entry.at, why=event.why)}


def unanswered(talks: Talks, entry: _At, event: e.ContactUnanswered) -> Talks:
    talk = talks[event.reply]
    lines = _change(talk.lines, event.who, status=UNANSWERED, ended=entry.scenario or 0)
    return {**talks, talk.id: talk._replace(lines=lines)}


def passed_on(talks: Talks, entry: _At, event: e.ContactPassedOn) -> Talks:
    talk = talks[event.reply]
    line = talk.line(event.whom)
    instead = line.instead if line is not None else ()
    found = next((number for number, one in enumerate(instead) if one.who == event.to), None)
    if found is None:
        return talks
    one = instead[found]
    after = instead[found + 1 :]
    new = Line(
        one.who, event.by or one.by, one.seats, entry.scenario or 0, event.until, after, for_=event.whom, real=entry.at
    )
    return {**talks, talk.id: talk._replace(lines=(*talk.lines, new))}


def leapt(talks: Talks, clock: Clock) -> Talks:
    """The clock was set, or goes at another pace: what is written still lies there for as long as people need."""
    moved = {talk.id: _still(talk, clock) for talk in talks.values() if not talk.heard}
    return {**talks, **moved} if any(talk is not talks[name] for name, talk in moved.items()) else talks


def _still(talk: Talk, clock: Clock) -> Talk:
    waiting = [line for line in talk.waiting if line.until is not None]
    if all(line.real + READ_REAL * 1000 <= clock.real for line in waiting):
        return talk
    lines = []
    for line in talk.lines:
        left = line.real + READ_REAL * 1000 - clock.real
        if line in waiting and left > 0:
            least = clock.scenario - (-left * clock.pace * clock.percent // 100_000)
            line = line._replace(until=max(line.until or 0, least))  # noqa: PLW2901
        lines.append(line)
    return talk._replace(lines=tuple(lines))


def _lines(lines: Iterable[ContactLine], at: int, real: int) -> tuple[Line, ...]:
    return tuple(
        Line(line.first.who, line.first.by, line.first.seats, at, line.until, line.instead, real=real) for line in lines
    )


def _change(lines: tuple[Line, ...], who: str, **changes: Any) -> tuple[Line, ...]:
    """``changes`` on the last line of ``who``."""
    ours = [number for number, line in enumerate(lines) if line.who == who]
    return tuple(line._replace(**changes) if ours and number == ours[-1] else line for number, line in enumerate(lines))


APPLY: dict[type, Callable[[Talks, Any, Any], Talks]] = {
    e.MessageSent: sent,
    e.ContactReached: reached,
    e.ContactRead: read,
    e.ContactSaid: said,
    e.ContactEnded: ended,
    e.ContactUnanswered: unanswered,
    e.ContactPassedOn: passed_on,
}
"""``ContactOpened`` needs the response that it belongs to: see ``opened``."""
