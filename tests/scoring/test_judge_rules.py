"""What a rubric may ask for beyond words: order by the clock, holding back, one word once, who made a contact."""

from typing import Any

import pytest

from simulator.model.manual import Manual
from simulator.model.scenario import Scenario
from simulator.model.verdict import Confidence, Reply, Verdict
from simulator.scoring import confidence
from simulator.scoring.confidence import Shape
from simulator.scoring.hours import first_hour
from simulator.scoring.judge import Judge

RUBRICS: dict[str, dict[str, Any]] = {
    "B1": {
        "core": [{"all": [["議長", "chair"], ["説明", "briefed", "told"]]}],
        "essentials": [
            {"id": "before", "label": "公表の前", "any": ["会見前"], "earlier_than": ["会見", "press"]},
        ],
    },
    "B2": {
        "core": [{"all": [["通知", "letters"], ["保留", "待つ", "hold"]], "holding": True}],
    },
    "B3": {"core": [{"all": [["公表", "会見"], ["公表", "会見", "行う", "/会見を開/"]]}]},
    "B4": {
        "core": [{"all": [["課長", "head"], ["電話"]]}],
        "contact": {"to": ["head"], "roles": ["clerk"]},
    },
    "B5": {
        "core": [{"all": ["委員会", "送信"]}],
        "essentials": [{"id": "when", "label": "期限", "any": ["本日"]}],
    },
    "B6": {
        "core": [{"all": ["commission", ["report", "receives"]]}],
        "must_not_wait_for": ["cause"],
    },
}
STORY = {
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
        for name, expects in (("I1", ["B5"]), ("I2", ["B1"]))
    ],
}


def manual() -> Manual:
    steps = [{"id": name, "title": name, "text": name, "rubric": rubric} for name, rubric in RUBRICS.items()]
    return Manual.model_validate(
        {
            "kind": "manual",
            "id": "small",
            "lang": "ja",
            "title": "小",
            "version": "1",
            "sections": [{"id": "one", "title": "一", "steps": steps}],
        },
        context={"lang": "ja"},
    )


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(manual(), [])


@pytest.mark.parametrize(
    ("step", "text", "verdict"),
    [
        ("B1", "議長には16時に説明、会見は17時。", Verdict.MET),
        ("B1", "会見は13時。議長には15時に説明する。", Verdict.PARTIAL),
        ("B1", "会見は明日10時に開く。議長には本日16時に説明する。", Verdict.MET),
        ("B1", "Chair briefed at nine, press at ten.", Verdict.MET),
        ("B1", "Press at one, chair told at 3.15.", Verdict.PARTIAL),
        ("B1", "議長に説明する。", Verdict.PARTIAL),
        ("B1", "会見前に議長に説明する。", Verdict.MET),
        ("B2", "通知は保留とする。", Verdict.MET),
        ("B2", "Hold the letters.", Verdict.MET),
        ("B2", "We do not hold the letters.", Verdict.NOT_MET),
        ("B3", "公表の時期を打ち合わせる。", Verdict.NOT_OBSERVED),
        ("B3", "10時に会見を開く。", Verdict.MET),
        ("B3", "会見で公表する。", Verdict.MET),
        ("B6", "The commission receives a report today.", Verdict.MET),
        ("B6", "Only when all that is behind us does the commission receive its report.", Verdict.NOT_MET),
    ],
)
def test_verdicts(judge: Judge, step: str, text: str, verdict: Verdict) -> None:
    assert judge.judge_text(step, text).verdict is verdict


@pytest.mark.parametrize(("role", "steps"), [("clerk", ["B4"]), ("neighbour", [])])
def test_a_contact_counts_when_the_right_role_makes_it(judge: Judge, role: str, steps: list[str]) -> None:
    contact = Reply("r1", 0, role, "contact", None, {"message": "お知らせします。"}, to=("head",), by="phone")

    assert [one.step for one in judge.judge({}, contact)] == steps


@pytest.mark.parametrize(("inject", "verdicts"), [("I1", [Verdict.MET]), ("I2", [])])
def test_a_guess_needs_a_question_that_expects_the_step(inject: str, verdicts: list[Verdict]) -> None:
    scenario = Scenario.model_validate(STORY, context={"lang": "ja"})
    reply = Reply("r1", 0, "clerk", "text", inject, {"text": "委員会には本日、箱で渡した。"})

    assert [one.verdict for one in Judge(manual(), [], scenario).judge({}, reply)] == verdicts


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("議長に16時", 16),
        ("午後3時に", 15),
        ("明朝8時半から", 32.5),
        ("昨日17時に", -7),
        ("at three", 15),
        ("at 9.30", 9.5),
        ("3 pm", 15),
        ("8:05", 8.083),
        ("1時間前に", None),
        ("by the end", None),
    ],
)
def test_times_of_day(text: str, hours: float | None) -> None:
    assert first_hour(text) == (None if hours is None else pytest.approx(hours, abs=0.001))


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Shape(("課長にすぐ報告した",)), Confidence.AUTO),
        (Shape(("課長にすぐ報告した",), shared=True), Confidence.AUTO),
        (Shape(("課長にだけ報告した",)), Confidence.AUTO),
        (Shape(("課長に報告した", "すぐに")), Confidence.AUTO),
        (Shape(("課長に報告した", "だけ、すぐに")), Confidence.PROPOSED),
        (Shape(("told the head", "but not the desk")), Confidence.PROPOSED),
        (Shape(("課長に報告した", "すぐに警察に電話"), shared=True, borrowed=True), Confidence.PROPOSED),
        (Shape(("課長にすぐ報告した",), rivals=True), Confidence.AUTO),
        (Shape(("課長にすぐ報告した",), rivals=True, rivals_within=True), Confidence.PROPOSED),
        (Shape(("課長に報告した", "すぐに"), rivals=True), Confidence.PROPOSED),
    ],
)
def test_when_a_met_stands_alone(shape: Shape, expected: Confidence) -> None:
    assert confidence.of(confidence.of_met(shape)) is expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Shape(("課長に報告した",)), Confidence.AUTO),
        (Shape(("課長に報告した",), unexplained=1), Confidence.PROPOSED),
        (Shape(("課長に報告した",), bare=True), Confidence.PROPOSED),
        (Shape(("課長に報告した",), loose=True), Confidence.PROPOSED),
        (Shape(("課長に「全部終わった」と報告した",)), Confidence.PROPOSED),
        (Shape(("課長に報告した",), rivals=True), Confidence.PROPOSED),
    ],
)
def test_when_a_partial_stands_alone(shape: Shape, expected: Confidence) -> None:
    assert confidence.of(confidence.of_partial(shape)) is expected


@pytest.mark.parametrize(
    ("rule", "throughout", "expected"),
    [
        ("undecided: consider", False, Confidence.AUTO),
        ("waits-for-what-it-must-not", False, Confidence.PROPOSED),
        ("denied: negation", False, Confidence.PROPOSED),
        ("denied: negation", True, Confidence.AUTO),
        ("other_actor: somebody", False, Confidence.PROPOSED),
    ],
)
def test_when_a_not_met_stands_alone(rule: str, throughout: bool, expected: Confidence) -> None:
    assert confidence.of(confidence.of_not_met(rule, throughout=throughout)) is expected
