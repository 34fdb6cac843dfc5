"""``tabletop log``: what it prints, where, and how it exits."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from log_helpers import note, opening, raw_change, small_log

from simulator.cli.log import add_arguments, run
from simulator.log.sqlite import create_log, open_log
from simulator.words import translator


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Tabletop = Callable[..., Outcome]


@pytest.fixture
def tabletop(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tabletop:
    """``tabletop log …`` with an empty working folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, lang: str = "en") -> Outcome:
        t = translator("log", lang)
        parser = ArgumentParser()
        add_arguments(parser, t)
        code = run(parser.parse_args([str(word) for word in words]), t, lang)
        return Outcome(code, *capsys.readouterr())

    return call


def test_list(tabletop: Tabletop, tmp_path: Path):
    small_log(tmp_path / "logs" / "drill-1.sqlite")
    (tmp_path / "logs" / "x.sqlite").write_text("")
    code, out, err = tabletop("list")
    head, line, broken = out.splitlines()

    assert (code, err) == (0, "")
    assert head.split() == ["Exercise", "Scenario", "Started", "Last", "row", "Rows", "State"]
    assert line.startswith("drill-1   Flood drill  2026-04-1")
    assert line.endswith("  7     open")
    assert broken == "logs/x.sqlite is not an exercise log."


def test_list_in_japanese_lines_up(tabletop: Tabletop, tmp_path: Path):
    small_log(tmp_path / "logs" / "drill-1.sqlite")
    out = tabletop("list", lang="ja").out.splitlines()

    assert out[0].startswith("訓練     シナリオ  開始")
    assert out[1].startswith("drill-1  浸水訓練  2026-")


def test_list_as_json(tabletop: Tabletop, tmp_path: Path):
    small_log(tmp_path / "logs" / "drill-1.sqlite")
    (tmp_path / "logs" / "x.sqlite").write_text("")
    good, broken = json.loads(tabletop("list", "logs", "--json").out)

    assert good["exercise"] == "drill-1"
    assert good["title"]["ja"] == "浸水訓練"
    assert good["started"] == "2026-04-12T13:20:00.000+00:00"
    assert (good["records"], good["state"]) == (7, "open")
    assert broken["problem"] == "not_a_log"


def test_list_without_logs(tabletop: Tabletop, tmp_path: Path):
    assert tabletop("list") == Outcome(2, "", "There is no log in logs.\n")
    (tmp_path / "logs").mkdir()
    assert tabletop("list").code == 0
    assert tabletop("list", "--json") == Outcome(0, "[]\n", "")


def test_show(tabletop: Tabletop, log: Path):
    code, out, err = tabletop("show", log)
    lines = out.splitlines()

    assert (code, err, len(lines)) == (0, "", 7)
    assert lines[0].split()[0] == "control:1"
    assert lines[6].split("  ")[-4:] == ["D1 13:05", "note.taken", "nursery-head", '{"text":"the record 2"}']


def test_show_some_rows(tabletop: Tabletop, log: Path):
    def shown(*options: str) -> list[str]:
        return [line.split()[0] for line in tabletop("show", log, *options).out.splitlines()]

    assert shown("--stream", "a") == ["a:1", "a:2", "a:3"]
    assert shown("--kind", "exercise.opened") == ["control:1"]
    assert shown("--stream", "a", "--stream", "control", "--kind", "exercise.opened") == ["control:1"]


def test_show_as_json_is_what_export_writes(tabletop: Tabletop, log: Path):
    assert tabletop("show", log, "--json").out == tabletop("export", log).out


def test_show_shortens_long_rows_unless_told(tabletop: Tabletop, tmp_path: Path):
    with closing(create_log(tmp_path / "logs" / "drill-1.sqlite", "drill-1")) as store:
        store.append("control", 0, [opening(), note("word " * 100)])

    assert len(tabletop("show", "drill-1", "--kind", "note.taken").out) < 250
    assert "word " * 100 in tabletop("show", "drill-1", "--full").out


def test_show_marks_rows_that_were_changed(tabletop: Tabletop, log: Path):
    raw_change(log, "UPDATE events SET actor = x'ff', v = 'x' WHERE position = 5")
    code, out, err = tabletop("show", log)

    assert code == 1
    assert [line.split()[1] for line in out.splitlines() if line.startswith("!")] == ["b:2"]
    assert "log verify" in err
    assert len([json.loads(line) for line in tabletop("show", log, "--json").out.splitlines()]) == 7


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u200b\r"


def test_nothing_that_a_player_typed_acts_on_the_terminal(tabletop: Tabletop, tmp_path: Path):
    path = tmp_path / "logs" / "drill-1.sqlite"
    with closing(create_log(path, HOSTILE)) as store:
        store.append("control", 0, [opening({"scenario": {"title": {"en": HOSTILE}}})])
        store.append(HOSTILE, 0, [note(HOSTILE, actor=HOSTILE, kind=HOSTILE)])
    calls = [
        ("list",),
        ("list", "--json"),
        ("show", path, "--full"),
        ("show", path, "--json"),
        ("verify", path),
        ("verify", path, "--json"),
        ("export", path),
    ]
    outcomes = [tabletop(*call) for call in calls]
    raw_change(path, "UPDATE events SET v = 2")
    outcomes += [tabletop(*call) for call in calls]

    for outcome in outcomes:
        assert not set(HOSTILE) & set(outcome.out + outcome.err) - set("[2J]0;owned31mevil")
    assert json.loads(outcomes[3].out.splitlines()[1])["payload"] == {"text": HOSTILE}
    assert "␛[2J" in outcomes[2].out


def test_verify_a_good_log(tabletop: Tabletop, log: Path):
    code, out, err = tabletop("verify", log)
    with closing(open_log(log, read_only=True)) as store:
        heads = [store.read(stream)[-1].hash for stream in ("a", "b", "control")]

    assert (code, err) == (0, "")
    assert out.startswith("drill-1: all 7 rows are as they were recorded.\n")
    assert [line.split()[-1] for line in out.splitlines()[2:5]] == heads


def test_verify_a_changed_log(tabletop: Tabletop, log: Path):
    raw_change(log, "UPDATE events SET actor = 'x' WHERE position = 5")
    code, out, _ = tabletop("verify", log)

    assert code == 1
    assert out.startswith("row 2 of “b”: its content does not match its hash: it was changed\n")
    found = json.loads(tabletop("verify", log, "--json").out)
    assert (found["ok"], found["problems"][0]["stream"], found["problems"][0]["seq"]) == (False, "b", 2)


def test_verify_in_japanese(tabletop: Tabletop, log: Path):
    assert "全7行、記録された時のまま" in tabletop("verify", log, lang="ja").out


def test_verify_against_noted_heads(tabletop: Tabletop, log: Path, tmp_path: Path):
    noted = tmp_path / "heads.json"
    noted.write_text(tabletop("verify", log, "--json").out, encoding="utf-8")
    assert tabletop("verify", log, "--heads", noted).code == 0
    raw_change(log, "DELETE FROM events WHERE position >= 6")

    assert tabletop("verify", log).code == 0
    code, out, _ = tabletop("verify", log, "--heads", noted)
    assert code == 1
    assert "row 3 of “a”" in out


@pytest.mark.parametrize(
    "text", ["", "[]", '{"heads": 1}', '{"heads": {"a": {}}}', '{"heads": {"a": {"seq": "x", "hash": 1}}}']
)
def test_verify_against_something_else(tabletop: Tabletop, log: Path, tmp_path: Path, text: str):
    noted = tmp_path / "heads.json"
    noted.write_text(text)
    code, out, err = tabletop("verify", log, "--heads", noted)

    assert (code, out) == (2, "")
    assert "heads.json" in err


def test_verify_what_cannot_be_read(tabletop: Tabletop, tmp_path: Path):
    (tmp_path / "x.sqlite").write_text("")
    assert tabletop("verify", "x.sqlite").code == 2
    assert tabletop("verify", "none").code == 2
    path = small_log(tmp_path / "drill-1.sqlite")
    raw_change(path, "UPDATE meta SET value = 'other' WHERE key = 'exercise'")
    assert tabletop("verify", path).code == 1
    assert tabletop("show", path).code == 2


def test_export_and_import(tabletop: Tabletop, log: Path, tmp_path: Path):
    shown = tabletop("export", log)
    assert tabletop("export", log, "--output", "out.jsonl") == Outcome(0, "", "7 rows written to out.jsonl.\n")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == shown.out
    assert tabletop("export", log, "--output", "out.jsonl").code == 2

    assert tabletop("import", "out.jsonl", "--output", "logs/again.sqlite").code == 0
    assert tabletop("export", "again").out == shown.out
    assert tabletop("import", "out.jsonl", "--output", "logs/again.sqlite").code == 2


def test_import_names_bad_lines(tabletop: Tabletop, log: Path, tmp_path: Path):
    lines = tabletop("export", log).out.splitlines()
    (tmp_path / "in.jsonl").write_text("\n".join([lines[0], "\x1b[2J", *lines[2:]]), encoding="utf-8")
    code, out, err = tabletop("import", "in.jsonl", "--output", "new.sqlite")

    assert (code, out) == (2, "")
    assert err.startswith("in.jsonl:2: not a line of JSON")
    assert not (tmp_path / "new.sqlite").exists()


def test_a_missing_log_is_told_with_a_remedy(tabletop: Tabletop):
    code, out, err = tabletop("show", "drill-9")

    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "There is no log drill-9."
    assert "tabletop log list" in err
