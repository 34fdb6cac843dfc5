"""Facts to put into logs, and rough hands on log files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from simulator.log.record import Draft, Record
from simulator.log.sqlite import SqliteStore, create_log, open_log
from simulator.log.store import EventStore, Tail
from simulator.model.content import digest_of

CONTENT = {"scenario": {"id": "flood", "title": {"ja": "浸水訓練", "en": "Flood drill"}}}
AT = 1_776_000_000_000


def note(text: str = "x", **more: Any) -> Draft:
    fields: dict[str, Any] = {"kind": "note.taken", "v": 1, "at": AT, "scenario": 47_100, "actor": "nursery-head"}
    return Draft(**{**fields, "payload": {"text": text}, **more})


def notes(count: int) -> list[Draft]:
    return [note(f"text {number}", at=AT + number) for number in range(count)]


def opening(content: dict[str, Any] | None = None) -> Draft:
    content = CONTENT if content is None else content
    return note(kind="exercise.opened", actor="control", payload={"content": content, "sha": digest_of(content)})


def small_log(path: Path, rows: int = 3) -> Path:
    """A closed log with an opening and ``rows`` notes in each of two streams, written in turns."""
    with closing(create_log(path, "drill-1")) as store:
        store.append("control", 0, [opening()])
        for seq in range(rows):
            store.append("a", seq, [note(f"保育課 {seq}")])
            store.append("b", seq, [note(f"the record {seq}")])
    return path


def raw_change(path: Path, *statements: str | tuple[str, tuple[Any, ...]], guards: bool = False) -> None:
    """Change a log file behind its back; without ``guards`` its triggers are taken away and put back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = (
            [] if guards else list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
        )
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(*((statement,) if isinstance(statement, str) else statement))
        for _, sql in triggers:
            connection.execute(sql)


def names(folder: Path) -> list[str]:
    """Names of what lies in ``folder``, sorted."""
    return sorted(path.name for path in folder.iterdir())


class Reopened:
    """A store that closes its file and opens it again after every append."""

    def __init__(self, path: Path, exercise: str) -> None:
        self._path = path
        self._store: SqliteStore = create_log(path, exercise)

    def append(self, stream: str, expected_seq: int, drafts: list[Draft]) -> tuple[Record, ...]:
        try:
            return self._store.append(stream, expected_seq, drafts)
        finally:
            self._store.close()
            self._store = open_log(self._path)

    def read_all(self, after: int = 0) -> Tail:
        return self._store.read_all(after)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def dump(store: EventStore) -> tuple[Any, ...]:
    """Everything that a store tells."""
    streams = store.streams()
    return (store.exercise, streams, [store.read(name) for name in streams], store.read_all(), store.position())
