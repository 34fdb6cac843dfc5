"""The status rules in docs/scoring.md: every example gets its status by its rule, every rule has an example."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from simulator.scoring import confidence, status_en, status_ja
from simulator.scoring.predicate import Finding, Status, Table
from simulator.scoring.status import status_at
from simulator.scoring.text import read

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "scoring.md"
LANGUAGES = {"ja": status_ja, "en": status_en}
BY_THEMSELVES = {(Status.COMMITTED, "commitment"), (Status.QUESTION, "question-mark")}
"""Findings that come from no table."""

HIDDEN = {("en", "tag-question")}
"""Rules that others always come before: an English tag question ends with a question mark."""


def rows() -> list[tuple[str, Status, str, str]]:
    """Language, status, rule and example of every filled cell."""
    part = DOCUMENT.read_text(encoding="utf-8").split("## Status rules")[1].split("\n## ")[0]
    found = []
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 4 and cells[0] in set(Status):
            for lang, example in zip(LANGUAGES, cells[2:], strict=True):
                if example != "–":
                    found.append((lang, Status(cells[0]), cells[1], example))
    return found


ROWS = rows()


def finding(example: str) -> Finding:
    """What the rules make of the act that stands in bold."""
    before, act, after = example.split("**")
    document = read(before + act + after)
    clause = document.clause_at(len(before))
    assert clause is not None
    return status_at(document, clause, len(before), len(before) + len(act))


def named(module: ModuleType) -> set[tuple[Status, str]]:
    """Status and rule of everything that a language's tables can find."""
    tables = [table for table in vars(module).values() if isinstance(table, Table)]
    return {(table.status, name.replace("_", "-")) for table in tables for name in table.pattern.groupindex}


@pytest.mark.parametrize(("lang", "status", "rule", "example"), ROWS)
def test_an_example_gets_its_status_by_its_rule(lang: str, status: Status, rule: str, example: str) -> None:
    assert finding(example) == Finding(status, rule)
    assert bool(re.search(r"[ぁ-ん一-龥]", example)) is (lang == "ja")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_of_a_language_has_an_example(lang: str) -> None:
    shown = {(status, rule) for language, status, rule, _ in ROWS if language == lang}
    hidden = {(status, rule) for status, rule in named(LANGUAGES[lang]) if (lang, rule) in HIDDEN}

    assert named(LANGUAGES[lang]) - hidden - shown == set()
    assert shown - named(LANGUAGES[lang]) - BY_THEMSELVES == set()


def test_every_status_is_in_the_table() -> None:
    assert {status for _, status, _, _ in ROWS} == set(Status)
    assert len(ROWS) > 40


def test_the_classes_of_confidence_are_those_of_the_rule() -> None:
    classes = [line for line in (confidence.__doc__ or "").splitlines() if line.startswith("|")]

    assert len(classes) > 5
    assert "\n".join(classes) in DOCUMENT.read_text(encoding="utf-8"), (
        "benchmarks/crossvalidate.py --table docs/scoring.md"
    )
