"""Who is at the other end of a talk, how long it rings, and what becomes of it when nobody does anything."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine import talk_events as e
from simulator.engine.clock import Clock
from simulator.engine.events import SeatSetup
from simulator.engine.presence import is_played
from simulator.engine.state import TeamState
from simulator.engine.talk_events import ContactLine, LineSetup
from simulator.engine.talk_state import HEARD, Line, Talk
from simulator.engine.world import World

PERSON, SCRIPT, OFFICE = "person", "script", "office"

_RINGS = (120, 60)
"""A call to a seat is given up after two minutes of the story, but not before a minute of real time has passed."""

_RINGS_OFFICE = (600, 300)
"""The same for a call that the exercise office answers, for many teams at once."""

_SILENCE = (1800, 600)
"""A call in which nobody says anything any more ends by itself."""


def lines_to(
    world: World, team: str, state: TeamState, *, seat: str, sender: str, to: tuple[str, ...], by: str, at: int
) -> tuple[ContactLine, ...]:
    """Whom a contact from ``seat`` (as ``sender``) reaches; those whom nobody plays are left out. ``at`` is real."""
    now = state.clock.at(at)
    found = []
    for who in dict.fromkeys(to):
        first = _taker(world, team, state, who, seat)
        if first is None:
            continue
        heard = by in HEARD and first.by != SCRIPT
        instead = _stand_ins(world, team, state, who, seat, {sender, *to}) if heard else ()
        found.append(ContactLine(first, now + _ring(state.clock, first) if heard else None, instead))
    if seat and not is_person(state, world.seat(team, seat)) and all(line.first.by == SCRIPT for line in found):
        return ()
    return tuple(found)


def talks_due(state: TeamState, now: int) -> list[e.TalkEvent]:
    """What happens to the first talk that is due at scenario second ``now`` without anybody's doing."""
    for talk in state.talks.values():
        for line in talk.waiting:
            if line.until is not None and line.until <= now:
                return _give_up(state, talk, line, now)
        if talk.live and talk.last + _spell(state.clock, _SILENCE) <= now:
            return [e.ContactEnded(talk.id, "silence")]
    return []


def talk_due(state: TeamState) -> Iterator[int]:
    """Scenario seconds at which a call is given up."""
    for talk in state.talks.values():
        yield from (line.until for line in talk.waiting if line.until is not None)
        if talk.live:
            yield talk.last + _spell(state.clock, _SILENCE)


def _give_up(state: TeamState, talk: Talk, line: Line, now: int) -> list[e.TalkEvent]:
    """``line`` was not answered; who stands in for them is called next."""
    found: list[e.TalkEvent] = [e.ContactUnanswered(talk.id, line.who)]
    if line.instead:
        one = line.instead[0]
        until = None if one.by == SCRIPT else now + _ring(state.clock, one)
        found.append(e.ContactPassedOn(talk.id, line.who, one.who, until))
        if one.by == SCRIPT:
            found.append(e.ContactReached(talk.id, one.who, SCRIPT, one.seats[0] if one.seats else ""))
    return found


def _ring(clock: Clock, one: LineSetup) -> int:
    return _spell(clock, _RINGS_OFFICE if one.by == OFFICE else _RINGS)


def _spell(clock: Clock, limits: tuple[int, int]) -> int:
    """Scenario seconds that last at least so long in the story and so long (in seconds) by the wall clock."""
    story, real = limits
    return max(story, real * clock.pace * clock.percent // 100)


def _taker(world: World, team: str, state: TeamState, who: str, caller: str) -> LineSetup | None:
    """Who takes a contact to ``who`` (a role, a section, a party) from the seat ``caller``; None where nobody does."""
    seats = [seat for seat in world.teams[team].seats if _holds(world, seat, who)]
    persons = tuple(seat.id for seat in seats if is_person(state, seat) and seat.id != caller)
    if persons:
        return LineSetup(who, PERSON, persons)
    scripted = tuple(seat.id for seat in seats if not is_person(state, seat) and seat.id != caller)
    if scripted:
        return LineSetup(who, SCRIPT, scripted)
    # Who contacts another role of their own need not play both ends.
    return LineSetup(who, OFFICE) if not seats and world.office else None


def _stand_ins(
    world: World, team: str, state: TeamState, who: str, caller: str, without: set[str]
) -> tuple[LineSetup, ...]:
    organization = world.content.organization
    cast = {party.id for party in organization.cast(world.scenario.id)}
    ids = [one for one in organization.stand_ins(who) if one in cast or one in organization.roles]
    found = (_taker(world, team, state, one, caller) for one in ids if one not in without)
    return tuple(one for one in found if one is not None)


def _holds(world: World, seat: SeatSetup, who: str) -> bool:
    section_of = world.content.organization.section_of
    return any(who in {role, section_of[role].id if role in section_of else role} for role in seat.roles)


def is_person(state: TeamState, seat: SeatSetup | None) -> bool:
    """Whether people, not a script, answer for the seat."""
    return seat is not None and is_played(state, seat)
