"""A quiz has a right answer and says why."""

from pathlib import Path

import pytest
from content_files import FILES, write_library

from simulator.content.checking import check

QUIZ = """\
  - id: I09
    title: {ja: 問い, en: Question}
    at: D1 13:05
    from: control
    to: [clerk]
    channel: control
    body: {ja: 問い, en: Question}
    ask:
      kind: quiz
      prompt: {ja: どれか, en: Which?}
      options:
        - {id: a, label: {ja: 甲, en: A}, right: true}
        - {id: b, label: {ja: 乙, en: B}}
        - {id: c, label: {ja: 丙, en: C}}
      explanation: {ja: 理由, en: Because}
      cites: [A01]
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        (", right: true", "", [("injects[I09].ask.options", "quiz.right")]),
        ("en: B}", "en: B}, right: true", [("injects[I09].ask.options", "quiz.right")]),
        ("      explanation: {ja: 理由, en: Because}\n", "", [("injects[I09].ask", "quiz.explanation")]),
        ("cites: [A01]", "cites: [A09]", [("injects[I09].ask.cites[1]", "ref.unknown")]),
        ("kind: quiz", "kind: choice", [("injects[I09].ask.explanation", "ask.unused")] * 1),
    ],
)
def test_a_quiz_is_whole(tmp_path: Path, old: str, new: str, found: list[tuple[str, str]]) -> None:
    scenario = FILES["scenario"][1].replace("debrief:\n", QUIZ.replace(old, new) + "debrief:\n", 1)
    write_library(tmp_path, scenario=scenario)

    problems = [(p.path, p.code) for p in check([str(tmp_path)], roots=()).problems if p.severity == "error"]

    assert set(found) <= set(problems)
    assert bool(found) or problems == []
