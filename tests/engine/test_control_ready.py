"""Who holds the others up where all teams move together, and who has left a seat."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.play import Play
from support.small import scenario, world
from test_control_views import MOVES, control, newsy, project, watch

from simulator.engine import commands as c
from simulator.engine.control_commands import ExtendPhase
from simulator.engine.control_ready import ReadyLine
from simulator.engine.due import ready_for
from simulator.engine.presence_commands import HandSeat, LeaveSeat, TakeSeat
from simulator.engine.world import World
from simulator.model.base import parse_time
from simulator.model.verdict import Verdict


def waiting(*exits: dict[str, Any]) -> World:
    """The small world, its first phase left by ``exits``, in which no team moves on alone."""
    first, *others = scenario()["phases"]
    made = world(phases=[{**first, "exits": list(exits)}, *others])
    made.together = True
    return made


EARLY = {"to": "second", "when": {"all": [{"phase_time": "20m"}, {"answered": "I1"}, {"answered": "I2"}]}}
LATE = {"to": "second", "when": {"phase_time": "40m"}}


def ready(play: Play) -> ReadyLine | None:
    return control(play).teams[0].ready


def test_what_a_team_still_lacks_is_told_by_open_injects_and_time() -> None:
    play = Play(waiting(LATE, EARLY)).start()
    nine = parse_time("D1 09:00")
    assert ready(play) == ReadyLine(nine + 40 * 60, nine + 20 * 60, ("I1", "I2"))

    play.answer("I1")
    assert ready(play) == ReadyLine(nine + 40 * 60, nine + 20 * 60, ("I2",))


def test_a_way_whose_answers_are_in_opens_at_its_time() -> None:
    play = Play(waiting(LATE, EARLY)).start()
    play.until(parse_time("D1 09:10"))
    play.answer("I1")
    play.answer("I2", kind="acknowledge", parts={})

    assert ready(play) == ReadyLine(parse_time("D1 09:20"))


def test_a_longer_phase_moves_the_time() -> None:
    play = Play(waiting(LATE)).start()
    play.do(ExtendPhase(at=play.real, minutes=5))

    assert ready(play) == ReadyLine(parse_time("D1 09:40") + 5 * 60 * 10)


def test_a_phase_that_only_answers_or_a_hand_open_has_no_time() -> None:
    assert ready(Play(waiting({"to": "second", "when": {"answered": "I1"}})).start()) == ReadyLine(None, None, ("I1",))


def test_of_several_the_shortest_way_is_told_and_none_that_is_closed_for_good() -> None:
    closed = {"to": "second", "when": {"all": [{"not": {"delivered": "I1"}}, {"answered": "I2"}]}}
    long = {"to": "second", "when": {"all": [{"answered": "I2"}, {"step": {"id": "S1", "is": "met"}}]}}
    either = {"to": "second", "when": {"any": [{"all": [{"answered": "I1"}, {"answered": "I2"}]}, {"answered": "I3"}]}}
    play = Play(waiting(closed, long, either)).start()

    assert ready(play) == ReadyLine(None, None, ("I3",))


@pytest.mark.parametrize(
    "bad",
    [
        {"missed": {"step": "S1", "by": "D2 08:00"}},
        {"harm": "N1"},
        {"unanswered": {"inject": "I1", "within": "3h"}},
        {"step": {"id": "S1", "is": "not_met"}},
    ],
)
def test_what_is_left_undone_or_done_wrong_is_nothing_that_a_team_lacks(bad: dict[str, Any]) -> None:
    play = Play(waiting({"to": "second", "when": bad}, EARLY, LATE)).start()
    found = ready(play)

    assert found is not None
    assert (found.injects, found.steps, found.others) == (("I1", "I2"), (), 0)


def test_who_does_not_play_is_not_waited_for() -> None:
    play = Play(waiting(LATE))
    assert ready(play) is None
    play.start()
    play.do(c.FinishTeam(at=play.real))

    assert ready(play) is None


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=12), st.booleans())
def test_it_says_what_the_machine_will_say(moves: list[str], own: bool) -> None:
    play = Play(waiting(LATE, EARLY) if own else newsy()).start()
    for move in moves:
        if play.state.finished:
            break
        MOVES[move](play)
        found = ready(play)
        if found is None or not play.state.clock.running:
            continue
        for second in {play.now, *(s for s in (found.at, found.early) if s is not None and s > play.now)}:
            real = play.state.clock.real_of(second)
            assert real is not None
            passed = ready_for(play.world, play.state, max(real, play.real)) is not None
            assert passed == (found.at is not None and found.at <= second)


def test_who_only_watches_is_never_told_who_is_ready() -> None:
    ahead, behind = Play(waiting(EARLY)).start(), Play(waiting(EARLY)).start()
    for play in (ahead, behind):
        play.until(parse_time("D1 09:30"))
        play.answer("I1")
    ahead.answer("I2", kind="acknowledge", parts={})
    ahead_ready, behind_ready = ready(ahead), ready(behind)
    assert ahead_ready is not None
    assert behind_ready is not None
    assert (ahead_ready.injects, behind_ready.injects) == ((), ("I2",))

    assert dataclasses.replace(project(ahead), seq=0) == dataclasses.replace(project(behind), seq=0)
    assert project(ahead).together
    names = {field.name for field in dataclasses.fields(watch(ahead).teams[0])}
    assert not names & {"ready", "awaited", "ways"}


def test_who_has_left_is_told_until_somebody_comes_back() -> None:
    play = Play(newsy()).start()
    for person in ("p1", "p2"):
        play.do(TakeSeat(at=play.real, seat="front", person=person, name=person.upper(), section="General affairs"))
    play.do(LeaveSeat(at=play.real, seat="front", person="p1"))
    assert control(play).seats[0].gone is None

    play.real += 60_000
    play.do(LeaveSeat(at=play.real, seat="front", person="p2"))
    gone = control(play).seats[0].gone
    assert gone is not None
    assert (gone.name, gone.section, gone.real) == ("P2", "General affairs", play.real)

    play.do(HandSeat(at=play.real, chair="front", to="script"))
    play.do(TakeSeat(at=play.real, seat="front", person="p3"))
    assert control(play).seats[0].gone is None


def test_verdicts_are_named_where_a_way_waits_for_them() -> None:
    play = Play(waiting({"to": "second", "when": {"step": {"id": "S1", "is": "met_or_partial"}}})).start()
    assert ready(play) == ReadyLine(None, None, (), ("S1",))
    play.answer("I1")
    play.judge("S1", Verdict.MET)

    found = ready(play)
    assert found is not None
    assert found.at is not None
