"""Whether a log is still what was recorded: every row that is not, and the heads that anchor the rest.

The chain shows any change, insertion or removal inside a stream. It cannot show that rows are missing at the end, or
that somebody rewrote everything from one row on and computed new hashes: for that, keep the heads apart from the log
(print them with the report) and hold the log against them later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulator.log.record import GENESIS, Row
from simulator.log.store import EventStore
from simulator.model.content import digest_of
from simulator.words import Translate, mark

CONTROL_STREAM = "control"
OPENED = "exercise.opened"
"""Kind of the first control record; its payload holds ``content`` and, as ``sha``, the SHA-256 of it."""


class Fault(StrEnum):
    """What is wrong with a row, a stream or the store."""

    TYPE = "type"
    HASH = "hash"
    LINK = "link"
    GAP = "gap"
    REPEATED = "repeated"
    STRANGER = "stranger"
    POSITION = "position"
    OPENING = "opening"
    CONTENT = "content"
    HEAD = "head"
    GUARD = "guard"
    INTEGRITY = "integrity"


_WORDS: dict[Fault, str] = {
    Fault.TYPE: mark("a column holds something that is never recorded there"),
    Fault.HASH: mark("its content does not match its hash: it was changed"),
    Fault.LINK: mark("it does not follow the row before it: one of the two was replaced"),
    Fault.GAP: mark("rows before it are missing (expected row {expected})"),
    Fault.REPEATED: mark("there is more than one row of this number"),
    Fault.STRANGER: mark("it belongs to another exercise ({exercise})"),
    Fault.POSITION: mark(
        "its place in the order of recording is {position} instead of {expected}: rows were moved or removed"
    ),
    Fault.OPENING: mark("the log does not begin with the opening of an exercise"),
    Fault.CONTENT: mark("the scenario, manual and roles stored in it do not match their SHA-256"),
    Fault.HEAD: mark("it is not the row that was noted there, or the rows from there on are missing"),
    Fault.GUARD: mark("the protection {detail} was removed from the file: another program may have changed it"),
    Fault.INTEGRITY: mark("the file is damaged: {detail}"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; ``stream`` and ``seq`` say which row, None where it is not about one row."""

    fault: Fault
    stream: str | None = None
    seq: int | None = None
    position: int | None = None
    expected: int | None = None
    detail: str = ""

    def words(self, t: Translate) -> str:
        """What is wrong, in words; ``t`` translates the domain ``log``."""
        return t(
            _WORDS[self.fault],
            expected=self.expected,
            position=self.position,
            exercise=self.detail,
            detail=self.detail,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a stream: its number and hash. Both bind every row before it."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome. ``digest`` is a SHA-256 over all hashes in order of recording: one line that anchors the log."""

    exercise: str
    records: int
    heads: dict[str, Head]
    digest: str
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(store: EventStore, noted: Mapping[str, Head] | None = None) -> Verification:
    """Check all rows of ``store``, and that it still holds the heads ``noted`` earlier. Raises LogUnreadable."""
    rows = store.rows()
    problems = [Problem(Fault(kind), detail=detail) for kind, detail in store.flaws()]
    problems += check_rows(rows, store.exercise)
    problems += _check_noted((row for _, row in rows), noted or {})
    heads: dict[str, Head] = {}
    total = hashlib.sha256()
    for _, row in rows:
        total.update(str(row.hash).encode("utf-8", "surrogatepass"))
        if row.is_sound() and row.seq >= heads.get(row.stream, Head(0, "")).seq:
            heads[row.stream] = Head(row.seq, row.hash)
    return Verification(store.exercise, len(rows), dict(sorted(heads.items())), total.hexdigest(), tuple(problems))


def check_rows(rows: Iterable[tuple[int, Row]], exercise: str) -> list[Problem]:
    """What is wrong with ``rows``, which come in order of position; one entry for every broken row at least."""
    problems: list[Problem] = []
    last: dict[str, Head] = {}
    place = 0
    opened = False
    for position, row in rows:
        place += 1
        faults = list(_faults(row, exercise, last.get(row.stream, Head(0, GENESIS))))
        if position != place:
            faults.append((Fault.POSITION, place, ""))
            place = position
        if (row.stream, row.seq, row.kind) == (CONTROL_STREAM, 1, OPENED):
            opened = True
            if not _content_matches(row.payload):
                faults.append((Fault.CONTENT, None, ""))
        stream = row.stream if isinstance(row.stream, str) else repr(row.stream)
        seq = row.seq if isinstance(row.seq, int) else None
        problems += [Problem(fault, stream, seq, position, expected, detail) for fault, expected, detail in faults]
        if seq is not None:
            last[row.stream] = Head(seq, row.hash)
    if place and not opened:
        problems.append(Problem(Fault.OPENING, CONTROL_STREAM, 1))
    return problems


def _faults(row: Row, exercise: str, before: Head) -> Iterable[tuple[Fault, int | None, str]]:
    """Fault, expected number and detail of one row that follows ``before`` in its stream."""
    if not row.is_sound() or not _is_object(row.payload):
        yield Fault.TYPE, None, ""
        return
    if row.exercise != exercise:
        yield Fault.STRANGER, None, row.exercise
    if row.digest() != row.hash:
        yield Fault.HASH, None, ""
    if row.seq > before.seq + 1:
        yield Fault.GAP, before.seq + 1, ""
    elif row.seq <= before.seq:
        yield Fault.REPEATED, before.seq + 1, ""
    elif row.prev != before.hash:
        yield Fault.LINK, None, ""


def _check_noted(rows: Iterable[Row], noted: Mapping[str, Head]) -> Iterable[Problem]:
    hashes = {(row.stream, row.seq): row.hash for row in rows}
    for stream, head in noted.items():
        if hashes.get((stream, head.seq)) != head.hash:
            yield Problem(Fault.HEAD, stream, head.seq)


def _is_object(payload: str) -> bool:
    try:
        return isinstance(json.loads(payload), dict)
    except (ValueError, RecursionError):
        return False


def _content_matches(payload: str) -> bool:
    try:
        opened = json.loads(payload)
        return bool(digest_of(opened["content"]) == opened["sha"])
    except (ValueError, KeyError, TypeError):
        return False
