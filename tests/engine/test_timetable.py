"""Records of a timetable drill: who may make them, what stands, what each seat sees of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.play import Play
from support.small import world
from support.timetabled import drill

from simulator.engine import commands as c
from simulator.engine.timetable_view import TimetableView
from simulator.engine.views import seat_view
from simulator.model.base import parse_time


def record(play: Play, row: str, role: str = "desk", **more: Any) -> c.Refusal | None:
    seat = "back" if role == "staff" else "front"
    more = {"seat": seat, "role": role, **more}
    return play.do(c.RecordProgress(at=play.real, actor=f"seat:{seat}", row=row, **more))


def check(play: Play, system: str, role: str = "desk", **more: Any) -> c.Refusal | None:
    seat = "back" if role == "staff" else "front"
    more = {"seat": seat, "role": role, "what": "shutdown", "how": "automatic", **more}
    return play.do(c.RecordSystemCheck(at=play.real, actor=f"seat:{seat}", system=system, **more))


def shown(play: Play, seat: str) -> TimetableView:
    view = seat_view(play.world, play.team, play.state, seat, "en")
    assert view is not None
    assert view.timetable is not None
    return view.timetable


def started() -> Play:
    return Play(drill()).start().until(parse_time("D1 09:15"))


def test_a_row_is_recorded_as_of_now() -> None:
    play = started()
    assert record(play, "R2", remark="  seen  ") is None
    row = shown(play, "front").rows[1]

    assert (row.id, row.actual, row.delay, row.records[0].remark) == ("R2", parse_time("D1 09:15"), 0, "seen")


def test_an_earlier_time_may_be_given_but_the_entry_keeps_the_time_of_recording() -> None:
    play = started()
    record(play, "R2", at_scenario=parse_time("D1 09:12"))

    assert play.state.recorded["R2"].actual == parse_time("D1 09:12")
    assert play.entries[-1].scenario == parse_time("D1 09:15")


@pytest.mark.parametrize(("actual", "delay"), [("D1 09:05", 0), ("D1 09:10", 0), ("D1 09:10:01", 301)])
def test_a_delay_begins_beyond_the_tolerance(actual: str, delay: int) -> None:
    play = started()
    record(play, "R1", "boss", at_scenario=parse_time(actual))

    assert shown(play, "front").rows[0].delay == delay


def test_the_newest_record_stands_and_the_earlier_ones_stay_visible() -> None:
    play = started()
    record(play, "R2", at_scenario=parse_time("D1 09:14"))
    record(play, "R2", at_scenario=parse_time("D1 09:11"))
    row = shown(play, "front").rows[1]

    assert [one.actual for one in row.records] == [parse_time("D1 09:14"), parse_time("D1 09:11")]
    assert row.actual == parse_time("D1 09:11")


def test_checks_of_a_system_are_corrected_in_the_same_way() -> None:
    play = started()
    check(play, "core", how="manual", remark="by hand")
    check(play, "core", how="partly")
    system = shown(play, "front").systems[0]

    assert [one.how for one in system.shutdown] == ["manual", "partly"]
    assert system.start == ()
    assert play.state.checked["core", "shutdown"].how == "partly"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"row": "R9"}, "row.unknown"),
        ({"row": "R3"}, "row.not_yours"),
        ({"row": "R2", "role": "staff", "seat": "front"}, "role.not_held"),
        ({"row": "R2", "seat": "ghost"}, "seat.unknown"),
        ({"row": "R2", "at_scenario": parse_time("D1 09:15:01")}, "row.in_future"),
        ({"row": "R2", "at_scenario": parse_time("D1 08:59:59")}, "row.before_start"),
        ({"row": "R2", "remark": "x" * 2001}, "response.too_long"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_changes_nothing(more: dict[str, Any], code: str) -> None:
    play = started()
    before = play.state
    refusal = record(play, **more)

    assert refusal is not None
    assert refusal.code == code
    assert play.state is before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"system": "none"}, "system.unknown"),
        ({"system": "clock"}, "system.not_yours"),
        ({"system": "core", "how": "magic"}, "system.how_unknown"),
        ({"system": "core", "what": "reboot"}, "system.how_unknown"),
        ({"system": "core", "seat": "ghost"}, "seat.unknown"),
    ],
)
def test_what_cannot_be_checked_is_refused(more: dict[str, Any], code: str) -> None:
    refusal = check(started(), **more)

    assert refusal is not None
    assert refusal.code == code


def test_without_a_timetable_nothing_is_recorded_and_nothing_shown() -> None:
    play = Play(world()).start()
    refusals = (record(play, "R1"), check(play, "core"))

    assert [refusal.code if refusal else "" for refusal in refusals] == ["timetable.none", "timetable.none"]
    view = seat_view(play.world, play.team, play.state, "front", "en")
    assert view is not None
    assert view.timetable is None


def test_nothing_is_recorded_after_the_end() -> None:
    play = started()
    play.do(c.FinishTeam(at=play.real))
    refusal = record(play, "R2")

    assert refusal is not None
    assert refusal.code == "team.finished"


def test_a_seat_sees_its_own_lanes_and_the_shared_ones() -> None:
    play = started()
    front, back = shown(play, "front"), shown(play, "back")

    assert [lane for lane, _ in front.lanes] == ["power", "office"]
    assert [lane for lane, _ in back.lanes] == ["power", "field"]
    assert [row.id for row in back.rows] == ["R1", "R3"]
    assert [system.id for system in back.systems] == ["clock"]
    assert (back.rows[0].roles, back.rows[1].roles) == ((), ("staff",))


def test_rows_come_in_the_order_of_the_plan_in_the_seats_language() -> None:
    view = seat_view(drill(), "blue", started().state, "front", "ja")
    assert view is not None
    assert view.timetable is not None

    assert [row.title for row in view.timetable.rows] == ["row-R1（日）", "row-R2（日）"]
    assert view.timetable.planned_note == "planned by us（日）"


def texts(value: object) -> str:
    return repr(value)


@given(st.lists(st.sampled_from(["R1", "R2", "R3", "core", "clock"]), max_size=8))
def test_no_view_holds_another_lanes_records_or_what_a_row_proves(moves: list[str]) -> None:
    play = started()
    for move in moves:
        if move.startswith("R"):
            role = {"R1": "boss", "R2": "desk", "R3": "staff"}[move]
            record(play, move, role, remark=f"CANARY-{move}")
        else:
            check(play, move, "desk" if move == "core" else "staff", remark=f"CANARY-{move}")
    front, back = texts(shown(play, "front")), texts(shown(play, "back"))

    assert "CANARY-R3" not in front
    assert "CANARY-clock" not in front
    assert "CANARY-R2" not in back
    assert "CANARY-core" not in back
    assert "S2" not in front
    assert ("CANARY-R1" in back) is ("R1" in moves)


def exits(**when: Any) -> list[dict[str, Any]]:
    """The phases of the small story, whose first is left when ``when`` holds."""
    from support.small import scenario

    phases: list[dict[str, Any]] = scenario()["phases"]
    phases[0] = {**phases[0], "exits": [{"to": "second", "when": when}]}
    return phases


def test_a_record_opens_a_branch() -> None:
    play = Play(drill(phases=exits(recorded="R2"))).start().until(parse_time("D1 09:15"))
    assert play.state.phase == "first"
    record(play, "R2")

    assert play.tick().state.phase == "second"


@pytest.mark.parametrize(("how", "phase"), [("manual", "second"), ("automatic", "first")])
def test_a_check_opens_a_branch_by_how_it_was_done(how: str, phase: str) -> None:
    condition = {"system": "core", "what": "start", "how": "manual"}
    play = Play(drill(phases=exits(checked=condition))).start().until(parse_time("D1 09:15"))
    check(play, "core", what="start", how=how)

    assert play.tick().state.phase == phase


def test_any_check_opens_a_branch_that_does_not_ask_how() -> None:
    play = Play(drill(phases=exits(checked={"system": "core", "what": "start"}))).start()
    check(play, "core", what="shutdown")
    assert play.tick().state.phase == "first"
    check(play, "core", what="start", how="not_done")

    assert play.tick().state.phase == "second"
