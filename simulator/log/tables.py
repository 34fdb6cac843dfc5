"""The tables of a log, the statements on them, and the guards that keep rows as they are.

Importing this module loads SQLModel, which takes longer than everything else at the start of the program; only stores
import it, when they open.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, MetaData, Table, Text, UniqueConstraint, bindparam, func, insert, select
from sqlmodel import Field, SQLModel


class _Base(SQLModel):
    metadata = MetaData()


class EventRow(_Base, table=True):
    """One row of the log; ``position`` is the order of commit over all streams."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("exercise", "stream", "seq"),)

    position: int | None = Field(default=None, primary_key=True)
    exercise: str = Field(sa_type=Text)
    stream: str = Field(sa_type=Text)
    seq: int
    kind: str = Field(sa_type=Text)
    v: int
    at: int = Field(sa_type=BigInteger)
    scenario: int | None = Field(default=None, sa_type=BigInteger)
    actor: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    prev: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class MetaRow(_Base, table=True):
    """What a file is: ``format`` and ``exercise``."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


EVENTS: Table = EventRow.metadata.tables["events"]
META: Table = MetaRow.metadata.tables["meta"]
TABLES = EventRow.metadata

_ROW = [column for column in EVENTS.c if column.name != "position"]
"""Columns in the order of ``record.Row``."""

_OF_STREAM = (EVENTS.c.exercise == bindparam("exercise"), EVENTS.c.stream == bindparam("stream"))

ADD = insert(EVENTS)
HEAD = select(EVENTS.c.seq, EVENTS.c.hash).where(*_OF_STREAM).order_by(EVENTS.c.seq.desc()).limit(1)
STREAM_FROM = select(*_ROW).where(*_OF_STREAM, EVENTS.c.seq >= bindparam("start")).order_by(EVENTS.c.seq)
ALL_AFTER = select(EVENTS.c.position, *_ROW).where(EVENTS.c.position > bindparam("after")).order_by(EVENTS.c.position)
STREAMS = select(EVENTS.c.stream).distinct().order_by(EVENTS.c.stream)
POSITION = select(func.coalesce(func.max(EVENTS.c.position), 0))
ADD_META = insert(META)


def _guard(name: str, on: str, when: str = "") -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} BEFORE {on} {when}BEGIN SELECT RAISE(ABORT, 'a log is append-only'); END"


_NOT_NEXT = """WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position) OR NEW.seq IS NOT (
    SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE exercise = NEW.exercise AND stream = NEW.stream
) """
"""INSERT OR REPLACE removes a row without firing the trigger on DELETE."""

GUARDS = dict(
    (
        _guard("events_no_update", "UPDATE ON events"),
        _guard("events_no_delete", "DELETE ON events"),
        _guard("events_next_only", "INSERT ON events", _NOT_NEXT),
        _guard("meta_no_update", "UPDATE ON meta"),
        _guard("meta_no_delete", "DELETE ON meta"),
    )
)
"""SQLite triggers by name: a program that goes round this one cannot change a row unless it removes them."""
