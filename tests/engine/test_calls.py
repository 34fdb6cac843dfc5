"""Contact drills in the engine: calls go out, and are answered or not by the story's clock."""

from typing import Any

import pytest
from support.calls import Drill, tree

from simulator.engine import call_commands as cc
from simulator.engine.commands import FinishTeam, Pause, Refusal, Resume
from simulator.engine.conditions import Facts, holds
from simulator.engine.due import next_due
from simulator.model.condition import Condition


def code(refusal: Refusal | None) -> str:
    assert refusal is not None
    return refusal.code


def test_the_message_starts_with_the_first_inject() -> None:
    drill = Drill()

    assert drill.state.calls["C0"].arrived is not None
    assert list(drill.state.calls) == ["C0"]


def test_a_person_is_rung_and_hears_the_message_on_answering() -> None:
    drill = Drill()
    assert drill.call("C1") is None
    assert drill.outcome("C1") == "waiting"
    drill.wait(60)
    assert drill.take("C1") is None

    assert drill.outcome("C1") == "answered"
    assert drill.repeat("C1") is None
    assert drill.state.calls["C1"].attempts[0].repeated == drill.now


def test_repeating_back_answers_the_call_too() -> None:
    drill = Drill()
    drill.call("C1")
    assert drill.repeat("C1") is None

    assert drill.outcome("C1") == "answered"


def test_a_telephone_that_nobody_answers_stops_ringing_by_the_storys_clock() -> None:
    drill = Drill()
    drill.call("C1")
    assert next_due(drill.world, drill.state, drill.now) == drill.now + 120
    drill.wait(119)
    assert drill.outcome("C1") == "waiting"
    drill.wait(1)
    assert drill.outcome("C1") == "no_answer"
    assert code(drill.take("C1")) == "receipt.none"

    assert drill.call("C1") is None  # and again
    assert drill.take("C1") is None


def test_a_pause_does_not_let_a_telephone_ring_out() -> None:
    drill = Drill()
    drill.call("C1")
    drill.do(Pause(at=drill.real))
    drill.real += 3_600_000
    drill.tick()
    drill.do(Resume(at=drill.real))

    assert drill.outcome("C1") == "waiting"


def test_a_mail_to_a_person_waits_as_long_as_it_takes() -> None:
    drill = Drill()
    drill.call("C1")
    drill.repeat("C1")
    drill.call("C5", "boss", "email")
    drill.wait(59)
    assert drill.outcome("C5") == "waiting"
    drill.wait(1)
    assert drill.outcome("C5") == "answered"
    # A role repeats back in its own words; nobody does it for them.
    assert drill.state.calls["C5"].attempts[0].repeated is None


def test_no_answer_brings_the_stand_in_who_repeats_back_unasked() -> None:
    drill = Drill()
    assert code(drill.call("C2", whom="deputy")) == "call.stand_in_too_early"
    drill.call("C2")
    drill.wait(60)
    assert drill.outcome("C2") == "no_answer"
    assert drill.call("C2", whom="deputy") is None
    drill.wait(60)

    arrived = drill.state.calls["C2"].arrived
    assert arrived is not None
    assert (arrived.whom, arrived.repeated) == ("deputy", arrived.ended)


def test_a_mail_to_somebody_who_does_not_read_it_brings_only_silence() -> None:
    drill = Drill()
    drill.call("C2", by="email")
    drill.wait(3600)
    assert drill.outcome("C2") == "waiting"

    assert drill.call("C2") is None  # so one telephones
    drill.wait(60)
    assert drill.outcome("C2") == "no_answer"


def test_who_does_not_take_part_declines() -> None:
    drill = Drill()
    drill.call("C4")
    drill.wait(180)

    assert drill.outcome("C4") == "declines"


@pytest.mark.parametrize(("number", "reached"), [("77-1", True), ("７７１", True), ("77-2", False)])
def test_a_wrong_number_is_corrected_and_called_again(number: str, reached: bool) -> None:
    drill = Drill()
    drill.call("C1")
    drill.repeat("C1")
    assert code(drill.correct("C3", "77-1")) == "number.not_wrong"
    drill.call("C3", "boss")
    drill.wait(60)
    assert drill.outcome("C3") == "wrong_number"
    assert code(drill.correct("C3", "none")) == "number.empty"
    assert drill.correct("C3", number) is None
    drill.call("C3", "boss")
    drill.wait(60)

    assert (drill.outcome("C3") == "answered") is reached


def test_a_person_whose_number_was_wrong_answers_under_the_right_one() -> None:
    calls = tree()["calls"]
    calls[1]["answers"] = {"how": "wrong_number", "right_number": "5"}
    drill = Drill(calls=calls)
    drill.call("C1")
    assert code(drill.take("C1")) == "receipt.none"
    drill.wait(60)
    drill.correct("C1", "5", "desk")
    drill.call("C1")

    assert drill.take("C1") is None
    assert drill.outcome("C1") == "answered"


def test_a_person_whose_part_is_not_to_answer_cannot() -> None:
    calls = tree()["calls"]
    calls[1]["answers"] = {"how": "no_answer", "after": "1m"}
    drill = Drill(calls=calls)
    drill.call("C1")

    assert code(drill.take("C1")) == "receipt.none"
    assert code(drill.repeat("C1")) == "receipt.none"
    drill.wait(60)
    assert drill.outcome("C1") == "no_answer"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ({"call": "C1", "by": "email"}, "call.way"),
        ({"call": "C9"}, "call.unknown"),
        ({"call": "C0"}, "call.not_yours"),
        ({"call": "C3"}, "call.not_yours"),
        ({"call": "C3", "role": "boss"}, "call.not_yours"),
        ({"call": "C2", "whom": "press"}, "call.not_stand_in"),
        ({"call": "C1", "words": "x" * 10_001}, "response.too_long"),
    ],
)
def test_a_call_that_cannot_be_made(command: dict[str, Any], expected: str) -> None:
    drill = Drill()
    before = drill.state

    assert code(drill.call(**command)) == expected
    assert drill.state is before


def test_other_refusals() -> None:
    drill = Drill()
    foreign = cc.MakeCall(at=drill.real, seat="back", role="desk", call="C1", by="phone")
    ghost = cc.MakeCall(at=drill.real, seat="ghost", role="desk", call="C1", by="phone")
    assert code(drill.do(foreign)) == "role.not_held"
    assert code(drill.do(ghost)) == "seat.unknown"
    assert code(drill.take("C1")) == "receipt.none"
    assert code(drill.repeat("C1")) == "receipt.none"
    drill.call("C1")
    assert code(drill.call("C1")) == "call.ringing"
    assert code(drill.repeat("C1", words="  ")) == "response.empty"
    drill.repeat("C1")
    assert code(drill.repeat("C1")) == "receipt.already"
    assert code(drill.call("C1")) == "call.reached"
    drill.do(FinishTeam(at=drill.real))
    assert code(drill.call("C4")) == "team.finished"


def test_where_nothing_is_passed_on_there_are_no_calls() -> None:
    drill = Drill()
    plain = drill.world.content.model_copy(
        update={"scenario": drill.world.scenario.model_copy(update={"call_tree": None})}
    )
    drill.world.scenario = plain.scenario

    assert code(drill.call("C1")) == "call.unknown"


def test_conditions_on_calls() -> None:
    drill = Drill()

    def so(**asked: Any) -> bool:
        facts: Facts = drill.world.facts(drill.state, drill.now)
        return holds(Condition.model_validate({"call": asked}), facts)

    assert not so(id="C2", **{"is": "called"})
    drill.call("C2")
    assert so(id="C2", **{"is": "called"})
    assert not so(id="C2", **{"is": "failed"})
    drill.wait(60)
    assert so(id="C2", **{"is": "failed"})
    assert not so(id="C2", **{"is": "settled"})
    drill.call("C2", whom="deputy")
    drill.wait(60)
    assert so(id="C2", **{"is": "repeated"})
    assert not so(id="C2", **{"is": "failed"})
    assert not so(**{"is": "settled"})


def test_the_story_ends_once_every_call_is_settled() -> None:
    drill = Drill()
    drill.call("C1")
    drill.call("C2")
    drill.call("C4")
    drill.repeat("C1")
    drill.call("C5", "boss")
    drill.call("C3", "boss")
    drill.wait(60)
    drill.call("C2", whom="deputy")
    drill.wait(60)
    assert not drill.state.finished
    drill.wait(60)

    assert drill.state.finished
