"""``tabletop host PLAN``: teams, seats, mode and codes are those of the plan, which the log then holds."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.cli.host_opening import open_new, prepare
from simulator.engine.follow_commands import RecordImprovement
from simulator.session.follow_up import FollowUpDesk, read_follow_up
from simulator.session.opening import open_log
from simulator.session.room_port import Part
from simulator.words import translator


def call(tmp_path: Path, name: str, **more: object) -> argparse.Namespace:
    given = {
        "scenario": name, "teams": None, "mode": None, "fill": None, "date": None, "facilitators": 1, "evaluators": 1,
        "logs": tmp_path, **more,
    }  # fmt: skip
    return argparse.Namespace(**given)


async def test_a_plan_is_opened_as_it_says(tmp_path: Path) -> None:
    args = call(tmp_path, "lost-file-afternoon")
    prepared = prepare(args, translator("cli", "en"), "en")
    assert prepared is not None
    hall = open_new(prepared, args, "en")
    await hall.start()
    world = hall.session.world
    assert list(world.teams) == ["blue", "green"]
    assert world.together
    assert [seat.id for seat in world.teams["green"].seats if not seat.human] == ["counter", "press"]
    parts = [grant.part for grant, _ in hall.codes()]
    assert (parts.count(Part.FACILITATOR), parts.count(Part.EVALUATOR), parts.count(Part.SEAT)) == (2, 2, 14)
    assert prepared.people["blue", "nursery"] == ("Nursery Schools",)
    await hall.stop()

    again = open_log(hall.exercise, tmp_path)
    assert again.world.together
    again.store.close()


@pytest.mark.parametrize(("name", "more"), [("lost-file-afternoon", {"teams": 3}), ("tutorial", {"fill": "nobody"})])
def test_what_does_not_go_together_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, more: dict[str, object]
) -> None:
    assert prepare(call(tmp_path, name, **more), translator("cli", "en"), "en") is None
    assert capsys.readouterr().err


async def test_what_the_exercise_before_left_open_is_carried_over(tmp_path: Path) -> None:
    prepared = prepare(call(tmp_path, "lost-file-afternoon"), translator("cli", "en"), "en")
    assert prepared is not None
    first = open_new(prepared, call(tmp_path, "lost-file-afternoon"), "en")
    desk = FollowUpDesk(first.session.store, first.session.world)
    assert desk.note(RecordImprovement(at=1, section="child-family", what="Put up a checklist.", step="A02")) == "P01"
    await first.start()
    await first.stop()

    again = open_new(replace(prepared, follows=first.exercise), call(tmp_path, "lost-file-afternoon"), "en")
    items = read_follow_up(again.session.store).improvements
    assert [(item.origin, item.what) for item in items.values()] == [(f"{first.exercise}:P01", "Put up a checklist.")]
    await again.start()
    assert again.codes()
    await again.stop()


async def test_an_earlier_exercise_that_is_gone_is_told_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared = prepare(call(tmp_path, "lost-file-afternoon"), translator("cli", "en"), "en")
    assert prepared is not None
    hall = open_new(replace(prepared, follows="long-ago"), call(tmp_path, "lost-file-afternoon"), "en")
    assert "long-ago" in capsys.readouterr().err
    await hall.start()
    await hall.stop()
