"""Codes of a hall: one for each place, known to no log, guarded against guessing, ended when they are revoked."""

from pathlib import Path

from support.halls import START, begun, grant_of, new_hall, seat_of, text

from simulator.engine.commands import (
    Refusal,
)
from simulator.log.sqlite import create_log
from simulator.session.access import FREE
from simulator.session.clocks import SetClock
from simulator.session.room_port import Grant, Part


async def test_every_seat_has_a_code_that_the_log_does_not_know(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = new_hall(clock, create_log(path, "x"), str(path))
    await hall.start()
    codes = [code for _, code in hall.codes()]
    assert len(set(codes)) == len(codes) == 4 + 1 + 1 + 1 + 1
    rows = str(hall.session.store.rows())
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)
    for grant, code in hall.codes():
        assert hall.admit(f" {code.lower()} ", "here") == grant
    assert (path.with_suffix(".access.json").stat().st_mode & 0o777) == 0o600
    await hall.stop()


async def test_wrong_codes_have_to_wait_and_a_right_one_still_works_from_elsewhere(clock: SetClock) -> None:
    hall = new_hall(clock)
    await hall.start()
    code = hall.codes()[0][1]
    for _ in range(FREE):
        assert hall.admit("0000-0000-0000", "bad") == Refusal("code.unknown")
    refused = hall.admit(code, "bad")
    assert isinstance(refused, Refusal)
    assert refused.code == "code.too_many"
    assert isinstance(hall.admit(code, "good"), Grant)
    clock.set(START + 31_000)
    assert isinstance(hall.admit(code, "bad"), Grant)
    await hall.stop()


async def test_a_revoked_code_ends_those_who_are_in_by_it(clock: SetClock) -> None:
    hall = new_hall(clock)
    await begun(hall)
    grant = grant_of(hall, Part.SEAT, "team1", "front")
    code = hall.access.code(grant.id)
    port = seat_of(hall, "team1", "front")
    hall.revoke(grant.id)
    assert hall.grant(grant.id) is None
    assert hall.admit(code, "x") == Refusal("code.unknown")
    assert await port.send(text("still here")) == Refusal("code.revoked")
    fresh = hall.issue(Part.SEAT, "team1", "front")
    hall.revoke(fresh.id)
    again = hall.issue(Part.SEAT, "team1", "front")
    # A pass of a revoked grant must never fit a later one.
    assert len({grant.id, fresh.id, again.id}) == 3
    assert hall.grant(fresh.id) is None
    await hall.stop()
