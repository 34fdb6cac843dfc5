"""A log as lines of JSON, for other programs and for keeping, and back again without loss.

One record a line, keys sorted, in order of recording. A line without its ``hash`` key is what was hashed, so anybody
can verify the chain with a JSON parser and SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from simulator.log.record import Row, canonical, is_well_formed, row_of
from simulator.log.sqlite import create_log
from simulator.log.sqlite_file import typed_errors
from simulator.log.store import EventStore
from simulator.log.verify import Problem, check_rows
from simulator.model.safe_text import visible_json
from simulator.words import Translate, mark

_NAMES = frozenset(Row._fields)
_INT64 = 2**63


class BadLineReason(StrEnum):
    """Why a line cannot be brought back."""

    NOT_JSON = "not_json"
    KEYS = "keys"
    TYPE = "type"
    CHAIN = "chain"
    EMPTY = "empty"


_WORDS: dict[BadLineReason, str] = {
    BadLineReason.NOT_JSON: mark("not a line of JSON ({detail})"),
    BadLineReason.KEYS: mark("keys missing or unknown: {detail}"),
    BadLineReason.TYPE: mark("a value has the wrong type, or is too large"),
    BadLineReason.EMPTY: mark("there is no record in the file"),
}


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be brought back; ``number`` counts from 1."""

    number: int
    reason: BadLineReason
    detail: str = ""
    problem: Problem | None = None

    def words(self, t: Translate) -> str:
        """What is wrong, in words; ``t`` translates the domain ``log``."""
        if self.problem is not None:
            return self.problem.words(t)
        return t(_WORDS[self.reason], detail=self.detail)


def export_jsonl(store: EventStore) -> Iterator[str]:
    """Lines, without line ends, of all records in order of recording; LogUnreadable when one does not fit its chain.

    Characters that would act on a terminal are written as JSON escapes.
    """
    for record in store.read_all().records:
        yield visible_json(row_of(record).line())


def parse_jsonl(lines: Iterable[str]) -> tuple[list[Row], list[BadLine]]:
    """The rows of exported ``lines`` and every line that is wrong; blank lines are skipped.

    The chain is verified where every line could be read.
    """
    rows: list[Row] = []
    numbers: list[int] = []
    bad: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = _parse(number, line)
        if isinstance(found, BadLine):
            bad.append(found)
        else:
            rows.append(found)
            numbers.append(number)
    if not rows and not bad:
        bad.append(BadLine(1, BadLineReason.EMPTY))
    if not bad:
        for problem in check_rows(enumerate(rows, 1), rows[0].exercise):
            number = numbers[(problem.position or 1) - 1]
            bad.append(BadLine(number, BadLineReason.CHAIN, problem=problem))
    return rows, bad


def write_jsonl(store: EventStore, path: Path) -> int:
    """Write the lines to a new file ``path``: how many. LogUnreadable when it exists or cannot be written."""
    lines = list(export_jsonl(store))
    with typed_errors(path), path.open("x", encoding="utf-8", newline="\n") as out:
        try:
            out.writelines(f"{line}\n" for line in lines)
            out.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return len(lines)


def import_jsonl(source: Path, target: Path) -> tuple[int, list[BadLine]]:
    """Make the log ``target`` of the exported lines in ``source``: how many records, or the wrong lines and no log.

    Raises LogUnreadable when ``source`` cannot be read, or ``target`` exists or cannot be written.
    """
    # A line that is not UTF-8 fails its own check and is named, instead of ending the reading.
    with typed_errors(source), source.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        rows, bad = parse_jsonl(lines)
    if bad:
        return 0, bad
    store = create_log(target, rows[0].exercise)
    try:
        store.load(rows)
    except BaseException:
        store.close()
        with suppress(OSError):
            target.unlink()
        raise
    store.close()
    return len(rows), []


def _parse(number: int, line: str) -> Row | BadLine:
    try:
        found = json.loads(line, object_pairs_hook=_once, parse_constant=_refuse)
        payload = canonical(found["payload"]) if isinstance(found, dict) and "payload" in found else ""
    except (ValueError, RecursionError) as error:
        return BadLine(number, BadLineReason.NOT_JSON, str(error))
    if not isinstance(found, dict):
        return BadLine(number, BadLineReason.TYPE)
    wrong = sorted(_NAMES ^ found.keys())
    if wrong:
        return BadLine(number, BadLineReason.KEYS, ", ".join(wrong))
    if not isinstance(found["payload"], dict):
        return BadLine(number, BadLineReason.TYPE)
    row = Row(**{**found, "payload": payload})
    return row if _storable(row) else BadLine(number, BadLineReason.TYPE)


def _storable(row: Row) -> bool:
    """Whether every column holds its type, in a size and form that any store can hold."""
    return (
        row.is_sound()
        and all(-_INT64 <= value < _INT64 for value in row if isinstance(value, int))
        and all(is_well_formed(value) for value in row if isinstance(value, str))
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _refuse(name: str) -> Any:
    raise ValueError(name)
