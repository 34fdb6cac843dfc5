"""The schemas that editors use: they accept what ships, refuse what validation refuses, and explain every key."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from simulator.cli.main import main
from simulator.content.json_schema import DRAFT, all_schemas
from simulator.content.key_help import key_help
from simulator.content.reading import read_file
from simulator.content.shapes import KINDS, Shape, fields
from simulator.model.base import LANGUAGES, Frozen

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("scenarios", "manuals", "roles", "plans")
SHIPPED = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))
SCHEMA = ROOT / "docs" / "schema"
LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")

shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))


@cache
def validator(name: str) -> Any:
    return jsonschema.Draft7Validator(all_schemas()[name])


def models() -> list[type[Frozen]]:
    todo: list[type[Frozen]] = list(KINDS.values())
    found: list[type[Frozen]] = []
    while todo:
        model = todo.pop()
        if model in found:
            continue
        found.append(model)
        for shape in fields(model).values():
            inner: Shape | None = shape
            while inner is not None:
                todo += [inner.model] if inner.model is not None else []
                inner = inner.item
    return found


@shipped
def test_a_shipped_file_names_its_schema_and_fits_it(path: Path) -> None:
    line = LINE.match(path.read_text(encoding="utf-8"))
    assert line, "the first line tells editors which schema it is"
    schema = (path.parent / line[1]).resolve()
    assert schema.parent == SCHEMA
    data = read_file(path).data
    assert schema.name == f"{data['kind']}.json" or (data["kind"], schema.name[-13:]) == ("overlay", ".overlay.json")
    assert [error.message for error in validator(schema.name).iter_errors(data)] == []


def test_the_schemas_in_the_repository_are_those_that_the_program_writes(tmp_path: Path) -> None:
    assert main(["schema", "--output", str(tmp_path)]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in SCHEMA.iterdir()}, (
        "tabletop schema --output docs/schema"
    )


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_a_schema_is_one(name: str) -> None:
    schema = all_schemas()[name]
    assert schema["$schema"] == DRAFT
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, False),
        ({"titel": "x"}, True),
        ({"title": None}, True),
        ({"start": "no such name!"}, True),
        ({"phases": [{"id": "a", "title": "t", "start": "13:05"}]}, True),
        (
            {
                "phases": [
                    {"id": "a", "title": "t", "start": "D1 13:05", "exits": [{"to": "b", "when": {"phase_time": "20"}}]}
                ]
            },
            True,
        ),
        ({"phases": [{"id": "a", "title": {"ja": "一", "fr": "un"}}]}, True),
        ({"phases": [{"id": "a", "title": {"ja": "一", "en": "one"}}]}, False),
    ],
)
def test_mistakes_are_underlined(change: dict[str, Any], refused: bool) -> None:
    inject = {"id": "I01", "title": "t", "from": "control", "to": ["a"], "channel": "phone", "body": "b"}
    scenario = {
        "kind": "scenario",
        "id": "s",
        "lang": "ja",
        "title": "t",
        "version": "1",
        "summary": "s",
        "briefing": "b",
        "organization": "o",
        "manual": "m",
        "day_one": "2024-02-29",
        "start": "a",
        "phases": [{"id": "a", "title": "t"}],
        "injects": [inject],
    }
    errors = list(validator("scenario.json").iter_errors({**scenario, **change}))
    assert bool(errors) is refused


def test_every_model_and_every_key_is_explained_in_both_languages() -> None:
    told = key_help()
    missing = [
        f"{model.__name__}.{key} {lang}"
        for model in models()
        for key in fields(model)
        for lang in LANGUAGES
        if not told.key(model, key, lang)
    ]
    missing += [f"{model.__name__} {lang}" for model in models() for lang in LANGUAGES if not told.model(model, lang)]
    assert missing == []


def test_nothing_is_explained_that_is_not_there() -> None:
    known = {model.__name__ for model in models()}
    known |= {f"{model.__name__}.{key}" for model in models() for key in fields(model)}
    known |= {f"*.{key}" for model in models() for key in fields(model)}
    assert sorted(key_help().names - known) == []


def test_hover_text_stands_beside_the_key() -> None:
    inject = all_schemas()["scenario.json"]["definitions"]["Inject"]["properties"]
    assert inject["at"]["description"] == "届く想定時刻。例 D1 13:05\n\nScenario time of delivery. Example: D1 13:05"
    assert "description" in inject["ask"]


def test_one_schema_is_printed_and_an_unknown_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "lexicon"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "lexicon.yaml"
    assert main(["schema", "lexikon", "--lang", "en"]) == 2
    assert "lexicon.overlay" in capsys.readouterr().err
