"""Who takes a talk in whose place: each one addressed, with the stand-ins that it went on to."""

from __future__ import annotations

from simulator.engine.talk_events import LineSetup
from simulator.engine.talk_state import REACHED, UNANSWERED, WAITING, Line, Talk

Chain = tuple[Line, ...]
"""The line of one who was addressed, and those that took their place, one after the other."""


def chains(talk: Talk) -> tuple[Chain, ...]:
    """The lines of a talk, a chain for each one addressed."""
    found: list[list[Line]] = []
    for line in talk.lines:
        home = [chain for chain in found if line.for_ and any(one.who == line.for_ for one in chain)]
        if home:
            home[-1].append(line)
        else:
            found.append([line])
    return tuple(tuple(chain) for chain in found)


def takers(talk: Talk, chain: Chain) -> Chain:
    """The lines of all who may take the talk for ``chain``: a stand-in may be in it in somebody else's place too."""
    stand_ins = {one.who for line in chain for one in line.instead}
    return (*chain, *(line for line in talk.lines if line not in chain and line.who in stand_ins))


def outcome(talk: Talk, chain: Chain) -> str:
    """``reached``; ``waiting`` for whoever was addressed; ``passed_on`` and waiting; ``unanswered`` by everybody."""
    states = {line.status for line in takers(talk, chain)}
    if REACHED in states:
        return REACHED
    if WAITING not in states:
        return UNANSWERED
    return "passed_on" if chain[0].status == UNANSWERED else WAITING


def next_in(talk: Talk, line: Line) -> LineSetup | None:
    """Who comes in the place of ``line``; None where nobody else does, or a stand-in has the talk already."""
    present = {one.who: one.status for one in talk.lines}
    for one in line.instead:
        if one.who not in present:
            return one
        if present[one.who] != UNANSWERED:
            return None
    return None


def limits(talk: Talk) -> tuple[tuple[Line, int], ...]:
    """The lines that are given up at a scenario second, unless somebody answers.

    Of what is written, one is not given up any more once somebody has read it for everybody whom it would go on for.
    """
    waiting = tuple((line, line.until) for line in talk.waiting if line.until is not None)
    if talk.heard or not waiting:
        return waiting
    wanted = [
        takers(talk, chain) for chain in chains(talk) if all(line.status != REACHED for line in takers(talk, chain))
    ]
    return tuple((line, until) for line, until in waiting if any(line in one for one in wanted))


def went_to(talk: Talk, line: Line) -> str:
    """Who came in the place of ``line``, which was given up; empty where nobody did."""
    if line.ended is None:
        return ""
    present = {one.who for one in talk.lines}
    after = [one.who for one in talk.lines if one.for_ == line.who]
    return next(iter([*after, *(one.who for one in line.instead if one.who in present)]), "")
