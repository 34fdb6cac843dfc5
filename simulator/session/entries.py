"""Between the engine's entries and the log's records."""

from __future__ import annotations

from simulator.engine.events import Entry
from simulator.engine.wire import decode, encode
from simulator.log.record import Draft, Record


def draft_of(entry: Entry) -> Draft:
    """What the log is asked to keep of ``entry``; its number comes from the place where it is appended."""
    kind, v, payload = encode(entry.event)
    return Draft(kind=kind, v=v, at=entry.at, scenario=entry.scenario, actor=entry.actor, payload=payload)


def entry_of(record: Record) -> Entry:
    """The entry that a record holds; raises ``engine.wire.UnreadableEvent``."""
    return Entry(record.seq, record.at, record.scenario, record.actor, decode(record.kind, record.v, record.payload))
