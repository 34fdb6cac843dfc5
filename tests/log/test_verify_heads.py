"""What is noted apart from the log anchors it: rows missing at the end and whole streams written anew show."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from log_helpers import note, notes, opening, raw_change

from simulator.log.sqlite import create_log, open_log
from simulator.log.verify import Fault, Head, Verification, verify


def check(path: Path, noted: dict[str, Head] | None = None) -> Verification:
    with closing(open_log(path, read_only=True)) as store:
        return verify(store, noted)


def test_the_digest_covers_the_order_between_streams(log: Path):
    before = check(log)
    raw_change(
        log,
        "UPDATE events SET position = 99 WHERE position = 2",
        "UPDATE events SET position = 2 WHERE position = 3",
        "UPDATE events SET position = 3 WHERE position = 99",
    )
    after = check(log)

    assert (after.ok, after.heads) == (True, before.heads)
    assert after.digest != before.digest


def test_rows_missing_at_the_end_show_against_noted_heads(log: Path):
    heads = check(log).heads
    assert check(log, heads).ok
    raw_change(log, "DELETE FROM events WHERE position >= 6")

    assert check(log).ok
    assert [(p.fault, p.stream, p.seq) for p in check(log, heads).problems] == [
        (Fault.HEAD, "a", 3),
        (Fault.HEAD, "b", 3),
    ]


def test_a_log_that_went_on_still_holds_the_noted_heads(log: Path):
    heads = check(log).heads
    with closing(open_log(log)) as store:
        store.append("a", 3, notes(2))

    assert check(log, heads).ok


def test_a_stream_written_anew_shows_against_noted_heads(tmp_path: Path, log: Path):
    heads = check(log).heads
    with closing(create_log(tmp_path / "forged.sqlite", "drill-1")) as forged:
        forged.append("control", 0, [opening()])
        forged.append("a", 0, [note("another story"), *notes(2)])
        forged.append("b", 0, notes(3))

    assert check(tmp_path / "forged.sqlite").ok
    problems = check(tmp_path / "forged.sqlite", heads).problems
    assert [(problem.fault, problem.stream) for problem in problems] == [(Fault.HEAD, "a"), (Fault.HEAD, "b")]
