"""Codes in the hands of facilitators: read by them alone, made anew, never in the log."""

from pathlib import Path

import pytest
from support.halls import grant_of, new_hall, person, seat_of

from simulator.engine.commands import Refusal
from simulator.engine.control_view import ControlView
from simulator.log.sqlite import create_log, open_log
from simulator.session.clocks import SetClock
from simulator.session.hall_opening import reopen_hall
from simulator.session.room_codes import RoomCodes
from simulator.session.room_port import JoinSheet, Part
from simulator.words import translator

OTHERS = [(Part.SEAT, "team1", "front"), (Part.EVALUATOR, None, None), (Part.OBSERVER, None, None)]


async def test_a_facilitator_reads_every_code_and_where_to_join(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    hall.addresses = ("https://192.0.2.7:8443",)
    sheet = await RoomCodes(hall, grant_of(hall, Part.FACILITATOR)).sheet()

    assert sheet == JoinSheet(("https://192.0.2.7:8443",), tuple(hall.codes()))
    await hall.stop()


@pytest.mark.parametrize(("part", "team", "seat"), [*OTHERS, (Part.PROJECTOR, None, None)])
async def test_nobody_else_gets_or_changes_any(
    clock: SetClock,
    part: Part,
    team: str | None,
    seat: str | None,
) -> None:
    hall = new_hall(clock)
    await hall.start()
    asker = grant_of(hall, part, team, seat)
    before = hall.codes()

    assert hall.sheet(asker) == Refusal("command.not_allowed")
    assert await hall.renew_code(asker, asker.id) == Refusal("command.not_allowed")
    assert hall.codes() == before
    await hall.stop()


async def test_a_facilitator_of_one_team_gets_the_codes_of_that_team(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    own = hall.issue(Part.FACILITATOR, "team2")
    sheet = hall.sheet(own)
    assert isinstance(sheet, JoinSheet)

    assert {grant.team for grant, _ in sheet.codes} == {"team2"}
    assert await hall.renew_code(own, grant_of(hall, Part.SEAT, "team1", "front").id) == Refusal("grant.unknown")
    await hall.stop()


async def test_a_new_code_opens_the_same_place_and_puts_out_whoever_came_by_the_old_one(
    clock: SetClock,
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    await hall.start()
    port = seat_of(hall, "team1", "front")
    asker, old = grant_of(hall, Part.FACILITATOR), grant_of(hall, Part.SEAT, "team1", "front")
    desk = hall.control(asker, person("boss"))
    assert not isinstance(desk, Refusal)
    before, code = desk.view(), dict(hall.codes())[old]
    order = [(grant.team, grant.seat) for grant, _ in hall.codes()]
    sheet = await hall.renew_code(asker, old.id)
    assert isinstance(sheet, JoinSheet)

    assert port.over == "code.revoked"
    assert isinstance(hall.admit(code, "here"), Refusal)
    fresh = next(grant for grant, _ in sheet.codes if (grant.team, grant.seat) == ("team1", "front"))
    assert fresh.id != old.id
    assert hall.admit(dict(sheet.codes)[fresh], "here") == fresh
    assert [(grant.team, grant.seat) for grant, _ in sheet.codes] == order
    view = desk.view()
    assert isinstance(view, ControlView)
    assert view != before
    assert "grant.revoked" in [line.kind for line in view.feed]
    assert await hall.renew_code(asker, old.id) == Refusal("grant.unknown")

    codes = [shown for _, shown in (*sheet.codes, (old, code))]
    await hall.stop()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir() if ".access" not in file.name)  # noqa: ASYNC240
    assert b"grant.revoked" in written
    assert not [shown for shown in codes if shown.encode() in written or shown.replace("-", "").encode() in written]

    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=clock, log_path=str(path))
    await again.start()
    assert again.codes() == sheet.codes
    await again.stop()


async def test_nobody_who_runs_the_exercise_is_put_out_by_mistake(clock: SetClock) -> None:
    hall = new_hall(clock, facilitators=3)
    await hall.start()
    first, second, third = [grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR]

    assert await hall.renew_code(second, first.id) == Refusal("grant.kept")
    assert await hall.renew_code(second, second.id) == Refusal("grant.kept")
    assert isinstance(await hall.renew_code(second, third.id), JoinSheet)
    assert hall.sheet(third) == Refusal("code.revoked")
    await hall.stop()
