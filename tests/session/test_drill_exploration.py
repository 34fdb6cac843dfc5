"""Generated teams in drills: they call, repeat back and correct numbers, and record rows and checks as is demanded."""

from typing import Any

import pytest
from support import small
from support.calls import drill_content
from support.timetabled import timetable

from simulator.model.content import Content
from simulator.session.exploring.exploration import Exploration, explore
from simulator.session.exploring.fates import CallWish

END = {"id": "over", "title": small.text("Over"), "end": True}
FIRST = small.inject("I1", at="D1 09:00", expects=["S1", "S2", "S3", "S4"])


def explored(content: Content) -> Exploration:
    return explore(content, (), small.DAY_ONE, "en", budget=150)


def missing(found: Exploration) -> list[str]:
    return [" ".join(filter(None, m.goal)) for m in found.missing]


def ways(*conditions: dict[str, Any]) -> list[dict[str, Any]]:
    """A phase with an exit for each condition, and one when time is up."""
    exits = [{"to": "over", "when": {"all": [{"phase_time": "4h"}, one]}} for one in conditions]
    last = {"to": "over", "when": {"phase_time": "5h"}}
    return [{"id": "first", "title": small.text("F"), "start": "D1 09:00", "pace": 10, "exits": [*exits, last]}, END]


def plain_steps() -> dict[str, Any]:
    """The small manual with nothing that words could show: what is scored was shown by calls or records."""
    manual = small.manual()
    for section in manual["sections"]:
        for step in section["steps"]:
            step["rubric"] = {}
    return manual


def calling(*conditions: dict[str, Any], injects: tuple[dict[str, Any], ...] = (), **tree: Any) -> Content:
    whole = drill_content(**tree).normal_form()
    whole["scenario"] |= {
        "phases": ways(*conditions),
        "injects": [FIRST, *injects],
        "moments": {"T0": {"inject": "I1"}},
    }
    return Content.model_validate({**whole, "manual": plain_steps()})


def recording(*conditions: dict[str, Any], injects: tuple[dict[str, Any], ...] = (), **rows: Any) -> Content:
    scenario = {
        **small.scenario(),
        "start": "first",
        "phases": ways(*conditions),
        "injects": [FIRST, *injects],
        "moments": {"T0": {"inject": "I1"}},
        "timetable": timetable(**rows),
    }
    whole = {"scenario": scenario, "manual": plain_steps(), "organization": small.organization()}
    return Content.model_validate(whole)


def call(name: str | None, so: str) -> dict[str, Any]:
    return {"call": {"is": so} if name is None else {"id": name, "is": so}}


def no(condition: dict[str, Any]) -> dict[str, Any]:
    return {"not": condition}


def both(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(conditions)}


def step(name: str, so: str) -> dict[str, Any]:
    return {"step": {"id": name, "is": so}}


def test_a_contact_drill_scores_every_step_that_calls_show() -> None:
    found = explored(calling())

    assert found.steps == 4
    assert found.unscored == ()
    assert found.complete


@pytest.mark.parametrize(
    "condition",
    [
        call("C1", "repeated"),
        both(call("C1", "reached"), no(call("C1", "repeated"))),
        both(call("C1", "called"), no(call("C5", "called"))),
        # The stand-in is not called, although everybody else is.
        both(call("C2", "failed"), call("C5", "repeated"), call("C4", "failed")),
        # A wrong number: left at that, or corrected while the stand-in of somebody else is left out.
        both(call("C3", "failed"), call("C2", "reached")),
        both(call("C3", "repeated"), no(call("C2", "settled"))),
        both(call("C5", "reached"), no(call("C2", "called"))),
        call(None, "settled"),
        both(no(call(None, "settled")), call("C3", "reached"), call("C2", "reached")),
        no(call("C1", "called")),
        # Whoever is to call has to be reached, and nobody beside.
        both(call("C3", "called"), no(call("C2", "called")), no(call("C4", "called"))),
    ],
)
def test_calls_are_made_as_a_way_asks(condition: dict[str, Any]) -> None:
    assert missing(explored(calling(condition))) == []


@pytest.mark.parametrize(
    "condition",
    [
        # Nobody can make one who takes no part take the message, or have it pass by somebody who has not got it.
        call("C4", "reached"),
        both(call("C5", "called"), no(call("C1", "called"))),
        both(call("C1", "repeated"), no(call("C1", "reached"))),
    ],
)
def test_what_no_call_can_bring_about_is_reported(condition: dict[str, Any]) -> None:
    assert missing(explored(calling(condition))) == ["exit first 0"]


def test_a_call_fails_first_and_is_put_right_for_one_and_the_same_way() -> None:
    reminder = small.inject("I2", when=call("C3", "failed"), ask={"kind": "text", "prompt": small.text("And now?")})
    condition = both({"answered": "I2"}, call("C3", "repeated"))

    assert missing(explored(calling(condition, injects=(reminder,)))) == []


@pytest.mark.parametrize(
    "condition",
    [
        step("S1", "partial"),
        both(step("S1", "met"), no(step("S2", "met"))),
        both(step("S2", "met"), no(step("S1", "met_or_partial"))),
        both(step("S4", "met"), no(step("S2", "met"))),
        both(step("S3", "met"), no(step("S4", "met"))),
        step("S2", "late"),
        both({"missed": {"step": "S2"}}, step("S3", "met")),
    ],
    ids=str,
)
def test_steps_that_calls_show_stand_as_a_way_asks(condition: dict[str, Any]) -> None:
    shows = [
        {"step": "S1", "when": "called", "calls": ["C1", "C5"]},
        {"step": "S2", "when": "stand_in", "calls": ["C2"]},
        {"step": "S3", "when": "repeated", "calls": ["C1"]},
        {"step": "S4", "when": "corrected", "calls": ["C3"]},
    ]

    assert missing(explored(calling(condition, shows=shows))) == []


def test_a_message_repeated_back_holds_its_key_points_even_where_the_message_does_not() -> None:
    assert explored(calling(message=small.text("The system is down."))).unscored == ()
    unsayable = [{"id": "when", "label": small.text("when"), "any": ["/never said \\d{4}/"]}]
    assert explored(calling(points=unsayable)).unscored == ("S3",)


@pytest.mark.parametrize(
    "condition",
    [
        {"recorded": "R1"},
        both({"recorded": "R2"}, no({"recorded": "R1"})),
        both({"recorded": "R1"}, no({"recorded": "R2"})),
        no({"recorded": "R3"}),
        {"missed": {"step": "S2"}},
        step("S2", "late"),
    ],
    ids=str,
)
def test_rows_are_recorded_left_out_and_recorded_late(condition: dict[str, Any]) -> None:
    assert missing(explored(recording(condition))) == []


@pytest.mark.parametrize("what", ["shutdown", "start"])
@pytest.mark.parametrize("how", ["automatic", "manual", "partly", "not_done"])
def test_a_system_is_checked_in_every_way(what: str, how: str) -> None:
    (system, *_) = timetable()["systems"]
    checked = {"checked": {"system": system["id"], "what": what, "how": how}}
    other = both({"checked": {"system": system["id"], "what": what}}, no(checked))

    assert missing(explored(recording(checked, other))) == []


def test_records_that_contradict_each_other_are_reported() -> None:
    contradiction = both({"recorded": "R1"}, no({"recorded": "R1"}))

    assert missing(explored(recording(contradiction))) == ["exit first 0"]


def test_a_reminder_of_a_row_that_nobody_recorded_comes() -> None:
    reminder = small.inject("I2", when=both({"time": "D1 09:45"}, no({"recorded": "R2"})))
    late = both({"delivered": "I2"}, step("S2", "met_or_partial"))

    found = explored(recording(injects=(reminder,)))
    assert found.injects == (2, 2)
    # Scored by its row alone: the manual has no words for it.
    assert "S2" not in found.unscored
    assert found.complete
    assert explored(recording(late, injects=(reminder,))).complete


def test_a_drill_is_explored_the_same_every_time() -> None:
    content = calling(step("S1", "partial"), call("C3", "failed"))

    assert explored(content) == explored(content)


def test_a_call_cannot_fail_and_be_left_out() -> None:
    assert CallWish(fails=True).and_(CallWish(frozenset({"left"}))) is None
    assert CallWish(frozenset({"left"})).and_(CallWish(frozenset({"left", "failed"}))) is not None
