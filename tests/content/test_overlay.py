"""Translations beside a document: what they add, what is missing, and mistakes at the place in the overlay."""

from pathlib import Path

import pytest
from content_files import FILES, changed, write_library

from simulator.content.checking import check
from simulator.content.documents import open_document
from simulator.content.loading import load_scenario
from simulator.content.overlay import base_of, overlay_language, overlays_of
from simulator.content.problems import Problem
from simulator.words import translator

MISTAKES = [
    ("of: small-leak", "of: «small-leek", "overlay.of"),
    ("lang: en", "lang: «ja", "overlay.lang"),
    ("lang: en", "lang: «eng", "lang.unknown"),
    ("kind: overlay", "kind: «scenario", "overlay.kind"),
    ("title: A small loss", "title: A small loss\n«titel: A small loss", "key.unknown"),
    ("  over: {title: End}", "  over: {title: End}\n  «owner: {title: End}", "overlay.unknown_id"),
    ("a: {label: Report}", "a: {label: Report, «shows: {A02: met}}", "overlay.not_text"),
    ("title: A small loss", "title: A small loss\n«start: second", "overlay.not_text"),
    ("body: Please fill it in.", "body: «[Please fill it in.]", "overlay.shape"),
    ("body: Please fill it in.", "body: «1", "overlay.shape"),
    ("hints: [Your head?]", "hints: «Your head?", "overlay.shape"),
    ("hints: [Your head?]", "hints: [Your head?, «More]", "overlay.too_long"),
    ("first: {title: Discovery}", "first: {title: Discovery, «brief: Hello}", "overlay.no_base"),
    ("objectives:\n  O1: {title: Report early}", "objectives:\n  «- {title: Report early}", "overlay.shape"),
    ("title: A form", "title: A form\n    «title: Another", "yaml.duplicate_key"),
    ("body: Do you report under {term:act}?", "body: «Do you report under {term:akt}?", "ref.unknown"),
    ("title: A form", "title: «@form", "yaml.syntax"),
]


def problems_with(root: Path, overlay: str, *, translations: bool = False) -> list[Problem]:
    write_library(root, overlay=overlay)
    return list(check([str(root)], roots=(), translations=translations).problems)


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_a_mistake_is_named_at_its_place_in_the_overlay(tmp_path: Path, old: str, new: str, code: str) -> None:
    text, places = changed("overlay", old, new)
    assert places

    found = [p for p in problems_with(tmp_path, text) if p.severity == "error"]

    file = str(tmp_path / FILES["overlay"][0])
    assert [(p.file, p.line, p.col, p.code) for p in found] == [(file, *place, code) for place in places]


@pytest.mark.parametrize("key", ["kind", "of", "lang"])
def test_an_overlay_says_what_it_is(tmp_path: Path, key: str) -> None:
    lines = [line for line in FILES["overlay"][1].split("\n") if not line.startswith(f"{key}:")]

    problems = problems_with(tmp_path, "\n".join(lines))

    assert [(p.line, p.col, p.code, p.params) for p in problems] == [(1, 1, "key.missing", {"key": key})]


def test_the_overlay_adds_its_language_to_every_text(tmp_path: Path) -> None:
    paths = write_library(tmp_path)

    content = load_scenario(paths["scenario"], roots=()).content

    assert content is not None
    inject = content.scenario.inject["I02"]
    assert inject.title.root == {"ja": "どうする", "en": "What now"}
    assert inject.ask is not None
    assert [option.label.to("en") for option in inject.ask.options] == ["Report", "Hide it"]
    assert content.scenario.inject["I01"].hints[0].root == {"ja": "上司は？", "en": "Your head?"}


def test_a_missing_translation_is_one_warning_at_the_text(tmp_path: Path) -> None:
    text, _ = changed("overlay", "    title: A form\n", "")

    (problem,) = problems_with(tmp_path, text, translations=True)

    assert (problem.code, problem.severity, problem.path) == ("i18n.missing", "warning", "injects[I03].title")
    assert (problem.line, problem.col) == (80, 12)


def test_missing_translations_are_counted_by_file(tmp_path: Path) -> None:
    text, _ = changed("overlay", "    title: A form\n    body: Please fill it in.\n", "")

    (problem,) = problems_with(tmp_path, text)

    assert (problem.code, problem.path, problem.line) == ("i18n.missing", "", 80)
    words = problem.words(translator("content", "en"))
    assert words.startswith("en: 2 of 23 texts have no wording.")
    assert len(problems_with(tmp_path, text, translations=True)) == 2


@pytest.mark.parametrize("words", ["", "null", "''"])
def test_an_empty_translation_is_a_missing_one(tmp_path: Path, words: str) -> None:
    text, _ = changed("overlay", "title: A form", f"title: {words}")

    assert [p.code for p in problems_with(tmp_path, text)] == ["i18n.missing"]


def test_no_translation_at_all_is_one_warning_for_the_document(tmp_path: Path) -> None:
    paths = write_library(tmp_path)
    paths["overlay"].unlink()

    (problem,) = check([str(tmp_path)], roots=()).problems

    assert (problem.code, problem.severity, problem.params) == ("i18n.missing", "warning", {"count": 23, "lang": "en"})


def test_an_overlay_that_cannot_be_read_is_not_also_missing_texts(tmp_path: Path) -> None:
    assert [p.code for p in problems_with(tmp_path, "a: [")] == ["yaml.brackets"]


def test_a_text_that_the_base_has_in_both_languages_is_named(tmp_path: Path) -> None:
    base, _ = changed("scenario", "title: 用紙", "title: {ja: 用紙, en: Form}")
    write_library(tmp_path, scenario=base)

    problems = check([str(tmp_path)], roots=()).problems

    assert [(p.code, p.severity, p.line) for p in problems] == [("overlay.twice", "warning", 29)]


def test_an_overlay_without_its_document_is_named(tmp_path: Path) -> None:
    paths = write_library(tmp_path)
    paths["scenario"].unlink()

    problems = check([str(paths["overlay"])], roots=()).problems

    assert [(p.file, p.code) for p in problems] == [(str(paths["overlay"]), "overlay.no_document")]


def test_checking_the_overlay_checks_its_document(tmp_path: Path) -> None:
    base, places = changed("scenario", "from: mayor", "from: «major")
    paths = write_library(tmp_path, scenario=base)

    problems = check([str(paths["overlay"])], roots=()).problems

    assert [(p.file, p.line, p.col) for p in problems] == [(str(paths["scenario"]), *places[0])]


def test_an_overlay_changes_neither_aliases_nor_the_base(tmp_path: Path) -> None:
    base = FILES["scenario"][1].replace("title: 書類がない", "title: &t 書類がない").replace("title: 用紙", "title: *t")
    paths = write_library(tmp_path, scenario=base)

    content = load_scenario(paths["scenario"], roots=()).content

    assert content is not None
    assert content.scenario.inject["I01"].title.root == {"ja": "書類がない", "en": "The paper is gone"}
    assert content.scenario.inject["I03"].title.root == {"ja": "書類がない", "en": "A form"}


def test_aliases_of_things_are_translated_apart(tmp_path: Path) -> None:
    base = (
        FILES["scenario"][1]
        .replace("debrief:\n  - id: Q1", "debrief: &q\n  - id: Q1")
        .replace("survey:\n  - id: Q2\n    text: 役に立ちましたか。\n    scale: 5\n", "survey: *q\n")
    )
    overlay = FILES["overlay"][1].replace("Q2: {text: Was it useful?}", "Q1: {text: And now?}")
    paths = write_library(tmp_path, scenario=base, overlay=overlay)

    document = open_document(paths["scenario"])

    assert document.data["debrief"][0]["text"]["en"] == "What was hard?"
    assert document.data["survey"][0]["text"]["en"] == "And now?"


def test_file_names_of_overlays(tmp_path: Path) -> None:
    paths = write_library(tmp_path)

    assert overlays_of(paths["scenario"]) == [paths["overlay"]]
    assert base_of(paths["overlay"]) == paths["scenario"]
    names = ("a.en.yaml", "a.yaml", "a.fr.yaml", "a.b.ja.yml")
    assert [overlay_language(Path(name)) for name in names] == ["en", None, None, "ja"]
