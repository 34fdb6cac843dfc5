"""A log that lives as long as its process: for tests, dry runs and rehearsals that keep nothing."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from simulator.log.record import GENESIS, Draft, Record, Row, seal_all
from simulator.log.store import Batch, Conflict, Flaw, Tail


class MemoryStore:
    """An EventStore without a file."""

    def __init__(self, exercise: str) -> None:
        self.exercise = exercise
        self._rows: list[Row] = []
        self._streams: dict[str, list[Row]] = {}
        self._lock = Lock()

    def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        return self.append_many([Batch(stream, expected_seq, drafts)])[0]

    def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
        sealed: list[list[Row]] = []
        with self._lock:
            for stream, expected_seq, drafts in batches:
                rows = self._streams.get(stream, [])
                if drafts and len(rows) != expected_seq:
                    raise Conflict(stream, expected_seq, len(rows))
                prev = rows[-1].hash if rows else GENESIS
                sealed.append(seal_all(drafts, self.exercise, stream, expected_seq, prev))
            for added in sealed:
                if added:
                    self._streams.setdefault(added[0].stream, []).extend(added)
                    self._rows.extend(added)
        return [tuple(row.record() for row in added) for added in sealed]

    def read(self, stream: str, after: int = 0) -> list[Record]:
        with self._lock:
            rows = self._streams.get(stream, [])[max(after, 0) :]
        return [row.record() for row in rows]

    def read_all(self, after: int = 0) -> Tail:
        with self._lock:
            rows = self._rows[max(after, 0) :]
            position = len(self._rows)
        return Tail(tuple(row.record() for row in rows), max(position, after))

    def streams(self) -> list[str]:
        with self._lock:
            return sorted(self._streams)

    def position(self) -> int:
        with self._lock:
            return len(self._rows)

    def rows(self) -> list[tuple[int, Row]]:
        with self._lock:
            return list(enumerate(self._rows, 1))

    def try_writing(self) -> None:
        """Memory can be written."""

    def flaws(self) -> list[Flaw]:
        return []

    def close(self) -> None:
        """Nothing to release."""
