"""The contact network as a seat sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.engine.world import World
from simulator.model.base import Text

Words = Callable[[Text | None], str]


@dataclass(frozen=True, slots=True)
class ContactView:
    """A line of the contact network."""

    id: str
    title: str
    inside: bool
    day: str
    night: str
    note: str


def contact_network(world: World, words: Words) -> tuple[ContactView, ...]:
    """The organisation's contact network in its own order, then roles and parties that it does not list."""
    organization = world.content.organization
    parties = {party.id: party for party in organization.cast(world.scenario.id)}
    absent = {party.id for party in organization.parties} - set(parties)
    listed = [
        ContactView(
            c.who,
            words(world.content.title_of(c.who)),
            c.who not in parties or parties[c.who].inside,
            words(c.day),
            words(c.night),
            words(c.note),
        )
        for c in organization.contacts
        if c.who not in absent
    ]
    known = {contact.id for contact in listed}
    rest = [who for who in (*organization.roles, *parties) if who not in known]
    return tuple(listed) + tuple(
        ContactView(who, words(world.content.title_of(who)), who not in parties or parties[who].inside, "", "", "")
        for who in rest
    )
