"""``tabletop new``: what it makes passes ``check``, plays, and is whole in one language."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.checking import check

TOWN = """\
kind: organization
id: town
lang: en
title: Town
sections:
  - id: data-desk
    title: Desk
    roles:
      - {id: data-desk-lead, title: Lead, duty: Receives reports.}
parties:
  - {id: chief, title: Chief, inside: true}
  - {id: ciso, title: CISO, inside: true}
  - {id: mayor, title: Mayor, inside: true}
"""
"""An organisation that lacks most of what the shipped procedure names."""


def call(*words: str) -> int:
    try:
        return main(words)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_new_scenario_passes_check_and_its_model_team_does_everything(
    here: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "scenario", "our-drill", "--lang", lang) == 0
    capsys.readouterr()

    problems = check([str(here)]).problems
    assert {problem.code for problem in problems} == {"i18n.missing"}, "written in one language, and nothing else"
    assert call("rehearse", "our-drill", "--json", "--lang", lang) == 0
    assert json.loads(capsys.readouterr().out)["teams"][0]["percent"] == 100.0


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", ["manual", "roles"])
def test_a_new_manual_or_roles_pass_check(here: Path, kind: str, lang: str) -> None:
    assert call("new", kind, "ours", "--lang", lang) == 0
    assert {problem.severity for problem in check([str(here)]).problems} <= {"warning"}


def test_a_scenario_may_use_a_manual_and_roles_that_are_there(here: Path) -> None:
    assert call("new", "manual", "rules") == 0
    assert call("new", "roles", "town") == 0
    assert call("new", "scenario", "drill", "--manual", "rules", "--roles", "town") == 0
    assert sorted(path.name for path in (here / "manuals").iterdir()) == ["rules"]
    assert not [problem for problem in check([str(here)]).problems if problem.severity == "error"]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "options",
    [
        ("--manual", "municipal-incident-procedure"),
        ("--manual", "municipal-incident-procedure", "--roles", "town"),
        ("--manual", "tutorial-rules"),
        ("--roles", "suigo-city"),
    ],
)
def test_a_scenario_fits_the_manual_and_the_roles_that_are_named(
    here: Path, lang: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "roles/town").mkdir(parents=True)
    (here / "roles/town/organization.yaml").write_text(TOWN, encoding="utf-8")
    assert call("new", "scenario", "drill", *options, "--lang", lang) == 0
    capsys.readouterr()

    assert call("check", "scenarios", *(["manuals"] if (here / "manuals").exists() else []), "--lang", lang) == 0
    assert call("rehearse", "drill", "--json", "--lang", lang) == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", "先に tabletop new manual rules で作ってください。"),
        ("en", "does not exist yet: tabletop new manual rules"),
    ],
)
def test_a_manual_that_does_not_exist_is_refused(
    here: Path, lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "scenario", "drill", "--manual", "rules", "--lang", lang) == 2
    assert words in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_the_schema_that_the_first_line_names_is_there(here: Path) -> None:
    assert call("new", "scenario", "drill") == 0
    for path in here.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).is_file(), path


def test_nothing_is_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "manual", "rules") == 0
    mine = here / "manuals" / "rules" / "manual.yaml"
    mine.write_text("mine", encoding="utf-8")
    assert call("new", "scenario", "rules", "--lang", "en") == 2
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (here / "scenarios").exists(), "all or nothing"


@pytest.mark.parametrize("name", ["9lives", "a b", "../up", "訓練", "a" * 65, ""])
def test_what_cannot_be_a_name_is_told(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "scenario", name, "--lang", "en") == 2
    assert "cannot be a name" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_the_folder_can_be_named(here: Path) -> None:
    assert call("new", "roles", "town", "--folder", "library") == 0
    assert (here / "library" / "roles" / "town" / "organization.yaml").is_file()
