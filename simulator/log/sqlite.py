"""The log as one SQLite file for each exercise.

While it is open it keeps a write-ahead log beside it, so that readers never wait for writers; every append is on the
disk when it returns. The last one to close leaves one plain file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any

from simulator.log.record import GENESIS, Draft, Record, Row, seal_all
from simulator.log.sqlite_file import (
    BUSY_SECONDS,
    FORMAT,
    connect,
    connect_to_read,
    identify,
    leave_one_file,
    look_for,
    look_for_room,
    make_durable,
    reserve,
    typed_errors,
)
from simulator.log.store import Batch, Chain, Conflict, Flaw, LogUnreadable, Reason, Tail

if TYPE_CHECKING:
    from sqlalchemy import Executable


_TRIED = 65_536
"""Bytes that are written where it is tried whether the log can be written: as much as several long replies."""


def create_log(path: Path, exercise: str, *, busy_seconds: float = BUSY_SECONDS) -> SqliteStore:
    """A new, empty log of ``exercise``; folders above it are made. LogUnreadable (exists) rather than overwrite."""
    reserve(path)
    try:
        with typed_errors(path):
            store = SqliteStore(path, exercise, connect(path, "rw", busy_seconds))
            try:
                store.set_up()
            except BaseException:
                store.close()
                raise
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return store


def open_log(path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> SqliteStore:
    """The log at ``path``, to append to or, with ``read_only``, from any medium; raises LogUnreadable."""
    look_for(path)
    copy = None
    with typed_errors(path):
        if read_only:
            raw, copy = connect_to_read(path, busy_seconds)
        else:
            raw = connect(path, "rw", busy_seconds)
        try:
            exercise = identify(raw, path)
            if not read_only:
                make_durable(raw)
            return SqliteStore(path, exercise, raw, read_only=read_only, copy=copy)
        except BaseException:
            raw.close()
            if copy:
                copy.cleanup()
            raise


class SqliteStore:
    """An EventStore in a file; made by ``create_log`` and ``open_log``.

    ``copy`` is the temporary folder that holds what ``raw`` reads, where that is not ``path`` itself.
    """

    def __init__(
        self,
        path: Path,
        exercise: str,
        raw: Connection,
        *,
        read_only: bool = False,
        copy: TemporaryDirectory[str] | None = None,
    ) -> None:
        from sqlalchemy import create_engine
        from sqlalchemy.pool import StaticPool

        from simulator.log import tables

        self.path = path
        self.exercise = exercise
        self.read_only = read_only
        self._raw = raw
        self._copy = copy
        self._closed = False
        self._lock = Lock()
        self._tables = tables
        self._version: tuple[int] | None = None
        self._heads: dict[str, tuple[int, str]] = {}
        # Transactions are begun and ended in _transaction; to SQLAlchemy every statement stands alone.
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def set_up(self) -> None:
        """Make tables and guards in an empty file."""
        make_durable(self._raw)
        meta = {"format": str(FORMAT), "exercise": self.exercise}
        with self._transaction():
            self._tables.TABLES.create_all(self._connection)
            for guard in self._tables.GUARDS.values():
                self._raw.execute(guard)
            self._connection.execute(self._tables.ADD_META, [{"key": k, "value": v} for k, v in meta.items()])

    def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        return self.append_many([Batch(stream, expected_seq, drafts)])[0]

    def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
        if not any(batch.drafts for batch in batches):
            return [() for _ in batches]
        if self.read_only:
            raise LogUnreadable(Reason.READ_ONLY, str(self.path))
        sealed: list[list[Row]] = []
        with self._lock, typed_errors(self.path):
            with self._transaction():
                for stream, expected_seq, drafts in batches:
                    seq, prev = self._head(stream) if drafts else (expected_seq, GENESIS)
                    if seq != expected_seq:
                        raise Conflict(stream, expected_seq, seq)
                    sealed.append(seal_all(drafts, self.exercise, stream, seq, prev))
                self._connection.execute(self._tables.ADD, [row._asdict() for rows in sealed for row in rows])
            self._heads.update({rows[-1].stream: (rows[-1].seq, rows[-1].hash) for rows in sealed if rows})
        return [tuple(row.record() for row in rows) for rows in sealed]

    def load(self, rows: Iterable[Row]) -> None:
        """Add verified rows of another copy of this log, in order of commit, all or none."""
        with self._lock, typed_errors(self.path), self._transaction():
            self._connection.execute(self._tables.ADD, [row._asdict() for row in rows])
            self._heads = {}

    def read(self, stream: str, after: int = 0) -> list[Record]:
        after = max(after, 0)
        with self._lock, typed_errors(self.path):
            found = self._fetch(self._tables.STREAM_FROM, exercise=self.exercise, stream=stream, start=after)
        rows = [Row._make(columns) for columns in found]
        chain = Chain(self.exercise, str(self.path), from_start=True)
        if after and rows:
            if rows[0].seq != after:
                raise LogUnreadable(Reason.TAMPERED, str(self.path), stream=stream, seq=after)
            chain.follow(rows.pop(0))
        return [chain.take(row) for row in rows]

    def read_all(self, after: int = 0) -> Tail:
        chain = Chain(self.exercise, str(self.path), from_start=after <= 0)
        rows = self._rows_after(after)
        return Tail(tuple(chain.take(row) for _, row in rows), rows[-1][0] if rows else max(after, 0))

    def streams(self) -> list[str]:
        with self._lock, typed_errors(self.path):
            return [name for (name,) in self._fetch(self._tables.STREAMS)]

    def position(self) -> int:
        with self._lock, typed_errors(self.path):
            return int(self._fetch(self._tables.POSITION)[0][0])

    def rows(self) -> list[tuple[int, Row]]:
        return self._rows_after(0)

    def try_writing(self) -> None:
        if self.read_only:
            raise LogUnreadable(Reason.READ_ONLY, str(self.path))
        with self._lock, typed_errors(self.path):
            if self._closed:
                raise LogUnreadable(Reason.OTHER, str(self.path), detail="closed")
            look_for_room(self.path, _TRIED)
            with self._transaction():
                # Room for a row, which is taken back; then a page with what it holds already goes to the disk.
                self._raw.execute("SAVEPOINT trying")
                self._raw.execute("INSERT INTO meta (key, value) VALUES ('trying', ?)", ("-" * _TRIED,))
                self._raw.execute("ROLLBACK TO trying")
                self._raw.execute("RELEASE trying")
                (number,) = self._raw.execute("PRAGMA user_version").fetchone()
                self._raw.execute(f"PRAGMA user_version = {int(number)}")

    def flaws(self) -> list[Flaw]:
        with self._lock, typed_errors(self.path):
            report = [line for (line,) in self._raw.execute("PRAGMA integrity_check") if line != "ok"]
            triggers = dict(self._raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        weak = [name for name, sql in self._tables.GUARDS.items() if triggers.get(name) != sql]
        return [Flaw("integrity", line) for line in report] + [Flaw("guard", name) for name in weak]

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if not self.read_only:
                leave_one_file(self._raw)
            self._connection.close()
            self._connection.engine.dispose()
            self._raw.close()
            if self._copy:
                self._copy.cleanup()

    def _head(self, stream: str) -> tuple[int, str]:
        """Number and hash of the last row of ``stream``, inside a transaction.

        What is known stays true until another connection commits, which changes SQLite's ``data_version``.
        """
        version = self._raw.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version, self._heads = version, {}
        if stream not in self._heads:
            found = self._fetch(self._tables.HEAD, exercise=self.exercise, stream=stream)
            self._heads[stream] = (found[0].seq, found[0].hash) if found else (0, GENESIS)
        return self._heads[stream]

    def _rows_after(self, after: int) -> list[tuple[int, Row]]:
        with self._lock, typed_errors(self.path):
            found = self._fetch(self._tables.ALL_AFTER, after=max(after, 0))
        return [(position, Row._make(columns)) for position, *columns in found]

    def _fetch(self, statement: Executable, **gaps: Any) -> list[Any]:
        if self._closed:
            raise LogUnreadable(Reason.OTHER, str(self.path), detail="closed")
        return list(self._connection.execute(statement, gaps).fetchall())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One write transaction, begun with the write lock so that it cannot fail half-way for another writer."""
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._raw.execute("COMMIT")
        except BaseException:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
            raise
