"""The logs of a folder, and which of them a name refers to."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from log_helpers import AT, note, opening, raw_change, small_log

from simulator.log.catalog import LogEntry, find_log, list_logs
from simulator.log.sqlite import create_log
from simulator.log.store import LogUnreadable, Reason


def test_a_log_is_told_by_its_first_and_last_rows(tmp_path: Path):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as store:
        store.append("control", 0, [opening()])
        store.append("a", 0, [note(at=AT + 5000)])
    title = {"ja": "浸水訓練", "en": "Flood drill"}

    assert list_logs(tmp_path) == [LogEntry(path, "drill-1", title, AT, AT + 5000, 2)]


def test_an_ended_exercise_is_ended(tmp_path: Path):
    with closing(create_log(tmp_path / "drill-1.sqlite", "drill-1")) as store:
        store.append("control", 0, [opening(), note(kind="exercise.ended")])
        store.append("a", 0, [note("the survey")])

    assert [entry.ended for entry in list_logs(tmp_path)] == [True]


def test_only_control_ends_an_exercise(tmp_path: Path):
    with closing(create_log(tmp_path / "drill-1.sqlite", "drill-1")) as store:
        store.append("a", 0, [note(kind="exercise.ended")])

    (entry,) = list_logs(tmp_path)
    assert (entry.ended, entry.started, entry.title, entry.last, entry.records) == (False, None, None, AT, 1)


def test_an_empty_log_is_listed(tmp_path: Path):
    create_log(tmp_path / "drill-1.sqlite", "drill-1").close()

    assert list_logs(tmp_path) == [LogEntry(tmp_path / "drill-1.sqlite", "drill-1")]


@pytest.mark.parametrize(
    "content", [{}, {"scenario": []}, {"scenario": {"title": "x"}}, {"scenario": {"title": {"ja": 1}}}]
)
def test_a_title_of_another_shape_is_no_title(tmp_path: Path, content: dict[str, object]):
    with closing(create_log(tmp_path / "drill-1.sqlite", "drill-1")) as store:
        store.append("control", 0, [opening(content)])

    assert list_logs(tmp_path)[0].title is None


def test_the_newest_comes_first_and_unreadable_ones_last_with_their_reason(tmp_path: Path):
    for name, at in (("old", AT), ("new", AT + 9), ("middle", AT + 4)):
        with closing(create_log(tmp_path / f"{name}.sqlite", name)) as store:
            store.append("control", 0, [note(at=at)])
    (tmp_path / "a.sqlite").write_bytes(b"nothing")
    (tmp_path / "b.sqlite").mkdir()
    raw_change(small_log(tmp_path / "c.sqlite"), "UPDATE events SET v = 9")
    (tmp_path / "other.txt").write_text("x")
    entries = list_logs(tmp_path)

    assert [entry.exercise for entry in entries if not entry.problem] == ["new", "middle", "old"]
    reasons = [(entry.path.name, entry.problem.reason) for entry in entries[3:] if entry.problem]
    assert reasons == [("a.sqlite", Reason.NOT_A_LOG), ("b.sqlite", Reason.FOLDER), ("c.sqlite", Reason.TAMPERED)]


def test_a_folder_that_is_not_there_has_no_logs(tmp_path: Path):
    assert list_logs(tmp_path / "none") == []


def test_a_name_is_a_path_a_file_or_an_exercise(tmp_path: Path):
    folder = tmp_path / "logs"
    first = small_log(folder / "drill-1.sqlite")
    renamed = folder / "kept 2026.sqlite"
    create_log(renamed, "drill-2").close()

    assert find_log(str(first)) == first
    assert find_log("drill-1", folder) == first
    assert find_log("drill-2", folder) == renamed
    assert find_log("kept 2026", folder) == renamed


@pytest.mark.parametrize("name", ["drill-9", "sub/drill-1", "../logs/drill-1", "\x00"])
def test_a_name_of_nothing_is_missing(tmp_path: Path, name: str):
    small_log(tmp_path / "drill-1.sqlite")
    with pytest.raises(LogUnreadable) as refused:
        find_log(name, tmp_path)
    assert refused.value.reason is Reason.MISSING
