"""Durable appends a second: the log's store against raw sqlite3 that stores the same columns with the same durability.

Both write WAL with synchronous=FULL, one transaction for each batch, the same payloads; raw sqlite3 neither hashes,
looks at the head of the stream, nor has guards. They take turns, so that both meet the same disk.
"""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from simulator.log.record import Draft, encode
from simulator.log.sqlite import create_log

GOAL = 0.5
"""Of raw appends, for single appends."""

WORDS = "保育課長に電話で報告し、紙の名簿の所在を確認中です。URLは転送していません。"


def drafts(count: int) -> list[Draft]:
    payload = {"inject": "I07", "role": "nursery-head", "kind": "text", "text": WORDS * 3}
    return [
        Draft("response.submitted", 1, 1_776_000_000_000 + n, 47_100, "nursery-head", payload) for n in range(count)
    ]


def raw(folder: Path, appends: int, batch: int) -> float:
    """Appends a second of raw sqlite3."""
    with closing(sqlite3.connect(folder / "raw.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE TABLE events (position INTEGER PRIMARY KEY, exercise TEXT, stream TEXT, seq INTEGER, kind TEXT,"
            " v INTEGER, at INTEGER, scenario INTEGER, actor TEXT, payload TEXT, prev TEXT, hash TEXT,"
            " UNIQUE (exercise, stream, seq))"
        )
        facts, chain, seq = drafts(batch), "0" * 64, 0
        start = perf_counter()
        for _ in range(appends):
            rows = []
            for draft in facts:
                seq += 1
                payload = encode(draft.payload)
                head = ("bench", "a", seq, draft.kind, draft.v, draft.at, draft.scenario, draft.actor)
                rows.append((*head, payload, chain, chain))
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
        return appends / (perf_counter() - start)


def ours(folder: Path, appends: int, batch: int) -> float:
    """Appends a second of the store."""
    with closing(create_log(folder / "ours.sqlite", "bench")) as store:
        facts, seq = drafts(batch), 0
        start = perf_counter()
        for _ in range(appends):
            store.append("a", seq, facts)
            seq += batch
        return appends / (perf_counter() - start)


def measure(rounds: int, appends: int, batch: int, folder: Path | None) -> tuple[float, float, float]:
    """Medians over ``rounds``: raw and our appends a second, and the ratio within a round."""
    figures = []
    for number in range(rounds):
        with TemporaryDirectory(dir=folder) as place:
            turns = (raw, ours) if number % 2 else (ours, raw)
            found = {turn.__name__: turn(Path(place), appends, batch) for turn in turns}
        figures.append((found["raw"], found["ours"], found["ours"] / found["raw"]))
    return tuple(median(column) for column in zip(*figures, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--appends", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where the files are made: decides which disk is measured")
    args = parser.parse_args()
    for batch in (1, 10):
        floor, found, ratio = measure(args.rounds, args.appends, batch, args.folder)
        goal = f" (goal >= {GOAL})" if batch == 1 else ""
        print(
            f"batches of {batch}: ours {found:.0f}/s, raw sqlite3 {floor:.0f}/s, ratio {ratio:.2f}{goal}, "
            f"{1e6 / found - 1e6 / floor:.0f} us more for each append"
        )


if __name__ == "__main__":
    main()
