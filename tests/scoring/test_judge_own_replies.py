"""Regression sets: labelled replies of our own (see ``replies/README.md``). What holds may get better, not worse."""

import json
from pathlib import Path

import pytest

from simulator.content.loading import load_manual
from simulator.model.verdict import Verdict
from simulator.scoring.agreement import Figures, Pair, grouped
from simulator.scoring.judge import Judge

REPLIES = Path(__file__).parent / "replies"


@pytest.fixture(scope="module")
def judge() -> Judge:
    loaded = load_manual("municipal-incident-procedure")
    assert loaded.manual is not None
    return Judge(loaded.manual, loaded.lexicons)


def pairs_of(judge: Judge, name: str) -> list[Pair]:
    pairs = []
    for line in (REPLIES / name).read_text(encoding="utf-8").splitlines():
        reply = json.loads(line)
        judged = judge.judge_texts(tuple(reply["labels"]), reply["response"], reply.get("prompt", ""))
        pairs += [Pair.of(reply["id"], reply["lang"], Verdict(reply["labels"][one.step]), one) for one in judged]
    return pairs


@pytest.mark.parametrize(
    ("name", "pairs", "kappa"),
    [
        ("sayings.jsonl", 526, 0.88),
        ("sayings-2.jsonl", 1126, 0.88),
        ("voices-1.jsonl", 359, 0.82),
        ("voices-2.jsonl", 381, 0.82),
        ("voices-3.jsonl", 405, 0.85),
        ("voices-4.jsonl", 387, 0.70),
        ("voices-5.jsonl", 286, 0.70),
        ("phrases-ja.jsonl", 275, 0.88),
        ("phrases-en.jsonl", 277, 0.88),
    ],
)
def test_the_replies_keep_their_verdicts(judge: Judge, name: str, pairs: int, kappa: float) -> None:
    found = pairs_of(judge, name)

    assert len(found) == pairs
    for figures in grouped(found, lambda pair: pair.lang).values():
        assert (figures.kappa or 0) >= kappa
    assert (Figures.of(found).false_met_rate or 0) <= 0.03


def test_what_is_automatic_is_right(judge: Judge) -> None:
    figures = Figures.of([pair for path in sorted(REPLIES.glob("*.jsonl")) for pair in pairs_of(judge, path.name)])

    assert (figures.auto_accuracy or 0) >= 0.93
    assert (figures.auto_share or 0) >= 0.55
