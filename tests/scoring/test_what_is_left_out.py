"""What a reply says by leaving a step out, which words are explained, and what stands in whose sentence."""

from typing import Any

import pytest

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.scenario import Scenario
from simulator.model.verdict import Confidence, Judgement, Reply, Verdict
from simulator.scoring.judge import Judge
from simulator.scoring.structure import is_filled

RUBRICS: dict[str, dict[str, Any]] = {
    "C1": {
        "core": [{"all": [["警察", "police"], ["相談", "told", "rang"]], "about": True}],
        "essentials": [{"id": "what", "label": "証拠", "any": ["画面", "screens"]}],
    },
    "C2": {
        "core": [{"all": [["課長", "head"], ["報告", "told"]]}],
        "essentials": [{"id": "at-once", "label": "直ちに", "any": ["すぐ", "at once"]}],
    },
    "C3": {
        "core": [{"all": [["通報者", "sender"], ["返信", "thanked"]]}],
        "essentials": [{"id": "request", "label": "お願い", "any": ["広めない", "not to share", "月1", "電話"]}],
    },
}


def scenario() -> Scenario:
    asks = [("J1", ["C1", "C2"]), ("J2", [])]
    return Scenario.model_validate(
        {
            "kind": "scenario",
            "id": "story",
            "lang": "ja",
            "title": "話",
            "version": "1",
            "summary": "",
            "briefing": "",
            "organization": "city",
            "manual": "small",
            "day_one": "2024-02-29",
            "start": "one",
            "phases": [{"id": "one", "title": "一"}],
            "injects": [
                {
                    "id": name,
                    "title": "",
                    "from": "control",
                    "to": ["clerk"],
                    "channel": "control",
                    "body": "",
                    "expects": expects,
                    "ask": {"kind": "text", "prompt": "どうしますか。"},
                }
                for name, expects in asks
            ],
        },
        context={"lang": "ja"},
    )


def judge_of(story: Scenario | None = None) -> Judge:
    steps = [
        {"id": name, "title": name, "text": name, "roles": ["clerk"], "rubric": rubric}
        for name, rubric in RUBRICS.items()
    ]
    manual = {
        "kind": "manual",
        "id": "small",
        "lang": "ja",
        "title": "小",
        "version": "1",
        "sections": [{"id": "one", "title": "一", "steps": steps}],
    }
    lexicons: list[Lexicon] = []
    return Judge(Manual.model_validate(manual, context={"lang": "ja"}), lexicons, story)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judge_of()


@pytest.fixture(scope="module")
def exercise() -> Judge:
    return judge_of(scenario())


def reply(text: str, inject: str | None = "J1", *, role: str = "clerk", kind: str = "text") -> Reply:
    return Reply("r1", 0, role, kind, inject, {"text": text})


NAMED, NOTHING, OTHERS = "names-it-without-committing", "commits-to-nothing", "speaks-of-other-steps"


@pytest.mark.parametrize(
    ("step", "text", "rule"),
    [
        ("C1", "警察は、もう少し様子を見てからにします。", NAMED),
        ("C1", "Police? Not unless the poster contacts us.", NAMED),
        ("C1", "The police we leave alone.", NAMED),
        ("C1", "課長にすぐ報告した。警察沙汰は避けたい。", NAMED),
        ("C1", "もう少し様子を見ます。", NOTHING),
        ("C1", "What should we do?", NOTHING),
        ("C1", "上の判断を待ちます。どうすればよいですか。", NOTHING),
        ("C1", "課長にすぐ報告した。", OTHERS),
        ("C1", "課長にすぐ報告した。あとは様子を見ます。", OTHERS),
        ("C2", "Told the police. The rest can wait.", OTHERS),
    ],
)
def test_not_met_for_what_a_reply_leaves_out(judge: Judge, step: str, text: str, rule: str) -> None:
    found = judge.judge_text(step, text)

    sure = Confidence.PROPOSED if rule == NOTHING else Confidence.AUTO
    assert (found.verdict, found.rule, found.confidence) == (Verdict.NOT_MET, rule, sure)
    assert found.evidence
    assert all(one.text == text[one.span[0] : one.span[1]] for one in found.evidence)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("C1", "課長にすぐ報告した。署に足を運びます。"),  # a sentence nobody accounts for
        ("C1", "警察には行った。"),  # named in a sentence that commits to something
        ("C1", "課長に画面を見せて報告した。"),  # what belongs to the step is mentioned
        ("C1", "警察は？もう伝えてあります。"),  # the question is answered
        ("C1", "We wrote to the police: who is in charge, and when can we come?"),
    ],
)
def test_nothing_is_said_where_the_act_may_hide(judge: Judge, step: str, text: str) -> None:
    assert judge.judge_text(step, text).verdict is Verdict.NOT_OBSERVED


def verdicts(found: tuple[Judgement, ...]) -> dict[str, Verdict]:
    return {one.step: one.verdict for one in found}


def test_an_exercise_asks_for_the_steps_that_the_inject_expects(exercise: Judge) -> None:
    idle = "もう少し様子を見ます。"

    assert verdicts(exercise.judge({}, reply(idle))) == {"C1": Verdict.NOT_MET, "C2": Verdict.NOT_MET}
    assert exercise.judge({}, reply(idle, "J2")) == ()
    assert exercise.judge({}, reply(idle, None)) == ()
    assert exercise.judge({}, reply(idle, kind="form")) == ()


def test_the_silence_of_a_role_that_does_not_answer_for_the_step_says_nothing(exercise: Judge) -> None:
    assert exercise.judge({}, reply("もう少し様子を見ます。", role="neighbour")) == ()
    refused = exercise.judge({}, reply("警察沙汰は避けたい。", role="neighbour"))
    assert verdicts(refused) == {"C1": Verdict.NOT_MET}


def test_what_was_left_out_lowers_nothing_and_is_replaced_by_the_deed(exercise: Judge) -> None:
    told = {one.step: one for one in exercise.judge({}, reply("課長にすぐ報告した。"))}
    assert (told["C1"].rule, told["C2"].verdict) == (OTHERS, Verdict.MET)

    assert exercise.judge(told, reply("訂正します。もう少し様子を見ます。")) == ()
    after = exercise.judge(told, reply("警察に画面を渡して相談した。"))
    assert verdicts(after) == {"C1": Verdict.MET}


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("警察に相談した。警察に電話で相談した。", Confidence.AUTO),
        ("警察に相談した。", Confidence.PROPOSED),
        ("警察に被害届の件で相談した。警察に相談した。", Confidence.PROPOSED),
    ],
)
def test_a_partial_stands_where_no_word_is_unknown(judge: Judge, text: str, confidence: Confidence) -> None:
    found = judge.judge_text("C1", text)

    assert (found.verdict, found.confidence) == (Verdict.PARTIAL, confidence)


@pytest.mark.parametrize(
    ("text", "verdict", "confidence"),
    [
        ("通報者に、広めないよう返信した。", Verdict.MET, Confidence.AUTO),
        ("通報者に返信した。広めないように頼む。", Verdict.MET, Confidence.AUTO),
        ("通報者に返信した。課長に報告し、広めない。", Verdict.MET, Confidence.PROPOSED),
        ("通報者に返信だけした。課員には広めないよう頼む。", Verdict.PARTIAL, Confidence.PROPOSED),
        ("We only thanked the sender. Staff were asked not to share it.", Verdict.PARTIAL, Confidence.PROPOSED),
    ],
)
def test_essentials_of_another_sentence(judge: Judge, text: str, verdict: Verdict, confidence: Confidence) -> None:
    found = judge.judge_text("C3", text)

    assert (found.verdict, found.confidence) == (verdict, confidence)


def test_an_essential_is_taken_from_the_sentence_of_the_act(judge: Judge) -> None:
    found = judge.judge_text("C2", "すぐ窓口を閉めた。課長にすぐ報告した。")

    assert [one.text for one in found.evidence] == ["課長", "すぐ", "報告"]
    assert found.evidence[1].span == (12, 14)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("通報者に、月1で返信する。", True),
        ("通報者に4月1日に返信した。", False),
        ("通報者に電話で返信した。", True),
        ("通報者に電話番号を書いて返信した。", False),
    ],
)
def test_words_inside_dates_and_other_words_do_not_count(judge: Judge, text: str, shown: bool) -> None:
    assert ("request" in judge.judge_text("C3", text).found) is shown


def test_evidence_is_whole_words() -> None:
    rubric = {"C1": {"core": [{"all": ["/13:0/", "told"]}]}}
    steps = [{"id": name, "title": name, "text": name, "rubric": one} for name, one in rubric.items()]
    manual = {
        "kind": "manual",
        "id": "small",
        "lang": "en",
        "title": "small",
        "version": "1",
        "sections": [{"id": "one", "title": "one", "steps": steps}],
    }
    found = Judge(Manual.model_validate(manual, context={"lang": "en"}), []).judge_text("C1", "Told at 13:05.")

    assert [one.text for one in found.evidence] == ["Told", "13:05"]


def test_a_mention_that_was_not_asked_for_counts_for_nothing_else(exercise: Judge) -> None:
    half = exercise.judge({}, reply("警察に相談した。", "J2"))
    assert [(one.verdict, one.confidence, one.counts) for one in half] == [
        (Verdict.PARTIAL, Confidence.PROPOSED, False)
    ]
    (whole,) = exercise.judge({}, reply("警察に画面を渡して相談した。", "J2"))
    assert (whole.confidence, whole.counts) == (Confidence.AUTO, True)

    (asked,) = [one for one in exercise.judge({"C1": half[0]}, reply("警察に相談した。")) if one.step == "C1"]
    assert (asked.verdict, asked.counts) == (Verdict.PARTIAL, True)
    again = exercise.judge({"C1": asked}, reply("警察に相談した。画面も見せた。", "J2"))
    assert [one.verdict for one in again if not one.counts] == []


def test_everybody_who_did_it_is_named_once(exercise: Judge) -> None:
    (first,) = exercise.judge({}, reply("警察に画面を渡して相談した。", role="neighbour"))
    (second,) = exercise.judge({"C1": first}, reply("警察に画面を渡して相談した。", "J2"))

    assert (first.doers, second.doers) == (("neighbour",), ("neighbour", "clerk"))
    assert exercise.judge({"C1": second}, reply("警察に画面を渡して相談した。", "J2")) == ()


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            "\u3000",
            "確認中",
            "現在調査中です。",
            "未定",
            "(検討中)",
            "不明",
            "未確認",
            "調査中のため",
            "-",
            "\uff1f",
            "…",
        ),
        *("checking", "TBD", "Unknown.", "Under investigation", "not yet known", "to be confirmed", "n/a"),
    ],
)
def test_a_cell_that_says_nothing_is_not_filled(cell: str) -> None:
    assert not is_filled(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "98枚",
            "98枚、人数は確認中",
            "担当者の不注意（詳細は調査中）",
            "なし",
            "未施錠の書庫",
            "調査中の項目は原因のみ",
            "0",
        ),
        *("unknown person took it", "231 (checking)", "Not encrypted"),
    ],
)
def test_a_cell_with_a_fact_is_filled(cell: str) -> None:
    assert is_filled(cell)
