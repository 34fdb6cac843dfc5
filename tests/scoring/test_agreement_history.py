"""The measurement in ``benchmarks/``: folds by prompt, the same figures as the command, a set that is blind once."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from simulator.scoring.agreement import LABELS, Figures, Pair

ROOT = Path(__file__).parent.parent.parent
REPLIES = [
    ("q1", "課長にすぐ報告した。", {"A02": "met", "A20": "not_met"}),
    ("q1", "課長に報告した。", {"A02": "partial"}),
    ("q2", "警察には相談しない。", {"A12": "not_met", "A02": "not_met"}),
    ("q3", "We tell the section head straight away.", {"A02": "met"}),
]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("crossvalidate")


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.jsonl"
    lines = [
        {"id": str(n), "lang": "en" if text.isascii() else "ja", "prompt": prompt, "response": text, "labels": given}
        for n, (prompt, text, given) in enumerate(REPLIES)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def run(bench: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["crossvalidate.py", "--resamples", "20", *map(str, arguments)])
    bench.main()


def judged(bench: ModuleType, prompts: list[str]) -> list[Any]:
    given = [LABELS[n % 3] if n % 4 else LABELS[(n + 1) % 3] for n in range(len(prompts))]
    pairs = [Pair(str(n), "ja", "A01", LABELS[n % 3], verdict, True) for n, verdict in enumerate(given)]
    return [bench.Judged(prompt, pair) for prompt, pair in zip(prompts, pairs, strict=True)]


def test_replies_to_one_prompt_lie_in_one_fold(bench: ModuleType) -> None:
    prompts = [f"q{n % 7}" for n in range(40)]

    folds = bench.folds_of(judged(bench, prompts), 3)

    assert sorted(one.pair.id for fold in folds for one in fold) == sorted(str(n) for n in range(40))
    where = [{number for number, fold in enumerate(folds) for one in fold if one.prompt == q} for q in set(prompts)]
    assert [len(some) for some in where] == [1] * 7
    assert max(map(len, folds)) - min(map(len, folds)) <= 6


def test_figures_of_counts_are_those_of_the_scorer(bench: ModuleType) -> None:
    some = judged(bench, ["q"] * 11)
    tally = [0] * 9
    for one in some:
        tally[3 * LABELS.index(one.pair.label) + LABELS.index(one.pair.counted)] += 1
    figures = Figures.of([one.pair for one in some])

    assert bench.kappa_of(tally) == pytest.approx(figures.kappa)
    assert bench.false_met_of(tally) == pytest.approx(figures.false_met_rate)
    assert bench.kappa_of([5, 0, 0, 0, 0, 0, 0, 0, 0]) == 1.0
    assert bench.false_met_of([5, 0, 0, 0, 0, 0, 0, 0, 0]) is None


def test_intervals_hold_the_figure_and_need_two_prompts(bench: ModuleType) -> None:
    some = judged(bench, [f"q{n % 7}" for n in range(60)])
    low, high = bench.intervals(some, 200).kappa

    assert low <= Figures.of([one.pair for one in some]).kappa <= high
    assert low < high
    assert bench.intervals(some, 200) == bench.intervals(some, 200)
    assert bench.intervals(judged(bench, ["q"] * 9), 200).kappa is None


def test_a_measurement_goes_on_record_and_into_the_table(
    bench: ModuleType, labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, document = tmp_path / "history.jsonl", tmp_path / "scoring.md"
    document.write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n", encoding="utf-8")

    run(bench, monkeypatch, labels, "--history", kept, "--record", "ours", "--blind")
    run(bench, monkeypatch, labels, "--history", kept, "--record", "ours", "--tuned")
    run(bench, monkeypatch, "--history", kept, "--table", document)

    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [(one["set"], one["blind"], one["pairs"]) for one in lines] == [("ours", True, 6), ("ours", False, 6)]
    assert lines[0]["rules"] == lines[1]["rules"]
    assert set(lines[0]["by_lang"]) == {"ja", "en"}
    assert sum(map(sum, lines[0]["confusion"])) == 6
    filled = document.read_text(encoding="utf-8")
    assert filled.startswith("before\n<!-- figures -->\n| set |")
    assert filled.endswith("\n<!-- /figures -->\nafter\n")
    assert "old" not in filled
    assert "| ours | " in filled
    assert "| first shot, blind | 6 |" in filled
    assert "| after tuning on it | 6 |" in filled
    assert "this is spread, not learning" in capsys.readouterr().out


def test_a_set_is_blind_once(bench: ModuleType, labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "history.jsonl"
    run(bench, monkeypatch, labels, "--history", kept, "--record", "ours", "--tuned")

    for name in ("ours", "under another name"):
        with pytest.raises(SystemExit, match="blind once"):
            run(bench, monkeypatch, labels, "--history", kept, "--record", name, "--blind")
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("call", [[], ["--record", "x", "labels.jsonl"]])
def test_a_measurement_says_what_it_is(bench: ModuleType, monkeypatch: pytest.MonkeyPatch, call: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(bench, monkeypatch, *call)

    assert ended.value.code == 2


def test_a_document_without_its_comments_is_left_alone(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "other.md"
    document.write_text("words", encoding="utf-8")

    with pytest.raises(SystemExit, match="figures"):
        run(bench, monkeypatch, "--history", tmp_path / "none.jsonl", "--table", document)
    assert document.read_text(encoding="utf-8") == "words"
