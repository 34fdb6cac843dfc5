"""What a pattern needs: nothing that it could match without, and for all shipped patterns on all labelled replies."""

import json
from pathlib import Path

import pytest

from simulator.content.loading import load_manual
from simulator.scoring.literals import needed
from simulator.scoring.rubrics import CompiledManual
from simulator.scoring.text import read

REPLIES = Path(__file__).parent / "replies"


@pytest.mark.parametrize(
    ("pattern", "pairs"),
    [
        ("report", {"re"}),
        ("報告", {"報告"}),
        ("reports?", {"re"}),
        ("ab?cd", {"cd"}),
        ("a[bc]d", None),
        ("(told|rang) the", {" t"}),
        ("told|rang", {"to", "ra"}),
        ("told|[0-9]", None),
        ("(?:told)?", None),
        ("(told)+", {"to"}),
        ("(told){0,2}x", None),
        ("(?<!we )told", {"to"}),
        ("told(?= her)", {"to"}),
        (r"\btold\b", {"to"}),
        (r"1\.2", {"1."}),
        ("[0-9]+時", None),
        ("", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, pairs: set[str] | None) -> None:
    assert needed(pattern) == pairs


def test_no_match_is_missed_by_what_a_pattern_needs() -> None:
    loaded = load_manual("municipal-incident-procedure")
    assert loaded.manual is not None
    vocabulary = CompiledManual.of(loaded.manual, loaded.lexicons).vocabulary
    lines = (REPLIES / "voices-3.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [read(json.loads(line)["response"]).text for line in lines]
    tried = [(pattern, needs) for _, pattern, needs in vocabulary._patterns if needs is not None]

    assert len(tried) > 300
    for text in texts:
        pairs = {text[at : at + 2] for at in range(len(text))}
        assert not [pattern.pattern for pattern, needs in tried if needs.isdisjoint(pairs) and pattern.search(text)]
