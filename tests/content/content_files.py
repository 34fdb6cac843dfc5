"""A small library of content for tests: written to a folder, changed in one place, with marks for expected places."""

from __future__ import annotations

from pathlib import Path

MARK = "«"
"""Stands before the character at which a problem is expected; it is taken out before the file is written."""

SCENARIO = """\
# A scenario in Japanese with an English overlay.
kind: scenario
id: small-leak
lang: ja
title: 小さな紛失
version: "1.0"
summary: 書類が一枚なくなる。
briefing: 落ち着いて対応してください。
organization: town
manual: rules
day_one: 2026-04-01
objectives:
  - id: O1
    title: 早く報告する
    steps: [A01]
moments:
  T0: {inject: I01}
start: first
phases:
  - id: first
    title: 発見
    start: D1 13:00
    minutes: 10
    pace: 10
    exits:
      - to: second
        when: {answered: I02}
      - to: second
        when:
          any:
            - time: D1 15:00
            - missed: {step: A01}
  - id: second
    title: 対応
    start: D2 09:00
    minutes: 10
    pace: 10
    exits:
      - {to: over, when: {phase_time: 2h}}
  - id: over
    title: 終了
    end: true
injects:
  - id: I01
    title: 書類がない
    at: D1 13:00
    from: control
    to: [clerk]
    channel: in_person
    body: |
      名簿が見当たりません。
      {who:head}はまだ知りません。
    ask:
      kind: text
      prompt: 何をしますか。
      limit: 20m
    expects: [A01]
    hints:
      - 上司は？
  - id: I02
    title: どうする
    after: {inject: I01, delay: 5m}
    phases: [first]
    from: police
    to: [office]
    channel: phone
    body: "{term:act}による届出はしますか。"
    ask:
      kind: choice
      prompt: 選んでください。
      options:
        - id: a
          label: 届け出る
          shows: {A02: met}
        - id: b
          label: 隠す
          harms: [N01]
    expects: [A02]
  - id: I03
    title: 用紙
    when:
      all:
        - chose: {inject: I02, option: a}
        - not: {harm: N01}
    from: mayor
    to: [head]
    channel: email
    body: 書いてください。
    ask:
      kind: form
      prompt: 記入してください。
      fields:
        - {id: what, label: 何を, required: true}
        - {id: how-many, label: 何枚, kind: number}
      shows:
        - {step: A03, fields: [what, how-many], partial_from: 1}
    expects: [A03]
debrief:
  - id: Q1
    text: 何が難しかったですか。
survey:
  - id: Q2
    text: 役に立ちましたか。
    scale: 5
"""

SCENARIO_EN = """\
kind: overlay
of: small-leak
lang: en
title: A small loss
summary: A sheet of paper is gone.
briefing: Keep calm.
objectives:
  O1: {title: Report early}
phases:
  first: {title: Discovery}
  second: {title: Response}
  over: {title: End}
injects:
  I01:
    title: The paper is gone
    body: |
      The list is not there. {who:head} does not know yet.
    ask: {prompt: What do you do?}
    hints: [Your head?]
  I02:
    title: What now
    body: Do you report under {term:act}?
    ask:
      prompt: Choose.
      options:
        a: {label: Report}
        b: {label: Hide it}
  I03:
    title: A form
    body: Please fill it in.
    ask:
      prompt: Fill it in.
      fields:
        what: {label: What}
        how-many: {label: How many}
debrief:
  Q1: {text: What was hard?}
survey:
  Q2: {text: Was it useful?}
"""

MANUAL = """\
kind: manual
id: rules
lang: ja
title: {ja: 手順書, en: Rules}
version: "2"
lexicons: [words]
terms:
  - id: act
    names:
      - {name: {ja: 旧法, en: the old act}, until: 2025-03-31}
      - {name: {ja: 新法, en: the new act}, since: 2025-04-01}
moments:
  - id: T0
    title: {ja: 気付いた時, en: noticed}
sections:
  - id: s1
    title: {ja: 第1章, en: Chapter 1}
    steps:
      - id: A01
        title: {ja: 報告, en: Report}
        text: {ja: "{who:head}に報告する。", en: "Report to {who:head}."}
        roles: [clerk]
        deadline: {within: 10m, from: T0}
        rubric:
          core:
            - all: [["@head", 上司], [報告, report]]
          essentials:
            - id: at-once
              label: {ja: すぐに, en: at once}
              any: [すぐ, 直ち, at once, "/[0-9]+分以内/"]
          need: 1
      - id: A02
        title: {ja: 届出, en: Police}
        text: {ja: 警察に届け出る。, en: Tell the police.}
        roles: [office]
        deadline: {before: A03}
        after: [A01]
        weight: 3
        rubric:
          contact: {to: [police], at_least: 1}
      - id: A03
        title: {ja: 記録, en: Record}
        text: {ja: 記録する。, en: Write it down.}
        roles: [mayor]
        deadline: {legal_days: 5, from: A01}
  - id: s2
    title: {ja: してはならないこと, en: Must-nots}
    steps:
      - id: N01
        polarity: refrain
        title: {ja: 隠す, en: Hide it}
        text: {ja: 隠してはならない。, en: Do not hide it.}
"""

ORGANIZATION = """\
kind: organization
id: town
lang: ja
title: {ja: 町, en: Town}
sections:
  - id: office
    title: {ja: 係, en: Office}
    roles:
      - id: clerk
        title: {ja: 担当, en: Clerk}
        duty: {ja: 気付く。, en: Notices.}
      - id: head
        title: {ja: 課長, en: Head}
        duty: {ja: 決める。, en: Decides.}
        stands_in_for: [mayor]
parties:
  - id: mayor
    title: {ja: 町長, en: Mayor}
    inside: true
  - id: police
    title: {ja: 警察, en: Police}
contacts:
  - who: police
    day: {ja: 内線9, en: ext. 9}
"""

LEXICON = """\
kind: lexicon
id: words
lang: ja
title: {ja: 語彙, en: Words}
concepts:
  - id: head
    words: [課長, "@boss", head]
  - id: boss
    words: [上司, boss]
"""

SCRIPT = """\
kind: script
id: model
lang: ja
scenario: small-leak
title: {ja: 模範, en: Model}
replies:
  - inject: I01
    as: clerk
    after: 2m
    text: {ja: すぐ課長に報告します。, en: I report to the head at once.}
  - inject: I02
    as: head
    choice: a
  - inject: I03
    as: head
    form:
      what: {ja: 名簿, en: the list}
      how-many: {ja: "1", en: "1"}
  - at: D1 14:00
    as: clerk
    contact:
      to: [police, mayor]
      by: phone
      message: {ja: 紛失しました。, en: A list is lost.}
"""

FILES = {
    "scenario": ("scenarios/small-leak/scenario.yaml", SCENARIO),
    "overlay": ("scenarios/small-leak/scenario.en.yaml", SCENARIO_EN),
    "script": ("scenarios/small-leak/teams/model.yaml", SCRIPT),
    "manual": ("manuals/rules/manual.yaml", MANUAL),
    "lexicon": ("manuals/words/lexicon.yaml", LEXICON),
    "organization": ("roles/town/organization.yaml", ORGANIZATION),
}
"""Path below the root and text of each document, by a short name."""


def write_library(root: Path, **texts: str) -> dict[str, Path]:
    """Write the library below ``root``, with other ``texts`` for some documents; returns the path of each."""
    paths = {}
    for name, (path, text) in FILES.items():
        paths[name] = root / path
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        paths[name].write_text(texts.get(name, text), encoding="utf-8")
    return paths


def changed(name: str, old: str, new: str) -> tuple[str, list[tuple[int, int]]]:
    """The document ``name`` with its first ``old`` replaced by ``new``, and the places marked in ``new``."""
    text = FILES[name][1]
    assert old in text, f"{old!r} is not in {name}"
    return without_marks(text.replace(old, new, 1))


def without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """``text`` without its marks, and line and column (from 1) of what stood behind each."""
    places = []
    while MARK in text:
        before = text[: text.index(MARK)]
        places.append((before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1))
        text = text.replace(MARK, "", 1)
    return text, places
