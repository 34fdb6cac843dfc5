"""Who sits where, as exercise control sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.engine.contact_views import Words
from simulator.engine.events import TeamSetup
from simulator.engine.presence import is_played
from simulator.engine.state import TeamState
from simulator.engine.world import World


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who sits at a seat, as they called themselves; ``since`` is UTC in milliseconds."""

    id: str
    name: str
    section: str
    door: str
    since: int


@dataclass(frozen=True, slots=True)
class GoneLine:
    """Who left a seat at which nobody sits any more; ``real`` is UTC in milliseconds, ``at`` the scenario second."""

    name: str
    section: str
    real: int
    at: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat. ``human``: people answer for it, else a script; ``people`` are those connected.

    ``unread`` counts injects not opened, ``owed`` those that ask this seat for an answer nobody has given; ``last`` is
    the real time (UTC ms) of its last reply. ``gone`` is who was the last to leave it, where nobody sits there any
    more; None too where nobody ever came.
    """

    team: str
    seat: str
    roles: tuple[str, ...]
    titles: tuple[str, ...]
    human: bool
    people: tuple[PersonLine, ...]
    unread: int
    owed: int
    last: int | None
    gone: GoneLine | None = None

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.seat}"


def seat_lines(world: World, words: Words, setup: TeamSetup, state: TeamState) -> Iterator[SeatLine]:
    """The seats of a team, in its order."""
    for seat in setup.seats:
        gone = state.left.get(seat.id)
        received = [name for name, delivery in state.delivered.items() if not set(delivery.to).isdisjoint(seat.roles)]
        yield SeatLine(
            team=setup.id,
            seat=seat.id,
            roles=seat.roles,
            titles=tuple(words(world.content.title_of(role)) for role in seat.roles),
            human=is_played(state, seat),
            people=tuple(
                PersonLine(person, sitting.name, sitting.section, sitting.door, sitting.since)
                for (place, person), sitting in state.people.items()
                if place == seat.id
            ),
            unread=sum((name, seat.id) not in state.read for name in received),
            owed=sum(world.scenario.inject[name].ask is not None and name not in state.answered for name in received),
            last=max((r.real for r in state.responses if r.seat == seat.id), default=None),
            gone=None if gone is None else GoneLine(*gone),
        )
