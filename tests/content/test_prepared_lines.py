"""Prepared lines of the exercise office: names that exist, in two languages, and never said by a player's own role."""

from pathlib import Path

import pytest
from content_files import FILES, write_library

from simulator.content.checking import check
from simulator.content.loading import load_scenario
from simulator.engine.prepared_lines import prepared_lines
from simulator.engine.world import World

SCENARIOS = Path(__file__).parent.parent.parent / "scenarios"
LINES = """\
lines:
  - id: L1
    as: control
    about: {ja: 困っているとき, en: When they are stuck}
    text: {ja: 訓練事務局です。, en: Exercise office here.}
  - id: L2
    as: control
    about: {ja: 急ぐとき, en: When time is short}
    text: {ja: あと五分です。, en: Five minutes left.}
"""
SHIPPED = {
    "lost-file-posted-online": 20,
    "ransomware-in-the-city": 4,
    "lost-usb-stick": 4,
    "mail-sent-to-all": 4,
}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("as: control", "as: nobody", [("lines[L1].as", "ref.unknown"), ("lines[L2].as", "ref.unknown")]),
        ("id: L2", "id: L1", [("lines[L1].id", "id.duplicate")]),
        ("    about: {ja: 急ぐとき, en: When time is short}\n", "", [("lines[L2]", "key.missing")]),
    ],
)
def test_lines_are_checked(tmp_path: Path, old: str, new: str, found: list[tuple[str, str]]) -> None:
    scenario = FILES["scenario"][1].replace("debrief:\n", LINES.replace(old, new) + "debrief:\n", 1)
    write_library(tmp_path, scenario=scenario)

    problems = [(p.path, p.code) for p in check([str(tmp_path)], roots=()).problems if p.severity == "error"]

    assert problems == found


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_lines_are_those_of_parties_in_the_story_in_both_languages(name: str) -> None:
    content = load_scenario(SCENARIOS / name / "scenario.yaml").content
    assert content is not None
    world = World(content, content.scenario.day_one, ())
    japanese, english = prepared_lines(world, "ja"), prepared_lines(world, "en")
    cast = {party.id for party in content.organization.cast(name)}

    assert len(japanese) >= SHIPPED[name]
    assert {line.speaker for line in japanese} <= cast
    for one, other in zip(japanese, english, strict=True):
        assert one.text
        assert other.text
        assert (one.about, one.text) != (other.about, other.text)
        assert other.text.isascii() or "’" in other.text
