"""Generated teams: what they reach on small scenarios, and what they say of what nobody can reach."""

import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from support import small

from simulator.content.loading import load_scenario, load_scripts
from simulator.model.content import Content
from simulator.model.script import Script
from simulator.session.exploring.exploration import Exploration, explore

FLAGSHIP = "lost-file-posted-online"
TOLD = {"kind": "text", "prompt": small.text("What now?")}


def phase(name: str, *exits: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": small.text(name), "minutes": 5, "pace": 10, "exits": list(exits), **more}


def to(name: str, **when: Any) -> dict[str, Any]:
    return {"to": name, "when": when}


END = {"id": "over", "title": small.text("Over"), "end": True}
TIMEOUT = {"phase_time": "50m"}


def built(phases: list[dict[str, Any]], injects: list[dict[str, Any]], **rubrics: Any) -> Content:
    """A scenario of the small office; ``rubrics`` give steps of its manual something to be scored by."""
    manual = small.manual()
    for section in manual["sections"]:
        for step in section["steps"]:
            step["rubric"] = rubrics.get(step["id"], {})
    first = {**phases[0], "start": "D1 09:00"}
    scenario = {
        **small.scenario(),
        "start": first["id"],
        "phases": [first, *phases[1:], END],
        "injects": injects,
        "moments": {"T0": {"inject": injects[0]["id"]}},
    }
    return Content.model_validate({"scenario": scenario, "manual": manual, "organization": small.organization()})


def explored(content: Content, *scripts: Script, budget: int = 120) -> Exploration:
    return explore(content, scripts, small.DAY_ONE, "en", budget=budget)


def missing(found: Exploration, kind: str) -> dict[str, str]:
    return {" ".join(filter(None, m.goal[1:])): m.reason.code for m in found.of(kind)}


CALL = small.inject("I1", at="D1 09:00", ask=TOLD)
SAYS = {
    "core": [{"all": [["preserve"], ["screen"]]}],
    "examples": {"met": ["I preserve the screen."], "not_met": ["We leave it."]},
}


def test_two_branches_are_both_walked() -> None:
    ask = {
        "kind": "choice",
        "prompt": small.text("Which?"),
        "options": [{"id": "tell", "label": small.text("Tell")}, {"id": "hide", "label": small.text("Hide")}],
    }
    found = explored(
        built(
            [
                phase(
                    "first",
                    to("good", chose={"inject": "I1", "option": "tell"}),
                    to("bad", chose={"inject": "I1", "option": "hide"}),
                    to("over", **TIMEOUT),
                ),
                phase("good", to("over", **TIMEOUT)),
                phase("bad", to("over", **TIMEOUT)),
            ],
            [small.inject("I1", at="D1 09:00", ask=ask), small.inject("I2", phases=["bad"], at="D1 09:00")],
        )
    )

    assert found.complete
    assert found.missing == ()
    assert found.exits == (5, 5)
    assert found.options == (2, 2)


def test_a_dead_end_is_entered_and_named() -> None:
    found = explored(built([phase("first", to("trap", answered="I1"), to("over", **TIMEOUT)), phase("trap")], [CALL]))

    assert found.dead_ends == ("trap",)
    assert found.complete


def test_a_phase_that_nothing_leads_to_and_its_inject() -> None:
    found = explored(
        built(
            [phase("first", to("over", **TIMEOUT)), phase("island", to("over", **TIMEOUT))],
            [CALL, small.inject("I2", phases=["island"], at="D1 09:00", kind="contingency")],
        )
    )

    assert not found.complete
    assert missing(found, "phase") == {"island": "no_way"}
    assert missing(found, "inject") == {"I2": "phase"}
    assert missing(found, "exit") == {"island 0": "phase"}
    assert [m.goal.name for m in found.missing if m.contingency] == ["I2"]


def test_a_condition_that_can_never_hold_is_said_to_the_part() -> None:
    held, never = {"answered": "I1"}, {"chose": {"inject": "I1", "option": "x"}}
    found = explored(
        built(
            [phase("first", to("over", **TIMEOUT))],
            [CALL, small.inject("I2", when={"all": [held, never, {"time": "D1 09:05"}]})],
        )
    )

    assert missing(found, "inject") == {"I2": "condition"}
    (reason,) = (m.reason for m in found.of("inject"))
    assert [c.chose.option for c in reason.conditions if c.chose] == ["x"]
    assert len(reason.conditions) == 1


def test_parts_that_hold_only_one_at_a_time() -> None:
    both = {"all": [{"answered": "I1"}, {"unanswered": {"inject": "I1", "within": "10m"}}]}
    found = explored(built([phase("first", to("over", **TIMEOUT))], [CALL, small.inject("I2", when=both)]))

    assert missing(found, "inject") == {"I2": "together"}


def test_an_inject_behind_one_that_never_comes_and_one_that_comes_too_late() -> None:
    injects = [
        CALL,
        small.inject("I2", when={"chose": {"inject": "I1", "option": "x"}}),
        small.inject("I3", after={"inject": "I2", "delay": "1m"}),
        small.inject("I4", at="D1 15:00"),
    ]
    found = explored(built([phase("first", to("over", **TIMEOUT))], injects))

    assert missing(found, "inject") == {"I2": "condition", "I3": "after", "I4": "time"}


def test_an_exit_behind_one_that_always_comes_first() -> None:
    found = explored(built([phase("first", to("over", **TIMEOUT), to("over", phase_time="55m"))], [CALL]))

    assert missing(found, "exit") in ({"first 1": "before"}, {"first 1": "condition"})
    assert found.complete


def test_a_circle_is_walked_for_what_lies_on_its_far_side() -> None:
    found = explored(
        built(
            [
                phase("here", to("over", answered="I2"), to("there", phase_time="20m")),
                phase("there", to("here", phase_time="20m")),
            ],
            [CALL, small.inject("I2", phases=["there"], at="D1 09:00", ask=TOLD)],
        )
    )

    assert found.complete
    assert found.exits == (3, 3)
    assert found.circles > 0, "a silent team never comes out, and that is worth knowing"


def test_steps_are_met_late_and_missed_by_what_the_rubric_says() -> None:
    found = explored(
        built(
            [
                phase(
                    "first",
                    to("bad", all=[{"missed": {"step": "S2"}}, {"phase_time": "45m"}]),
                    to("over", all=[{"step": {"id": "S2", "is": "met"}}, {"phase_time": "45m"}]),
                ),
                phase("bad", to("over", step={"id": "S2", "is": "late"}), to("over", **TIMEOUT)),
            ],
            [{**CALL, "expects": ["S2"]}, small.inject("I2", when={"harm": "N1"})],
            S2=SAYS,
            N1={"core": [{"all": [["delete"]]}], "examples": {"not_met": ["I delete it."]}},
        )
    )

    assert found.missing == ()
    assert found.unscored == ()


def test_steps_that_nothing_can_score_are_listed() -> None:
    found = explored(built([phase("first", to("over", **TIMEOUT))], [{**CALL, "expects": ["S1", "S2", "N1"]}], S2=SAYS))

    assert found.steps == 2
    assert found.unscored == ("S1",)


def test_what_is_sent_by_hand_is_sent_and_what_follows_it_is_reached() -> None:
    injects = [
        CALL,
        small.inject("I2", by_hand=True),
        small.inject("I3", after={"inject": "I2", "delay": "5m"}),
        small.inject("I4", by_hand=True, phases=["island"]),
    ]
    phases = [phase("first", to("over", **TIMEOUT)), phase("island", to("over", **TIMEOUT))]
    found = explored(built(phases, injects))

    assert found.injects == (2, 2)
    assert found.by_hand["I2"] is None
    reason = found.by_hand["I4"]
    assert reason is not None
    assert reason.code == "phase"


def test_the_search_ends_with_its_budget() -> None:
    found = explored(
        built([phase("first", to("over", **TIMEOUT))], [CALL, small.inject("I2", when={"harm": "N1"})]), budget=6
    )

    assert found.walks == 6
    assert missing(found, "inject") == {"I2": "condition"}


def test_the_small_scenario_of_everything() -> None:
    found = explored(small.content())

    assert found.phases == (4, 4)
    assert found.injects == (8, 8)
    assert found.by_hand == {"I6": None}


def test_the_search_is_the_same_every_time() -> None:
    assert explored(small.content()) == explored(small.content())


def test_the_search_does_not_depend_on_the_order_of_sets() -> None:
    call = [sys.executable, "-m", "simulator", "--lang", "en", "rehearse", FLAGSHIP, "--explore", "--json"]
    said = [
        subprocess.run(call, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    ]

    assert said[0] == said[1]


def test_a_quiz_is_answered_right_and_every_way_wrong() -> None:
    options = [
        {"id": "a", "label": small.text("A"), "right": True},
        {"id": "b", "label": small.text("B"), "right": True},
        {"id": "c", "label": small.text("C")},
    ]
    quiz = {"kind": "quiz", "prompt": small.text("?"), "options": options, "many": True, "cites": ["S1"]}
    exits = [
        to("over", step={"id": "S1", "is": "partial"}),
        to("over", step={"id": "S1", "is": "not_met"}),
        to("over", all=[{"step": {"id": "S1", "is": "met"}}, {"phase_time": "45m"}]),
        to("over", **TIMEOUT),
    ]
    found = explored(built([phase("first", *exits)], [small.inject("I1", at="D1 09:00", ask=quiz, expects=["S1"])]))

    assert found.missing == ()
    assert found.options == (3, 3)
    assert found.unscored == ()


@cache
def flagship() -> Exploration:
    content = load_scenario(FLAGSHIP).content
    assert content is not None
    return explore(content, load_scripts(FLAGSHIP).scripts, content.scenario.day_one, "ja")


def test_the_shipped_scenario_reaches_everything_and_scores_every_step() -> None:
    found = flagship()

    assert found.missing == ()
    assert found.unscored == ()
    assert (found.dead_ends, found.circles) == ((), 0)
    assert found.injects == (50, 50)
    assert found.model == "model"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_without_scripts_a_generated_team_gives_the_times(lang: str) -> None:
    content = load_scenario(FLAGSHIP).content
    assert content is not None
    found = explore(content, (), content.scenario.day_one, lang)

    assert found.model == ""
    assert found.missing == ()
    assert [time.phase for time in found.times] == [time.phase for time in flagship().times]
