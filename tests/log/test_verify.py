"""Whatever is changed in a log behind its back is found, and named by stream and row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_helpers import note, opening, raw_change, small_log

from simulator.log.memory import MemoryStore
from simulator.log.record import Row
from simulator.log.sqlite import create_log, open_log
from simulator.log.store import LogUnreadable, Reason
from simulator.log.verify import Fault, Verification, verify
from simulator.words import translator

ROW_FIVE = "WHERE position = 5"
"""Row 2 of stream b."""


def check(path: Path) -> Verification:
    with closing(open_log(path, read_only=True)) as store:
        return verify(store)


def found(path: Path) -> list[tuple[Fault, str | None, int | None]]:
    return [(problem.fault, problem.stream, problem.seq) for problem in check(path).problems]


def test_an_untouched_log_is_good(log: Path):
    report = check(log)

    assert report.ok
    assert (report.exercise, report.records) == ("drill-1", 7)
    assert {stream: head.seq for stream, head in report.heads.items()} == {"a": 3, "b": 3, "control": 1}
    with closing(open_log(log, read_only=True)) as store:
        assert report.heads["b"].hash == store.read("b")[-1].hash


def test_an_empty_log_is_good(tmp_path: Path):
    create_log(tmp_path / "drill-1.sqlite", "drill-1").close()
    assert check(tmp_path / "drill-1.sqlite").ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "note.taken "),
        ("v", 2),
        ("at", 1),
        ("scenario", None),
        ("scenario", 47_101),
        ("actor", ""),
        ("actor", "nursery-head\x00"),
        ("payload", "{}"),
        ("payload", '{"text": "the record 1"}'),
        ("hash", "0" * 64),
        ("hash", ""),
        ("exercise", "other"),
    ],
)
def test_a_change_in_any_column_is_found(log: Path, column: str, value: Any):
    raw_change(log, (f"UPDATE events SET {column} = ? {ROW_FIVE}", (value,)))

    assert (Fault.HASH, "b", 2) in found(log)
    assert {problem.seq for problem in check(log).problems} <= {2, 3}
    with closing(open_log(log, read_only=True)) as store:
        for reading in (lambda: store.read("b"), store.read_all):
            with pytest.raises(LogUnreadable) as refused:
                reading()
            assert refused.value.reason is Reason.TAMPERED
            assert (refused.value.params["stream"], refused.value.params["seq"]) == ("b", 2)
        assert len(store.read("a")) == 3


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("v", "x"),
        ("at", 1.5),
        ("actor", b"nursery-head"),
        ("payload", b'{"text":"the record 1"}'),
        ("stream", b"b"),
        ("seq", "x"),
        ("scenario", b""),
    ],
)
def test_a_column_of_another_type_is_found(log: Path, column: str, value: Any):
    raw_change(log, (f"UPDATE events SET {column} = ? {ROW_FIVE}", (value,)))

    assert Fault.TYPE in {problem.fault for problem in check(log).problems}
    with closing(open_log(log, read_only=True)) as store, pytest.raises(LogUnreadable):
        store.read_all()
    with closing(open_log(log, read_only=True)) as store, pytest.raises(LogUnreadable):
        store.read_all(3)


@pytest.mark.parametrize("column", ["prev", "seq", "stream"])
def test_a_change_of_place_is_found(log: Path, column: str):
    value = {"prev": "0" * 64, "seq": 9, "stream": "c"}[column]
    raw_change(log, (f"UPDATE events SET {column} = ? {ROW_FIVE}", (value,)))

    assert not check(log).ok
    with closing(open_log(log, read_only=True)) as store, pytest.raises(LogUnreadable):
        store.read_all()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_of_any_text_is_covered(tmp_path: Path, data: st.DataObject):
    path = tmp_path / "drill-1.sqlite"
    path.unlink(missing_ok=True)
    small_log(path, rows=2)
    column = data.draw(st.sampled_from(["payload", "actor", "kind", "prev", "hash", "exercise", "stream"]))
    position = data.draw(st.integers(1, 5))
    with closing(sqlite3.connect(path)) as raw:
        (value,) = raw.execute(f"SELECT CAST({column} AS BLOB) FROM events WHERE position = {position}").fetchone()
    where = data.draw(st.integers(0, len(value) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != value[where]))
    changed = value[:where] + bytes([byte]) + value[where + 1 :]
    raw_change(path, (f"UPDATE events SET {column} = CAST(? AS TEXT) WHERE position = {position}", (changed,)))

    if (column, position) == ("exercise", 1):
        with pytest.raises(LogUnreadable) as refused:
            check(path)
        assert refused.value.reason is Reason.TAMPERED
    else:
        assert not check(path).ok


@pytest.mark.parametrize("needle", ["保育課 1", "the record 2", "nursery-head", "Flood drill"])
def test_a_byte_changed_in_the_file_is_found(log: Path, needle: str):
    data = log.read_bytes()
    where = data.index(needle.encode()) + 1
    log.write_bytes(data[:where] + bytes([data[where] ^ 1]) + data[where + 1 :])

    assert not check(log).ok


def test_every_broken_row_is_listed(log: Path):
    raw_change(log, "UPDATE events SET actor = 'x' WHERE stream = 'a' OR (stream = 'b' AND seq = 3)")

    assert found(log) == [(Fault.HASH, "a", 1), (Fault.HASH, "a", 2), (Fault.HASH, "a", 3), (Fault.HASH, "b", 3)]


def test_a_row_rewritten_with_its_hash_breaks_the_next(log: Path):
    with closing(open_log(log, read_only=True)) as store:
        row = next(row for _, row in store.rows() if (row.stream, row.seq) == ("b", 2))
    forged = row._replace(payload='{"text":"all was well"}')
    raw_change(log, (f"UPDATE events SET payload = ?, hash = ? {ROW_FIVE}", (forged.payload, forged.digest())))

    assert found(log) == [(Fault.LINK, "b", 3)]
    with closing(open_log(log, read_only=True)) as store:
        for reading in (lambda: store.read("b"), lambda: store.read("b", 2), store.read_all):
            with pytest.raises(LogUnreadable) as refused:
                reading()
            assert (refused.value.params["stream"], refused.value.params["seq"]) == ("b", 3)


@pytest.mark.parametrize("forged", [b"half \xff", b"half \xef\xbf\xbd\xff", b"half \xed\xa0\x80"])
def test_bytes_that_are_no_text_never_pass_for_text(tmp_path: Path, forged: bytes):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as store:
        store.append("control", 0, [opening(), note(actor="half \ufffd")])
    raw_change(path, ("UPDATE events SET actor = CAST(? AS TEXT) WHERE position = 2", (forged,)))

    assert found(path) == [(Fault.HASH, "control", 2)]


def test_a_payload_that_is_no_object_is_found_though_its_hash_fits(log: Path):
    with closing(open_log(log, read_only=True)) as store:
        row = store.rows()[-1][1]
    for payload in ("[1]", "no json"):
        forged = row._replace(payload=payload)
        raw_change(log, ("UPDATE events SET payload = ?, hash = ? WHERE position = 7", (payload, forged.digest())))
        assert found(log) == [(Fault.TYPE, "b", 3)]
        with closing(open_log(log, read_only=True)) as store, pytest.raises(LogUnreadable):
            store.read("b")


def test_a_row_taken_out_is_found(log: Path):
    raw_change(log, f"DELETE FROM events {ROW_FIVE}")

    assert found(log) == [(Fault.POSITION, "a", 3), (Fault.GAP, "b", 3)]
    with closing(open_log(log, read_only=True)) as store:
        for after in (0, 2):
            with pytest.raises(LogUnreadable):
                store.read("b", after)


def test_a_whole_stream_taken_out_is_found(log: Path):
    raw_change(log, "DELETE FROM events WHERE stream = 'a'")

    assert (Fault.POSITION, "b", 1) in found(log)


def test_the_opening_taken_out_is_found(log: Path):
    raw_change(log, "DELETE FROM events WHERE stream = 'control'", "UPDATE events SET position = position - 1")

    assert found(log) == [(Fault.OPENING, "control", 1)]


def test_a_row_put_in_is_found(log: Path):
    extra = Row("drill-1", "b", 2, "note.taken", 1, 1, 1, "x", "{}", "0" * 64, "")
    marks = ", ".join("?" * 12)
    raw_change(
        log,
        "CREATE TABLE copy AS SELECT * FROM events",
        "DROP TABLE events",
        "ALTER TABLE copy RENAME TO events",
        (f"INSERT INTO events VALUES ({marks})", (8, *extra._replace(hash=extra.digest()))),
    )

    assert (Fault.REPEATED, "b", 2) in found(log)


def test_rows_that_changed_places_are_found(log: Path):
    raw_change(
        log,
        "UPDATE events SET position = 99 WHERE position = 3",
        "UPDATE events SET position = 3 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 99",
    )

    assert Fault.REPEATED in {fault for fault, _, _ in found(log)}


@pytest.mark.parametrize(
    "payload",
    [
        {"content": {"scenario": "other"}, "sha": opening().payload["sha"]},
        {"content": {}},
        {},
        {"content": 1, "sha": 1},
    ],
)
def test_embedded_content_must_match_its_sha(payload: dict[str, Any]):
    store = MemoryStore("drill-1")
    store.append("control", 0, [note(kind="exercise.opened", payload=payload)])

    assert [problem.fault for problem in verify(store).problems] == [Fault.CONTENT]


def test_missing_guards_are_reported(log: Path):
    raw_change(log, "DROP TRIGGER events_no_delete", guards=True)

    (problem,) = check(log).problems
    assert (problem.fault, problem.detail) == (Fault.GUARD, "events_no_delete")


def test_weakened_guards_are_reported(log: Path):
    raw_change(
        log,
        "DROP TRIGGER events_no_update",
        "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT 1; END",
        guards=True,
    )

    assert [problem.detail for problem in check(log).problems] == ["events_no_update"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_fault_has_words(lang: str):
    from simulator.log.verify import Problem

    t = translator("log", lang)
    words = {Problem(fault, "a", 1, 2, 3, "detail").words(t) for fault in Fault}

    assert len(words) == len(Fault)
