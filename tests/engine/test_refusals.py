"""A user's mistake is a Refusal with a stable code, and changes nothing."""

from typing import Any

import pytest
from support.play import Play
from support.small import world

from simulator.engine import commands as c
from simulator.engine.responses import MAX_PART
from simulator.model.base import parse_time
from simulator.model.verdict import Verdict


@pytest.fixture
def play() -> Play:
    return Play(world()).start()


def choose(play: Play) -> None:
    """Bring I3, the choice, to the staff."""
    play.answer("I1")
    play.until(parse_time("D1 09:05"))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"inject": "I2"}, "inject.not_received"),
        ({"inject": "nonsense"}, "inject.not_received"),
        ({"inject": "I1", "role": "staff"}, "inject.not_received"),
        ({"inject": "I1", "parts": {"text": "  \n "}}, "response.empty"),
        ({"inject": "I1", "parts": {}}, "response.empty"),
        ({"inject": "I1", "parts": {"text": "x", "other": "y"}}, "response.part_unknown"),
        ({"inject": "I1", "parts": {"text": "x" * (MAX_PART + 1)}}, "response.too_long"),
        ({"inject": "I1", "kind": "song"}, "response.kind_unknown"),
        ({"inject": "I1", "kind": "choice", "options": ("a",)}, "response.not_asked"),
        ({"inject": "I1", "kind": "form", "parts": {"what": "x"}}, "response.not_asked"),
        ({"inject": None, "kind": "acknowledge"}, "response.nothing_asked"),
        ({"inject": None, "kind": "contact", "to": (), "parts": {"message": "m"}}, "contact.nobody"),
        ({"inject": None, "kind": "contact", "to": ("ghost",), "parts": {"message": "m"}}, "contact.unknown"),
        ({"inject": None, "kind": "contact", "to": ("press",), "parts": {"message": ""}}, "response.empty"),
    ],
)
def test_a_response_that_cannot_be_taken(play: Play, answer: dict[str, Any], code: str) -> None:
    before = play.state
    refusal = play.answer(**answer)

    assert refusal is not None
    assert refusal.code == code
    assert play.state == before


@pytest.mark.parametrize(("options", "code"), [((), "response.no_option"), (("z",), "response.option_unknown")])
def test_a_choice_takes_known_options(play: Play, options: tuple[str, ...], code: str) -> None:
    choose(play)
    refusal = play.answer("I3", role="staff", kind="choice", options=options, parts={})

    assert refusal == c.Refusal(code)


def test_a_decision_takes_one_option_and_a_reason(play: Play) -> None:
    play.until(parse_time("D1 09:41"))
    two = play.answer("I4", kind="decision", options=("yes", "no"), parts={"reason": "r"})
    bare = play.answer("I4", kind="decision", options=("yes",), parts={})

    assert (two, bare) == (c.Refusal("response.one_option"), c.Refusal("response.empty"))
    assert play.answer("I4", kind="decision", options=("yes",), parts={"reason": "because"}) is None


def test_a_form_names_the_first_required_field_that_is_empty(play: Play) -> None:
    play.do(c.AdvancePhase(at=play.real, to="second"))
    play.tick()

    assert play.answer("I5", kind="form", parts={"how-many": "3"}) == c.Refusal(
        "response.field_required", {"field": "what"}
    )
    assert play.answer("I5", kind="form", parts={"what": "a file", "how-many": ""}) is None
    assert play.state.responses[-1].reply.parts == {"what": "a file"}


def test_a_seat_speaks_only_for_roles_it_holds(play: Play) -> None:
    command = c.SubmitResponse(at=play.real, seat="back", role="desk", kind="text", inject="I1", parts={"text": "x"})

    assert play.do(command) == c.Refusal("role.not_held", {"role": "desk"})


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.StartTeam(at=0), "team.already_started"),
        (c.MarkRead(at=0, seat="ghost", inject="I1"), "seat.unknown"),
        (c.MarkRead(at=0, seat="back", inject="I1"), "inject.not_received"),
        (c.ShowHint(at=0, seat="front", inject="I2"), "inject.not_received"),
        (c.SetPace(at=0, percent=9), "pace.out_of_range"),
        (c.SetPace(at=0, percent=10_001), "pace.out_of_range"),
        (c.JumpTo(at=0, scenario=parse_time("D1 08:59")), "jump.backwards"),
        (c.AdvancePhase(at=0, to="nowhere"), "phase.unknown"),
        (c.SendNow(at=0, inject="nothing"), "inject.unknown"),
        (c.SendNow(at=0, inject="I1"), "inject.already_delivered"),
        (c.SetVerdict(at=0, step="Z9", verdict=Verdict.MET, reason="r"), "step.unknown"),
        (c.SetVerdict(at=0, step="S1", verdict=Verdict.MET, reason=" "), "verdict.without_reason"),
        (c.NoteObservation(at=0, text=" "), "response.empty"),
        (c.RecordJudgements(at=0, reply="r9", judgements=()), "reply.unknown"),
    ],
)
def test_a_command_that_cannot_be_carried_out(play: Play, command: c.Command, code: str) -> None:
    refusal = play.do(command)

    assert refusal is not None
    assert refusal.code == code


def test_nothing_is_taken_before_the_start() -> None:
    assert Play(world()).do(c.Pause(at=0)) == c.Refusal("team.not_started")


def test_a_finished_team_answers_no_more_but_may_be_evaluated(play: Play) -> None:
    play.do(c.FinishTeam(at=play.real))

    assert play.answer("I1") == c.Refusal("team.finished")
    assert play.do(c.Resume(at=play.real)) == c.Refusal("team.finished")
    assert play.do(c.SetVerdict(at=play.real, step="S1", verdict=Verdict.MET, reason="seen")) is None


def test_hints_run_out(play: Play) -> None:
    ask = c.ShowHint(at=play.real, seat="front", inject="I1")
    assert play.do(ask) is None
    assert play.do(ask) is None

    assert play.do(ask) == c.Refusal("hint.none_left")
    assert play.state.hints == {"I1": 2}


def test_a_choice_takes_several_options_only_where_the_scenario_says_so(play: Play) -> None:
    choose(play)

    assert play.answer("I3", role="staff", kind="choice", options=("a", "b"), parts={}) == c.Refusal(
        "response.one_option"
    )
