"""What an exploration found, in words: every kind of finding, both languages, and as JSON."""

import re

import pytest
from support import small

from simulator.model.condition import Condition
from simulator.report.exploration_words import ExplorationWords
from simulator.session.exploring.coverage import Reason
from simulator.session.exploring.exploration import Exploration, Missing
from simulator.session.exploring.routes import Goal
from simulator.session.exploring.timing import PhaseTime

HARM = Condition.model_validate({"harm": "N1"})
FOUND = Exploration(
    scenario="small",
    walks=7,
    budget=7,
    phases=(3, 4),
    exits=(4, 5),
    injects=(6, 8),
    options=(3, 4),
    missing=(
        Missing(Goal("phase", "trouble"), Reason("sources", names=("first",))),
        Missing(Goal("exit", "first", "1"), Reason("before")),
        Missing(Goal("exit", "first", "2"), Reason("together", (HARM, HARM))),
        Missing(Goal("inject", "I1"), Reason("time")),
        Missing(Goal("inject", "I2"), Reason("phase", names=("trouble",))),
        Missing(Goal("inject", "I3"), Reason("after", names=("I1", "answer"))),
        Missing(Goal("inject", "I4"), Reason("condition", (HARM,)), contingency=True),
        Missing(Goal("inject", "I5"), Reason("after", names=("I1", "delivery"))),
        Missing(Goal("option", "I3", "b"), Reason("gone")),
    ),
    steps=3,
    unscored=("S1",),
    by_hand={"I6": None, "I7": Reason("refused", names=("inject.unknown",)), "I8": Reason("phase")},
    dead_ends=("trouble",),
    circles=2,
    times=(PhaseTime("first", 10, 500), PhaseTime("second", 10, 610), PhaseTime("trouble", 0, 90)),
    model="model",
)


def words(lang: str) -> ExplorationWords:
    return ExplorationWords(small.content(), small.DAY_ONE, lang)


def test_the_report_says_what_and_why() -> None:
    text = "\n".join(words("en").lines(FOUND))

    for said in (
        "× Phases: 3 of 4",
        "trouble Trouble: the way there was never taken from first First",
        "first First → second Second (I1 title-I1 answered and 1 h into the phase): another way out was always taken",
        "I1 title-I1: its time never came while its phase was open",
        "I2 title-I2: its phase was never entered (trouble Trouble)",
        "I3 title-I3: I1 title-I1 was never answered",
        "I5 title-I5: I1 title-I1 never came before it",
        "Contingency injects never reached\n  I4 title-I4: this never held: the must-not N1 title-N1 done",
        "I3 title-I3, option b: no team could take it",
        "Steps that no reply was scored as met for\n  S1 title-S1",
        "◎ I6 title-I6: sent",
        "× I7 title-I7: the program refused to send it (inject.unknown)",
        "Teams got stuck in trouble Trouble",
        "2 teams went in circles",
        "first First: 10 min planned, 8.3 min taken (1.7 min under plan)",
        "second Second: 10 min planned, 10.2 min taken (as planned)",
        "trouble Trouble: 0 min planned, 1.5 min taken (1.5 min over plan)",
        "Together: 20 min planned, 20 min taken (as planned)",
        "--budget allows more",
    ):
        assert said in text


def test_the_japanese_report_has_no_english() -> None:
    text = "\n".join(words("ja").lines(FOUND))
    named = r"title-\w+|\b(?:first|second|trouble|over|small|model|inject\.unknown|N1|[SI]\d)\b|--budget"

    assert not re.findall(r"[A-Za-z]{2,}", re.sub(named, "", text, flags=re.IGNORECASE))


def test_everything_reached_says_little() -> None:
    whole = Exploration(
        "small", 5, 100, (4, 4), (5, 5), (8, 8), (4, 4), (), 2, (), {}, (), 0, (PhaseTime("first", 10, 600),), ""
    )
    text = "\n".join(words("en").lines(whole))

    assert whole.complete
    assert "×" not in text
    assert "never" not in text
    assert "a diligent generated team" in text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_json_has_stable_codes_and_words(lang: str) -> None:
    data = words(lang).as_json(FOUND)

    assert not data["complete"]
    assert data["reached"]["phases"] == {"reached": 3, "of": 4}
    assert [(m["kind"], m["id"], m["part"], m["code"]) for m in data["missing"]][:2] == [
        ("phase", "trouble", "", "sources"),
        ("way", "first", "1", "before"),
    ]
    assert all(m["why"] for m in data["missing"])
    assert data["by_hand"][0] == {"inject": "I6", "works": True, "why": ""}
    assert data["time"]["planned_minutes"] == 20
    assert data["time"]["phases"][0] == {
        "phase": "first",
        "planned_minutes": 10,
        "taken_seconds": 500,
        "over_seconds": -100,
    }
