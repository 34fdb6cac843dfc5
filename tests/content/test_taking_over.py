"""A manual that takes over the steps of another."""

from pathlib import Path

import pytest
from content_files import FILES, write_library
from jsonschema import Draft7Validator

from simulator.content.checking import check
from simulator.content.json_schema import schema_of
from simulator.content.loading import load_manual
from simulator.content.reading import read_file
from simulator.model.manual import Manual

OWN = """\
kind: manual
id: mail-rules
lang: en
title: {ja: 誤送信, en: Mail}
version: "1"
extends:
  manual: rules
  without: [A02]
  changes:
    A03: {roles: [clerk], deadline: {within: 5m, from: M01}}
moments:
  - id: T0
    title: {ja: 送った時, en: sent}
  - id: T1
    title: {ja: 届いた時, en: arrived}
sections:
  - id: s1
    steps:
      - id: A01
        title: {ja: 上司に電話, en: Call the head}
        text: {ja: 電話する。, en: Call.}
        roles: [clerk]
  - id: mail
    title: {ja: メール, en: Mail}
    steps:
      - id: M01
        title: {ja: 止める, en: Stop}
        text: {ja: 送信を止める。, en: Stop sending.}
        roles: [clerk]
        after: [A01]
"""


def own_manual(root: Path, text: str = OWN) -> Path:
    path = root / "manuals/mail-rules/manual.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def loaded(path: Path) -> Manual:
    found = load_manual(path, roots=())
    assert found.manual is not None, found.problems
    return found.manual


def test_steps_are_taken_over_left_out_changed_replaced_and_added(tmp_path: Path) -> None:
    write_library(tmp_path)
    manual = loaded(own_manual(tmp_path, OWN.replace("  - id: s1\n", "  - id: s1\n    title: {ja: 一, en: One}\n")))

    assert manual.id == "mail-rules"
    assert [(s.id, s.title.to("en"), [step.id for step in s.steps]) for s in manual.sections] == [
        ("s1", "One", ["A01", "A03"]),
        ("s2", "Must-nots", ["N01"]),
        ("mail", "Mail", ["M01"]),
    ]
    assert manual.steps["A01"].title.to("en") == "Call the head"
    assert manual.steps["A03"].roles == ("clerk",)
    assert manual.steps["A03"].deadline is not None
    assert (manual.steps["A03"].deadline.within, manual.steps["A03"].deadline.start) == (300, "M01")
    assert [(m.id, m.title.to("en")) for m in manual.moments] == [("T0", "sent"), ("T1", "arrived")]
    assert manual.lexicons == ("words",)
    assert [term.id for term in manual.terms] == ["act"]


def test_a_section_of_its_own_with_the_base_s_id_needs_no_title(tmp_path: Path) -> None:
    write_library(tmp_path)
    assert loaded(own_manual(tmp_path)).sections[0].title.to("ja") == "第1章"
    assert loaded(tmp_path / "manuals/mail-rules/manual.yaml").sections[0].title.to("en") == "Chapter 1"
    schema = Draft7Validator(schema_of("manual"))
    assert list(schema.iter_errors(read_file(tmp_path / "manuals/mail-rules/manual.yaml").data)) == []


def test_title_clause_and_contact_can_be_changed(tmp_path: Path) -> None:
    write_library(tmp_path)
    change = "A02: {title: Mayor, text: Tell the mayor., contact: {to: [mayor]}}"
    text = OWN.replace("without: [A02]", "without: []").replace("changes:\n", f"changes:\n    {change}\n")
    step = loaded(own_manual(tmp_path, text)).steps["A02"]

    assert (step.title.root, step.text.root) == ({"en": "Mayor"}, {"en": "Tell the mayor."})
    assert step.rubric.contact is not None
    assert step.rubric.contact.to == ("mayor",)
    assert step.weight == 3, "what is not named stays"


def test_what_the_organisation_lacks_is_told_at_extends(tmp_path: Path) -> None:
    organization = FILES["organization"][1].replace("police", "sheriff")
    scenario = (
        FILES["scenario"][1].replace("manual: rules", "manual: mail-rules").replace("from: police", "from: control")
    )
    write_library(tmp_path, organization=organization, scenario=scenario)
    path = own_manual(tmp_path, OWN.replace("without: [A02]", "without: []"))
    expected = [(str(path), 6, 1, "ref.unknown", "A02", ("police",))]

    def told() -> list[tuple[object, ...]]:
        problems = check([str(tmp_path / "scenarios/small-leak/scenario.yaml")], roots=()).problems
        return [
            (p.file, p.line, p.col, p.code, p.params["id"], p.params["names"]) for p in problems if "id" in p.params
        ]

    assert told() == expected
    mended = OWN.replace("without: [A02]", "without: []")
    mended = mended.replace("changes:\n", "changes:\n    A02: {contact: {to: [mayor]}}\n")
    path.write_text(mended, encoding="utf-8")
    assert told() == []


def test_what_the_organisation_lacks_of_another_library_s_manual_is_told_at_the_scenario(tmp_path: Path) -> None:
    shipped, mine = tmp_path / "shipped", tmp_path / "mine"
    write_library(shipped)
    organization = FILES["organization"][1].replace("police", "sheriff")
    scenario = FILES["scenario"][1].replace("from: police", "from: control")
    paths = write_library(mine, organization=organization, scenario=scenario)
    paths["manual"].unlink()

    problems = [p for p in check([str(mine / "scenarios")], roots=(shipped,)).problems if "id" in p.params]

    assert [(p.file, p.path, p.params["id"], p.params["names"]) for p in problems] == [
        (str(paths["scenario"]), "organization", "A02", ("police",))
    ]


def test_what_refers_to_a_step_left_out_falls_away(tmp_path: Path) -> None:
    write_library(tmp_path)
    text = OWN.replace("without: [A02]", "without: [A01]").replace(", deadline: {within: 5m, from: M01}", "")
    text = text[: text.index("sections:")]
    manual = loaded(own_manual(tmp_path, text))

    assert manual.steps["A02"].after == ()
    assert manual.steps["A02"].deadline is not None  # before A03, which is there
    assert manual.steps["A03"].deadline is None  # 5 days from A01


def test_an_emergency_plan_no_longer_calls_for_steps_left_out(tmp_path: Path) -> None:
    plan = """\
plan:
  title: {ja: 計画, en: Plan}
  levels:
    - id: l1
      title: {ja: 一, en: One}
      meaning: {ja: 一, en: One}
      response: [{ja: 一, en: One}]
      steps: [A01, A02, A03]
sections:
"""
    write_library(tmp_path, manual=FILES["manual"][1].replace("sections:\n", plan, 1))
    manual = loaded(own_manual(tmp_path))

    assert manual.plan is not None
    assert manual.plan.levels[0].steps == ("A01", "A03")  # without A02


def test_texts_keep_their_language(tmp_path: Path) -> None:
    plain = FILES["manual"][1].replace("title: {ja: 記録, en: Record}", "title: 記録")
    write_library(tmp_path, manual=plain)
    title = loaded(own_manual(tmp_path)).steps["A03"].title
    assert title.root == {"ja": "記録"}


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("without: [A02]", "without: [A99]", (8, 13), "ref.unknown"),
        (
            "    A03: {roles: [clerk], deadline: {within: 5m, from: M01}}",
            "    A77: {weight: 2}",
            (10, 5),
            "ref.unknown",
        ),
        ("manual: rules", "manual: ruels", (7, 11), "ref.unknown"),
        ("manual: rules", "manual: mail-rules", (7, 11), "ref.unknown"),
        ("weight: 2", "weight: 9", (10, 19), "value.range"),
        ("roles: [clerk], deadline", "rolls: [clerk], deadline", (10, 11), "key.unknown"),
    ],
)
def test_mistakes_are_named_where_they_are_written(
    tmp_path: Path, old: str, new: str, place: tuple[int, int], code: str
) -> None:
    write_library(tmp_path)
    text = OWN if old in OWN else OWN.replace("roles: [clerk], deadline: {within: 5m, from: M01}", old)
    path = own_manual(tmp_path, text.replace(old, new))

    found = [p for p in check([str(path)], roots=()).problems if p.severity == "error" and p.file == str(path)]

    assert (found[0].line, found[0].col, found[0].code) == (*place, code)


def test_a_mistake_in_the_base_is_told_once_and_in_the_base(tmp_path: Path) -> None:
    write_library(tmp_path, manual=FILES["manual"][1].replace("from: T0}", "from: T9}"))
    own_manual(tmp_path)

    problems = [p for p in check([str(tmp_path / "manuals")], roots=()).problems if p.severity == "error"]

    assert [(Path(p.file).parent.name, p.path) for p in problems] == [
        ("rules", "sections[s1].steps[A01].deadline.from"),
    ]


def test_two_manuals_that_take_each_other_over_are_told(tmp_path: Path) -> None:
    base = FILES["manual"][1].replace("lexicons:", "extends: {manual: mail-rules}\nlexicons:")
    write_library(tmp_path, manual=base)
    own_manual(tmp_path)

    assert "ref.unknown" in {p.code for p in check([str(tmp_path / "manuals")], roots=()).problems}


TABLE = """\
classification:
  facts:
    - {id: many, title: {ja: 人数, en: Persons}, short: {ja: 数, en: n}, kind: number}
    - {id: open, title: {ja: 公開, en: Public}, short: {ja: 公開, en: open}}
  regimes:
    - id: act
      title: {ja: 法, en: Act}
      situations:
        - id: s1
          title: {ja: 一, en: One}
          text: {ja: 一, en: One}
          source: {ja: 一, en: One}
          when: {fact: {id: many, over: 100}}
      outcomes:
        - {id: o1, title: {ja: 報告, en: Report}, duty: legal, text: {ja: 報告, en: Report}, when: {situation: s1}}
        - {id: o2, title: {ja: なし, en: None}, duty: none, text: {ja: なし, en: None}}
sections:
"""


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("over: 100", "over: 100, is: yes", "classification.regimes[act].situations[s1].when.fact", "condition.keys"),
        ("over: 100", "is: lots", "classification.regimes[act].situations[s1].when.fact.is", "fact.value"),
        ("id: many, over", "id: open, over", "classification.regimes[act].situations[s1].when.fact.over", "fact.value"),
        ("id: many, over", "id: meny, over", "classification.regimes[act].situations[s1].when.fact.id", "ref.unknown"),
        ("situation: s1", "situation: s2", "classification.regimes[act].outcomes[o1].when.situation", "ref.unknown"),
        ("kind: number", "kind: figure", "classification.facts[many].kind", "value.choice"),
    ],
)
def test_mistakes_in_a_decision_table(tmp_path: Path, old: str, new: str, path: str, code: str) -> None:
    manual = FILES["manual"][1].replace("sections:\n", TABLE, 1)
    paths = write_library(tmp_path, manual=manual)
    assert check([str(tmp_path)], roots=()).problems == ()
    paths["manual"].write_text(manual.replace(old, new), encoding="utf-8")

    found = [(p.path, p.code) for p in check([str(paths["manual"])], roots=()).problems]

    assert (path, code) in found


@pytest.mark.parametrize(
    ("facts", "path", "code"),
    [
        ("{many: 120, open: 'no'}", None, None),
        ("{many: lots}", "facts.many", "fact.value"),
        ("{open: perhaps}", "facts.open", "fact.value"),
        ("{opne: 'yes'}", "facts.opne", "ref.unknown"),
    ],
)
def test_facts_of_a_story_fit_the_table(tmp_path: Path, facts: str, path: str | None, code: str | None) -> None:
    scenario = FILES["scenario"][1].replace("moments:\n", f"facts: {facts}\nmoments:\n", 1)
    write_library(tmp_path, manual=FILES["manual"][1].replace("sections:\n", TABLE, 1), scenario=scenario)

    found = [(p.path, p.code) for p in check([str(tmp_path)], roots=()).problems]

    assert found == ([] if path is None else [(path, code)])


def test_the_emergency_plan_no_longer_names_steps_left_out() -> None:
    manual = loaded(Path(__file__).parents[2] / "manuals/media-loss-procedure/manual.yaml")
    assert manual.plan is not None
    named = {step for level in manual.plan.levels for step in level.steps}
    assert "A13" not in named
    assert {"A20", "A28"} <= named <= set(manual.steps)
