"""Problems as people and programs read them, in Japanese and in English."""

from collections.abc import Callable

import pytest

from simulator.content.problems import Noun, Problem, in_order, nearest, shown, suggestion
from simulator.content.reading import read_text
from simulator.words import Translate, translator


@pytest.fixture
def ja() -> Translate:
    return translator("content", "ja")


@pytest.fixture
def en() -> Translate:
    return translator("content", "en")


MISSING = Problem(
    "a.yaml", 3, 5, "steps[A01]", "key.missing", "The key {key} is missing here.", {"key": "id"}, remedy="Add it."
)


def test_a_line_has_place_path_message_remedy_and_code(ja: Translate, en: Translate) -> None:
    assert MISSING.line_for(en) == "a.yaml:3:5: steps[A01]: The key id is missing here. Add it. [key.missing]"
    assert MISSING.line_for(ja) == "a.yaml:3:5: steps[A01]: ここに項目 id がありません。加えてください。 [key.missing]"


def test_a_warning_says_so_and_a_whole_file_has_no_line(ja: Translate, en: Translate) -> None:
    problem = Problem("a.yaml", 0, 0, "", "file.missing", "There is no such file.", severity="warning")

    assert problem.line_for(en) == "a.yaml: There is no such file. [warning file.missing]"
    assert problem.line_for(ja) == "a.yaml: このファイルはありません。 [注意 file.missing]"


def test_nouns_and_lists_are_told_in_the_readers_language(ja: Translate, en: Translate) -> None:
    params = {"wanted": Noun("step"), "name": "A9", "names": ("A1", "A2")}
    problem = Problem("a", 1, 1, "", "x", "There is no {wanted} called {name}.", params, remedy="Possible: {names}.")

    assert problem.words(en) == "There is no step called A9. Possible: A1, A2."
    assert problem.words(ja) == "「A9」という手順はありません。使えるもの: A1、A2"


def test_braces_are_shown_single(ja: Translate, en: Translate) -> None:
    (problem,) = read_text("a: [1, 2\nb: 3\n", "f").problems

    assert problem.words(en).endswith("a text that begins with '{' or '[' needs quotes.")
    assert "「{」や「[」" in problem.words(ja)


@pytest.mark.parametrize("value", ["{name}", "{0}", "%s", "{", "}}"])
def test_an_authors_braces_stay_as_they_are(en: Translate, value: str) -> None:
    problem = Problem("a", 1, 1, "", "x", "{value} is not a date.", {"value": value}, remedy="Add it.")

    assert problem.words(en) == f"{value} is not a date. Add it."


def test_json_has_the_parts_and_the_sentence(en: Translate) -> None:
    problem = Problem("a", 1, 2, "p", "x", "Possible: {names}.", {"names": ("a", "b"), "count": 2}, "warning")

    assert problem.as_json(en) == {
        "file": "a",
        "line": 1,
        "col": 2,
        "path": "p",
        "code": "x",
        "severity": "warning",
        "message": "Possible: a, b.",
        "params": {"names": ["a", "b"], "count": 2},
    }


def test_problems_are_listed_by_place_and_once() -> None:
    def at(line: int, col: int) -> Problem:
        return Problem("a", line, col, "", "x", "m")

    assert [(p.line, p.col) for p in in_order([at(10, 1), at(2, 3), at(2, 1), at(10, 1)])] == [(2, 1), (2, 3), (10, 1)]


@pytest.mark.parametrize(
    ("name", "names", "near"),
    [
        ("A0l", ["A01", "B99"], "A01"),
        ("HEAD", ["head", "desk"], "head"),
        ("zzz", ["head", "desk"], None),
        ("x", [], None),
        ("x" * 100_000, ["head"], None),
    ],
)
def test_the_nearest_name(name: str, names: list[str], near: str | None) -> None:
    assert nearest(name, names) == near


@pytest.mark.parametrize(
    ("names", "params"),
    [
        (["stap", "b"], {"near": "stap"}),
        ([], {}),
        (["b", "c"], {"names": ("b", "c")}),
        ([f"n{n}" for n in range(30)], {"count": 30, "names": ("n0", "n1", "n2", "n3", "n4", "n5")}),
    ],
)
def test_a_suggestion_is_the_nearest_or_what_there_is(names: list[str], params: dict[str, object]) -> None:
    assert suggestion("step", names)[1] == params


@pytest.mark.parametrize(
    ("value", "words"), [("a\n  b", "a b"), ("x" * 100, "x" * 59 + "…"), (12, "12"), ("\udc83x", "\\udc83x")]
)
def test_values_are_shown_short_and_printable(value: object, words: str, en: Callable[..., str]) -> None:
    assert shown(value) == words
