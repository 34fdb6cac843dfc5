"""A timetable drill in the log: verdicts by records, corrections, interruptions, scripts that go on."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.timetabled import DAY_ONE, team, timetable, timetabled

from simulator.engine import commands as c
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.log.memory import MemoryStore
from simulator.model.base import parse_time
from simulator.model.script import Script
from simulator.model.verdict import Verdict
from simulator.session.opening import create_exercise, opened_log
from simulator.session.rehearsal import rehearse
from simulator.session.runner import Session
from simulator.session.scoring import score_card
from simulator.session.scripted import planned

START = 1_700_000_000_000
CONTENT = timetabled()


def new() -> tuple[MemoryStore, Session]:
    store = MemoryStore("x")
    create_exercise(store, CONTENT, (team("blue"),), {}, DAY_ONE, "en", START)
    session = again(store)
    session.submit("blue", c.StartTeam(at=START))
    return store, session


def again(store: MemoryStore) -> Session:
    found = opened_log(store, "memory")
    return Session(store, found.world, dict(found.states))


def progress(row: str, role: str, after: int, back: int | None, remark: str) -> c.Command:
    """A record ``after`` real milliseconds from the start, of ``back`` scenario seconds after it."""
    seat = "back" if role == "staff" else "front"
    at_scenario = None if back is None else parse_time("D1 09:00") + back
    return c.RecordProgress(
        at=START + after, actor=f"seat:{seat}", seat=seat, role=role, row=row, at_scenario=at_scenario, remark=remark
    )


def check(system: str, role: str, after: int, what: Any, how: Any) -> c.Command:
    seat = "back" if role == "staff" else "front"
    return c.RecordSystemCheck(
        at=START + after, actor=f"seat:{seat}", seat=seat, role=role, system=system, what=what, how=how
    )


ROLES = st.sampled_from(["desk", "boss", "staff"])
AFTER = st.integers(0, 100_000)
COMMANDS = st.one_of(
    st.builds(
        progress,
        st.sampled_from(["R1", "R2", "R3", "R9"]),
        ROLES,
        AFTER,
        st.none() | st.integers(-10, 1200),
        st.text(max_size=10),
    ),
    st.builds(
        check,
        st.sampled_from(["core", "clock", "x"]),
        ROLES,
        AFTER,
        st.sampled_from(["shutdown", "start", "x"]),
        st.sampled_from(["automatic", "manual", "partly", "not_done", "x"]),
    ),
    st.builds(lambda after: c.Tick(at=START + after), AFTER),
    st.builds(lambda after: c.Pause(at=START + after), AFTER),
    st.builds(lambda after: c.Resume(at=START + after), AFTER),
)


def in_time(commands: list[c.Command]) -> list[c.Command]:
    return sorted(commands, key=lambda command: command.at)


@given(st.lists(COMMANDS, max_size=15).map(in_time), st.integers(0, 15))
def test_an_interruption_changes_nothing(commands: list[c.Command], cut: int) -> None:
    whole, session = new()
    for command in commands:
        session.submit("blue", command)
    broken, first = new()
    for command in commands[:cut]:
        first.submit("blue", command)
    second = again(broken)
    for command in commands[cut:]:
        second.submit("blue", command)

    assert [row.hash for _, row in broken.rows()] == [row.hash for _, row in whole.rows()]
    assert second.states == session.states == opened_log(whole, "memory").states


@given(st.lists(COMMANDS, max_size=15).map(in_time))
def test_the_story_never_runs_backwards_and_no_record_lies_ahead(commands: list[c.Command]) -> None:
    store, session = new()
    for command in commands:
        session.submit("blue", command)
    times = [record.scenario or 0 for record in store.read("blue")]

    assert times == sorted(times)
    assert all(parse_time("D1 09:00") <= one.actual <= one.at for one in session.states["blue"].progress)


def test_a_record_of_a_row_that_shows_a_step_meets_it_at_the_recorded_time() -> None:
    store, session = new()
    assert session.submit("blue", progress("R2", "desk", 60_000, 500, "")) is None
    state = session.states["blue"]
    [line] = [s for s in score_card(opened_log(store, "memory")).teams[0].steps if s.step == "S2"]

    assert state.standing["S2"].rule == "timetable-recorded"
    assert state.done["S2"] == parse_time("D1 09:00") + 500
    assert (line.verdict, line.at, line.evidence[0].seq) == (
        Verdict.MET,
        parse_time("D1 09:00") + 500,
        state.progress[0].seq,
    )


def test_a_row_that_shows_nothing_judges_nothing() -> None:
    _, session = new()
    session.submit("blue", progress("R1", "boss", 60_000, None, ""))

    assert session.states["blue"].judged == ()


def test_a_step_of_a_row_whose_time_has_come_counts_although_nobody_recorded_it() -> None:
    store, session = new()
    session.submit("blue", c.Tick(at=START + 40_000))
    session.submit("blue", c.FinishTeam(at=START + 40_000))
    [before] = [s for s in score_card(opened_log(store, "memory")).teams[0].steps if s.step == "S2"]
    store, session = new()
    session.submit("blue", c.Tick(at=START + 70_000))
    session.submit("blue", c.FinishTeam(at=START + 70_000))
    [after] = [s for s in score_card(opened_log(store, "memory")).teams[0].steps if s.step == "S2"]

    assert (before.exercised, after.exercised, after.verdict) == (False, True, Verdict.NOT_OBSERVED)


SCRIPT = Script.model_validate(
    {
        "kind": "script",
        "id": "blue",
        "lang": "en",
        "scenario": "small",
        "title": "Blue",
        "replies": [
            {"at": "D1 09:06", "as": "boss", "record": {"row": "R1", "at": "D1 09:04"}},
            {"at": "D1 09:12", "as": "desk", "record": {"row": "R2", "remark": {"en": "done", "ja": "済み"}}},
            {"at": "D1 09:13", "as": "desk", "record": {"row": "R2", "remark": {"en": "done", "ja": "済み"}}},
            {"at": "D1 09:14", "as": "desk", "check": {"system": "core", "what": "shutdown", "how": "manual"}},
            {"at": "D1 09:15", "as": "desk", "record": {"row": "R3"}},
        ],
    }
)


def test_a_scripted_team_records_and_what_it_may_not_record_is_told() -> None:
    done = rehearse(MemoryStore("x"), CONTENT, (SCRIPT,), DAY_ONE, "ja")
    state = done.opened.states["blue"]

    assert [(one.row, one.actual, one.remark) for one in state.progress] == [
        ("R1", parse_time("D1 09:04"), ""),
        ("R2", parse_time("D1 09:12"), "済み"),
        ("R2", parse_time("D1 09:13"), "済み"),
    ]
    assert [(one.system, one.what, one.how) for one in state.checks] == [("core", "shutdown", "manual")]
    assert [(one.inject, one.refusal.code) for one in done.refused] == [("R3", "row.not_yours")]


def test_a_script_goes_on_after_an_interruption_without_repeating_a_record() -> None:
    seats = tuple(SeatSetup(role, (role,), human=False) for role in ("desk", "boss", "staff"))
    store = MemoryStore("x")
    create_exercise(store, CONTENT, (TeamSetup("blue", {"en": "b"}, seats),), {}, DAY_ONE, "en", START)
    session = again(store)
    session.submit("blue", c.StartTeam(at=START))
    first = next(planned(session.world, "blue", session.states["blue"], SCRIPT, "en"))
    session.submit("blue", c.Tick(at=START + 60_000))
    command = first.command
    assert isinstance(command, c.RecordProgress)
    assert session.submit("blue", replace(command, at=START + 60_000)) is None
    resumed = again(store)
    coming = list(planned(resumed.world, "blue", resumed.states["blue"], SCRIPT, "en"))

    assert [one.about for one in coming] == ["R2", "R2", "core", "R3"]


def test_the_timetable_is_part_of_the_digest() -> None:
    other = timetabled(timetable=timetable(tolerance=600))

    assert other.digest != CONTENT.digest
