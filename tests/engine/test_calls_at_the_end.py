"""The end of an exercise closes every call of a contact drill that nobody has answered, with an event that says so."""

import pytest
from support.calls import Drill

from simulator.engine import commands as c
from simulator.engine.call_events import CallCutOff
from simulator.engine.calls import call_due
from simulator.engine.conditions import holds
from simulator.engine.fold import fold
from simulator.engine.views import seat_view
from simulator.engine.wire import decode, encode
from simulator.model.condition import Condition


def finish(drill: Drill, how: str) -> None:
    if how == "stopped":
        drill.do(c.FinishTeam(at=drill.real))
    else:
        drill.do(c.AdvancePhase(at=drill.real, to="over"))


def closed(drill: Drill) -> list[tuple[str, str]]:
    """The calls that the end has cut off, and whom they were for."""
    return [(one.event.call, one.event.whom) for one in drill.entries if isinstance(one.event, CallCutOff)]


def seen(drill: Drill, seat: str) -> dict[str, str]:
    """How the calls of ``seat`` stand, those it makes and those it gets."""
    view = seat_view(drill.world, "blue", drill.state, seat, "en")
    assert view is not None
    assert view.calls is not None
    return {one.id: one.status for one in (*view.calls.to_make, *view.calls.received)}


@pytest.mark.parametrize("how", ["stopped", "story"])
def test_a_telephone_that_still_rings_gets_a_fact_of_its_own(how: str) -> None:
    drill = Drill()
    drill.call("C1")
    drill.call("C2", by="email")
    drill.wait(30)
    finish(drill, how)

    assert closed(drill) == [("C1", "boss"), ("C2", "mayor")]
    assert [one.event.kind for one in drill.entries[-3:]] == ["call.cut_off", "call.cut_off", "team.finished"]
    assert drill.outcome("C1") == "cut_off"
    assert drill.state.calls["C1"].attempts[-1].ended == drill.now
    assert list(call_due(drill.world, drill.state)) == []


def test_the_two_ends_are_told_that_it_rang_until_the_end_and_nobody_is_blamed() -> None:
    drill = Drill()
    drill.call("C1")
    drill.call("C2", by="email")
    finish(drill, "stopped")

    # Of what is written nothing comes back, at the end as before.
    assert {**seen(drill, "front"), "C0": ""} == {"C0": "", "C1": "cut_off", "C2": "sent", "C4": "todo"}
    assert seen(drill, "back") == {"C1": "cut_off"}
    view = seat_view(drill.world, "blue", drill.state, "front", "en")
    assert view is not None
    assert view.calls is not None
    assert {one.id for one in view.calls.to_make if one.stand_in} == {"C2"}


def test_what_was_answered_or_given_up_stays_as_it_was() -> None:
    drill = Drill()
    drill.call("C1")
    drill.take("C1")
    drill.call("C2")
    drill.wait(60)
    finish(drill, "stopped")

    assert closed(drill) == []
    assert (drill.outcome("C1"), drill.outcome("C2")) == ("answered", "no_answer")


def test_a_call_that_was_cut_off_has_not_failed_and_is_not_settled() -> None:
    drill = Drill()
    drill.call("C2")
    finish(drill, "stopped")
    facts = drill.world.facts(drill.state, drill.now)

    def so(asked: str) -> bool:
        return holds(Condition.model_validate({"call": {"id": "C2", "is": asked}}), facts)

    assert (so("called"), so("failed"), so("settled"), so("reached")) == (True, False, False, False)


def test_the_fact_goes_through_the_log_unchanged() -> None:
    event = CallCutOff("C1", "boss")

    assert encode(event) == ("call.cut_off", 1, {"call": "C1", "whom": "boss"})
    assert decode(*encode(event)) == event


def test_a_log_of_before_that_ends_without_such_rows_is_seen_as_it_was() -> None:
    drill = Drill()
    drill.call("C1")
    finish(drill, "stopped")
    old = [entry for entry in drill.entries if not isinstance(entry.event, CallCutOff)]
    drill.state = fold(drill.world.scenario, old)

    assert drill.outcome("C1") == "waiting"
    assert seen(drill, "back") == {"C1": "ringing"}
