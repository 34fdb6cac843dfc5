"""Every exercise of the library: clean, whole in both languages, told apart by a model and a failing team."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.main import main
from simulator.content.checking import check
from simulator.content.loading import load_scenario, load_scripts
from simulator.engine.contact_views import contact_network
from simulator.engine.world import World
from simulator.model.scenario import Scenario

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted(path.parent.name for path in (ROOT / "scenarios").glob("*/scenario.yaml"))
DRILLS = {"tutorial", "quiz-after-briefing", "news-to-drill", "contact-drill"}
"""Short ones: no full set of debrief questions, branches and kinds of response is asked of them."""

RECORDS = {"ict-bcp-2023-record"}
"""Drills as they were held: there is nothing to do well or badly."""

every = pytest.mark.parametrize("name", [name for name in LIBRARY if name not in RECORDS])
both = pytest.mark.parametrize("lang", ["ja", "en"])


@cache
def scenario(name: str) -> Scenario:
    content = load_scenario(name).content
    assert content is not None
    return content.scenario


def test_the_whole_library_passes_check() -> None:
    report = check([str(ROOT / folder) for folder in ("scenarios", "manuals", "roles")])
    assert list(report.problems) == []


@every
@both
def test_the_model_team_does_well_and_the_failing_one_does_not(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", name, "--json", "--lang", lang]) == 0
    teams: dict[str, Any] = {team["team"]: team for team in json.loads(capsys.readouterr().out)["teams"]}
    assert teams["model"]["percent"] >= 90
    assert (teams["model"]["critical"], teams["model"]["harm"]) == ([], [])
    others = [team["percent"] for key, team in teams.items() if key != "model"]
    assert not others or min(others) < 50


@every
def test_it_says_what_it_is_and_comes_with_teams(name: str) -> None:
    assert (ROOT / "scenarios" / name / "README.md").is_file()
    assert "model" in {script.id for script in load_scripts(name).scripts}
    assert scenario(name).objectives
    assert scenario(name).debrief
    assert scenario(name).survey


@pytest.mark.parametrize("name", [name for name in LIBRARY if name not in DRILLS | RECORDS])
def test_a_full_exercise_is_rich(name: str) -> None:
    story = scenario(name)
    assert len(story.injects) >= 14
    assert len(story.phases) >= 5
    assert len(story.debrief) >= 5
    assert len(story.survey) >= 4
    kinds = {inject.ask.kind.value for inject in story.injects if inject.ask}
    assert {"text", "form", "contact"} <= kinds
    assert kinds & {"choice", "decision"}
    conditional = [inject.id for inject in story.injects if inject.when is not None]
    assert len(conditional) >= 3


@every
def test_no_address_or_number_is_a_real_one(name: str) -> None:
    for path in (ROOT / "scenarios" / name).rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?![\w.-]*example\.(?:jp|com|org|net|lg\.jp)|[\w.-]*\.example\b)", text), path
        assert not re.search(r"\b0[1-9]0?-\d{2,4}-(?!0000)\d{4}\b", text), path


def test_parties_appear_in_scenarios_that_there_are() -> None:
    for name in LIBRARY:
        content = load_scenario(name).content
        assert content is not None
        named = {other for party in content.organization.parties for other in party.only_in}
        assert named <= set(LIBRARY)


def test_the_contact_network_holds_only_the_cast_of_the_story() -> None:
    content = load_scenario("lost-file-posted-online").content
    assert content is not None
    shown = {contact.id for contact in contact_network(World(content, content.scenario.day_one, ()), str)}
    assert {"police", "ppc", "informant", "mayor"} <= shown
    assert shown.isdisjoint({"usb-finder", "intruder", "letter-writer"})
