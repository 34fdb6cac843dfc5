"""Searching the contact network: who is called so comes before who is only spoken of, and it is told why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.engine.views import ContactView
from simulator.tui.search import folded, matches


class FoundContact(NamedTuple):
    """``named``: the name has every word. ``why`` are the other places (``id``, ``day``, ``night``, ``note``) in which
    words stand that the name lacks."""

    contact: ContactView
    named: bool
    why: tuple[str, ...]


def found_contacts(query: tuple[str, ...], contacts: Iterable[ContactView]) -> tuple[FoundContact, ...]:
    """The contacts in which every word of ``query`` stands: by name first, inside before outside."""
    found = [
        _found(query, contact)
        for contact in contacts
        if matches(query, contact.title, contact.day, contact.night, contact.note, contact.id)
    ]
    return tuple(sorted(found, key=lambda one: (not one.named, not one.contact.inside)))


def _found(query: tuple[str, ...], contact: ContactView) -> FoundContact:
    left = tuple(word for word in query if word not in folded(contact.title))
    places = {"id": contact.id, "day": contact.day, "night": contact.night, "note": contact.note}
    why = tuple(name for name, text in places.items() if any(word in folded(text) for word in left))
    return FoundContact(contact, matches(query, contact.title, contact.id), why)
