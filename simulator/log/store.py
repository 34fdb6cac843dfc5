"""The port to the event log, and the two ways in which it says no."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from simulator.log.record import GENESIS, Draft, Record, Row
from simulator.words import Translate, mark


@dataclass(frozen=True, slots=True)
class Tail:
    """What was committed after a position, in order of commit, and the position to ask from next."""

    records: tuple[Record, ...]
    position: int


class Batch(NamedTuple):
    """What is to be added after ``expected_seq`` of ``stream``."""

    stream: str
    expected_seq: int
    drafts: Sequence[Draft]


class Flaw(NamedTuple):
    """``guard``: the protection against changes called ``detail`` is missing or weakened. ``integrity``: in
    ``detail`` the database says what is wrong with its file."""

    kind: Literal["guard", "integrity"]
    detail: str


class EventStore(Protocol):
    """The log of one exercise: streams of records, each append-only.

    Any number of stores, in any number of processes, may stand on the same log. Every method may raise LogUnreadable;
    no other error of a database leaves the room. A store may be used from several threads.
    """

    @property
    def exercise(self) -> str:
        """The id of the exercise."""
        ...

    def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Add ``drafts`` after ``expected_seq``, the last number known of ``stream`` (0 for a new one): all or none.

        When it returns the records are durable. Raises Conflict when the stream does not end at ``expected_seq``. An
        empty batch does nothing.
        """
        ...

    def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
        """Append to several streams in one durable step, each stream once: all or none; as ``append`` otherwise."""
        ...

    def read(self, stream: str, after: int = 0) -> list[Record]:
        """The records of ``stream`` whose number is above ``after``, with their chain verified."""
        ...

    def read_all(self, after: int = 0) -> Tail:
        """The records of all streams beyond the position ``after``, in order of commit."""
        ...

    def streams(self) -> list[str]:
        """Names of the streams that have records, sorted."""
        ...

    def position(self) -> int:
        """The position of the last commit, 0 when there is none; it grows with every record."""
        ...

    def rows(self) -> list[tuple[int, Row]]:
        """Position and row of everything stored, in order of position, unverified; for verification."""
        ...

    def try_writing(self) -> None:
        """Write as an append does, and leave the log as it was; returns where an append could be durable now."""
        ...

    def flaws(self) -> list[Flaw]:
        """What is wrong with the store itself, rows aside."""
        ...

    def close(self) -> None:
        """Release the log; a second call does nothing."""
        ...


class Conflict(Exception):
    """Somebody else has appended: read on from ``expected``, decide again, retry."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(f"{stream} was expected to end at {expected} and ends at {actual}")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class Reason(StrEnum):
    """Why a log cannot be read or written."""

    MISSING = "missing"
    FOLDER = "folder"
    EXISTS = "exists"
    NOT_A_LOG = "not_a_log"
    DAMAGED = "damaged"
    TAMPERED = "tampered"
    NEWER = "newer"
    LOCKED = "locked"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    NO_PERMISSION = "no_permission"
    OTHER = "other"


_WORDS: dict[Reason, tuple[str, str]] = {
    Reason.MISSING: (
        mark("There is no log {path}."),
        mark("Check the name; “tabletop log list” shows the logs of a folder."),
    ),
    Reason.FOLDER: (
        mark("{path} is a folder, not a log."),
        mark("Name one of the logs in it; “tabletop log list” shows them."),
    ),
    Reason.EXISTS: (
        mark("{path} exists already."),
        mark("Choose another name: a log is never overwritten."),
    ),
    Reason.NOT_A_LOG: (
        mark("{path} is not an exercise log."),
        mark("Exercise logs end in .sqlite; exported ones (.jsonl) are brought back with “tabletop log import”."),
    ),
    Reason.DAMAGED: (
        mark("{path} is damaged or incomplete ({detail})."),
        mark("Copy it again, together with the file of the same name ending in -wal if there is one, or use a backup."),
    ),
    Reason.TAMPERED: (
        mark("{path} was changed after it was recorded: row {seq} of “{stream}” does not fit its chain."),
        mark("“tabletop log verify” lists every row that does not fit. Use an untouched copy."),
    ),
    Reason.NEWER: (
        mark("{path} was recorded by a newer version (format {found}; this one reads up to {known})."),
        mark("Update tabletop and try again."),
    ),
    Reason.LOCKED: (
        mark("{path} is held by another program."),
        mark("Close the other program (a backup or synchronisation may hold it too) and try again."),
    ),
    Reason.DISK_FULL: (
        mark("The disk that holds {path} is full; the last step was not recorded."),
        mark("Free some space and repeat it; everything before it is safe."),
    ),
    Reason.READ_ONLY: (
        mark("{path} can be read only."),
        mark("Copy it to a folder where you may write; reviewing and reports work without that."),
    ),
    Reason.NO_PERMISSION: (
        mark("{path} may not be opened with your permissions."),
        mark("Ask its owner for the permission to read it, or for a copy."),
    ),
    Reason.OTHER: (
        mark("{path} cannot be used ({detail})."),
        mark("Check the disk or the network drive that holds it, or copy the log to this machine."),
    ),
}


class LogUnreadable(Exception):
    """A log cannot be read or written, for a reason that its user can do something about.

    ``params`` fill the gaps of the words: ``path`` always, ``detail``, ``stream``, ``seq``, ``found``, ``known`` as the
    reason has them.
    """

    def __init__(self, reason: Reason, path: str, **params: object) -> None:
        self.reason = reason
        self.params: dict[str, object] = {"path": path, **params}
        message, remedy = _WORDS[reason]
        super().__init__(f"{message} {remedy}".format(**self.params))

    def message(self, t: Translate) -> str:
        """What is wrong; ``t`` translates the domain ``log``."""
        return t(_WORDS[self.reason][0], **self.params)

    def remedy(self, t: Translate) -> str:
        """What to do; ``t`` translates the domain ``log``."""
        return t(_WORDS[self.reason][1], **self.params)


class Chain:
    """Follows rows in order and turns them into records as long as they fit."""

    def __init__(self, exercise: str, path: str, *, from_start: bool) -> None:
        """``from_start``: the first row of every stream is to come; else a stream may begin anywhere."""
        self._exercise = exercise
        self._path = path
        self._from_start = from_start
        self._heads: dict[str, tuple[int, str]] = {}

    def follow(self, row: Row) -> None:
        """Take ``row`` as the last one known of its stream."""
        self._heads[row.stream] = (row.seq, row.hash)

    def take(self, row: Row) -> Record:
        """The record of the next row; LogUnreadable (tampered) when it does not fit."""
        record = None
        before = self._heads.get(row.stream, (0, GENESIS) if self._from_start else None)
        fits = row.is_sound() and row.exercise == self._exercise and row.digest() == row.hash
        if before is not None:
            fits = fits and (row.seq, row.prev) == (before[0] + 1, before[1])
        if fits:
            with suppress(ValueError, TypeError, RecursionError):
                record = row.record()
        if record is None:
            raise LogUnreadable(
                Reason.TAMPERED, self._path, stream=row.stream, seq=before[0] + 1 if before else row.seq
            )
        self.follow(row)
        return record
