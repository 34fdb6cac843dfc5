"""``tabletop host PLAN``: teams, seats, mode and codes are those of the plan, which the log then holds."""

import argparse
from pathlib import Path

import pytest

from simulator.cli.host_opening import open_new, prepare
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
