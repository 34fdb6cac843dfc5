"""What is noted after an exercise: in the log, checked, carried over, and shown in the report."""

from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.commands import Refusal
from simulator.engine.events import CONTROL_STREAM
from simulator.engine.follow_commands import (
    ChangeFinding,
    ChangeImprovement,
    NoteAttendance,
    RecordFinding,
    RecordImprovement,
    SetMark,
)
from simulator.engine.follow_state import fold_follow_up
from simulator.log.verify import verify
from simulator.model.follow_up import GLYPHS, Grade, Mark, Presence, Progress, read_mark
from simulator.report.aar import Aar
from simulator.report.aar_build import after_action_report
from simulator.session.entries import entry_of
from simulator.session.follow_up import FollowUpDesk, read_follow_up
from simulator.session.opening import OpenedLog, open_log

SAMPLE = Path(__file__).parents[2] / "logs" / "sample-lost-file-posted-online.sqlite"


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    copy(SAMPLE, tmp_path / "x.sqlite")
    found = open_log(str(tmp_path / "x.sqlite"), tmp_path, read_only=False)
    yield found
    found.store.close()


def desk_of(opened: OpenedLog) -> FollowUpDesk:
    return FollowUpDesk(opened.store, opened.world)


def report_of(path: Path, lang: str) -> Aar:
    opened = open_log(str(path), path.parent)
    with closing(opened.store):
        return after_action_report(opened, lang)


def item(**more: Any) -> RecordImprovement:
    return RecordImprovement(**{"at": 1, "section": "child-family", "what": "Put up a checklist.", **more})


def test_an_item_lives_from_open_to_done_with_its_evidence(opened: OpenedLog) -> None:
    desk = desk_of(opened)
    assert desk.note(item(step="A02", due="2027-03-31")) == "P01"
    assert desk.note(ChangeImprovement(at=2, id="P01", progress=Progress.DOING)) == "P01"
    refused = desk.note(ChangeImprovement(at=3, id="P01", progress=Progress.DONE))
    assert refused == Refusal("closing.without_evidence")
    assert desk.note(ChangeImprovement(at=3, id="P01", progress=Progress.DONE, evidence="The list hangs.")) == "P01"
    found = read_follow_up(opened.store).improvements["P01"]
    assert (found.progress, found.evidence, found.due) == (Progress.DONE, "The list hangs.", "2027-03-31")
    assert verify(opened.store).ok


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (item(section="nobody"), "section.unknown"),
        (item(what="  "), "response.empty"),
        (item(what="x" * 2001), "response.too_long"),
        (item(step="Z99"), "step.unknown"),
        (item(due="31.3.2027"), "date.unreadable"),
        (ChangeImprovement(at=1, id="P09"), "improvement.unknown"),
        (ChangeFinding(at=1, id="F09"), "finding.unknown"),
        (SetMark(at=1, section="child-family", item="x", mark=Mark.GOOD, reason=" "), "mark.without_reason"),
        (NoteAttendance(at=1, section="child-family", person="A", presence=Presence.MADE_UP, on=""), "date.needed"),
    ],
)
def test_mistakes_are_refused_and_leave_nothing(opened: OpenedLog, command: Any, code: str) -> None:
    desk, before = desk_of(opened), opened.store.position()
    refused = desk.note(command)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert opened.store.position() == before


def test_two_desks_on_one_log_lose_nothing(opened: OpenedLog) -> None:
    one, two = desk_of(opened), desk_of(opened)
    assert [one.note(item()), two.note(item()), one.note(item())] == ["P01", "P02", "P03"]


def test_what_was_left_open_is_carried_over_once_and_shows_what_this_exercise_did(
    opened: OpenedLog, tmp_path: Path
) -> None:
    desk = desk_of(opened)
    desk.note(item(step="A02"))
    desk.note(item(step="A03"))
    desk.note(ChangeImprovement(at=2, id="P02", progress=Progress.DROPPED, evidence="No longer needed."))
    copy(SAMPLE, tmp_path / "next.sqlite")
    later = open_log(str(tmp_path / "next.sqlite"), tmp_path, read_only=False)
    next_desk = desk_of(later)
    items = desk.state.improvements.values()
    assert next_desk.carry_over("first", items, 5) == ["P01"]
    assert next_desk.carry_over("first", items, 6) == []
    # Carried on once more, it still names the exercise that it comes from.
    again = next_desk.state.improvements["P01"]
    assert again.origin == "first:P01"
    later.store.close()
    report = report_of(tmp_path / "next.sqlite", "en")
    assert [(one.exercise, one.step, one.status) for one in report.carried] == [("first", "A02", "open")]
    assert "fell short again" in report.carried[0].note
    assert report.plan == ()


def test_the_report_holds_the_plan(opened: OpenedLog, tmp_path: Path) -> None:
    desk_of(opened).note(item(step="A02", due="2027-03-31"))
    opened.store.close()
    report = report_of(tmp_path / "x.sqlite", "ja")
    (found,) = report.plan
    assert (found.due, found.due_words, found.status_words) == (date(2027, 3, 31), "令和9年3月31日（水）", "未着手")


@given(st.lists(st.sampled_from(["add", "done", "finding", "mark", "attend"]), max_size=12))
def test_the_follow_up_is_the_fold_of_the_log(actions: list[str]) -> None:
    from support.reviewed import opened as small

    from simulator.log.memory import MemoryStore
    from simulator.session.opening import create_exercise

    world = small("good").world
    store = MemoryStore("x")
    create_exercise(store, world.content, tuple(world.teams.values()), {}, world.day_one, "en", 1)
    section = world.content.organization.sections[0].id
    desk = FollowUpDesk(store, world)
    for number, action in enumerate(actions, 2):
        command: Any = {
            "add": RecordImprovement(at=number, section=section, what="x"),
            "done": ChangeImprovement(at=number, id="P01", progress=Progress.DONE, evidence="e"),
            "finding": RecordFinding(at=number, grade=Grade.MINOR, section=section, text="t"),
            "mark": SetMark(at=number, section=section, item="i", mark=Mark.BAD, reason="r"),
            "attend": NoteAttendance(
                at=number, section=section, person="p", presence=Presence.EXCUSED, on="2027-01-01"
            ),
        }[action]
        desk.note(command)
    assert desk.state == fold_follow_up([entry_of(record) for record in store.read(CONTROL_STREAM)])


@pytest.mark.parametrize("glyph", ["-", "－", "—", "―", "ー", "‐"])
def test_every_dash_means_not_applicable(glyph: str) -> None:
    assert read_mark(f" {glyph} ") is Mark.NOT_APPLICABLE


def test_printed_marks_are_read_back() -> None:
    assert {read_mark(glyph) for glyph in GLYPHS.values()} == set(Mark)
    assert [read_mark(text) for text in ("◯", "〇", "▲", "✕", "良", "", "○○")] == [
        Mark.GOOD,
        Mark.GOOD,
        Mark.IMPROVED,
        Mark.BAD,
        None,
        None,
        None,
    ]
