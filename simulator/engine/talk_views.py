"""Talks as one seat sees them, and as the exercise office does. A seat sees only those that it is part of.

What a call says is told to whoever answered it, what a message says to whoever opened it. How the exercise office and
the scripts stand behind the others is told to nobody at a seat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from simulator.engine.contact_views import Words
from simulator.engine.events import SeatSetup
from simulator.engine.state import TeamState
from simulator.engine.talk_chains import chains, limits, outcome, went_to
from simulator.engine.talk_shapes import (
    OfficeTalkView,
    TalkEndView,
    TalkView,
    TalkWordsView,
)
from simulator.engine.talk_state import REACHED, UNANSWERED, WAITING, Line, Said, Talk
from simulator.engine.talks import OFFICE, PERSON, SCRIPT, is_person
from simulator.engine.world import World
from simulator.model.base import Text


def talk_views(world: World, words: Words, state: TeamState, seat: SeatSetup) -> tuple[TalkView, ...]:
    """The talks of ``seat`` in the order in which they began."""
    return tuple(_view(world, words, state, talk, seat.id) for talk in state.talks.values() if _is_part(talk, seat.id))


def waiting_talks(world: World, states: Mapping[str, TeamState], lang: str) -> tuple[OfficeTalkView, ...]:
    """The talks of all teams in which somebody waits for the exercise office, the longest waiting first."""
    found = [talk for team, state in states.items() for talk in office_talks(world, team, state, lang) if talk.waits]
    return tuple(sorted(found, key=lambda talk: (talk.status == "talking", talk.at)))


def office_talks(world: World, team: str, state: TeamState, lang: str) -> tuple[OfficeTalkView, ...]:
    """Every talk of a team, in the order in which they began."""
    words = world.words(lang)
    return tuple(_office_view(world, words, team, state, talk) for talk in state.talks.values())


def _is_part(talk: Talk, seat: str) -> bool:
    return talk.seat == seat or any(seat in line.seats for line in talk.lines)


def _view(world: World, words: Words, state: TeamState, talk: Talk, seat: str) -> TalkView:
    own = talk.seat == seat
    status = _status(talk, seat, finished=state.finished)
    open_ = not state.finished
    live = talk.live and talk.on_line(seat)
    return TalkView(
        id=talk.id,
        at=talk.at,
        by=talk.by,
        heard=talk.heard,
        sender=talk.sender,
        sender_title=_title(world, words, talk.sender),
        own=own,
        to=_ends(world, words, talk, seat),
        status=status,
        unread=0 if talk.heard or not open_ else max(0, len(talk.said) - talk.seen_by(seat)),
        words=tuple(_said(world, words, one, own=one.seat == seat) for one in _heard_by(talk, seat)),
        until=max((until for _, until in limits(talk)), default=None) if open_ else None,
        began=talk.began if talk.heard and talk.on_line(seat) else None,
        ended=talk.ended,
        seconds=talk.seconds if talk.on_line(seat) else None,
        real_seconds=talk.real_seconds if talk.on_line(seat) else None,
        why=talk.why,
        can_answer=open_ and status in {"ringing", "unread"},
        can_say=open_ and (live if talk.heard else talk.answerable),
        can_hang_up=open_ and talk.heard and (live or (own and bool(talk.waiting))),
        speaks_as="" if own else _title(world, words, _line_of(talk, seat)),
    )


def _status(talk: Talk, seat: str, *, finished: bool) -> str:
    own = talk.seat == seat
    if not talk.heard:
        if talk.seen_by(seat) < len(talk.said):
            return "unread"
        return _sent(talk) if own else "read"
    mine = [line for line in talk.lines if seat in line.seats]
    answered = own or any(line.seat == seat for line in mine if line.status == REACHED)
    if talk.live and answered and not finished:
        return "talking"
    if any(line in mine for line in talk.waiting) and not finished:
        return "ringing"
    if own:
        if talk.waiting and not finished:
            return "calling"
        if not talk.reached:
            return "unanswered"
        return "told" if all(line.by == SCRIPT for line in talk.reached) else "over"
    if answered:
        return "over" if talk.answerable else "told"
    return "taken" if any(line.status == REACHED for line in mine) else "missed"


def _sent(talk: Talk) -> str:
    """How a message stands for whoever wrote it; what is worst of several addressees."""
    states = {outcome(talk, chain) for chain in chains(talk)}
    return next((one for one in (UNANSWERED, "passed_on") if one in states), "sent")


def _heard_by(talk: Talk, seat: str) -> Iterator[Said]:
    """What ``seat`` has been told: of a call once it answers, of a message what it has opened."""
    first = Said(talk.at, talk.real, talk.sender, talk.seat, talk.text)
    if talk.heard:
        if talk.on_line(seat):
            yield first
            yield from talk.said
        return
    seen = talk.seen_by(seat)
    if seen >= 0:
        yield first
        yield from talk.said[:seen]


def _said(world: World, words: Words, one: Said, *, own: bool) -> TalkWordsView:
    return TalkWordsView(one.at, one.who, _title(world, words, one.who), own, one.text)


def _ends(world: World, words: Words, talk: Talk, seat: str | None) -> tuple[TalkEndView, ...]:
    """Those who were addressed; whom nobody plays have no line, and are told as they were written down."""
    lines = {line.who for line in talk.lines}
    without = [TalkEndView(who, _title(world, words, who), own=False, status="", at=None) for who in talk.to]
    return (
        *(_end(world, words, talk, line, seat) for line in talk.lines),
        *(one for one in without if one.who not in lines),
    )


def _end(world: World, words: Words, talk: Talk, line: Line, seat: str | None) -> TalkEndView:
    own = line.by == PERSON and seat in line.seats
    in_place_of = _title(world, words, line.for_) if line.for_ else ""
    at = line.reached if line.status == REACHED else line.ended
    end = TalkEndView(line.who, _title(world, words, line.who), own, line.status, at, in_place_of)
    if talk.heard or line.ended is None:
        return end
    to = went_to(talk, line)
    return replace(
        end, passed_at=line.ended, passed_to=_title(world, words, to) if to else "", absent=line.until == line.at
    )


def _line_of(talk: Talk, seat: str) -> str:
    return next((line.who for line in reversed(talk.lines) if seat in line.seats), talk.sender)


def _title(world: World, words: Words, who: str) -> str:
    return words(world.content.title_of(who))


def _office_view(world: World, words: Words, team: str, state: TeamState, talk: Talk) -> OfficeTalkView:
    ours = [line for line in talk.lines if line.by == OFFICE]
    speaks = [line.who for line in talk.lines if line.by in {OFFICE, SCRIPT}]
    if not is_person(state, world.seat(team, talk.seat)):
        speaks.append(talk.sender)
    status = _office_status(talk, ours, finished=state.finished)
    return OfficeTalkView(
        team=team,
        team_title=words(Text(world.teams[team].title)),
        id=talk.id,
        at=talk.at,
        by=talk.by,
        heard=talk.heard,
        sender=talk.sender,
        sender_title=_title(world, words, talk.sender),
        to=_ends(world, words, talk, None),
        status=status,
        waits=has_person(talk)
        and (
            status in {"ringing", "unread"}
            or (status == "talking" and _is_offices(talk, ours) and not _spoke_last(talk))
        ),
        words=(
            _said(world, words, Said(talk.at, talk.real, talk.sender, talk.seat, talk.text), own=not talk.seat),
            *(_said(world, words, one, own=not one.seat) for one in talk.said),
        ),
        until=max((until for _, until in limits(talk)), default=None),
        seconds=talk.seconds,
        as_whom=tuple((who, _title(world, words, who)) for who in dict.fromkeys(speaks)),
    )


def has_person(talk: Talk) -> bool:
    """Whether a person at a seat takes part: a scripted player who calls the mayor waits for nobody's answer."""
    return talk.caller == PERSON or any(line.by == PERSON for line in talk.lines)


def _spoke_last(talk: Talk) -> bool:
    """Whether the exercise office has said what was said last: then it is for the others to speak."""
    return not talk.said[-1].seat if talk.said else talk.caller == OFFICE


def _is_offices(talk: Talk, ours: list[Line]) -> bool:
    """Whether the exercise office holds an end of the talk; it may take a scripted one, once somebody speaks there."""
    return bool(ours) or not talk.seat or (talk.caller == OFFICE and bool(talk.said))


def _office_status(talk: Talk, ours: list[Line], *, finished: bool) -> str:
    if finished:
        return "over"
    if not talk.heard:
        part = ours or not talk.seat or (talk.caller == OFFICE and talk.said)
        return "unread" if part and talk.seen_by("") < len(talk.said) else _sent(talk)
    if any(line in ours and line.status == WAITING for line in talk.waiting):
        return "ringing"
    if talk.live:
        return "talking"
    return "calling" if talk.waiting else "over"
