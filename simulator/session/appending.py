"""Appending where other programs may append too: read what is there, decide, append behind it; on a conflict anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.engine.commands import Refusal
from simulator.engine.events import CONTROL_STREAM, Entry, Event
from simulator.log.store import Conflict, EventStore, LogUnreadable, Reason
from simulator.session.entries import draft_of, entry_of

TRIES = 50
"""How often something is decided anew because somebody else appended first."""


def read_control(store: EventStore, after: int = 0) -> tuple[Entry, ...]:
    """The entries of the control stream whose number is above ``after``. Raises LogUnreadable."""
    return tuple(entry_of(record) for record in store.read(CONTROL_STREAM, after))


def append_control(
    store: EventStore, decide: Callable[[Sequence[Entry], int], Sequence[Entry] | Refusal], *, after: int = 0
) -> tuple[Entry, ...] | Refusal:
    """Append what ``decide`` says to the control stream in one step; the entries as the log holds them.

    ``decide`` gets the entries above ``after`` and the number of the last one (``after`` where there is none), once
    for every try: what it does has to bear repetition. Its refusal is handed back, and nothing to append is no error.
    ``log.busy`` where others came first at each of ``TRIES`` tries. Raises LogUnreadable where the log cannot be read
    or written; nothing has been appended then.
    """
    for _ in range(TRIES):
        control = read_control(store, after)
        last = control[-1].seq if control else after
        found = decide(control, last)
        if isinstance(found, Refusal):
            return found
        try:
            records = store.append(CONTROL_STREAM, last, [draft_of(entry) for entry in found])
        except Conflict:
            continue
        return tuple(entry_of(record) for record in records)
    return Refusal("log.busy")


def record_control(
    store: EventStore, at: int, events: Callable[[Sequence[Entry]], Sequence[Event]]
) -> tuple[Entry, ...]:
    """Append ``events``, given the whole control stream, at real time ``at``: facts that nobody refuses.

    Raises LogUnreadable, also (locked) where others came first at every try.
    """

    def decide(control: Sequence[Entry], last: int) -> list[Entry]:
        return [Entry(number, at, None, "facilitator", event) for number, event in enumerate(events(control), last + 1)]

    found = append_control(store, decide)
    if isinstance(found, Refusal):
        raise LogUnreadable(Reason.LOCKED, store.exercise)
    return found
