"""What shows only when scenario, manual, organisation and scripts are laid side by side."""

from pathlib import Path

import pytest
from content_files import FILES, changed, write_library

from simulator.content.checking import check
from simulator.content.lint.references import REFERENCES
from simulator.content.shapes import KINDS, Shape, fields
from simulator.model.base import Frozen
from simulator.model.classification import FactIs
from simulator.model.condition import CallIs, Chose, StepIs
from simulator.model.manual import Extends, Manual
from simulator.model.organization import Party
from simulator.model.plan import Plan, PlannedSeat, PlannedTeam
from simulator.model.scenario import FormEvidence, Scenario
from simulator.model.script import Script, ScriptedCall, ScriptedDecision, ScriptedReply

FORM = "      shows:\n        - {step: A03, fields: [what, how-many], partial_from: 1}\n"
CALL = (
    "    contact:\n      to: [police, mayor]\n      by: phone\n      message: {ja: 紛失しました。, en: A list is lost.}"
)

CASES = [
    ({"scenario": ("    expects: [A03]\n", "")}, []),
    (
        {"scenario": (FORM + "    expects: [A03]\n", "")},
        [("scenario", 10, 9, "step.unexpected")],
    ),
    ({"scenario": ("to: [head]", "to: [clerk]")}, [("script", 15, 9, "script.not_receiver")]),
    ({"scenario": ("to: [office]", "to: [clerk]")}, [("script", 12, 9, "script.not_receiver")]),
    (
        {
            "organization": (
                "stands_in_for: [mayor]\n",
                "stands_in_for: [mayor]\n      - {id: typist, title: {ja: a, en: a}, duty: {ja: a, en: a}}\n",
            ),
            "scenario": ("to: [office]", "to: [head]"),
            "manual": ("roles: [clerk]", "roles: [clerk, typist]"),
        },
        [("organization", 16, 14, "role.unused")],
    ),
    (
        {
            "organization": (
                "stands_in_for: [mayor]\n",
                "stands_in_for: [mayor]\n      - {id: typist, title: {ja: a, en: a}, duty: {ja: a, en: a}}\n",
            ),
            "scenario": ("to: [office]", "to: [head]"),
        },
        [],
    ),
    ({"scenario": ("moments:\n  T0: {inject: I01}\n", "")}, [("scenario", 2, 1, "moment.unset")]),
    ({"scenario": ("T0: {inject: I01}\n", "{}\n")}, [("scenario", 16, 1, "moment.unset")]),
    ({"manual": ("deadline: {within: 10m, from: T0}\n        ", "")}, [("scenario", 32, 23, "condition.no_limit")]),
    (
        {
            "manual": ("deadline: {within: 10m, from: T0}\n        ", ""),
            "scenario": ("- missed: {step: A01}", "- step: {id: A01, is: late}"),
        },
        [("scenario", 32, 21, "condition.no_limit")],
    ),
    (
        {
            "manual": ("deadline: {within: 10m, from: T0}\n        ", ""),
            "scenario": ("- missed: {step: A01}", "- missed: {step: A01, by: D1 14:00}"),
        },
        [],
    ),
    ({"scenario": ("day_one: 2026-04-01", "day_one: 2024-01-01")}, []),
    (
        {"script": ("choice: a", "decision: {option: a, reason: {ja: a, en: a}}")},
        [("script", 13, 5, "script.not_asked")],
    ),
    (
        {
            "script": (
                "- at: D1 14:00\n    as: clerk\n" + CALL,
                "- at: D1 14:00\n    as: clerk\n    choice: a",
            )
        },
        [("script", 21, 5, "script.not_asked")],
    ),
    ({"script": ("what: {ja: 名簿, en: the list}\n      ", "")}, [("script", 17, 7, "script.field_required")]),
    ({"script": ("choice: a", "choice: []")}, [("script", 13, 13, "script.option")]),
    ({"script": ("as: clerk\n    after", "as: typist\n    after")}, [("script", 8, 9, "ref.unknown")]),
    ({"script": ("as: clerk\n    after", "as: police\n    after")}, [("script", 8, 9, "ref.kind")]),
]


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_what_does_not_fit_is_named(
    tmp_path: Path, changes: dict[str, tuple[str, str]], expected: list[tuple[str, int, int, str]]
) -> None:
    texts = {name: changed(name, old, new)[0] for name, (old, new) in changes.items()}
    paths = write_library(tmp_path, **texts)
    names = {str(path): name for name, path in paths.items()}

    problems = check([str(tmp_path)], roots=()).problems

    assert [(names[p.file], p.line, p.col, p.code) for p in problems] == expected


def test_a_lexicon_may_add_words_to_a_concept_of_another(tmp_path: Path) -> None:
    example = "          need: 1\n          examples: {met: [すぐ大将に報告しました。]}\n"
    manual = FILES["manual"][1].replace("          need: 1\n", example)
    paths = write_library(tmp_path, manual=manual)
    assert [p.code for p in check([str(paths["manual"])], roots=()).problems] == ["rubric.example"]

    paths["manual"].write_text(manual.replace("lexicons: [words]", "lexicons: [words, more]"), encoding="utf-8")
    more = tmp_path / "manuals/more/lexicon.yaml"
    more.parent.mkdir()
    own = "kind: lexicon\nid: more\nlang: ja\ntitle: {ja: 追加, en: More}\nconcepts:\n  - {id: head, words: [大将]}\n"
    more.write_text(own, encoding="utf-8")
    assert check([str(paths["manual"])], roots=()).problems == ()


def test_a_broken_manual_does_not_make_its_names_unknown(tmp_path: Path) -> None:
    write_library(tmp_path, manual="kind: manual\nid: rules\n  x: y\n")

    problems = check([str(tmp_path)], roots=()).problems

    assert [(Path(p.file).name, p.code) for p in problems] == [("manual.yaml", "yaml.syntax")]


def test_every_name_in_the_models_is_defined_or_referred_to() -> None:
    """A new key of the models that holds ids has to be looked at here."""
    depends_on_the_inject = {
        (Chose, "option"),
        (FormEvidence, "fields"),
        (ScriptedDecision, "option"),
        (ScriptedReply, "choice"),
        (ScriptedReply, "quiz"),
        (ScriptedReply, "form"),
    }
    of_the_manual_taken_over = {(Extends, "without"), (Extends, "changes")}
    names_documents = {
        (Scenario, "organization"),
        (Scenario, "manual"),
        (Manual, "lexicons"),
        (Script, "scenario"),
        (Extends, "manual"),
        (Party, "only_in"),
        (Plan, "scenario"),
    }
    of_the_scenario_held = {(PlannedSeat, "roles"), (PlannedTeam, "script")}
    holds_ids: set[tuple[type[Frozen], str]] = set()
    todo: list[type[Frozen]] = list(KINDS.values())
    seen: set[type[Frozen]] = set()
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for key, shape in fields(model).items():
            inner: Shape | None = shape
            while inner is not None:
                names_another = key != "id" or model in {StepIs, FactIs, CallIs, ScriptedCall}
                if (inner.kind == "id" and names_another) or inner.kind == "map":
                    holds_ids.add((model, key))
                if inner.model is not None:
                    todo.append(inner.model)
                inner = inner.item

    elsewhere = depends_on_the_inject | names_documents | of_the_manual_taken_over | of_the_scenario_held
    assert holds_ids == set(REFERENCES) | elsewhere
