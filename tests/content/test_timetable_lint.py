"""One mistake in a timetable, and exactly the problem that it makes."""

from pathlib import Path

import pytest
from content_files import FILES, without_marks, write_library

from simulator.content.checking import check

TIMETABLE = """\
timetable:
  tolerance: 5m
  planned_note: 予定は当方
  lanes:
    - {id: power, title: 電源, shared: true}
    - {id: own, title: 各課}
  rows:
    - id: R1
      lane: power
      title: 停電
      planned: D1 13:05
      roles: [clerk]
      supply: {mains: false, generator: false}
    - id: R2
      lane: own
      title: 停止の確認
      planned: D1 13:20
      roles: [clerk]
      shows: [A03]
  systems:
    - {id: core, title: 基幹系, lane: own, owner: police, roles: [clerk], shutdown: partly, start: none}
start: first
"""
OVERLAY = """\
timetable:
  planned_note: our plan
  lanes:
    power: {title: Power}
    own: {title: Sections}
  rows:
    R1: {title: Outage}
    R2: {title: Shutdown checked}
  systems:
    core: {title: Core}
"""
RECORD = "  - at: D1 13:06\n    as: clerk\n    record: {row: R1}\n"
CHECK = "  - at: D1 13:06\n    as: clerk\n    check: {system: core, what: start, how: manual}\n"


def library(root: Path, timetable: str = TIMETABLE, replies: str = RECORD + CHECK) -> dict[str, Path]:
    """The small library with a timetable, and a script that records in it."""
    scenario = FILES["scenario"][1].replace("start: first\n", timetable, 1)
    overlay = next(name for name, (path, _) in FILES.items() if path.endswith("scenario.en.yaml"))
    texts = {"scenario": scenario, overlay: FILES[overlay][1] + OVERLAY, "script": FILES["script"][1] + replies}
    return write_library(root, **texts)


def found(root: Path, **changes: str) -> list[tuple[str, str, int, int]]:
    paths = library(root, **changes)
    report = check([str(paths["scenario"].parent)], roots=[root])
    return [(p.code, Path(p.file).name, p.line, p.col) for p in report.problems if p.severity == "error"]


def test_a_sound_timetable_has_no_problem(tmp_path: Path) -> None:
    paths = library(tmp_path)

    assert check([str(paths["scenario"].parent)], roots=[tmp_path]).problems == ()


MISTAKES = [
    ("lane: power\n      title: 停電", "lane: «pwer\n      title: 停電", "ref.unknown"),
    ("roles: [clerk]\n      supply", "roles: [«clark]\n      supply", "ref.unknown"),
    ("roles: [clerk]\n      supply", "roles: [«police]\n      supply", "ref.kind"),
    ("shows: [A03]", "shows: [«A33]", "ref.unknown"),
    ("owner: police", "owner: «polise", "ref.unknown"),
    ("planned: D1 13:05", "planned: «D1 12:55", "timetable.early"),
    ("planned: D1 13:20", "planned: «D3 13:20", "timetable.late"),
    ("planned: D1 13:20", "planned: «13:20", "value.time"),
    ("shutdown: partly", "shutdown: «sometimes", "value.choice"),
    ("    - id: R2", "    - id: «R1", "id.duplicate"),
    ("lane: own\n", "lanes: own\n", "key"),
]


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES, ids=[code + new[:14] for _, new, code in MISTAKES])
def test_a_mistake_is_told_at_its_place(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert old in TIMETABLE
    text, places = without_marks(TIMETABLE.replace(old, new, 1))
    offset = FILES["scenario"][1].split("start: first\n")[0].count("\n")
    problems = found(tmp_path, timetable=text)
    of_scenario = [one for one in problems if one[1] == "scenario.yaml"]

    assert of_scenario
    assert of_scenario[0][0].startswith(code)
    if places:
        [(line, col)] = places
        assert of_scenario[0][2:] == (line + offset, col)


def test_an_empty_lane_is_a_warning(tmp_path: Path) -> None:
    extra = TIMETABLE.replace("  rows:\n", "    - {id: spare, title: {ja: 予備, en: spare}}\n  rows:\n", 1)
    report = check([str(library(tmp_path, timetable=extra)["scenario"].parent)], roots=[tmp_path])

    assert [(one.code, one.severity) for one in report.problems] == [("timetable.empty_lane", "warning")]


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        (RECORD.replace("R1", "R9"), "ref.unknown"),
        (RECORD.replace("clerk", "head"), "script.not_recorder"),
        (CHECK.replace("clerk", "head"), "script.not_recorder"),
        (CHECK.replace("core", "cor"), "ref.unknown"),
        (CHECK.replace("manual", "magic"), "value.choice"),
        (RECORD + "    text: {ja: a, en: a}\n", "script.keys"),
    ],
)
def test_scripted_records_that_would_be_refused(replies: str, code: str, tmp_path: Path) -> None:
    assert [one[0] for one in found(tmp_path, replies=replies)] == [code]


def test_a_record_without_a_timetable(tmp_path: Path) -> None:
    paths = write_library(tmp_path, script=FILES["script"][1] + RECORD)
    report = check([str(paths["scenario"].parent)], roots=[tmp_path])

    assert "script.no_timetable" in {one.code for one in report.problems}
