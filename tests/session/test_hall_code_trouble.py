"""The file of codes cannot be written: the exercise office is told for as long as it lasts, and codes stay honest."""

import asyncio
import errno
from pathlib import Path
from typing import Any

import pytest
from support.halls import START, begun, grant_of, new_hall, person, seat_of
from support.seat_contract import until

from simulator.engine.commands import Refusal
from simulator.log.sqlite import create_log, open_log
from simulator.session import access as access_room
from simulator.session.access import access_file
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import reopen_hall
from simulator.session.room_port import Grant, Part, Person
from simulator.words import translator


def hall_on(path: Path, **more: Any) -> Hall:
    return new_hall(SetClock(START), create_log(path, path.stem), str(path), **more)


def in_the_way(path: Path) -> Path:
    """A folder where the new file is written first; nobody can write there, whoever they are."""
    return access_file(path).with_name(access_file(path).name + ".new")


async def test_the_office_alone_is_told_until_the_codes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    desk = await begun(hall)
    front = seat_of(hall, "team1", "front")
    others = [hall.watch(grant_of(hall, part), person()) for part in (Part.OBSERVER, Part.PROJECTOR)]
    assert desk.trouble() == ""
    in_the_way(path).mkdir()

    sheet = await hall.renew_code(desk.grant, grant_of(hall, Part.OBSERVER).id)

    assert not isinstance(sheet, Refusal)
    found, code = next((one, code) for one, code in sheet.codes if one.part is Part.OBSERVER)
    assert hall.admit(code, "here") == found, "the new code works"
    assert str(access_file(path)) in desk.trouble()
    assert "after a restart" in desk.trouble()
    assert front.trouble() == ""
    assert [one.trouble() for one in others if not isinstance(one, Refusal)] == ["", ""]

    in_the_way(path).rmdir()
    await until(lambda: desk.trouble() == "")
    assert code in access_file(path).read_text(encoding="utf-8")
    await hall.stop()

    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=SetClock(START), log_path=str(path))
    await again.start()
    assert again.admit(code, "here") == found
    await again.stop()


async def test_each_is_told_in_their_own_language(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    await hall.start()
    grant = grant_of(hall, Part.FACILITATOR)
    desk = hall.control(grant, Person("one", "ja", "browser"))
    assert not isinstance(desk, Refusal)
    in_the_way(path).mkdir()
    hall.issue(Part.OBSERVER)
    assert "コード" in desk.trouble()
    assert "code" not in desk.trouble()
    in_the_way(path).rmdir()
    await hall.stop()


async def test_what_could_not_be_kept_is_kept_at_the_end_where_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    in_the_way(path).mkdir()
    hall = hall_on(path)
    await hall.start()
    code = hall.access.code(grant_of(hall, Part.PROJECTOR).id)
    in_the_way(path).rmdir()
    await hall.stop()
    assert code in access_file(path).read_text(encoding="utf-8")


async def test_a_code_of_an_unkept_grant_opens_nothing_of_anybody_else_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    await hall.start()
    old = hall.access.code(grant_of(hall, Part.OBSERVER).id)
    in_the_way(path).mkdir()
    fresh = await hall.renew(grant_of(hall, Part.OBSERVER).id)
    assert isinstance(fresh, Grant)
    lost = hall.access.code(fresh.id)
    await hall.stop()
    in_the_way(path).rmdir()

    again = reopen_hall(open_log(path), t=translator("log", "en"), clock=SetClock(START), log_path=str(path))
    await again.start()
    assert again.admit(old, "here") == again.admit(lost, "here") == Refusal("code.unknown")
    assert again.admit(again.access.code(fresh.id), "here") == fresh
    await again.stop()


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "may not be written"), (errno.EACCES, "may not be written"), (5, "EIO")],
)
async def test_the_reason_and_what_to_do_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def broken(*_: object) -> None:
        raise OSError(number, "said by the system")

    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    desk = await begun(hall)
    monkeypatch.setattr(access_room, "write_private", broken)
    hall.issue(Part.OBSERVER)
    assert told in desk.trouble()
    await hall.stop()


async def test_a_file_that_was_begun_is_no_place_for_half_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    desk = await begun(hall)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    before = access_file(path).read_text(encoding="utf-8")
    hall.issue(Part.OBSERVER)
    assert desk.trouble()
    assert access_file(path).read_text(encoding="utf-8") == before
    assert not in_the_way(path).exists()
    monkeypatch.undo()
    await hall.stop()


async def test_a_change_of_the_trouble_is_news(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = hall_on(path)
    desk = await begun(hall)
    news: list[str] = []

    async def read() -> None:
        async for view in desk.changes():
            assert view is not None
            news.append(desk.trouble())

    reading = asyncio.ensure_future(read())
    await asyncio.sleep(0)
    in_the_way(path).mkdir()
    hall.issue(Part.OBSERVER)
    await until(lambda: bool(news and news[-1]))
    in_the_way(path).rmdir()
    await until(lambda: not news[-1])
    await hall.stop()
    await reading
