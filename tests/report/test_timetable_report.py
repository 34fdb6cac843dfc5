"""The tables of a timetable drill: computed from the log, rendered as text, Markdown and JSON; the sample log."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.play import Play
from support.timetabled import drill

from simulator.cli.main import main
from simulator.content.loading import load_scenario, load_scripts
from simulator.engine import commands as c
from simulator.log.memory import MemoryStore
from simulator.log.sqlite import create_log, open_log
from simulator.model.base import parse_time
from simulator.report.timetable import TeamTimetable, team_timetable
from simulator.report.timetable_text import as_json, markdown_lines, text_lines
from simulator.report.width import width
from simulator.session.rehearsal import rehearse
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "logs" / "sample-ict-bcp-2023-10-07.sqlite"
GOLDEN = Path(__file__).parent / "golden"
RECORD = "ict-bcp-2023-record"


def played() -> Play:
    play = Play(drill()).start().until(parse_time("D1 09:30"))

    def record(row: str, role: str, at: str, remark: str = "") -> None:
        seat = "back" if role == "staff" else "front"
        command = c.RecordProgress(
            at=play.real, seat=seat, role=role, row=row, at_scenario=parse_time(at), remark=remark
        )
        assert play.do(command) is None

    record("R1", "boss", "D1 09:04")
    record("R2", "desk", "D1 09:10")
    record("R2", "desk", "D1 09:18", "looked | again\x1b[31m")
    for what, how in (("shutdown", "partly"), ("start", "automatic")):
        command = c.RecordSystemCheck(
            at=play.real, seat="front", role="desk", system="core", what=what, how=how, remark="firewall by hand"
        )
        assert play.do(command) is None
    return play


def tables(lang: str = "en") -> TeamTimetable:
    play = played()
    found = team_timetable(play.world, play.team, play.state, lang)
    assert found is not None
    return found


def test_delays_gaps_and_corrections_are_computed_from_the_log() -> None:
    found = tables()

    assert [(row.id, row.delay) for row in found.delays] == [("R2", 480)]
    assert [row.id for row in found.unrecorded] == ["R3"]
    assert [system.id for system in found.unchecked] == ["clock"]
    assert found.rows[1].before == ((parse_time("D1 09:10"), "role-desk"),)
    assert found.systems[0].remarks == ("firewall by hand",)


def test_json() -> None:
    data = json.loads(json.dumps(as_json(tables())))
    rows = {row["row"]: row for row in data["rows"]}

    assert (data["delays"], data["unrecorded"], data["unchecked"]) == (["R2"], ["R3"], ["clock"])
    assert (rows["R2"]["planned"], rows["R2"]["actual"], rows["R2"]["delay_seconds"]) == ("D1 09:10", "D1 09:18", 480)
    assert rows["R2"]["corrected"] == [{"actual": "D1 09:10", "who": "role-desk"}]
    assert (rows["R1"]["mains"], rows["R3"]["actual"]) == (False, None)
    assert data["systems"][0] == {
        "system": "core",
        "lane": "office",
        "title": "system-core",
        "owner": "section-office",
        "planned": {"shutdown": "automatic", "start": "automatic"},
        "shutdown": "partly",
        "start": "automatic",
        "remarks": ["firewall by hand"],
    }


def test_markdown_keeps_its_columns_whatever_was_typed() -> None:
    lines = markdown_lines(tables(), translator("report", "en"))
    [row] = [line for line in lines if "row-R2" in line and line.startswith("|")]

    assert row == (
        "| 09:10 | 09:18 | +8 min |  |  | lane-office | row-R2 | role-desk "
        "| looked \\| again␛\\[31m; first recorded as 09:10 |"
    )
    assert (
        "| 1 | system-core | automatic (partly manual) (plan: automatic) | automatic | section-office |"
        in "\n".join(lines)
    )


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_text_fits_the_terminal(lang: str, columns: int) -> None:
    lines = text_lines(tables(lang), translator("report", lang), columns)

    assert max(map(width, lines)) <= columns


def test_a_plan_over_several_days_tells_the_day() -> None:
    play = Play(drill()).start()
    found = team_timetable(play.world, play.team, play.state, "en")
    assert found is not None
    assert "D1 09:05" not in "\n".join(markdown_lines(found, translator("report", "en")))
    later = replace(found, rows=(found.rows[0], replace(found.rows[1], planned=90_000)))

    assert "| D1 09:05 |" in "\n".join(markdown_lines(later, translator("report", "en")))


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_sample_shows_the_tables_of_its_document(
    lang: str, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda _=None: os.terminal_size((120, 40)))
    assert main(["--lang", lang, "timetable", str(SAMPLE), "--format", form]) == 0
    shown = capsys.readouterr().out
    kept = GOLDEN / f"timetable-sample-{lang}.{form if form != 'text' else 'txt'}"
    if os.environ.get("TABLETOP_UPDATE_GOLDEN") == "1":
        kept.write_text(shown, encoding="utf-8")

    assert shown == kept.read_text(encoding="utf-8")


DOCUMENT = {
    "08:30": "集合",
    "08:45": "非常用発電機起動（非送電状態）",
    "09:04": "停電",
    "09:25": "シャットダウン確認",
    "09:35": "非常用発電機切替（非送電→送電）、給電",
    "10:30": "起動確認",
    "12:30": "通常電源復電（非常用電源から通常電源に自動切替）",
    "12:40": "稼働確認",
    "12:50": "非常用発電機停止",
    "13:00": "入退室管理起動、県の広域網への連絡、LGWAN確認、各システム動作確認",
    "13:20": "コンビニ交付確認",
    "13:30": "訓練終了、解散",
}
"""The times of the document and what stands beside them."""

RESULTS = {
    "基幹系システムサーバ": ("automatic", "automatic"),
    "イントラシステムサーバ": ("automatic", "automatic"),
    "総合福祉システムサーバ": ("automatic", "automatic"),
    "打刻システム": ("manual", "manual"),
    "庶務事務システム": ("manual", "manual"),
    "災害時避難行動要支援者システム": ("automatic", "automatic"),
    "地域包括支援システム": ("manual", "manual"),
    "住民基本台帳ネットワークシステム": ("partly", "automatic"),
    "戸籍システム": ("manual", "manual"),
    "契約システム": ("automatic", "automatic"),
    "校務用サーバ、教育ネットワーク": ("automatic", "automatic"),
    "家庭児童相談システム": ("automatic", "automatic"),
}
"""Shutdown and start of each system as the document has them."""


def test_the_sample_holds_the_times_and_results_of_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "ja", "timetable", str(SAMPLE), "--format", "json"]) == 0
    [team] = json.loads(capsys.readouterr().out)["teams"]
    recorded = {(row["actual"].removeprefix("D1 "), row["title"]) for row in team["rows"]}

    assert set(DOCUMENT.items()) <= recorded
    assert {time for time, _ in recorded} == set(DOCUMENT)
    assert {s["title"]: (s["shutdown"], s["start"]) for s in team["systems"]} == RESULTS
    assert (team["unrecorded"], team["unchecked"]) == ([], [])
    assert "当方で置いた" in team["planned_note"]


def test_the_sample_is_what_its_command_makes() -> None:
    """Made anew by ``tabletop --lang ja rehearse ict-bcp-2023-record --log logs/sample-ict-bcp-2023-10-07.sqlite``."""
    content = load_scenario(RECORD).content
    assert content is not None
    made = MemoryStore(SAMPLE.stem)
    scripts = tuple(load_scripts(RECORD).scripts)
    done = rehearse(made, content, scripts, content.scenario.day_one, "ja")
    kept = open_log(SAMPLE, read_only=True)
    try:
        assert (done.refused, done.stuck) == ((), {})
        assert [row.hash for _, row in made.rows()] == [row.hash for _, row in kept.rows()]
    finally:
        kept.close()


def test_a_log_without_a_timetable_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from support.reviewed import record

    path = tmp_path / "small-1.sqlite"
    store = create_log(path, "small-1")
    record(store)
    store.close()

    assert main(["--lang", "en", "timetable", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "The scenario of this log has no timetable.\n")


def test_a_team_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "timetable", str(SAMPLE), "--team", "nobody"]) == 2
    assert "as-held" in capsys.readouterr().err
