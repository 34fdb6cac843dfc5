"""What wants the facilitator now, most pressing first: pure, from the view and the present moment."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from simulator.engine.control_view import ControlView, MselLine, SeatLine, Standing, TeamBoard
from simulator.tui.console.words import real_seconds

SOON = 10 * 60_000
"""Real milliseconds ahead that are looked at for what is coming."""

_SAME = 20
"""Real seconds within which two teams get something at the same moment."""

_COMING = 4
"""So many coming injects are told for each team."""


class Urgency(IntEnum):
    """Why something is on the list; the order of the list."""

    TALK = 0
    EMPTY = 1
    LATE = 2
    HELD = 3
    STEP = 4
    ANSWER = 5
    REPLY = 6
    WAITED = 7
    PHASE = 8
    UNREAD = 9
    COMING = 10


TALKS = frozenset({Urgency.TALK, Urgency.LATE, Urgency.REPLY, Urgency.UNREAD})
"""What is about a call or message."""

_STANDS = {"unanswered": Urgency.LATE, "passed_on": Urgency.LATE, "reply": Urgency.REPLY}
"""Messages that nobody has read or replied to, by how they stand; the others are not read yet."""


class Matter(NamedTuple):
    """One thing. ``more`` are further teams for which the same is coming.

    ``ref`` is the id of a talk, seat, inject, step or phase; ``at`` the scenario second it is about. ``late`` are
    scenario seconds past it; of an empty seat, and of a phase past its planned minutes, real seconds; of what is
    coming, and of a team that others wait for, real seconds below 0 until time alone brings it (0: never).
    """

    urgency: Urgency
    team: str
    ref: str
    title: str
    who: tuple[str, ...]
    at: int
    late: int
    critical: bool = False
    more: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.urgency.name}:{self.team}:{self.ref}"


def matters(view: ControlView, boards: Sequence[TeamBoard], now: int) -> list[Matter]:
    """Everything that wants attention in ``boards`` at real time ``now`` (UTC ms)."""
    found: list[Matter] = []
    teams = {board.team for board in boards}
    clocks = {board.team: board.clock.at(now) for board in boards}
    found += [
        Matter(
            Urgency.TALK,
            talk.team,
            talk.reply,
            talk.text,
            talk.caller,
            talk.since,
            clocks[talk.team] - talk.since,
        )
        for talk in view.talks
        if talk.team in teams
    ]
    found += [
        Matter(
            _STANDS.get(one.status, Urgency.UNREAD),
            one.team,
            one.reply,
            one.text,
            one.who,
            one.since,
            clocks[one.team] - one.since,
        )
        for one in view.unread
        if one.team in teams
    ]
    for board in boards:
        if not board.started or board.finished:
            continue
        found += _empty(view, board, now)
        found += _overdue(board, clocks[board.team])
        found += _waited(view, board, now)
        found += _held(view, board, clocks[board.team])
        found += _phase(view, board, now)
        found += _coming(view, board, clocks[board.team], now)
    return sorted(_together(found), key=lambda one: (one.urgency, not one.critical, -one.late))


def _together(found: list[Matter]) -> list[Matter]:
    """``found`` with one line for what comes to several teams at about the same moment."""
    out: list[Matter] = []
    for one in found:
        same = next(
            (
                number
                for number, other in enumerate(out)
                if one.urgency is other.urgency is Urgency.COMING
                and (one.ref, one.at) == (other.ref, other.at)
                and abs(one.late - other.late) <= _SAME
            ),
            None,
        )
        if same is None:
            out.append(one)
        else:
            out[same] = out[same]._replace(more=(*out[same].more, one.team))
    return out


def overdue(board: TeamBoard, now: int) -> int:
    """How many answers and steps the team owes past their limits."""
    second = board.clock.at(now)
    return sum(second > line.due for line in board.awaited)


def expected_at(line: MselLine, board: TeamBoard) -> int | None:
    """The scenario second at which an inject comes to the team by itself; None where that is open."""
    if line.by_hand or line.when is not None:
        return None
    if line.after is None:
        return line.at
    base = next((cell for cell in board.cells if cell.inject == line.after.inject), None)
    start = None if base is None else base.answered if line.after.of == "answer" else base.at
    return None if start is None else max(start + line.after.delay, line.at or 0)


def is_ready(board: TeamBoard, now: int) -> bool:
    """Whether the team may leave its phase by itself; one whose clock stands may not."""
    at = None if board.ready is None else board.ready.at
    return at is not None and board.clock.running and board.clock.at(now) >= at


def empty_seats(view: ControlView, board: TeamBoard) -> list[SeatLine]:
    """Seats of a team that plays which somebody has left, and at which injects wait for nobody."""
    if not board.started or board.finished:
        return []
    return [
        seat
        for seat in view.seats
        if seat.team == board.team and seat.human and seat.gone is not None and not seat.people and seat.owed
    ]


def left_seats(view: ControlView) -> set[tuple[str, str]]:
    """The empty seats of all teams, by team and seat."""
    return {(seat.team, seat.seat) for board in view.teams for seat in empty_seats(view, board)}


def callers(view: ControlView) -> set[tuple[str, str]]:
    """The conversations in which somebody waits for the exercise office, by team and id."""
    return {(talk.team, talk.reply) for talk in view.talks}


def _empty(view: ControlView, board: TeamBoard, now: int) -> list[Matter]:
    return [
        Matter(Urgency.EMPTY, board.team, seat.seat, "", seat.titles, seat.gone.at, (now - seat.gone.real) // 1000)
        for seat in empty_seats(view, board)
        if seat.gone is not None
    ]


def _waited(view: ControlView, board: TeamBoard, now: int) -> list[Matter]:
    """The team where it holds up others, who are ready to leave the phase while it is not."""
    playing = [one for one in view.teams if one.started and not one.finished]
    ready = tuple(one.title for one in playing if is_ready(one, now))
    if not view.together or not ready or board.ready is None or is_ready(board, now):
        return []
    at, injects = board.ready.at, board.ready.injects
    real = None if at is None else board.clock.real_of(at)
    late = 0 if real is None else min(-1, (now - real) // 1000)
    ref = injects[0] if injects else board.phase or ""
    return [Matter(Urgency.WAITED, board.team, ref, "", ready, at or 0, late)]


def _overdue(board: TeamBoard, second: int) -> list[Matter]:
    return [
        Matter(
            Urgency.STEP if line.kind == "step" else Urgency.ANSWER,
            board.team,
            line.id,
            line.title,
            line.who,
            line.due,
            second - line.due,
            line.critical,
        )
        for line in board.awaited
        if second > line.due
    ]


def _held(view: ControlView, board: TeamBoard, second: int) -> list[Matter]:
    """Injects that would have come by now, were they not held."""
    found = []
    for line, cell in zip(view.msel, board.cells, strict=True):
        at = expected_at(line, board) if cell.standing is Standing.HELD else None
        if at is not None and at <= second:
            found.append(Matter(Urgency.HELD, board.team, line.id, line.title, line.to, at, second - at))
    return found


def _phase(view: ControlView, board: TeamBoard, now: int) -> list[Matter]:
    phase = next((one for one in view.phases if one.id == board.phase), None)
    if phase is None or not phase.minutes or not board.clock.running:
        return []
    over = (now - board.entered_real) // 1000 - phase.minutes * 60
    extended = real_seconds(board.clock, board.extended)
    if over <= extended:
        return []
    return [Matter(Urgency.PHASE, board.team, phase.id, phase.title, (), board.entered, over - extended)]


def _coming(view: ControlView, board: TeamBoard, second: int, now: int) -> list[Matter]:
    found = []
    for line, cell in zip(view.msel, board.cells, strict=True):
        if cell.standing is not Standing.PENDING or not cell.open:
            continue
        at = expected_at(line, board)
        real = None if at is None else board.clock.real_of(at)
        if at is not None and real is not None and at > second and real - now <= SOON:
            found.append(Matter(Urgency.COMING, board.team, line.id, line.title, line.to, at, (now - real) // 1000))
    return sorted(found, key=lambda one: one.at)[:_COMING]
