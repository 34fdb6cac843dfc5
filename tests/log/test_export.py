"""Lines of JSON hold the whole log, and come back only as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from log_helpers import dump, names, note, opening, raw_change, small_log

from simulator.log.export import BadLineReason, export_jsonl, import_jsonl, parse_jsonl, write_jsonl
from simulator.log.memory import MemoryStore
from simulator.log.sqlite import open_log
from simulator.log.store import LogUnreadable, Reason
from simulator.log.verify import Fault
from simulator.words import translator


@pytest.fixture
def lines(log: Path) -> list[str]:
    with closing(open_log(log, read_only=True)) as store:
        return list(export_jsonl(store))


def test_a_log_comes_back_whole(log: Path, tmp_path: Path):
    with closing(open_log(log, read_only=True)) as store:
        expected = dump(store)
        assert write_jsonl(store, tmp_path / "out.jsonl") == 7
    assert import_jsonl(tmp_path / "out.jsonl", tmp_path / "again.sqlite") == (7, [])
    with closing(open_log(tmp_path / "again.sqlite")) as store:
        assert dump(store) == expected
        assert store.flaws() == []
        store.append("a", 3, [note("and it goes on")])


def test_lines_have_sorted_keys_and_one_record_each(lines: list[str]):
    assert len(lines) == 7
    assert all(list(json.loads(line)) == sorted(json.loads(line)) for line in lines)
    assert [json.loads(line)["stream"] for line in lines] == ["control", "a", "b", "a", "b", "a", "b"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text(st.characters()) | st.text(st.characters(categories=("Cc", "Cf", "Cs"))), max_size=4), st.text()
)
def test_any_text_survives(texts: list[str], actor: str):
    store = MemoryStore("drill-1")
    store.append("control", 0, [opening()])
    store.append("a", 0, [note(text, actor=actor) for text in texts])
    lines = list(export_jsonl(store))
    rows, bad = parse_jsonl(lines)

    assert bad == []
    assert rows == [row for _, row in store.rows()]
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u202e\u2028\u200b" for char in "".join(lines))


def change(**fields: Any) -> Callable[[str], str]:
    return lambda line: json.dumps({**json.loads(line), **fields})


def without(key: str) -> Callable[[str], str]:
    return lambda line: json.dumps({k: v for k, v in json.loads(line).items() if k != key})


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda line: line[:-1], BadLineReason.NOT_JSON),
        (lambda line: "hello", BadLineReason.NOT_JSON),
        (lambda line: line[:-1] + ',"v":1}', BadLineReason.NOT_JSON),
        (lambda line: "[" * 100_000, BadLineReason.NOT_JSON),
        (change(payload={"x": float("nan")}), BadLineReason.NOT_JSON),
        (lambda line: line.replace('"v":1', '"v":1e999'), BadLineReason.TYPE),
        (lambda line: line.replace('"payload":{', '"payload":{"n":1e999,'), BadLineReason.NOT_JSON),
        (lambda line: "[]", BadLineReason.TYPE),
        (lambda line: "null", BadLineReason.TYPE),
        (without("hash"), BadLineReason.KEYS),
        (change(extra=1), BadLineReason.KEYS),
        (change(seq="2"), BadLineReason.TYPE),
        (change(seq=True), BadLineReason.TYPE),
        (change(at=2**63), BadLineReason.TYPE),
        (change(at=1.5), BadLineReason.TYPE),
        (change(actor=None), BadLineReason.TYPE),
        (change(actor="\ud800"), BadLineReason.TYPE),
        (change(payload=[]), BadLineReason.TYPE),
        (change(payload="{}"), BadLineReason.TYPE),
        (change(actor="somebody"), BadLineReason.CHAIN),
        (change(payload={"text": "\ud800"}), BadLineReason.CHAIN),
        (change(seq=7), BadLineReason.CHAIN),
        (change(exercise="other"), BadLineReason.CHAIN),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_made(
    tmp_path: Path, lines: list[str], spoil: Callable[[str], str], reason: BadLineReason
):
    lines[4] = spoil(lines[4])
    source = tmp_path / "in.jsonl"
    source.write_text("\n" + "\n".join(lines), encoding="utf-8")
    number, bad = import_jsonl(source, tmp_path / "new.sqlite")

    assert number == 0
    assert (bad[0].number, bad[0].reason) == (6, reason)
    assert bad[0].words(translator("log", "en"))
    assert not (tmp_path / "new.sqlite").exists()


def test_every_bad_line_is_named(lines: list[str]):
    lines[1], lines[5] = "x", "y"

    assert [line.number for line in parse_jsonl(lines)[1]] == [2, 6]


def test_a_missing_line_is_noticed(lines: list[str]):
    del lines[3]
    _, bad = parse_jsonl(lines)

    assert [(line.number, line.problem.fault) for line in bad if line.problem] == [(5, Fault.GAP)]


def test_lines_in_another_order_of_streams_are_the_same_log(lines: list[str]):
    rows, bad = parse_jsonl(sorted(lines, key=lambda line: json.loads(line)["stream"]))

    assert len(rows) == 7
    assert bad == []


def test_bytes_that_are_no_text_are_a_bad_line(tmp_path: Path, lines: list[str]):
    source = tmp_path / "in.jsonl"
    source.write_bytes("\n".join(lines).encode().replace(b"the record 1", b"the record \xff"))

    assert [line.number for line in import_jsonl(source, tmp_path / "new.sqlite")[1]] == [5]


def test_line_ends_and_marks_of_other_systems_are_accepted(tmp_path: Path, lines: list[str]):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n\r\n")

    assert import_jsonl(source, tmp_path / "new.sqlite") == (7, [])


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_file_without_records_is_refused(tmp_path: Path, text: str):
    (tmp_path / "in.jsonl").write_text(text)

    assert import_jsonl(tmp_path / "in.jsonl", tmp_path / "new.sqlite")[1][0].reason is BadLineReason.EMPTY


def test_nothing_is_overwritten(tmp_path: Path, log: Path):
    before = log.read_bytes()
    with closing(open_log(log, read_only=True)) as store, pytest.raises(LogUnreadable) as refused:
        write_jsonl(store, log)
    assert refused.value.reason is Reason.EXISTS
    with closing(open_log(log, read_only=True)) as store:
        write_jsonl(store, tmp_path / "out.jsonl")
    with pytest.raises(LogUnreadable) as refused:
        import_jsonl(tmp_path / "out.jsonl", log)
    assert refused.value.reason is Reason.EXISTS
    assert log.read_bytes() == before


def test_missing_source(tmp_path: Path):
    with pytest.raises(LogUnreadable) as refused:
        import_jsonl(tmp_path / "none.jsonl", tmp_path / "new.sqlite")
    assert refused.value.reason is Reason.MISSING
    assert names(tmp_path) == []


def test_a_changed_log_is_not_exported(tmp_path: Path):
    path = small_log(tmp_path / "drill-1.sqlite")
    raw_change(path, "UPDATE events SET actor = 'x' WHERE position = 7")
    with closing(open_log(path, read_only=True)) as store, pytest.raises(LogUnreadable) as refused:
        write_jsonl(store, tmp_path / "out.jsonl")
    assert refused.value.reason is Reason.TAMPERED
    assert not (tmp_path / "out.jsonl").exists()
