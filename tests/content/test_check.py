"""The report over files and folders, and the command that prints it."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

import pytest
from content_files import FILES, changed, write_library

from simulator.cli.check import add_arguments, run
from simulator.content.checking import check
from simulator.content.example_rules import RULES, STATUSES
from simulator.content.problems import Problem
from simulator.model.content import Content
from simulator.report.rule_words import rule_words
from simulator.words import translator


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean library in the current folder."""
    monkeypatch.chdir(tmp_path)
    write_library(tmp_path)
    return tmp_path


def tabletop_check(*arguments: str, lang: str = "en") -> int:
    t = translator("cli", lang)
    parser = argparse.ArgumentParser()
    add_arguments(parser, t)
    return run(parser.parse_args(arguments), t, lang)


def test_a_clean_folder_is_fine(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tabletop_check(".") == 0
    assert capsys.readouterr() == ("Files: 6, errors: 0, warnings: 0\n", "")


def test_an_error_is_printed_with_its_place_and_the_answer_is_no(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, _ = changed("scenario", "from: mayor", "from: major")
    write_library(here, scenario=text)

    assert tabletop_check("scenarios") == 1
    assert capsys.readouterr().out == (
        "scenarios/small-leak/scenario.yaml:85:11: injects[I03].from: There is no role, section or party called major."
        " Did you mean mayor? [ref.unknown]\n"
        "Files: 3, errors: 1, warnings: 0\n"
    )


def test_warnings_alone_are_fine_and_can_be_left_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = changed("overlay", "title: A form", "")
    write_library(here, overlay=text)

    assert tabletop_check(".") == 0
    assert "[warning i18n.missing]\nFiles: 6, errors: 0, warnings: 1\n" in capsys.readouterr().out
    assert tabletop_check(".", "--errors") == 0
    assert capsys.readouterr().out == "Files: 6, errors: 0, warnings: 0\n"


@pytest.mark.parametrize("path", ["nowhere", "nowhere/x.yaml", "smal-leak", "empty", "n" * 5000])
def test_a_path_that_means_nothing_is_a_wrong_call(here: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty").mkdir()

    assert tabletop_check(path, "scenarios") == 2
    shown = capsys.readouterr()
    assert "[file.missing]" in shown.err
    assert shown.out.endswith("errors: 1, warnings: 0\n")


def test_a_name_of_the_library_is_a_path_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tabletop_check("small-leak", "town") == 0
    assert capsys.readouterr().out == "Files: 2, errors: 0, warnings: 0\n"


def test_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, places = changed("manual", "roles: [clerk]", "roles: [«clark]")
    write_library(here, manual=text)

    assert tabletop_check("--json", "manuals", "scenarios", lang="ja") == 1
    report: dict[str, Any] = json.loads(capsys.readouterr().out)

    assert report["files"] == [FILES[name][0] for name in ("manual", "lexicon", "overlay", "scenario", "script")]
    assert (report["errors"], report["warnings"]) == (1, 0)
    assert report["problems"] == [
        {
            "file": "manuals/rules/manual.yaml",
            "line": places[0][0],
            "col": places[0][1],
            "path": "sections[s1].steps[A01].roles[1]",
            "code": "ref.unknown",
            "severity": "error",
            "message": "「clark」という役割、部署または内部の関係者はありません。「clerk」ではありませんか。",
            "params": {"name": "clark", "wanted": "role, section or inside party", "near": "clerk"},
        }
    ]


def test_a_file_is_checked_once_however_it_is_named(here: Path) -> None:
    report = check([".", "scenarios", "./manuals/rules/manual.yaml", str(here / "manuals")])

    assert len(report.files) == len(set(report.files)) == 6


def test_hidden_folders_and_other_files_are_left_alone(here: Path) -> None:
    for name in (".git/x.yaml", "scenarios/.idea/y.yaml", "notes.md", "scenarios/z.json"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("a: [", encoding="utf-8")

    assert check(["."]).problems == ()


def test_of_documents_that_are_only_needed_errors_alone_are_told(here: Path) -> None:
    half, _ = changed("manual", "title: {ja: 手順書, en: Rules}", "title: 手順書")
    write_library(here, manual=half)
    assert check(["scenarios"]).problems == ()
    assert [p.code for p in check(["."]).problems] == ["i18n.missing"]

    wrong, _ = changed("manual", "weight: 3", "weight: 9")
    write_library(here, manual=wrong)
    assert [p.code for p in check(["scenarios"]).problems] == ["value.range"]


def test_a_manual_is_checked_without_any_scenario(here: Path) -> None:
    wrong, places = changed("manual", '"@head"', '«"@heat"')
    path = write_library(here, manual=wrong)["manual"]

    assert [(p.line, p.col, p.code) for p in check([str(path)]).problems] == [(*places[0], "ref.unknown")]


def test_a_script_is_checked_with_its_scenario(here: Path) -> None:
    text, places = changed("script", "choice: a", "choice: «z")
    path = write_library(here, script=text)["script"]
    mine = here / "mine.yaml"
    mine.write_text(text.replace("scenario: small-leak", "scenario: small-leek"), encoding="utf-8")

    assert [(p.line, p.col, p.code) for p in check([str(path)]).problems] == [(*places[0], "ref.unknown")]
    (lost,) = check(["mine.yaml"]).problems
    assert (lost.line, lost.code, lost.params["near"]) == (4, "ref.unknown", "small-leak")


def test_examples_of_rubrics_are_run_through_the_scorer(here: Path) -> None:
    text, places = changed(
        "manual",
        "          need: 1\n",
        "          need: 1\n"
        "          examples:\n"
        "            met: [すぐに課長に報告しました。, «明日の天気は晴れです。]\n",
    )
    write_library(here, manual=text)

    problems = check(["manuals"]).problems

    assert [(p.line, p.col, p.code, p.params["got"]) for p in problems] == [
        (*places[0], "rubric.example", "not_observed")
    ]
    (said,) = [problem.words(translator("content", "en")) for problem in problems]
    assert "Because: nothing said speaks of it. Words that decide: none." in said
    (said,) = [problem.words(translator("content", "ja")) for problem in problems]
    assert "見付かった core の番号：なし" in said


@pytest.mark.parametrize("table", [RULES, STATUSES])
def test_an_example_is_explained_in_the_words_of_the_score_card(table: dict[str, str]) -> None:
    for lang in ("ja", "en"):
        content, report = translator("content", lang), translator("report", lang)
        for rule, words in table.items():
            assert content(words) == rule_words(report, rule)


def test_extra_checks_see_sound_content_and_their_places_are_filled_in(here: Path) -> None:
    seen: list[Content] = []

    def odd(content: Content) -> list[Problem]:
        seen.append(content)
        return [Problem("manual", 0, 0, "sections[s1].steps[A02].weight", "odd.weight", "Odd.", severity="warning")]

    (problem,) = check(["."], extra_checks=[odd]).problems

    assert [content.scenario.id for content in seen] == ["small-leak"]
    assert (problem.file, problem.line, problem.col) == ("manuals/rules/manual.yaml", 38, 17)


def test_extra_checks_are_not_given_broken_content(here: Path) -> None:
    write_library(here, manual="kind: manual\n")

    def never(content: Content) -> list[Problem]:
        raise AssertionError(content)

    assert check(["."], extra_checks=[never]).errors > 0


def test_a_file_name_that_is_not_utf_8_can_be_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        Path(os.fsdecode(b"\x83\x65.yaml")).write_text("a: [", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")

    assert tabletop_check(".") == 1
    assert "\\udc83e.yaml:" in capsys.readouterr().out


def test_the_order_does_not_depend_on_the_order_of_paths(here: Path) -> None:
    text, _ = changed("scenario", "from: mayor", "from: major")
    wrong, _ = changed("organization", "who: police", "who: polise")
    write_library(here, scenario=text, organization=wrong)

    assert check(["roles", "scenarios"]).problems == check(["scenarios", "roles"]).problems
