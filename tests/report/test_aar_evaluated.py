"""What evaluators and the hot wash add reaches the report; nobody is named; play itself stays as it was."""

import json
from dataclasses import asdict

import pytest
from support.evaluated import evaluated, sample, with_events

from simulator.engine.presence_events import SeatLeft, SeatTaken
from simulator.engine.talk_events import ContactLine, ContactOpened, ContactReached, ContactSaid, LineSetup
from simulator.model.verdict import Verdict
from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_blocks import Table, text_of
from simulator.report.aar_build import after_action_report
from simulator.report.aar_document import document


def report(lang: str = "ja", *, responses: bool = True) -> Aar:
    return after_action_report(evaluated(), lang, AarOptions(team="model", responses=responses))


def test_decisions_stand_beside_the_scorers_verdict() -> None:
    team = report().teams[0]
    changed = team.step("A08")

    assert changed is not None
    assert (changed.verdict, changed.by, changed.automatic) == (Verdict.PARTIAL, "evaluator", Verdict.MET)
    assert changed.reason == "画面全体が残っていない。"
    assert [(one.step, one.what_words, one.automatic_words, one.verdict_words, one.by) for one in team.changes] == [
        ("A08", "変更", "達成", "一部", "評価者1"),
        ("A10", "確認", "達成", "達成", "評価者2"),
        ("A12", "変更", "達成", "未達", "評価者2"),
        ("A12", "取消し", "達成", "", "評価者2"),
    ]


def test_notes_and_ratings_reach_the_report() -> None:
    team = report().teams[0]
    rating = next(group.rating for group in team.by_objective if group.id == "contain")

    assert [(n.about, n.step, n.at_words, n.by) for n in team.notes] == [
        ("こども家庭課長", "A04", "D1 13:53", "評価者1")
    ]
    assert rating is not None
    assert (rating.proposed, rating.set, rating.set_by, rating.reason) == ("S", "S", "評価者1", "証拠の一部が欠けた。")


def test_hot_wash_tells_the_role_and_the_survey_tells_nobody() -> None:
    aar = report()
    known = next(one for one in aar.hot_wash if one.id == "q-known")
    understood = next(one for one in aar.survey if one.id == "s-understand")
    good = next(one for one in aar.survey if one.id == "s-good")

    assert [(one.who, one.section, one.text) for one in known.answers] == [
        ("こども家庭課長", "こども家庭課", "<b>２日目の朝</b>です。")
    ]
    assert (understood.mean, understood.counts) == (4.5, (0, 0, 0, 1, 1))
    assert {(one.who, one.section, one.team) for one in (*understood.answers, *good.answers)} == {("", "", "")}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nobody_is_named(lang: str) -> None:
    text = json.dumps(asdict(report(lang)), ensure_ascii=False, default=str)

    assert "Sato" not in text
    assert "鈴木" not in text


def test_free_text_of_the_hot_wash_is_left_out_with_the_responses() -> None:
    aar = report(responses=False)
    text = json.dumps(asdict(aar), ensure_ascii=False, default=str)

    assert "２日目の朝" not in text
    assert "課をまたいで話せた" not in text
    assert next(one for one in aar.survey if one.id == "s-understand").mean == 4.5


def test_what_comes_days_later_is_no_play() -> None:
    before = after_action_report(sample(), "ja", AarOptions(team="model"))
    after = report()

    assert after.when == before.when
    assert after.phases == before.phases
    assert after.teams[0].times == before.teams[0].times


def test_persons_are_counted_by_section_and_never_named() -> None:
    taken = (
        ("seat:child-family-clerk", SeatTaken("child-family-clerk", "p1", "佐藤花子", "こども家庭課")),
        ("seat:child-family-head", SeatTaken("child-family-head", "p2", "鈴木一郎")),
        ("seat:child-family-head", SeatLeft("child-family-head", "p2")),
        ("seat:child-family-head", SeatTaken("child-family-head", "p2", "鈴木一郎")),
    )
    aar = after_action_report(with_events(taken), "ja", AarOptions(team="model"))
    text = json.dumps(asdict(aar), ensure_ascii=False, default=str)

    assert [(one.title, one.persons) for one in aar.participants[:2]] == [("こども家庭課", 2), ("保育課", 0)]
    assert [role.human for role in aar.participants[0].roles] == [True, True]
    assert "参加者のいない役割は、プログラムが台本により演じた。" in aar.method
    assert "佐藤" not in text
    assert "鈴木" not in text


def test_who_types_the_code_again_elsewhere_is_one_person() -> None:
    seat = "child-family-head"

    def took(person: str, name: str = "鈴木一郎", section: str = "こども家庭課") -> tuple[str, SeatTaken]:
        return f"seat:{seat}", SeatTaken(seat, person, name, section)

    def left(person: str) -> tuple[str, SeatLeft]:
        return f"seat:{seat}", SeatLeft(seat, person)

    def persons(*added: tuple[str, SeatTaken | SeatLeft]) -> int | None:
        return after_action_report(with_events(added), "ja", AarOptions(team="model")).participants[0].persons

    assert persons(took("p1"), left("p1"), took("p2"), left("p2"), took("p1")) == 1
    assert persons(took("p1"), took("p2")) == 2
    assert persons(took("p1"), left("p1"), took("p2"), took("p1")) == 1
    assert persons(took("p1"), left("p1"), took("p2", name="佐藤花子")) == 2
    assert persons(took("p1"), left("p1"), took("p2", section="保育課")) == 2
    assert persons(took("p1", name=""), left("p1"), took("p2", name="")) == 2


def test_what_was_said_in_calls_is_left_out_with_the_responses() -> None:
    actor, head = "seat:child-family-head", "child-family-head"
    opened = ContactOpened("r1", (ContactLine(LineSetup("mayor", "office")),))
    said = ContactSaid("r1", head, "支援措置の世帯があります。", head)
    added = ((actor, opened), (actor, ContactReached("r1", "mayor", "office")), (actor, said))
    texts = [
        json.dumps(
            asdict(after_action_report(with_events(added), "ja", AarOptions(team="model", responses=responses))),
            ensure_ascii=False,
            default=str,
        )
        for responses in (True, False)
    ]

    assert ["支援措置の世帯があります" in text for text in texts] == [True, False]


def test_what_evaluators_found_stands_in_the_findings() -> None:
    aar = report()
    case = next(case for one in aar.improvements if one.step == "A08" for case in one.cases)
    tables = {block.caption: block for block in document(aar).blocks if isinstance(block, Table)}
    rated = [[text_of(cell.line) for cell in row] for row in tables["評価者による評定"].rows]

    assert case.causes[0].words == "評価者の所見　画面全体が残っていない。"
    assert [(row[0], row[3], row[4]) for row in rated] == [
        ("消す前に残し、投稿ごとに削除を求め、転載まで追う", "証拠の一部が欠けた。", "評価者1")
    ]
    assert "評価者による判定" in tables
    assert "気付き事項" in tables
