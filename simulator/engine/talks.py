"""Who is at the other end of a talk, how long it rings, and what becomes of it when nobody does anything."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine import talk_events as e
from simulator.engine.clock import Clock
from simulator.engine.events import SeatSetup
from simulator.engine.presence import is_played
from simulator.engine.state import TeamState
from simulator.engine.talk_chains import chains, limits, next_in, outcome
from simulator.engine.talk_events import ContactLine, LineSetup
from simulator.engine.talk_limits import rings, silence, unread
from simulator.engine.talk_state import HEARD, REACHED, Line, Talk
from simulator.engine.world import World

PERSON, SCRIPT, OFFICE = "person", "script", "office"


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
        lasts = _lasts(world, state.clock, first, by)
        instead = _stand_ins(world, team, state, first, seat, {sender, *to}) if lasts is not None else ()
        found.append(ContactLine(first, None if lasts is None else now + lasts, instead))
    if seat and not is_person(state, world.seat(team, seat)) and all(line.first.by == SCRIPT for line in found):
        return ()
    return tuple(found)


def talks_due(world: World, state: TeamState, now: int) -> list[e.TalkEvent]:
    """What happens to the first talk that is due at scenario second ``now`` without anybody's doing."""
    for talk in state.talks.values():
        for line, until in limits(talk):
            if until <= now:
                return _give_up(world, state, talk, line, now)
        if talk.live and talk.last + silence(state.clock) <= now:
            return [e.ContactEnded(talk.id, "silence")]
    return []


def talk_due(state: TeamState) -> Iterator[int]:
    """Scenario seconds at which a call is given up, or a message that nobody has read goes on."""
    for talk in state.talks.values():
        yield from (until for _, until in limits(talk))
        if talk.live:
            yield talk.last + silence(state.clock)


def talks_left(state: TeamState) -> tuple[e.ContactEnded, ...]:
    """How the end of the exercise ends whatever is open then: what rings, who is on the line, what is unread."""
    return tuple(e.ContactEnded(talk.id, "finished") for talk in state.talks.values() if is_open(talk))


def is_open(talk: Talk) -> bool:
    """Whether somebody is still to answer, to hang up or to read."""
    if talk.ended is not None:
        return False
    if talk.heard:
        return talk.live or bool(talk.waiting)
    return any(outcome(talk, chain) != REACHED for chain in chains(talk)) or _unread_answer(talk)


def _unread_answer(talk: Talk) -> bool:
    """Whether something further that was written waits for one of those who write to each other there."""
    ends = {line.seat for line in talk.reached if line.by != SCRIPT}
    if talk.caller != SCRIPT:
        ends.add(talk.seat if talk.caller == PERSON else "")
    return any(talk.seen_by(seat) < len(talk.said) for seat in ends) and bool(talk.said)


def _give_up(world: World, state: TeamState, talk: Talk, line: Line, now: int) -> list[e.TalkEvent]:
    """``line`` was not answered or read; who stands in for them comes next."""
    found: list[e.TalkEvent] = [e.ContactUnanswered(talk.id, line.who)]
    one = next_in(talk, line)
    if one is not None:
        by = _by_now(state, one)
        lasts = _lasts(world, state.clock, LineSetup(one.who, by, one.seats), talk.by)
        if lasts and not talk.heard and by == PERSON and _is_empty(state, one):
            lasts = 0
        until = None if lasts is None else now + lasts
        found.append(e.ContactPassedOn(talk.id, line.who, one.who, until, by if by != one.by else ""))
        reader = next((seat for seat in one.seats if not talk.heard and talk.seen_by(seat) >= 0), None)
        if by == SCRIPT:
            found.append(e.ContactReached(talk.id, one.who, SCRIPT, one.seats[0] if one.seats else ""))
        elif by == PERSON and reader is not None:
            # Somebody there has read it before, for another to whom it was sent.
            found.append(e.ContactReached(talk.id, one.who, PERSON, reader))
    return found


def _lasts(world: World, clock: Clock, one: LineSetup, by: str) -> int | None:
    """Scenario seconds for which whoever contacts ``one`` by way of ``by`` waits; None: it is not given up."""
    if one.by == SCRIPT:
        return None
    if by in HEARD:
        return rings(clock, office=one.by == OFFICE)
    if one.by == OFFICE:
        return None
    return unread(clock, world.content.organization, by)


def _by_now(state: TeamState, one: LineSetup) -> str:
    """Who takes it for ``one``, now that seats may have been handed to scripts, or back to people."""
    if one.by == OFFICE:
        return OFFICE
    usual = "people" if one.by == PERSON else "script"
    held = {state.handed[seat].to if seat in state.handed else usual for seat in one.seats}
    return PERSON if "people" in held else SCRIPT


def _is_empty(state: TeamState, one: LineSetup) -> bool:
    """Whether it is known who sits where, and nobody does at the seats of ``one``."""
    sitting = {seat for seat, _ in state.people}
    return bool(sitting) and sitting.isdisjoint(one.seats)


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
    world: World, team: str, state: TeamState, first: LineSetup, caller: str, without: set[str]
) -> tuple[LineSetup, ...]:
    """Who comes after ``first``, in their order; not those at whose seats it has been tried by then."""
    organization = world.content.organization
    cast = {party.id for party in organization.cast(world.scenario.id)}
    ids = [one for one in organization.stand_ins(first.who) if one in cast or one in organization.roles]
    tried, found = set(first.seats), list[LineSetup]()
    for one in (_taker(world, team, state, who, caller) for who in ids if who not in without):
        if one is not None and (one.by == OFFICE or not tried.issuperset(one.seats)):
            tried.update(one.seats)
            found.append(one)
    return tuple(found)


def _holds(world: World, seat: SeatSetup, who: str) -> bool:
    section_of = world.content.organization.section_of
    return any(who in {role, section_of[role].id if role in section_of else role} for role in seat.roles)


def is_person(state: TeamState, seat: SeatSetup | None) -> bool:
    """Whether people, not a script, answer for the seat."""
    return seat is not None and is_played(state, seat)
