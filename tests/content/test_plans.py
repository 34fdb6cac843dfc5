"""Plans: what is wrong in one is told where it stands; the shipped one and a new one can be held."""

from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.checking import check
from simulator.content.loading import load_plan
from simulator.model.base import LANGUAGES

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "plans" / "lost-file-afternoon" / "plan.yaml").read_text(encoding="utf-8")


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return [(p.path, p.code) for p in check([str(path)]).problems]


def test_the_shipped_plan_is_whole_in_both_languages() -> None:
    assert check([str(ROOT / "plans")]).problems == ()
    loaded = load_plan("lost-file-afternoon", roots=(ROOT,))
    assert loaded.plan is not None
    assert loaded.content is not None
    held = [{role for seat in team.seats for role in seat.roles} for team in loaded.plan.teams]
    assert held == [set(loaded.content.played)] * 2
    assert all(loaded.plan.title.has(lang) for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[nursery-head]", "[nursery-hed]", ("teams[blue].seats[nursery].roles[1]", "plan.role")),
        ("[nursery-head]", "[citizen-head]", ("teams[blue].seats[counter].roles[1]", "plan.twice")),
        ("script: model", "script: modle", ("teams[blue].script", "plan.script")),
        ('begins: "13:00"', 'begins: "1pm"', ("hours[briefing].begins", "plan.hour")),
        ('ends: "13:30"', 'ends: "12:30"', ("hours[briefing].ends", "plan.hour")),
        ("scenario: lost-file-posted-online", "scenario: lost-fil", ("scenario", "ref.unknown")),
        ("  - id: blue", "  - id: control", ("teams[control].id", "id.reserved")),
        ("people: 3", "people: -1", ("teams[blue].seats[children].people", "value.range")),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, old: str, new: str, found: tuple[str, str]) -> None:
    assert old in EXAMPLE
    told = problems(tmp_path, EXAMPLE.replace(old, new, 1))
    assert found in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_plan_passes_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "plan", "our-afternoon", "--lang", lang]) == 0
    assert "tabletop host our-afternoon" in capsys.readouterr().out
    assert [p for p in check(["plans"]).problems if p.severity == "error"] == []
    assert load_plan("our-afternoon").plan is not None
