"""How the story goes on: deliveries, triggers, conditions, branches, contingencies, ends."""

import pytest
from support.play import Play
from support.small import inject, scenario, text, world

from simulator.engine.due import next_due
from simulator.model.base import parse_time
from simulator.model.verdict import Verdict


def at(when: str) -> int:
    return parse_time(when)


@pytest.fixture
def play() -> Play:
    return Play(world()).start()


def test_the_start_enters_the_first_phase_at_its_time_and_delivers_what_is_due(play: Play) -> None:
    assert play.state.phase == "first"
    assert play.now == at("D1 09:00")
    assert play.delivered == ["I1"]
    assert play.state.moments == {"T0": at("D1 09:00")}


def test_an_inject_arrives_at_its_time_and_not_a_second_before(play: Play) -> None:
    assert play.until(at("D1 09:10") - 1).delivered == ["I1"]
    assert play.until(at("D1 09:10")).delivered == ["I1", "I2"]


def test_a_late_look_delivers_everything_due_once_and_in_order(play: Play) -> None:
    play.until(at("D1 09:39"))
    play.tick()

    assert play.delivered == ["I1", "I2"]
    assert play.state.delivered["I2"].at == at("D1 09:39")


def test_after_an_answer_counts_from_the_first_answer(play: Play) -> None:
    play.until(at("D1 09:03"))
    play.answer("I1")
    play.until(at("D1 09:06"))
    play.answer("I1")

    assert "I3" not in play.until(at("D1 09:08") - 1).delivered
    assert "I3" in play.until(at("D1 09:08")).delivered


def test_a_missed_deadline_brings_the_contingency_and_the_branch(play: Play) -> None:
    assert "I4" not in play.until(at("D1 09:40")).delivered
    assert play.state.phase == "first"
    assert "I4" in play.until(at("D1 09:40") + 1).delivered
    assert play.state.phase == "trouble"


def test_a_step_done_in_time_keeps_contingency_and_branch_away(play: Play) -> None:
    play.answer("I1")
    play.judge("S2")
    play.until(at("D1 10:00"))

    assert "I4" not in play.delivered
    assert play.state.phase == "second"


def test_a_step_done_too_late_is_missed_all_the_same(play: Play) -> None:
    play.until(at("D1 09:41"))
    play.answer("I1")
    play.judge("S2")
    play.tick()

    assert "I4" in play.delivered


def test_a_phase_jumps_ahead_to_its_start_and_takes_its_pace(play: Play) -> None:
    play.answer("I1")
    play.judge("S2")
    play.until(at("D1 10:00"))

    assert play.now == at("D2 08:00")
    assert play.state.clock.pace == 20
    assert "I5" in play.delivered
    assert play.state.moments["PH"] == at("D2 08:00")


def test_an_inject_bound_to_a_phase_is_lost_when_the_phase_is_left_early() -> None:
    play = Play(world()).start()
    play.answer("I1")
    play.judge("S2")
    from simulator.engine.commands import AdvancePhase

    play.do(AdvancePhase(at=play.real, to="second"))
    play.until(at("D2 09:59"))

    assert "I2" not in play.delivered


def test_the_end_phase_finishes_the_team_and_stops_the_clock(play: Play) -> None:
    play.answer("I1")
    play.judge("S2")
    play.until(at("D1 10:00"))
    play.until(at("D2 10:00"))

    assert play.state.finished
    assert not play.state.clock.running
    assert play.state.phase == "over"


def test_unanswered_brings_its_inject_only_where_nobody_answers(play: Play) -> None:
    play.answer("I1")
    play.judge("S2")
    play.until(at("D1 10:00"))
    play.until(at("D2 08:29"))
    assert "I8" not in play.delivered
    play.answer("I5", kind="form", parts={"what": "file"})

    assert "I8" not in play.until(at("D2 08:40")).delivered


def test_a_harm_brings_its_inject(play: Play) -> None:
    play.answer("I1")
    play.judge("N1", Verdict.NOT_MET, harm=True)

    assert "I9" in play.tick().delivered


def test_by_hand_waits_for_the_facilitator(play: Play) -> None:
    assert "I6" not in play.until(at("D1 09:39")).delivered


def test_looking_only_when_something_is_due_gives_the_same_story_as_looking_every_second() -> None:
    def story(*, every_second: bool) -> list[tuple[str, int]]:
        play = Play(world()).start()
        for _ in range(100_000):
            if play.state.finished:
                break
            due = next_due(play.world, play.state, play.now)
            assert due is not None
            play.until(play.now + 1 if every_second else due)
        return [(name, delivery.at) for name, delivery in play.state.delivered.items()] + [
            (visit.phase, visit.at) for visit in play.state.visits
        ]

    assert story(every_second=True) == story(every_second=False)


def test_phases_that_lead_to_each_other_without_waiting_do_not_spin() -> None:
    always = {"phase_time": "0s"}
    phases = [
        {"id": "first", "title": text("a"), "exits": [{"to": "second", "when": always}]},
        {"id": "second", "title": text("b"), "exits": [{"to": "first", "when": always}]},
        {"id": "over", "title": text("c"), "end": True},
    ]
    play = Play(world(phases=phases, injects=[inject("I1", at="D1 09:00")], moments={})).start()

    assert len(play.state.visits) <= 1 + len(phases) + 1


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"all": [{"delivered": "I1"}, {"not": {"answered": "I1"}}]}, True),
        ({"all": [{"delivered": "I1"}, {"answered": "I1"}]}, False),
        ({"any": [{"answered": "I1"}, {"time": "D1 09:00"}]}, True),
        ({"any": [{"answered": "I1"}, {"time": "D1 09:01"}]}, False),
        ({"not": {"time": "D1 09:01"}}, True),
        ({"step": {"id": "S1", "is": "not_met"}}, False),
        ({"missed": {"step": "S1", "by": "D1 08:59"}}, True),
        ({"missed": {"step": "S3"}}, False),
        ({"delivered": "I1", "time": "D1 09:01"}, False),
    ],
)
def test_conditions(condition: dict[str, object], holds: bool) -> None:
    injects = [inject("I1", at="D1 09:00"), inject("X", when=condition)]

    play = Play(world(injects=injects, phases=scenario()["phases"])).start()

    assert ("X" in play.delivered) is holds


@pytest.mark.parametrize(
    ("verdict", "asked", "holds"),
    [
        (Verdict.MET, "met", True),
        (Verdict.MET, "met_or_partial", True),
        (Verdict.PARTIAL, "met_or_partial", True),
        (Verdict.PARTIAL, "met", False),
        (Verdict.NOT_MET, "not_met", True),
        (Verdict.MET, "late", False),
    ],
)
def test_conditions_on_verdicts(verdict: Verdict, asked: str, holds: bool) -> None:
    injects = [inject("I1", at="D1 09:00"), inject("X", when={"step": {"id": "S1", "is": asked}})]
    play = Play(world(injects=injects)).start()
    play.answer("I1")
    play.judge("S1", verdict)

    assert ("X" in play.tick().delivered) is holds


def test_late_looks_at_the_time_the_step_was_done() -> None:
    injects = [inject("I1", at="D1 09:00"), inject("X", when={"step": {"id": "S1", "is": "late"}})]
    play = Play(world(injects=injects)).start()
    play.until(at("D1 09:11"))
    play.answer("I1")
    play.judge("S1")

    assert "X" in play.tick().delivered


def test_chose_looks_at_the_option() -> None:
    ask = {
        "kind": "choice",
        "prompt": text("?"),
        "options": [{"id": "a", "label": text("a")}, {"id": "b", "label": text("b")}],
    }
    injects = [inject("I1", at="D1 09:00", ask=ask), inject("X", when={"chose": {"inject": "I1", "option": "b"}})]
    play = Play(world(injects=injects)).start()
    play.answer("I1", kind="choice", options=("a",))
    assert "X" not in play.tick().delivered
    play.answer("I1", kind="choice", options=("b",))

    assert "X" in play.tick().delivered
