"""Agreement figures against values worked out by hand, and the command that prints them."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.model.verdict import Verdict
from simulator.scoring.agreement import Figures, Pair, grouped

M, P, N, NONE = Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET, Verdict.NOT_OBSERVED


def pair(label: Verdict, verdict: Verdict, *, auto: bool = True, lang: str = "ja", step: str = "A01") -> Pair:
    return Pair("r", lang, step, label, verdict, auto)


def test_figures_by_hand() -> None:
    pairs = [pair(M, M), pair(M, P), pair(P, P), pair(N, N), pair(N, M), pair(N, NONE, auto=False)]

    figures = Figures.of(pairs)

    # Agreement 4/6; chance: met 2*2, partial 1*2, not met 3*2 of 36.
    assert figures.accuracy == pytest.approx(4 / 6)
    assert figures.kappa == pytest.approx((4 / 6 - 12 / 36) / (1 - 12 / 36))
    # Squared distances: observed 1 + 4 over 6; by chance 4*(2*2 + 3*2) + 1*(2*2 + 1*2 + 1*2 + 3*2) over 36.
    assert figures.weighted_kappa == pytest.approx(1 - (5 / 6) / (54 / 36))
    # F1: met 2*1/(2+2), partial 2*1/(1+2), not met 2*2/(3+2).
    assert figures.macro_f1 == pytest.approx((2 / 4 + 2 / 3 + 4 / 5) / 3)
    assert figures.false_met_rate == pytest.approx(1 / 3)
    assert figures.auto_share == pytest.approx(5 / 6)
    assert figures.auto_accuracy == pytest.approx(3 / 5)


def test_what_is_undefined_is_none() -> None:
    assert Figures.of([]).as_json() == {
        "pairs": 0,
        "accuracy": None,
        "macro_f1": None,
        "kappa": None,
        "weighted_kappa": None,
        "false_met_rate": None,
        "auto": {"share": None, "accuracy": None},
    }
    one_class = Figures.of([pair(M, M), pair(M, M)])
    assert (one_class.kappa, one_class.false_met_rate) == (1.0, None)


def test_groups_keep_their_own_figures() -> None:
    figures = grouped([pair(M, M), pair(M, N, lang="en")], lambda one: one.lang)

    assert {name: one.accuracy for name, one in figures.items()} == {"en": 0.0, "ja": 1.0}


LABELS = [
    {"id": "x1", "lang": "ja", "response": "課長にすぐ報告した。", "labels": {"A02": "met", "A20": "not_met"}},
    {"id": "x2", "lang": "en", "response": "We do not call the police.", "labels": {"A12": "not_met"}},
]


def test_calibrate_prints_figures_and_verdicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(json.dumps(one) for one in LABELS) + "\n\n", encoding="utf-8")

    code = main(["--lang", "en", "calibrate", "municipal-incident-procedure", str(labels), "--json"])
    printed = json.loads(capsys.readouterr().out)

    assert code == 0
    assert (printed["replies"], printed["pairs"], printed["accuracy"]) == (2, 3, 1.0)
    assert set(printed["by_lang"]) == {"ja", "en"}
    assert set(printed["by_step"]) == {"A02", "A12", "A20"}
    assert printed["verdicts"] == [
        {"id": "x1", "step": "A02", "label": "met", "verdict": "met", "auto": True},
        {"id": "x1", "step": "A20", "label": "not_met", "verdict": "not_observed", "auto": False},
        {"id": "x2", "step": "A12", "label": "not_met", "verdict": "not_met", "auto": True},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "labels.jsonl:1: not JSON"),
        ("[]", "labels.jsonl:1: a line is an object"),
        ('{"labels": {"A01": "met"}}', "“response” is missing"),
        ('{"response": "x", "labels": {}}', "“labels” an object"),
        ('{"response": "x", "labels": {"Z9": "met"}}', "no step Z9"),
        ('{"response": "x", "labels": {"A01": "good"}}', "not good"),
        ("", "no labelled reply"),
    ],
)
def test_calibrate_says_what_is_wrong_with_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(line, encoding="utf-8")

    code = main(["--lang", "en", "calibrate", "municipal-incident-procedure", str(labels)])

    assert code == 2
    assert said in capsys.readouterr().err


def test_calibrate_without_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "calibrate", "municipal-incident-procedure", str(tmp_path / "none.jsonl")]) == 2
    assert main(["--lang", "en", "calibrate", "no-such-manual", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
