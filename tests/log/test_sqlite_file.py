"""The file of a log: what lies in the folder, what is durable, and what every broken file is told to be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from log_helpers import dump, names, note, notes, raw_change, small_log

from simulator.log.catalog import list_logs
from simulator.log.sqlite import create_log, open_log
from simulator.log.sqlite_file import address_of
from simulator.log.store import LogUnreadable, Reason
from simulator.log.verify import verify
from simulator.words import translator


def reason_of(path: Path, **how: Any) -> Reason:
    with pytest.raises(LogUnreadable) as refused:
        open_log(path, **how)
    assert str(path) in str(refused.value)
    assert refused.value.remedy(translator("log", "en"))
    return refused.value.reason


def test_a_commit_waits_for_the_disk(tmp_path: Path):
    path = tmp_path / "drill-1.sqlite"
    create_log(path, "drill-1").close()
    with closing(open_log(path)) as store:
        assert store._raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert store._raw.execute("PRAGMA synchronous").fetchone() == (2,)


def test_any_name_of_a_file_will_do(tmp_path: Path):
    path = tmp_path / "50% #1?mode=ro 訓練&a=b" / "drill-1.sqlite"
    create_log(path, "drill-1").close()

    assert [entry.exercise for entry in list_logs(path.parent)] == ["drill-1"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/srv/a b.sqlite"), "file:///srv/a%20b.sqlite"),
        (PureWindowsPath(r"C:\訓練\a#1.sqlite"), "file:///C:/%E8%A8%93%E7%B7%B4/a%231.sqlite"),
        (PureWindowsPath(r"\\files\drills\a.sqlite"), "file:////files/drills/a.sqlite"),
    ],
)
def test_a_file_is_addressed_as_sqlite_reads_it(path: PurePosixPath | PureWindowsPath, address: str):
    assert address_of(path) == address


def test_a_closed_log_is_one_plain_file(log: Path):
    assert names(log.parent) == [log.name]
    with closing(sqlite3.connect(log)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_last_to_close_leaves_one_file(log: Path):
    first, second = open_log(log), open_log(log)
    first.append("a", 3, notes(1))
    first.close()
    assert len(names(log.parent)) > 1
    assert len(second.read("a")) == 4

    second.close()
    assert names(log.parent) == [log.name]


def test_a_reader_leaves_no_trace(log: Path):
    before = log.read_bytes()
    with closing(open_log(log, read_only=True)) as reader:
        assert reader.position() == 7
        assert names(log.parent) == [log.name]
    assert log.read_bytes() == before


def test_a_reader_sees_what_is_written_meanwhile(log: Path):
    with closing(open_log(log, read_only=True)) as reader:
        assert reader.position() == 7
        with closing(open_log(log)) as writer:
            writer.append("a", 3, [note("new")])
            assert reader.read("a", after=3)[0].payload == {"text": "new"}
        assert reader.position() == 8
    # A reader never writes: the files that the writer could not remove under it wait for the next writer.
    assert log.with_name(log.name + "-wal").stat().st_size == 0
    open_log(log).close()
    assert names(log.parent) == [log.name]


def test_a_reader_may_not_write(log: Path):
    with closing(open_log(log, read_only=True)) as reader, pytest.raises(LogUnreadable) as refused:
        reader.append("a", 3, notes(1))
    assert refused.value.reason is Reason.READ_ONLY


def test_names_with_signs_of_addresses_are_names(tmp_path: Path):
    path = small_log(tmp_path / "訓練 100%?#&mode=memory.sqlite")
    with closing(open_log(path)) as store:
        assert store.position() == 7
    assert names(tmp_path) == [path.name]


REST = "kind, v, at, scenario, 'x', payload, prev, hash FROM events WHERE position = 7"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'x' WHERE position = 2",
        "DELETE FROM events WHERE position = 7",
        f"INSERT OR REPLACE INTO events SELECT position, exercise, stream, seq, {REST}",
        f"INSERT OR REPLACE INTO events SELECT 99, exercise, stream, seq, {REST}",
        f"INSERT OR REPLACE INTO events SELECT 7, exercise, 'c', 1, {REST}",
        f"INSERT INTO events SELECT 99, exercise, stream, seq + 2, {REST}",
        "UPDATE meta SET value = 'other' WHERE key = 'exercise'",
        "DELETE FROM meta",
    ],
    ids=["update", "delete", "replace", "replace number", "replace place", "gap", "update meta", "delete meta"],
)
def test_other_programs_cannot_change_rows(log: Path, statement: str):
    with closing(open_log(log, read_only=True)) as store:
        before = dump(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw_change(log, statement, guards=True)
    with closing(open_log(log, read_only=True)) as store:
        assert dump(store) == before
        assert verify(store).ok


def test_a_new_log_replaces_nothing(log: Path):
    before = log.read_bytes()
    with pytest.raises(LogUnreadable) as refused:
        create_log(log, "other")
    assert refused.value.reason is Reason.EXISTS
    assert log.read_bytes() == before


def test_a_new_log_needs_a_place(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LogUnreadable) as refused:
        create_log(tmp_path, "drill-1")
    assert refused.value.reason is Reason.FOLDER
    with pytest.raises(LogUnreadable):
        create_log(tmp_path / "file" / "drill-1.sqlite", "drill-1")
    assert names(tmp_path) == ["file"]


def test_missing_and_folder(tmp_path: Path):
    assert reason_of(tmp_path / "none.sqlite") is Reason.MISSING
    assert reason_of(tmp_path / "none.sqlite", read_only=True) is Reason.MISSING
    assert reason_of(tmp_path) is Reason.FOLDER
    assert names(tmp_path) == []


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "data", [b"", b"kind: scenario\n", b"\x00" * 5000, bytes(range(256)) * 16, b"SQLite format 3\x00"]
)
def test_what_is_not_a_log_is_left_as_it_is(tmp_path: Path, data: bytes, read_only: bool):
    path = tmp_path / "x.sqlite"
    path.write_bytes(data)
    assert reason_of(path, read_only=read_only) is Reason.NOT_A_LOG
    assert path.read_bytes() == data
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_database_is_left_as_it_is(tmp_path: Path, journal: str):
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.execute("CREATE TABLE events (id)")
    before = path.read_bytes()
    assert reason_of(path) is Reason.NOT_A_LOG
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_format_is_named(log: Path, read_only: bool):
    raw_change(log, "UPDATE meta SET value = '12' WHERE key = 'format'")
    with pytest.raises(LogUnreadable, match="format 12") as refused:
        open_log(log, read_only=read_only)
    assert refused.value.reason is Reason.NEWER


@pytest.mark.parametrize("value", ["", "x", "-1", "²"])
def test_a_format_that_is_no_number_is_not_a_log(log: Path, value: str):
    raw_change(log, ("UPDATE meta SET value = ? WHERE key = 'format'", (value,)))
    assert reason_of(log) is Reason.NOT_A_LOG


def test_another_exercise_in_the_file_is_a_change(log: Path):
    raw_change(log, "UPDATE meta SET value = 'other' WHERE key = 'exercise'")
    assert reason_of(log) is Reason.TAMPERED


@pytest.mark.parametrize("read_only", [True, False])
def test_a_log_cut_short_anywhere_is_noticed(tmp_path: Path, read_only: bool):
    whole = small_log(tmp_path / "whole.sqlite", rows=60).read_bytes()
    path = tmp_path / "cut.sqlite"
    reasons = []
    for length in [1, 15, 16, 99, 100, 511, 512, *range(1024, len(whole), 2048)]:
        path.write_bytes(whole[:length])
        reasons.append(reason_of(path, read_only=read_only))
    assert set(reasons) == {Reason.NOT_A_LOG, Reason.DAMAGED}
    assert len(whole) > 20_000


def test_a_log_that_misses_its_last_byte_is_noticed_by_the_chain(tmp_path: Path):
    path = small_log(tmp_path / "cut.sqlite", rows=60)
    path.write_bytes(path.read_bytes()[:-1])
    with closing(open_log(path, read_only=True)) as store:
        assert not verify(store).ok


def test_a_log_that_another_program_holds_is_locked(log: Path):
    with closing(sqlite3.connect(log, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert reason_of(log, busy_seconds=0) is Reason.LOCKED
        assert reason_of(log, busy_seconds=0, read_only=True) is Reason.LOCKED
        other.execute("ROLLBACK")
        with closing(open_log(log, busy_seconds=0)) as store:
            other.execute("BEGIN IMMEDIATE")
            assert store.position() == 7
            with pytest.raises(LogUnreadable) as refused:
                store.append("a", 3, notes(1))
            assert refused.value.reason is Reason.LOCKED
            other.execute("ROLLBACK")
            assert store.append("a", 3, notes(1))[0].seq == 4


def test_a_full_disk_loses_nothing_and_is_got_over(log: Path):
    with closing(open_log(log)) as store:
        before = dump(store)
        (pages,) = store._raw.execute("PRAGMA page_count").fetchone()
        store._raw.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(LogUnreadable) as refused:
            store.append("a", 3, [note("small"), note("x" * 50_000)])
        assert refused.value.reason is Reason.DISK_FULL
        assert dump(store) == before

        store._raw.execute("PRAGMA max_page_count = 1000000")
        store.append("a", 3, [note("small"), note("x" * 50_000)])
        assert verify(store).ok


def test_a_folder_that_cannot_be_written_can_be_reviewed(log: Path, no_writing: Any):
    with closing(open_log(log, read_only=True)) as store:
        expected = dump(store)
    with no_writing(log.parent) as place:
        with closing(open_log(place / log.name, read_only=True)) as store:
            assert dump(store) == expected
            assert verify(store).ok
        assert [entry.records for entry in list_logs(place)] == [7]
        assert reason_of(place / log.name) is Reason.READ_ONLY
        assert names(place) == [log.name]
        with pytest.raises(LogUnreadable) as refused:
            create_log(place / "new.sqlite", "new")
        assert refused.value.reason is Reason.NO_PERMISSION


@pytest.mark.parametrize("beside", [["-wal", "-shm"], ["-wal"], []])
def test_a_log_that_was_not_closed_can_be_reviewed_there_too(tmp_path: Path, no_writing: Any, beside: list[str]):
    """``beside``: the files that were copied along; what only the -wal file holds needs that file."""
    path = small_log(tmp_path / "drill-1.sqlite")
    store = open_log(path)
    store._raw.execute("PRAGMA wal_autocheckpoint = 0")
    store.append("a", 3, [note("only in the write-ahead log")])
    folder = tmp_path / "copy"
    folder.mkdir()
    for suffix in ["", *beside]:
        shutil.copyfile(f"{path}{suffix}", folder / f"{path.name}{suffix}")
    store.close()

    with no_writing(folder) as place:
        with closing(open_log(place / path.name, read_only=True)) as reader:
            assert reader.position() == (8 if beside else 7)
            assert verify(reader).ok
            temporary = reader._copy
        assert temporary is None or not Path(temporary.name).exists()
        assert len(names(place)) == 1 + len(beside)


def test_a_file_that_may_not_be_read(log: Path, no_writing: Any):
    with no_writing(log.parent) as place:
        if os.geteuid() == os.getuid():
            (place / log.name).chmod(0)
        else:
            os.seteuid(os.getuid())
            (place / log.name).chmod(0)
            os.seteuid(65534)
        assert reason_of(place / log.name, read_only=True) is Reason.NO_PERMISSION


def test_the_database_library_is_loaded_by_the_first_store_only():
    """SQLModel takes longer to import than everything else; commands without a log do not pay for it."""
    code = "import sys, simulator.log.catalog, simulator.log.export; print('sqlalchemy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
