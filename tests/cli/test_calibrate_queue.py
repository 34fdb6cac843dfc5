"""``calibrate``: what an evaluator has to look at, wordings to add, and figures that say what is automatic."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.cli.evaluator_queue import marked
from simulator.cli.main import main
from simulator.cli.suggestions import scalar
from simulator.model.verdict import Evidence

MANUAL = """\
kind: manual
id: small-rules
lang: ja
title: 小さな手順書
version: "1"
terms:
  - {id: boss, names: [{name: 統括 *責任者*}]}
sections:
  - id: all
    title: 章
    steps:
      - id: A02
        title: 所属長への一報
        text: 直ちに{term:boss}と{who:desk}に知らせる。
        rubric:
          core:
            - {all: [[課長, section head], [報告, 電話, tell, told]]}
          essentials:
            - {id: at-once, label: 直ちに, any: [すぐ, 直ち, at once]}
      - id: A12
        title: 警察への相談
        text: 警察に相談する。
        rubric:
          core:
            - {all: [[警察, police], [相談, call, consult]]}
      - id: N01
        title: 隠す
        text: 隠してはならない。
        polarity: refrain
        rubric:
          core:
            - {all: [[黙って, keep it quiet]]}
"""
REPLIES: list[dict[str, Any]] = [
    {"id": name, "lang": lang, "prompt": prompt, "response": response, "labels": labels}
    for name, lang, prompt, response, labels in (
        ("r1", "ja", "どうしますか。", "すぐ課長に報告した。", {"A02": "met"}),
        ("r2", "ja", "次は？", "すぐ主幹に報告した。\nURL は *転送* しない。", {"A02": "met"}),
        ("r3", "ja", "次は？", "主幹にすぐ電話します。", {"A02": "met", "A12": "not_met"}),
        ("r4", "en", "And now?", "We refuse to call the police.", {"A12": "not_met"}),
        ("r5", "ja", "次は？", "課長には電話したそうです。", {"A02": None, "N01": "met"}),
    )
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "manual.yaml").write_text(MANUAL, encoding="utf-8")
    write(tmp_path / "labels.jsonl", REPLIES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, replies: list[dict[str, Any]]) -> None:
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in replies), encoding="utf-8")


def calibrate(*more: str, lang: str = "en", labels: str = "labels.jsonl") -> int:
    return main(["--lang", lang, "calibrate", "manual.yaml", labels, *more])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_queue_holds_what_is_proposed_or_unseen_and_nothing_else(folder: Path) -> None:
    assert calibrate("--write-queue", "queue.jsonl") == 0
    found = lines(folder / "queue.jsonl")

    assert {one["id"]: list(one["labels"]) for one in found} == {"r2": ["A02"], "r3": ["A02", "A12"], "r5": ["A02"]}
    assert {label for one in found for label in one["labels"].values()} == {None}
    entry = found[-1]["queue"][0]
    assert entry["verdict"] == "partial"
    assert [found[-1]["response"][slice(*one["span"])] for one in entry["evidence"]] == ["課長", "電話"]
    assert entry["missing"] == ["直ちに"]
    assert entry["clause"] == "直ちに統括 *責任者*とdeskに知らせる。"
    assert found[0]["queue"][0]["verdict"] == "not_observed"
    assert found[0]["prompt"] == "次は？"


def test_a_queue_that_was_filled_in_is_read_as_labels(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calibrate("--write-queue", "queue.jsonl")
    filled = lines(folder / "queue.jsonl")
    filled[0]["labels"]["A02"] = "met"
    filled[1]["labels"]["A12"] = "not_met"
    write(folder / "filled.jsonl", filled)
    capsys.readouterr()

    assert calibrate("--json", labels="filled.jsonl") == 0
    found = json.loads(capsys.readouterr().out)

    assert (found["replies"], found["pairs"]) == (2, 2)
    assert [(one["id"], one["step"], one["label"]) for one in found["verdicts"]] == [
        ("r2", "A02", "met"),
        ("r3", "A12", "not_met"),
    ]


def test_a_queue_that_nobody_filled_in_gives_no_figures_but_another_queue(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calibrate("--write-queue", "queue.jsonl")

    assert calibrate(labels="queue.jsonl") == 2
    assert "no labelled reply" in capsys.readouterr().err
    assert calibrate("--write-queue", "again.jsonl", labels="queue.jsonl") == 0
    assert (folder / "again.jsonl").read_bytes() == (folder / "queue.jsonl").read_bytes()


def test_the_readable_queue_marks_the_words_and_names_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert calibrate("--write-queue", "queue.md", lang="ja") == 0
    text = (folder / "queue.md").read_text(encoding="utf-8")

    assert "> **課長**には**電話**したそうです。" in text
    assert "> URL は \\*転送\\* しない。" in text
    assert "- 手順: 直ちに統括 \\*責任者\\*とdeskに知らせる。" in text
    assert "- 自動採点の案: △ 一部" in text
    assert "- 見つからないもの: 直ちに" in text
    assert text.count("☐ 達成") == 4
    assert "r1" not in text
    assert "4件" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--write-queue", "--suggest"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_file_is_overwritten(folder: Path, option: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine.md").write_text("mine", encoding="utf-8")

    assert calibrate(option, "mine.md", lang=lang) == 2
    shown = capsys.readouterr()
    assert "mine.md" in shown.err
    assert shown.out == ""
    assert (folder / "mine.md").read_text(encoding="utf-8") == "mine"
    assert calibrate(option, "missing/new.md", lang=lang) == 2
    assert "missing" in capsys.readouterr().err


def test_suggestions_are_yaml_that_names_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibrate("--suggest") == 0
    printed = capsys.readouterr().out
    assert calibrate("--suggest", "words.yaml") == 0

    assert yaml.safe_load(printed)["A02"]["core[1].all[1]"][0] == "主幹"
    assert re.search(r"- 主幹 +# in 2 not found; met 2, not met 0; e\.g\. r2", printed)
    assert (folder / "words.yaml").read_text(encoding="utf-8") == printed
    assert "kappa" not in printed
    assert "kappa" in capsys.readouterr().out


def test_suggestions_as_json_stand_beside_the_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibrate("--suggest", "--json") == 0
    found = json.loads(capsys.readouterr().out)

    assert found["suggestions"][0] == {
        "step": "A02", "place": "core[1].all[1]", "wording": "主幹",
        "count": 2, "met": 2, "not_met": 0, "example": "r2",
    }  # fmt: skip
    assert found["pairs"] == 6


def test_where_nothing_is_missing_nothing_is_suggested(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "fine.jsonl", REPLIES[:1])

    assert calibrate("--suggest", labels="fine.jsonl") == 0
    assert yaml.safe_load(capsys.readouterr().out) == {}


def test_figures_say_what_is_automatic_proposed_and_unseen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibrate() == 0
    shown = capsys.readouterr().out

    assert re.search(r"(?m)^ +3 +0\.50 of all, right +1\.00 +automatic", shown)
    assert re.search(r"(?m)^ +0 +0\.00 of all, right +– +proposed", shown)
    assert re.search(r"(?m)^ +3 +0\.50 of all, right +0\.33 +unseen", shown)
    assert re.search(r"(?m)^  met +2 +0 +0 +2$", shown)
    assert re.search(r"(?m)^  not met +0 +0 +1 +1$", shown)
    by_step = shown.split("by step")[1]
    assert by_step.index("A02") < by_step.index("A12")


def test_json_keeps_its_keys_and_adds_the_matrix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibrate("--json") == 0
    found = json.loads(capsys.readouterr().out)

    keys = ["replies", "pairs", "accuracy", "macro_f1", "kappa", "weighted_kappa", "false_met_rate", "auto"]
    assert list(found)[:8] == keys
    assert {"by_lang", "by_step", "verdicts", "confusion", "handling"} <= set(found)
    assert set(found["auto"]) == {"share", "accuracy"}
    assert found["confusion"]["met"] == {"met": 2, "partial": 0, "not_met": 0, "not_observed": 2}
    assert sum(one["pairs"] for one in found["handling"].values()) == found["pairs"] == 6


def test_a_must_not_that_nothing_shows_agrees_with_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calibrate("--json")
    found = json.loads(capsys.readouterr().out)

    assert {"id": "r5", "step": "N01", "label": "met", "verdict": "met", "auto": True} in found["verdicts"]


def test_a_line_separator_inside_a_reply_is_part_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = {**REPLIES[0], "response": "すぐ課長に\u2028報告した。\x85"}
    write(folder / "odd.jsonl", [reply])

    assert calibrate("--json", "--write-queue", "queue.jsonl", labels="odd.jsonl") == 0
    assert json.loads(capsys.readouterr().out)["replies"] == 1


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("課長に報告", [(0, 2), (3, 5)], "**課長**に**報告**"),
        ("「共有しない」と", [(0, 7)], "「**共有しない**」と"),
        ("a_b <i>", [(0, 3)], "**a\\_b** \\<i\\>"),
        ("課長報告", [(0, 3), (2, 4)], "**課長報告**"),
        ("課長報告", [(0, 2), (2, 4)], "**課長報告**"),
        ("課長 報告", [(0, 2), (3, 5)], "**課長** **報告**"),
        ("課長\n報告", [(0, 5)], "**課長**\n**報告**"),
        ("課長、", [(2, 3)], "課長、"),
        ("\x1b[31m課長", [(5, 7)], "\u241b\\[31m**課長**"),
        ("", [], ""),
    ],
)
def test_marks_survive_what_markdown_makes_of_them(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    evidence = [Evidence("", "text", text[start:end], (start, end), "rule") for start, end in spans]

    assert marked(text, evidence) == shown


@pytest.mark.parametrize(
    "text", ["主幹", "duty officer", "no", "a: b", "@desk", "- x", "3", "risk manager's", "#", "é"]
)
def test_a_wording_is_read_back_as_it_was_written(text: str) -> None:
    assert yaml.safe_load(f"- {scalar(text)}  # comment") == [text]
