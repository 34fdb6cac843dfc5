"""One mistake in a clean library, and exactly the problems that it makes: file, line, column and code."""

from pathlib import Path

import pytest
from content_files import FILES, changed, write_library

from simulator.content.checking import check
from simulator.words import translator

YAML = [
    ("scenario", "title: 小さな紛失", "title: {who:head}«のこと", "yaml.after_end"),
    ("scenario", "title: 小さな紛失", 'title: "小さな"«紛失', "yaml.after_end"),
    ("scenario", "title: 小さな紛失", "title: a«: b", "yaml.syntax"),
    ("scenario", "title: 小さな紛失", "title«：小さな紛失", "yaml.full_width"),
    ("scenario", "title: 小さな紛失", "title: «@head", "yaml.syntax"),
    ("scenario", "title: 小さな紛失", "title: *«重要*", "yaml.syntax"),
    ("scenario", "title: 小さな紛失", "title: «*head", "yaml.alias"),
    ("scenario", "title: 小さな紛失", "title: «!!str 小さな紛失", "yaml.tag"),
    ("scenario", "title: 小さな紛失", "title: «'小さな紛失", "yaml.quote"),
    ("scenario", "title: 小さな紛失", 'title: "a«\\d"', "yaml.escape"),
    ("scenario", "title: 小さな紛失", "title: >3«0", "yaml.syntax"),
    ("scenario", "title: 小さな紛失", "«title", "yaml.syntax"),
    ("scenario", "id: small-leak", "id: small-leak\n«id: other", "yaml.duplicate_key"),
    ("scenario", "steps: [A01]\n", "steps: [A01\n  - id«: O2\n", "yaml.brackets"),
    ("scenario", "  - id: second\n", " «- id: second\n", "yaml.indentation"),
    ("scenario", "kind: scenario", "- kind: scenario\n«id: x", "yaml.indentation"),
    ("scenario", "survey:", "«survey", "yaml.syntax"),
    ("scenario", "briefing:", "«\tbriefing:", "yaml.tab"),
    ("scenario", "  - id: O1\n", "  - «<<: {id: O1}\n", "yaml.merge"),
    ("scenario", "title: 小さな紛失", "? «[title]\n: 小さな紛失", "yaml.key"),
    ("scenario", "debrief:", "«---\ndebrief:", "yaml.documents"),
    ("scenario", "title: 小さな紛失", 'title: «"\\0"', "file.control_character"),
    ("scenario", "title: 小さな紛失", "title: 小さな«\x1b紛失", "file.control_character"),
    ("scenario", "title: 小さな紛失", "title: 小さな«\u2028紛失", "file.control_character"),
]

VALUES = [
    ("scenario", "kind: scenario", "kind: «scenaro", "kind.unknown"),
    ("scenario", "kind: scenario", "kind: «overlay", "overlay.name"),
    ("scenario", "lang: ja", "lang: «jp", "lang.unknown"),
    ("scenario", "title: 小さな紛失", "title: «2024", "value.text"),
    ("scenario", "title: 小さな紛失", "title: «true", "value.text"),
    ("scenario", "title: 小さな紛失", "title:«", "value.empty"),
    ("scenario", "title: 小さな紛失", "title: «[小さな]", "value.text"),
    ("scenario", "title: 小さな紛失", "title: «{who:head}", "value.text"),
    ("scenario", "title: 小さな紛失", "title: {ja: a, «fr: b}", "lang.unknown"),
    ("scenario", 'version: "1.0"', "version: «1", "value.text"),
    ("scenario", "day_one: 2026-04-01", "day_one: «20260401", "value.date"),
    ("scenario", "day_one: 2026-04-01", "day_one: «86400", "value.date"),
    ("scenario", "day_one: 2026-04-01", "day_one: «2026-02-30", "value.date"),
    ("scenario", "day_one: 2026-04-01", "day_one: «2026-04-01T00:00:00", "value.date"),
    ("scenario", "start: D1 13:00", "start: «13:00", "value.time"),
    ("scenario", "start: D1 13:00", "start: «780", "value.time"),
    ("scenario", "delay: 5m", "delay: «5", "value.span"),
    ("scenario", "limit: 20m", "limit: «20分", "value.span"),
    ("scenario", "minutes: 10", "minutes: «ten", "value.number"),
    ("scenario", "minutes: 10", "minutes: «1.5", "value.number"),
    ("scenario", "minutes: 10", "minutes: «true", "value.number"),
    ("scenario", "minutes: 10", "minutes: «601", "value.range"),
    ("scenario", "pace: 10", "pace: «0", "value.range"),
    ("scenario", "end: true", "end: «maybe", "value.flag"),
    ("scenario", "channel: phone", "channel: «fon", "value.choice"),
    ("scenario", "kind: text", "kind: «text2", "value.choice"),
    ("scenario", "from: police", "from: «po lice", "value.id"),
    ("scenario", "from: police", "from: «" + "Q" * 65, "value.length"),
    ("scenario", "to: [clerk]", "to: «clerk", "value.list"),
    ("scenario", "to: [clerk]", "to: «[]", "value.empty_list"),
    ("scenario", "to: [clerk]", "to: [«[clerk]]", "value.id"),
    ("scenario", "shows: {A02: met}", "shows: {A02: «best}", "value.choice"),
    ("scenario", "shows: {A02: met}", "shows: {«A 02: met}", "value.id"),
    ("scenario", "ask:\n      kind: text", "ask: «what\n    «asks:", "value.mapping key.unknown"),
    ("scenario", "  - id: I02\n    title: どうする", "  - «id: I02", "key.missing"),
    ("scenario", "channel: email", "channel: email\n    «chanel: email", "key.unknown"),
    ("script", "  - inject: I01\n    as: clerk", "  - «inject: I01\n    «role: clerk", "key.missing key.unknown"),
    ("manual", "label: {ja: すぐに, en: at once}", "label: {ja: «1, en: at once}", "value.text"),
    ("manual", "any: [すぐ", "any: [«110", "value.text"),
    ("lexicon", "words: [上司", "words: [«''", "value.empty"),
    ("script", "choice: a", "choice: «a b", "value.id"),
    ("script", "choice: a", "choice: [«a b]", "value.id"),
    ("script", "choice: a", "choice: «{a: b}", "value.id"),
    ("script", "after: 2m", "after: «2", "value.span"),
]


LINT = [
    # Names that refer to nothing, or to the wrong thing.
    ("scenario", "start: first", "start: «frist", "ref.unknown"),
    ("scenario", "manual: rules", "manual: «rulez", "ref.unknown"),
    ("scenario", "organization: town", "organization: «city", "ref.unknown"),
    ("scenario", "steps: [A01]", "steps: [A01, «A9]", "ref.unknown"),
    ("scenario", "T0: {inject: I01}", "T0: {inject: I01}\n  «T9: {phase: first}", "ref.unknown"),
    ("scenario", "T0: {inject: I01}", "T0: {phase: «firsst}", "ref.unknown"),
    ("scenario", "to: over,", "to: «ower,", "ref.unknown"),
    ("scenario", "to: second\n        when: {ans", "to: «secund\n        when: {ans", "ref.unknown"),
    ("scenario", "{answered: I02}", "{answered: «I99}", "ref.unknown"),
    ("scenario", "- missed: {step: A01}", "- missed: {step: «A0l}", "ref.unknown"),
    ("scenario", "option: a", "option: «c", "ref.unknown"),
    ("scenario", "chose: {inject: I02, option: a}", "chose: {inject: I01, option: «a}", "ref.unknown"),
    ("scenario", "not: {harm: N01}", "not: {harm: «N02}", "ref.unknown"),
    ("scenario", "not: {harm: N01}", "not: {harm: «A01}", "ref.kind"),
    ("scenario", "from: control", "from: «controll", "ref.unknown"),
    ("scenario", "to: [clerk]", "to: [clerk, «police]", "ref.kind"),
    ("scenario", "phases: [first]", "phases: [«frist, first]", "ref.unknown"),
    ("scenario", "shows: {A02: met}", "shows: {«A20: met}", "ref.unknown"),
    ("scenario", "harms: [N01]", "harms: [«N10]", "ref.unknown"),
    ("scenario", "step: A03, fields", "step: «A30, fields", "ref.unknown"),
    ("scenario", "fields: [what, how-many]", "fields: [what, «how_many]", "ref.unknown"),
    ("scenario", "{inject: I01, delay", "{inject: «I0l, delay", "ref.unknown"),
    ("scenario", 'body: "{term:act}', 'body: «"{term:acts}', "ref.unknown"),
    (
        "scenario",
        "body: |\n      名簿が見当たりません。\n      {who:head}は",
        "body: «|\n      {who:haed}は",
        "ref.unknown",
    ),
    ("scenario", 'body: "{term:act}', 'body: «"{term: act}', "placeholder.form"),
    ("scenario", 'body: "{term:act}', 'body: «"｛term：act｝', "placeholder.form"),
    ("manual", "roles: [clerk]", "roles: [«clark]", "ref.unknown"),
    ("manual", "roles: [clerk]", "roles: [«police]", "ref.kind"),
    ("manual", "within: 10m, from: T0", "within: 10m, from: «T1", "ref.unknown"),
    ("manual", "before: A03", "before: «A33", "ref.unknown"),
    ("manual", "after: [A01]", "after: [«B01]", "ref.unknown"),
    ("manual", "to: [police]", "to: [«polis]", "ref.unknown"),
    ("manual", '"@head"', '«"@heat"', "ref.unknown"),
    ("manual", "lexicons: [words]", "lexicons: [«word]", "ref.unknown"),
    ("manual", 'en: "Report to {who:head}."', 'en: «"Report to {who:heads}."', "ref.unknown"),
    ("organization", "stands_in_for: [mayor]", "stands_in_for: [«major]", "ref.unknown"),
    ("organization", "stands_in_for: [mayor]", "stands_in_for: [«police]", "ref.kind"),
    ("organization", "who: police", "who: «polise", "ref.unknown"),
    ("lexicon", '"@boss"', '«"@bos"', "ref.unknown"),
    ("script", "scenario: small-leak", "scenario: «small-leek", "script.scenario"),
    ("script", "- inject: I01", "- inject: «I07", "ref.unknown"),
    ("script", "choice: a", "choice: «c", "ref.unknown"),
    ("script", "choice: a", "choice: [a, «c]", "ref.unknown"),
    ("script", "what: {ja: 名簿", "what: {ja: 名簿, en: list}\n      «who: {ja: 名簿", "ref.unknown"),
    ("script", "to: [police, mayor]", "to: [police, «mayer]", "ref.unknown"),
    # Ids.
    (
        "scenario",
        "  - id: Q1",
        "  - {id: Q3, text: {ja: a, en: a}}\n  - {id: «Q3, text: {ja: a, en: a}}\n  - id: Q1",
        "id.duplicate",
    ),
    ("scenario", "survey:", "survey:\n  - {id: «Q1, text: {ja: a, en: a}}", "id.duplicate"),
    (
        "scenario",
        "fields:",
        "fields:\n        - {id: x, label: {ja: a, en: a}}\n        - {id: «x, label: {ja: a, en: a}}",
        "id.duplicate",
    ),
    (
        "manual",
        "      - id: A03",
        "      - {id: «T0, title: {ja: a, en: a}, text: {ja: a, en: a}, polarity: refrain}\n      - id: A03",
        "id.duplicate",
    ),
    ("organization", "parties:", "parties:\n  - {id: «clerk, title: {ja: a, en: a}}", "id.duplicate"),
    ("organization", "parties:", "parties:\n  - {id: «control, title: {ja: a, en: a}}", "id.reserved"),
    ("manual", "id: rules", "id: «rulez", "id.folder"),
    # Keys that go together.
    ("scenario", "when: {phase_time: 2h}", "when: «{phase_time: 2h, time: D3 09:00}", "condition.keys"),
    ("scenario", "when: {phase_time: 2h}", "when: «{}", "condition.keys"),
    ("scenario", "T0: {inject: I01}", "T0: «{inject: I01, phase: first}", "moment.keys"),
    ("scenario", "T0: {inject: I01}", "T0: «{}", "moment.keys"),
    ("scenario", "- id: I01\n    title: 書類がない\n    at: D1 13:00", "- «id: I01\n    title: 書類", "inject.trigger"),
    ("scenario", "- id: I02\n", "- «id: I02\n    by_hand: true\n", "inject.by_hand"),
    ("scenario", "limit: 20m", "limit: 20m\n      «fields: [{id: x, label: {ja: x, en: x}}]", "ask.unused"),
    ("manual", "{within: 10m, from: T0}", "«{within: 10m, legal_days: 3, from: T0}", "deadline.keys"),
    ("manual", "{within: 10m, from: T0}", "«{from: T0}", "deadline.keys"),
    ("manual", "{within: 10m, from: T0}", "«{within: 10m}", "deadline.from"),
    ("manual", "{before: A03}", "{before: A03, «from: T0}", "deadline.from"),
    ("manual", "need: 1", "need: «2", "rubric.number"),
    ("manual", "at_least: 1", "at_least: «2", "rubric.number"),
    ("scenario", "partial_from: 1", "partial_from: «3", "rubric.number"),
    ("scenario", "end: true", "end: true\n    «exits: [{to: first, when: {time: D9 09:00}}]", "phase.end_exits"),
    ("script", "- inject: I01\n    as: clerk", "- «inject: I01\n    acknowledge: true\n    as: clerk", "script.keys"),
    ("script", "- inject: I01\n", "- «inject: I01\n    at: D1 13:05\n", "script.when"),
    ("script", "- at: D1 14:00\n", "- at: D1 14:00\n    «after: 5m\n", "script.when"),
    # The story.
    (
        "scenario",
        "  - id: over\n",
        "  - ««id: stuck\n    title: {ja: a, en: a}\n  - id: over\n",
        "phase.no_exit phase.unreachable",
    ),
    ("scenario", "at: D1 13:00\n", "at: «D1 12:59\n    phases: [first]\n", "inject.early"),
    ("scenario", "- id: I03\n", "- «id: I03\n    phases: [over]\n", "inject.never"),
    (
        "scenario",
        "- id: I03\n    title: 用紙\n",
        "- «id: I03\n    title: 用紙\n    after: {inject: I03}\n",
        "inject.never",
    ),
    # Rubrics, lexicons and dated names.
    ("manual", '"/[0-9]+分以内/"', '«"/[0-9+分以内/"', "word.regex"),
    ("manual", '"/[0-9]+分以内/"', '«"/[[a]分以内/"', "word.regex"),
    ("manual", '"/[0-9]+分以内/"', '«"/[0-9]+分以内|PPC/"', "word.never"),
    (
        "manual",
        "- {name: {ja: 新法, en: the new act}, since: 2025-04-01}",
        "- «{name: {ja: a, en: a}, since: 2025-04-03}",
        "term.gap",
    ),
    (
        "manual",
        "- {name: {ja: 新法, en: the new act}, since: 2025-04-01}",
        "- «{name: {ja: a, en: a}, since: 2025-03-31}",
        "term.overlap",
    ),
    (
        "manual",
        "until: 2025-03-31}\n",
        "until: 2025-03-31}\n      - «{name: {ja: a, en: a}, since: 2025-03-01, until: 2025-02-01}\n",
        "term.order",
    ),
    (
        "manual",
        "- id: act\n",
        "- «{id: x, names: [{name: {ja: a, en: a}, since: 2026-04-02}]}\n  - id: act\n",
        "term.gap",
    ),
]

Expected = list[tuple[str, int, int, str]]


def expected(name: str, places: list[tuple[int, int]], codes: str) -> Expected:
    """One problem at each place; one code is for all of them."""
    names = codes.split()
    return [(name, *place, names[min(n, len(names) - 1)]) for n, place in enumerate(places)]


def found_in(root: Path, **texts: str) -> Expected:
    """Problems of the library below ``root``: short name of the file, line, column, code."""
    paths = write_library(root, **texts)
    names = {str(path): name for name, path in paths.items()}
    return [(names[p.file], p.line, p.col, p.code) for p in check([str(root)], roots=()).problems]


def test_the_library_of_these_tests_is_clean(tmp_path: Path) -> None:
    assert found_in(tmp_path) == []


@pytest.mark.parametrize(("name", "old", "new", "code"), YAML)
def test_broken_yaml_is_one_problem_at_its_place(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    text, places = changed(name, old, new)
    assert places

    assert found_in(tmp_path, **{name: text}) == expected(name, places, code)


@pytest.mark.parametrize(("name", "old", "new", "code"), VALUES)
def test_a_wrong_value_is_one_problem_at_its_place(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    text, places = changed(name, old, new)
    assert places

    assert found_in(tmp_path, **{name: text}) == expected(name, places, code)


CIRCLES = [
    (
        "lexicon",
        "words: [上司, boss]",
        'words: [上司, "@head"]',
        "concepts[head]",
        "concept.cycle",
        "head → boss → head",
    ),
    ("manual", "after: [A01]", "after: [A01, A03]", "sections[s1].steps[A02]", "order.cycle", "A02 → A03 → A02"),
    (
        "manual",
        "{within: 10m, from: T0}",
        "{within: 10m, from: A03}",
        "sections[s1].steps[A01]",
        "deadline.cycle",
        "A01 → A03 → A01",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "path", "code", "way"), CIRCLES)
def test_a_circle_is_shown_as_a_way(
    tmp_path: Path, name: str, old: str, new: str, path: str, code: str, way: str
) -> None:
    text, _ = changed(name, old, new)
    write_library(tmp_path, **{name: text})

    problems = [p for p in check([str(tmp_path)], roots=()).problems if p.severity == "error"]

    assert [(p.path, p.code, p.params["way"]) for p in problems] == [(path, code, way)]


@pytest.mark.parametrize(("name", "old", "new", "code"), LINT)
def test_content_that_does_not_fit_together_is_named(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    text, places = changed(name, old, new)
    assert places

    assert found_in(tmp_path, **{name: text}) == expected(name, places, code)


def test_a_number_with_a_comma_in_brackets_is_told_as_such(tmp_path: Path) -> None:
    text = FILES["manual"][1].replace("any: [すぐ, ", "any: [1,200通, すぐ, ")
    write_library(tmp_path, manual=text)

    (problem,) = check([str(tmp_path)], roots=()).problems

    assert problem.code == "value.text"
    assert 'Put it in quotes: "1,200通".' in problem.words(translator("content", "en"))
