"""What a log is made of: drafts, rows as they are stored, records as they are read, and the chain that binds them.

The hash of a row is the SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of all its other fields, the hash
of the row before it in the stream among them. An exported line without its ``hash`` key is exactly what was hashed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

GENESIS = "0" * 64
"""``prev`` of the first row of a stream."""

_INT64 = 2**63

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""Plain data as JSON with sorted keys and no spaces; ValueError for NaN and infinities."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact that is not in the log yet.

    ``at`` is real time in UTC milliseconds since 1970, ``scenario`` scenario time in seconds from D1 00:00 where the
    fact has one. ``v`` is the version of the payload's shape. ``payload`` is plain JSON data.
    """

    kind: str
    v: int
    at: int
    scenario: int | None
    actor: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record(Draft):
    """A fact in the log. ``seq`` counts from 1 in each stream; ``prev`` and ``hash`` are SHA-256 in hex."""

    exercise: str
    stream: str
    seq: int
    prev: str
    hash: str


class Row(NamedTuple):
    """A record in the form that is stored: ``payload`` is canonical JSON text.

    Rows that come out of a store are what somebody left there: any column may hold any type until ``is_sound``.
    """

    exercise: str
    stream: str
    seq: int
    kind: str
    v: int
    at: int
    scenario: int | None
    actor: str
    payload: str
    prev: str
    hash: str

    def digest(self) -> str:
        """The hash that these fields should have, in hex."""
        return hashlib.sha256(self._hashed().encode("utf-8", "surrogatepass")).hexdigest()

    def is_sound(self) -> bool:
        """Whether every column holds the type that it should."""
        texts = (self.exercise, self.stream, self.kind, self.actor, self.payload, self.prev, self.hash)
        numbers = (self.seq, self.v, self.at, 0 if self.scenario is None else self.scenario)
        return all(type(text) is str for text in texts) and all(type(number) is int for number in numbers)

    def record(self) -> Record:
        """The record; its payload is a fresh value. ValueError or TypeError when the payload is no JSON object."""
        payload = json.loads(self.payload)
        if not isinstance(payload, dict):
            raise TypeError("the payload is not a JSON object")
        return Record(
            kind=self.kind,
            v=self.v,
            at=self.at,
            scenario=self.scenario,
            actor=self.actor,
            payload=payload,
            exercise=self.exercise,
            stream=self.stream,
            seq=self.seq,
            prev=self.prev,
            hash=self.hash,
        )

    def line(self) -> str:
        """The row as one line of JSON with sorted keys, without a line end."""
        return f'{self._head()},"hash":{encode(self.hash)},{self._tail()}'

    def _hashed(self) -> str:
        return f"{self._head()},{self._tail()}"

    def _head(self) -> str:
        return f'{{"actor":{encode(self.actor)},"at":{self.at},"exercise":{encode(self.exercise)}'

    def _tail(self) -> str:
        scenario = "null" if self.scenario is None else self.scenario
        return (
            f'"kind":{encode(self.kind)},"payload":{self.payload},"prev":{encode(self.prev)},'
            f'"scenario":{scenario},"seq":{self.seq},"stream":{encode(self.stream)},"v":{self.v}}}'
        )


def seal(draft: Draft, exercise: str, stream: str, seq: int, prev: str) -> Row:
    """The row that stores ``draft`` as number ``seq`` of ``stream`` after the row whose hash is ``prev``.

    Lone surrogates become U+FFFD. ValueError or TypeError for what no store can hold: numbers beyond 64 bits, NaN,
    values that are not JSON.
    """
    if not (exercise and stream and draft.kind):
        raise ValueError("exercise, stream and kind need a name")
    if not (is_well_formed(exercise) and is_well_formed(stream)):
        raise ValueError("a name holds half a character")
    for number in (draft.v, draft.at, draft.scenario or 0):
        if not -_INT64 <= number < _INT64:
            raise ValueError(f"{number} does not fit 64 bits")
    row = Row(
        exercise=exercise,
        stream=stream,
        seq=seq,
        kind=well_formed(draft.kind),
        v=int(draft.v),
        at=int(draft.at),
        scenario=None if draft.scenario is None else int(draft.scenario),
        actor=well_formed(draft.actor),
        payload=canonical(draft.payload),
        prev=prev,
        hash="",
    )
    return row._replace(hash=row.digest())


def seal_all(drafts: Iterable[Draft], exercise: str, stream: str, seq: int, prev: str) -> list[Row]:
    """The rows of a batch that follows number ``seq``, whose hash is ``prev``."""
    rows: list[Row] = []
    for number, draft in enumerate(drafts, seq + 1):
        row = seal(draft, exercise, stream, number, prev)
        rows.append(row)
        prev = row.hash
    return rows


def canonical(value: Any) -> str:
    """``value`` as canonical JSON that UTF-8 can hold.

    Reading it and writing it again gives the same text, also where keys were numbers, lists were tuples, or text held
    halves of characters.
    """
    text = encode(value)
    clean = well_formed(text)
    plain = json.loads(clean)
    return text if clean is text and plain == value else encode(plain)


def is_well_formed(text: str) -> bool:
    """Whether UTF-8 can hold ``text``."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def well_formed(text: str) -> str:
    """``text`` as UTF-8 can hold it: split surrogate pairs are joined, lone surrogates become U+FFFD."""
    if is_well_formed(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def row_of(record: Record) -> Row:
    """The stored form of ``record``, with the hash that it claims."""
    return Row(
        exercise=record.exercise,
        stream=record.stream,
        seq=record.seq,
        kind=record.kind,
        v=record.v,
        at=record.at,
        scenario=record.scenario,
        actor=record.actor,
        payload=canonical(record.payload),
        prev=record.prev,
        hash=record.hash,
    )
