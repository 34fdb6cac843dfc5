"""Call trees as authors write them: circles, people who cannot be called, stand-ins who are none, scripted calls."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_files import FILES, without_marks, write_library

from simulator.content.checking import check

TREE = """\
call_tree:
  inject: I01
  message: {ja: 止まっています。, en: It is down.}
  calls:
    - {id: C0, who: clerk}
    - id: C1
      who: head
      called_by: C0
      limit: 10m
    - id: C2
      who: mayor
      called_by: C0
      answers: {how: no_answer}
      stand_in: {who: vice}
    - id: C3
      who: police
      called_by: C1
      answers: {how: wrong_number, right_number: 内線 8}
  shows:
    - {step: A01, when: called}
debrief:
"""
CONTACTS = """\
  - id: vice
    title: {ja: 副町長, en: Deputy}
    inside: true
    stands_in_for: [mayor]
contacts:
  - {who: head, day: {ja: 内線1, en: ext. 1}, night: {ja: 内線2, en: ext. 2}}
  - {who: mayor, day: {ja: 内線3, en: ext. 3}, night: {ja: 内線4, en: ext. 4}}
  - {who: vice, day: {ja: 内線5, en: ext. 5}, night: {ja: 内線6, en: ext. 6}}
  - who: police
    night: {ja: 内線7, en: ext. 7}
"""
REPLIES = """\
replies:
  - call: {id: C1}
    as: clerk
    after: 1m
  - receipt: C1
    as: head
    after: 1m
    text: {ja: 復唱します。, en: I repeat.}
  - correct: {call: C3, number: "8"}
    as: head
"""


def library(root: Path, name: str = "", old: str = "", new: str = "") -> tuple[list[str], list[tuple[int, int]]]:
    """Codes of the problems of the library with a call tree, one of its documents changed, and the marked places."""
    texts = {
        "scenario": FILES["scenario"][1].replace("debrief:\n", TREE, 1),
        "organization": FILES["organization"][1].replace("contacts:\n  - who: police\n", CONTACTS, 1),
        "script": FILES["script"][1].replace("replies:\n", REPLIES, 1),
    }
    places: list[tuple[int, int]] = []
    if name:
        assert old in texts[name], old
        texts[name], places = without_marks(texts[name].replace(old, new, 1))
    write_library(root, **texts)
    problems = check([root / "scenarios", root / "manuals", root / "roles"]).problems
    errors = [problem for problem in problems if problem.severity == "error"]
    return [problem.code for problem in errors], [(p.line, p.col) for p in errors] if places else places


def test_a_clean_call_tree(tmp_path: Path) -> None:
    assert library(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("name", "old", "new", "codes"),
    [
        ("scenario", "called_by: C0\n      limit", "called_by: C3\n      limit", ["calls.cycle", "calls.no_role"]),
        ("scenario", "called_by: C0\n      limit", "called_by: C8\n      limit", ["ref.unknown"]),
        ("scenario", "called_by: C0\n      limit", "limit", ["calls.beginning"]),
        (
            "scenario",
            "{id: C0, who: clerk}",
            "{id: C0, who: clerk, called_by: C1}",
            ["calls.beginning", "calls.cycle", "calls.no_number"],
        ),
        ("scenario", "  inject: I01\n  message", "  inject: I03\n  message", ["calls.beginning"]),
        ("scenario", "who: head\n", "who: ghost\n", ["ref.unknown"]),
        ("scenario", "who: mayor\n", "who: clerk\n", ["calls.twice", "calls.no_number", "calls.stand_in"]),
        ("scenario", "{who: vice}", "{who: police}", ["calls.twice", "calls.stand_in"]),
        ("scenario", "called_by: C1\n", "called_by: C2\n", ["calls.no_role", "calls.no_role"]),
        ("scenario", ", right_number: 内線 8", "", ["calls.number"]),
        ("scenario", "how: no_answer", 'right_number: "8"', ["calls.number"]),
        ("scenario", "id: C3", "id: C2", ["id.duplicate", "ref.unknown"]),
        ("scenario", "when: called}", "when: called, calls: [C7]}", ["ref.unknown"]),
        ("scenario", "limit: 10m", "limit: 10", ["value.span"]),
        ("organization", "night: {ja: 内線2, en: ext. 2}", "night: {ja: なし, en: none}", ["calls.no_number"]),
        ("organization", "stands_in_for: [mayor]", "stands_in_for: [ghost]", ["ref.unknown"]),
        ("script", "{id: C1}", "{id: C7}", ["ref.unknown"]),
        ("script", "receipt: C1\n    as: head", "receipt: C7\n    as: head", ["ref.unknown"]),
        ("script", "    text: {ja: 復唱します。, en: I repeat.}\n", "", ["script.receipt"]),
        ("script", "  - call: {id: C1}\n", "  - call: {id: C1}\n    inject: I01\n", ["script.when"]),
    ],
)
def test_a_mistake(tmp_path: Path, name: str, old: str, new: str, codes: list[str]) -> None:
    found, _ = library(tmp_path, name, old, new)

    assert sorted(found) == sorted(codes)


def test_a_mistake_is_told_where_it_stands(tmp_path: Path) -> None:
    text = FILES["scenario"][1].replace("debrief:\n", TREE.replace("{who: vice}", "{who: police}"), 1)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "stand_in: {who: police}" in row)
    write_library(
        tmp_path,
        scenario=text,
        organization=FILES["organization"][1].replace("contacts:\n  - who: police\n", CONTACTS, 1),
    )
    problems = check([tmp_path / "scenarios"]).problems

    assert ("calls.stand_in", line) in [(problem.code, problem.line) for problem in problems]
