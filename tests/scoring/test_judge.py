"""Verdicts from replies: words, structure, several replies together, corrections, harm."""

from typing import Any

import pytest

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.scenario import Scenario
from simulator.model.verdict import Confidence, Judgement, Reply, Verdict
from simulator.scoring.judge import Judge

MANUAL: dict[str, Any] = {
    "kind": "manual",
    "id": "small",
    "lang": "ja",
    "title": "小さな手順書",
    "version": "1",
    "sections": [
        {
            "id": "first",
            "title": "第1章",
            "steps": [
                {
                    "id": "S1",
                    "title": "委員会への速報",
                    "text": "担当は委員会に速報する。",
                    "rubric": {
                        "core": [{"all": ["@commission", ["報告", "速報", "送信", "report"]]}],
                        "contact": {"to": ["ppc"]},
                        "essentials": [
                            {
                                "id": "when",
                                "label": "期限",
                                "any": ["今日", "本日", "today"],
                                "assumed_for": ["contact"],
                            },
                            {"id": "what", "label": "内容", "any": ["人数", "項目", "number"]},
                        ],
                        "wrong": [{"all": ["@commission", ["写し", "copy"]]}],
                        "fails": [{"all": ["紙", "報告不要"]}],
                        "must_not_wait_for": ["人数の確定", "会見", "cause"],
                    },
                },
                {
                    "id": "S2",
                    "title": "取扱いの制限",
                    "text": "責任者は転送を禁じる。",
                    "rubric": {"core": [{"all": [["リンク", "link"], ["転送", "forward"]], "denial": True}]},
                },
                {
                    "id": "S3",
                    "title": "先行連絡",
                    "text": "担当は先に電話する。",
                    "rubric": {
                        "core": [{"all": [["支援措置", "protected"], ["連絡", "電話", "call"]], "about": True}],
                        "contact": {"to": ["family"]},
                        "essentials": [{"id": "voice", "label": "口頭", "any": ["電話", "call"], "by": ["phone"]}],
                    },
                },
                {
                    "id": "N1",
                    "title": "広める",
                    "text": "広めてはならない。",
                    "polarity": "refrain",
                    "rubric": {"core": [{"all": ["画像", "回覧"]}], "contact": {"to": ["poster"]}},
                },
            ],
        }
    ],
}
LEXICON = {
    "kind": "lexicon",
    "id": "words",
    "lang": "ja",
    "title": "語彙",
    "concepts": [{"id": "commission", "words": ["委員会", "個情委", "commission"]}],
}
SCENARIO: dict[str, Any] = {
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
            "id": "I1",
            "title": "様式",
            "from": "control",
            "to": ["desk"],
            "channel": "control",
            "body": "",
            "expects": ["S1"],
            "ask": {
                "kind": "form",
                "prompt": "様式に記入してください。",
                "fields": [{"id": "outline", "label": "概要"}, {"id": "persons", "label": "本人の数"}],
                "shows": [{"step": "S1", "fields": ["outline", "persons"]}],
            },
        },
        {
            "id": "I2",
            "title": "選択",
            "from": "control",
            "to": ["desk"],
            "channel": "control",
            "body": "",
            "ask": {
                "kind": "choice",
                "prompt": "どうしますか。",
                "options": [
                    {"id": "a", "label": "速報する", "shows": {"S1": "met"}},
                    {"id": "b", "label": "待つ", "shows": {"S1": "not_met"}, "harms": ["N1"]},
                ],
            },
        },
        {
            "id": "I3",
            "title": "世帯",
            "from": "control",
            "to": ["desk"],
            "channel": "control",
            "body": "",
            "ask": {"kind": "text", "prompt": "支援措置の世帯にどう伝えますか。"},
        },
    ],
}


@pytest.fixture(scope="module")
def judge() -> Judge:
    context = {"lang": "ja"}
    return Judge(
        Manual.model_validate(MANUAL, context=context),
        [Lexicon.model_validate(LEXICON, context=context)],
        Scenario.model_validate(SCENARIO, context=context),
    )


def reply(text: str = "", *, kind: str = "text", inject: str | None = None, **more: Any) -> Reply:
    parts = more.pop("parts", {"text": text} if text else {})
    return Reply("r1", 0, "desk", kind, inject, parts, **more)


def only(judgements: tuple[Judgement, ...]) -> Judgement:
    assert len(judgements) == 1
    return judgements[0]


@pytest.mark.parametrize(
    ("text", "verdict", "confidence"),
    [
        ("本日、人数を含めて委員会に速報する。", Verdict.MET, Confidence.AUTO),
        ("The commission gets a report today with the number.", Verdict.MET, Confidence.AUTO),
        ("委員会に報告する。", Verdict.PARTIAL, Confidence.PROPOSED),
        ("委員会への報告は不要と判断した。", Verdict.NOT_MET, Confidence.AUTO),
        ("委員会への報告を検討する。", Verdict.NOT_MET, Confidence.AUTO),
        ("人数の確定を待って委員会に報告する。", Verdict.NOT_MET, Confidence.PROPOSED),
        ("人数の確定を待って委員会に報告しました。", Verdict.PARTIAL, Confidence.AUTO),
        ("人数の確定を待たずに本日委員会に報告する。", Verdict.MET, Confidence.AUTO),
        ("We report to the commission once the cause is known.", Verdict.NOT_MET, Confidence.PROPOSED),
        ("紙なので報告不要です。本日、人数を委員会に報告済み。", Verdict.NOT_MET, Confidence.AUTO),
        ("本日、人数を書いた写しを委員会に報告した。", Verdict.PARTIAL, Confidence.AUTO),
        ("本日、人数を委員会に報告したそうです。", Verdict.PARTIAL, Confidence.PROPOSED),
        ("委員会に本日、項目を渡してあります。", Verdict.MET, Confidence.PROPOSED),
        ("県に電話した。", Verdict.NOT_OBSERVED, Confidence.PROPOSED),
        ("委員会に報告しますか？", Verdict.NOT_MET, Confidence.AUTO),
    ],
)
def test_words(judge: Judge, text: str, verdict: Verdict, confidence: Confidence) -> None:
    judgement = judge.judge_text("S1", text)

    assert (judgement.verdict, judgement.confidence) == (verdict, confidence)


def test_evidence_points_into_the_reply_as_written(judge: Judge) -> None:
    text = "・本日ﾁｭｳに、ｺﾞ報告：委員会へ人数を速報します。"

    judgement = judge.judge_text("S1", text)

    assert judgement.verdict is Verdict.MET
    assert judgement.evidence
    for one in judgement.evidence:
        assert text[one.span[0] : one.span[1]] == one.text


def test_an_act_of_refraining_is_met_by_a_denial(judge: Judge) -> None:
    assert judge.judge_text("S2", "リンクを転送しないこと。").verdict is Verdict.MET
    assert judge.judge_text("S2", "リンクを全員に転送した。").verdict is Verdict.NOT_MET


def test_the_subject_may_stand_in_the_question(judge: Judge) -> None:
    assert judge.judge_text("S3", "今夜、電話します。").verdict is Verdict.NOT_OBSERVED
    assert judge.judge_text("S3", "今夜、電話します。", "支援措置の世帯にどう伝えますか。").verdict is Verdict.MET
    assert only(judge.judge({}, reply("今夜、電話します。", inject="I3"))).step == "S3"


def test_essentials_of_several_replies_add_up(judge: Judge) -> None:
    first = only(judge.judge({}, reply("本日、委員会に報告する。")))
    second = only(judge.judge({"S1": first}, reply("委員会への報告には人数も入れた。")))

    assert (first.verdict, first.found, first.missing) == (Verdict.PARTIAL, ("when",), ("what",))
    assert (second.verdict, second.found, second.missing) == (Verdict.MET, ("when", "what"), ())
    assert len(second.evidence) > len(first.evidence)


def test_an_answer_where_the_step_is_expected_completes_it(judge: Judge) -> None:
    before = only(judge.judge({}, reply("本日、委員会に報告する。")))

    assert judge.judge({"S1": before}, reply("項目は氏名と住所。")) == ()
    after = only(judge.judge({"S1": before}, reply(inject="I1", parts={"note": "項目は氏名と住所。"})))
    assert (after.verdict, after.confidence) == (Verdict.MET, Confidence.PROPOSED)


def test_a_worse_reply_changes_nothing_unless_it_corrects(judge: Judge) -> None:
    before = only(judge.judge({}, reply("本日、人数を含めて委員会に速報した。")))

    assert judge.judge({"S1": before}, reply("委員会への報告はまだしていません。")) == ()
    after = only(judge.judge({"S1": before}, reply("訂正します。委員会への報告はまだしていません。")))
    assert after.verdict is Verdict.NOT_MET


def test_nothing_changes_where_nothing_is_new(judge: Judge) -> None:
    before = only(judge.judge({}, reply("委員会に報告する。")))

    assert judge.judge({"S1": before}, reply("委員会に報告する。")) == ()


def test_options_settle_steps_and_do_harm(judge: Judge) -> None:
    met = only(judge.judge({}, reply(kind="choice", inject="I2", options=("a",))))
    step, harm = judge.judge({}, reply(kind="choice", inject="I2", options=("b",)))

    assert (met.step, met.verdict, met.confidence) == ("S1", Verdict.MET, Confidence.AUTO)
    assert (step.step, step.verdict) == ("S1", Verdict.NOT_MET)
    assert (harm.step, harm.verdict, harm.harm) == ("N1", Verdict.NOT_MET, True)


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"outline": "ファイルの紛失", "persons": "98人"}, Verdict.MET),
        ({"outline": "ファイルの紛失", "persons": "不明"}, Verdict.PARTIAL),
        ({"outline": "ファイルの紛失", "persons": "98枚。人数は確認中"}, Verdict.MET),
        ({"outline": "ファイルの紛失", "persons": "  "}, Verdict.PARTIAL),
        ({"outline": "", "persons": ""}, None),
    ],
)
def test_filled_fields_show_a_step(judge: Judge, parts: dict[str, str], verdict: Verdict | None) -> None:
    judgements = judge.judge({}, reply(kind="form", inject="I1", parts=parts))

    assert [one.verdict for one in judgements] == ([verdict] if verdict else [])


def test_a_contact_is_the_act_and_its_message_shows_the_essentials(judge: Judge) -> None:
    bare = only(judge.judge({}, reply(kind="contact", parts={"message": "お知らせします。"}, to=("ppc",), by="form")))
    full = only(
        judge.judge({}, reply(kind="contact", parts={"message": "人数は未定。項目は住所。"}, to=("ppc",), by="form"))
    )

    assert (bare.verdict, bare.found) == (Verdict.PARTIAL, ("when",))
    assert (full.verdict, full.found) == (Verdict.MET, ("when", "what"))
    assert (
        judge.judge({}, reply(kind="contact", parts={"message": "お知らせします。"}, to=("police",), by="phone")) == ()
    )


@pytest.mark.parametrize(("by", "verdict"), [("phone", Verdict.MET), ("letter", Verdict.PARTIAL)])
def test_the_way_of_a_contact_may_show_an_essential(judge: Judge, by: str, verdict: Verdict) -> None:
    contact = reply(kind="contact", parts={"message": "お伝えします。"}, to=("family",), by=by)

    assert only(judge.judge({}, contact)).verdict is verdict


def test_must_nots(judge: Judge) -> None:
    done = only(judge.judge({}, reply("画像を各課に回覧した。")))
    contacted = only(judge.judge({}, reply(kind="contact", parts={"message": "消して。"}, to=("poster",), by="chat")))

    assert (done.step, done.harm, done.verdict) == ("N1", True, Verdict.NOT_MET)
    assert (contacted.step, contacted.harm) == ("N1", True)
    assert judge.judge({}, reply("画像は回覧しない。")) == ()
    assert judge.judge({"N1": done}, reply("画像を各課に回覧した。")) == ()


def test_the_same_reply_is_judged_alike_every_time(judge: Judge) -> None:
    one = reply("本日、人数を含めて委員会に速報する。画像を回覧した。")

    assert judge.judge({}, one) == judge.judge({}, one)
