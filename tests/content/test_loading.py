"""Finding and loading content: by path, by id, beside one another, with everything that is wrong as values."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_files import FILES, changed, write_library

from simulator.content.library import default_roots, find, listed, locate, scripts_beside
from simulator.content.loading import load_manual, load_scenario, load_scripts
from simulator.content.problems import Problem
from simulator.content.shelf import Shelf
from simulator.model.content import Content


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write_library(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["small-leak", "scenarios/small-leak", "scenarios/small-leak/", "scenarios/small-leak/scenario.yaml"]
)
def test_a_scenario_is_found_by_id_folder_and_file(library: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library)

    loaded = load_scenario(name)

    assert loaded.problems == ()
    assert loaded.content is not None
    assert loaded.content.scenario.id == "small-leak"
    assert (loaded.content.manual.id, loaded.content.organization.id) == ("rules", "town")
    assert [lexicon.id for lexicon in loaded.content.lexicons] == ["words"]


def test_loaded_content_has_a_normal_form(library: Path) -> None:
    content = load_scenario("small-leak", roots=[library]).content

    assert content is not None
    assert Content.model_validate(content.normal_form()) == content


def test_documents_around_a_scenario_win_over_the_library(library: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    other, _ = changed("manual", 'version: "2"', 'version: "3"')
    write_library(elsewhere, manual=other)

    versions = [
        load_scenario(root / "scenarios/small-leak", roots=[library]).content.manual.version  # type: ignore[union-attr]
        for root in (library, elsewhere)
    ]

    assert versions == ["2", "3"]


def test_a_manual_in_the_scenarios_own_folder_is_taken_when_its_id_fits(library: Path) -> None:
    beside = library / "scenarios/small-leak/manual.yaml"
    beside.write_text(FILES["manual"][1].replace('version: "2"', 'version: "4"'), encoding="utf-8")
    assert load_scenario("small-leak", roots=[library]).content.manual.version == "4"  # type: ignore[union-attr]

    beside.write_text(FILES["manual"][1].replace("id: rules", "id: others"), encoding="utf-8")
    assert load_scenario("small-leak", roots=[library]).content.manual.version == "2"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "code", "near"),
    [
        ("small-leek", "library.unknown", "small-leak"),
        ("zzz", "library.unknown", None),
        ("..", "library.unknown", None),
        ("", "library.unknown", None),
        ("none/scenario.yaml", "file.missing", None),
        ("none.yaml", "file.missing", None),
        ("n" * 5000, "library.unknown", None),
        ("a\0b", "library.unknown", None),
    ],
)
def test_what_is_not_there_is_a_problem_with_the_nearest_name(
    library: Path, name: str, code: str, near: str | None
) -> None:
    loaded = load_scenario(name, roots=[library])

    assert loaded.content is None
    assert [(p.code, p.params.get("near")) for p in loaded.problems] == [(code, near)]


def test_an_error_leaves_no_content_and_a_warning_does(library: Path) -> None:
    wrong, _ = changed("scenario", "from: mayor", "from: major")
    write_library(library, scenario=wrong)
    loaded = load_scenario("small-leak", roots=[library])
    assert (loaded.content, [p.code for p in loaded.problems]) == (None, ["ref.unknown"])

    untranslated, _ = changed("overlay", "title: A form", "")
    write_library(library, overlay=untranslated)
    loaded = load_scenario("small-leak", roots=[library])
    assert loaded.content is not None
    assert [p.severity for p in loaded.problems] == ["warning"]


def test_a_document_of_another_kind_is_named(library: Path) -> None:
    manual = library / FILES["manual"][0]

    scenario, scripts = load_scenario(manual, roots=[library]), load_scripts("small-leak", manual, roots=[library])

    assert [(p.line, p.code) for p in scenario.problems] == [(1, "kind.wrong")]
    assert [(p.line, p.code) for p in scripts.problems] == [(1, "kind.wrong")]
    assert scripts.scripts == ()


@pytest.mark.parametrize(("kind", "key"), [("manual", "manual"), ("organization", "organization")])
def test_a_needed_document_of_another_kind_is_named(library: Path, kind: str, key: str) -> None:
    (library / FILES[kind][0]).write_text(FILES["lexicon"][1], encoding="utf-8")

    loaded = load_scenario("small-leak", roots=[library])

    assert loaded.content is None
    assert ("kind.wrong", key) in {(p.code, p.path) for p in loaded.problems}


def test_a_file_without_a_kind_is_named_once(library: Path) -> None:
    path = library / "x.yaml"
    path.write_text("id: x\n", encoding="utf-8")

    assert [p.code for p in load_scenario(path, roots=[library]).problems] == ["kind.missing"]


def test_scripts_beside_a_scenario_come_with_the_model_team_first(library: Path) -> None:
    teams = library / "scenarios/small-leak/teams"
    for name in ("late", "early"):
        text = FILES["script"][1].replace("id: model", f"id: {name}")
        (teams / f"{name}.yaml").write_text(text, encoding="utf-8")
    (teams / "late.en.yaml").write_text("kind: overlay\nof: late\nlang: en\n", encoding="utf-8")
    (teams / "notes.txt").write_text("x", encoding="utf-8")

    found = load_scripts("small-leak", roots=[library])

    assert [script.id for script in found.scripts] == ["model", "early", "late"]
    assert found.problems == ()
    assert [path.stem for path in scripts_beside(library / FILES["scenario"][0])] == ["model", "early", "late"]


def test_an_explicit_script_is_the_only_one(library: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(FILES["script"][1].replace("id: model", "id: mine"), encoding="utf-8")

    assert [script.id for script in load_scripts("small-leak", mine, roots=[library]).scripts] == ["mine"]
    assert [p.code for p in load_scripts("small-leak", "none.yaml", roots=[library]).problems] == ["file.missing"]


def test_a_script_with_an_error_is_left_out(library: Path) -> None:
    text, places = changed("script", "choice: a", "choice: «z")
    write_library(library, script=text)

    found = load_scripts("small-leak", roots=[library])

    assert found.scripts == ()
    assert [(p.line, p.col, p.code) for p in found.problems] == [(*places[0], "ref.unknown")]


def test_a_manual_is_loaded_with_its_lexicons(library: Path) -> None:
    found = load_manual("rules", roots=[library])
    assert found.manual is not None
    assert ([lexicon.id for lexicon in found.lexicons], found.problems) == (["words"], ())

    (library / FILES["lexicon"][0]).unlink()
    found = load_manual("rules", roots=[library])
    assert (found.manual, [(p.path, p.code) for p in found.problems]) == (None, [("lexicons[1]", "ref.unknown")])


def test_a_shelf_opens_each_document_once(library: Path) -> None:
    shelf = Shelf([library])

    first = load_scenario("small-leak", roots=[library], shelf=shelf)
    (library / FILES["manual"][0]).unlink()
    again = load_scripts("small-leak", roots=[library], shelf=shelf)

    assert first.content is not None
    assert again.problems == ()


def test_the_library_is_listed_by_id(library: Path) -> None:
    assert [
        (e.kind, e.id) for kind in ("scenario", "manual", "lexicon", "organization") for e in listed(kind, [library])
    ] == [
        ("scenario", "small-leak"),
        ("manual", "rules"),
        ("lexicon", "words"),
        ("organization", "town"),
    ]
    assert listed("scenario", [library / "nowhere"]) == ()


def test_the_first_root_wins(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_library(other)

    assert find("manual", "rules", [other, library]) == other / FILES["manual"][0]
    assert [entry.path for entry in listed("manual", [other, library])] == [other / FILES["manual"][0]]
    assert find("manual", "../manuals/rules", [library]) is None


def test_the_current_folder_comes_before_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_library(tmp_path)

    assert default_roots()[0].resolve() == tmp_path.resolve()
    assert locate("scenario", "small-leak") == Path("scenarios/small-leak/scenario.yaml")


def test_ids_are_looked_up_in_the_current_folder_only_as_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that happens to have the name of a scenario, and holds none, is not in the way."""
    monkeypatch.chdir(tmp_path)
    write_library(tmp_path / "shipped")
    (tmp_path / "small-leak").mkdir()

    found = locate("scenario", "small-leak", [tmp_path / "shipped"])

    assert not isinstance(found, Problem)
    assert found == tmp_path / "shipped" / FILES["scenario"][0]
