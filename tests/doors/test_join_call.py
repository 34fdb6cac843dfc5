"""``tabletop join``: finding the exercise, trusting its server, giving the code, sharing or taking over a seat."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from support.room import FakeRoom
from support.seat_contract import reply, said
from support.small import DAY_ONE, content, team

from simulator.cli.join import _sit, add_arguments, come_in
from simulator.doors.door import DoorShut, Shut, Way
from simulator.doors.http.certificates import Certificate, given_certificate, own_certificate
from simulator.doors.http.coming_in import Admitted, full_address
from simulator.doors.http.found_here import OpenHere, announce, open_here
from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import Pause
from simulator.log.memory import MemoryStore
from simulator.session.hall_opening import open_hall
from simulator.session.room_port import Part
from simulator.tui.watch_app import WatchApp
from simulator.words import translator

T = translator("cli", "en")


class Answers:
    """Somebody at the keyboard: what they type, in order, and the questions that they were asked."""

    def __init__(self, *typed: str) -> None:
        self._typed = list(typed)
        self.questions: list[str] = []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return self._typed.pop(0)


async def joined(answers: Answers, *call: str) -> Admitted | int:
    parser = argparse.ArgumentParser()
    add_arguments(parser, T)
    # The client blocks, as a person's program does, while the server goes on.
    return await asyncio.to_thread(come_in, parser.parse_args(call), T, "en", answers)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path


def door_of(folder: Path, room: FakeRoom, **more: Any) -> HttpDoor:
    return HttpDoor(room, t=translator("doors", "en"), folder=folder, announced=folder / "run" / "tabletop", **more)


@pytest.fixture(params=[True, False], ids=["plain", "tls"])
async def door(request: Any, folder: Path) -> AsyncIterator[HttpDoor]:
    found = door_of(folder, FakeRoom().start(), plain=request.param)
    await found.start()
    yield found
    await found.stop()


def address(door: HttpDoor) -> str:
    return next(a.text for a in door.addresses() if a.way is Way.BROWSER)


async def test_an_exercise_of_this_machine_is_found_by_itself(door: HttpDoor) -> None:
    answers = Answers("code-blue-front", "Yamada", "Nursery")
    found = await joined(answers)
    assert isinstance(found, Admitted)
    seat = found.seat()

    assert len(answers.questions) == 3, "no question about a certificate: the file tells its fingerprint"
    assert (found.grant.team, found.grant.seat) == ("blue", "front")
    assert await seat.send(reply(seat, "hello")) is None
    assert said(seat) == ["hello"]
    await seat.close()


async def test_who_sits_there_is_told_and_the_seat_is_taken_by_choice(door: HttpDoor) -> None:
    first = await joined(Answers(), address(door), "CODE-BLUE-FRONT", "--name", "Sato", "--section", "IT", *trust(door))
    assert isinstance(first, Admitted)
    seat = first.seat()
    answers = Answers("2")
    second = await joined(answers, address(door), "CODE-BLUE-FRONT", "--name", "", "--section", "")
    assert isinstance(second, Admitted)
    ended = [view async for view in seat.changes()]

    assert answers.questions[-1].startswith("1 share")
    assert len(ended) <= 2
    assert "taken over" in seat.trouble()
    assert await joined(Answers("3"), address(door), "CODE-BLUE-FRONT", "--name", "", "--section", "") == 1
    await seat.close()


def trust(door: HttpDoor) -> tuple[str, ...]:
    """Have the certificate known, as after a first time."""
    from simulator.doors.http.trust import known_servers

    if door.notes():
        known_servers().keep(address(door), door.notes()[1])
    return ()


async def test_a_wrong_code_may_be_typed_again_but_not_for_ever(
    door: HttpDoor, capsys: pytest.CaptureFixture[str]
) -> None:
    trust(door)
    answers = Answers("wrong", "", "", "code-red-back")
    found = await joined(answers, address(door))

    assert isinstance(found, Admitted)
    assert "No seat opens with this code" in capsys.readouterr().err
    assert await joined(Answers("", ""), address(door), "wrong") == 1
    assert await joined(Answers("a", "", "", "b", "c"), address(door)) == 1
    assert await joined(Answers("d", "", ""), address(door)) == 1
    assert "Too many wrong codes" in capsys.readouterr().err


async def test_a_strange_certificate_is_shown_once_and_a_changed_one_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = FakeRoom().start()
    door = door_of(folder, room, plain=False)
    await door.start()
    call = (address(door), "CODE-BLUE-FRONT", "--name", "", "--section", "", "--share")
    assert await joined(Answers("no"), *call) == 1
    assert door.notes()[1] in capsys.readouterr().err
    assert isinstance(await joined(Answers("はい"), *call), Admitted)
    assert isinstance(await joined(Answers(), *call), Admitted), "remembered"
    port = door.port
    await door.stop()
    other = HttpDoor(room, port=port, t=translator("doors", "en"), folder=folder / "other", plain=False)
    await other.start()

    assert await joined(Answers("no"), *call) == 1
    assert "another certificate than before" in capsys.readouterr().err
    await other.stop()


async def test_a_facilitators_code_opens_the_desk(door: HttpDoor) -> None:
    trust(door)
    found = await joined(Answers("", ""), address(door), "CODE-FACILITATOR")

    assert isinstance(found, Admitted)
    assert found.grant.seat is None
    assert Pause(at=0).actor == "facilitator"


@pytest.mark.parametrize("part", [Part.OBSERVER, Part.PROJECTOR])
async def test_a_code_to_watch_opens_the_page_to_watch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    opened: list[str] = []

    async def run(app: WatchApp) -> None:
        opened.append(type(app._port.view()).__name__)
        await app._port.close()

    monkeypatch.setattr(WatchApp, "run_async", run)
    t = translator("log", "en")
    hall = open_hall(MemoryStore("hall"), content(), (team("blue"),), {}, lang="en", t=t, day_one=DAY_ONE)
    await hall.start()
    door = door_of(folder, cast("Any", hall), plain=True)
    await door.start()
    try:
        code = next(code for grant, code in hall.codes() if grant.part is part)
        found = await joined(Answers("", ""), address(door), code)
        assert isinstance(found, Admitted)
        assert await _sit(found, "en", T) == 0
    finally:
        await door.stop()
        await hall.stop()
    assert opened == [{Part.OBSERVER: "ObserverView", Part.PROJECTOR: "ProjectorView"}[part]]


async def test_nobody_there_and_something_else_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await joined(Answers("x", "", ""), "127.0.0.1:9") == 1
    assert "Nobody answers" in capsys.readouterr().err
    assert await joined(Answers()) == 1
    assert "No exercise is open on this machine" in capsys.readouterr().err

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(other, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    assert await joined(Answers("x", "", ""), f"127.0.0.1:{port}") == 1
    assert "is no exercise" in capsys.readouterr().err
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("192.0.2.7:8443", "https://192.0.2.7:8443"),
        ("[2001:db8::7]:8443", "https://[2001:db8::7]:8443"),
        ("https://192.0.2.7:8443/join?code=X", "https://192.0.2.7:8443"),
        (" http://192.0.2.7 ", "http://192.0.2.7"),
    ],
)
def test_an_address_is_read_as_people_write_it(typed: str, full: str) -> None:
    assert full_address(typed) == full


async def test_a_door_that_does_not_open_says_why(folder: Path) -> None:
    room = FakeRoom()
    door = door_of(folder, room)
    await door.start()
    with pytest.raises(DoorShut) as shut:
        await door_of(folder, room, port=door.port).start()
    assert shut.value.reason is Shut.TAKEN
    assert str(door.port) in shut.value.message(translator("doors", "en"))
    await door.stop()
    assert list((folder / "run" / "tabletop").iterdir()) == []
    with pytest.raises(DoorShut) as shut:
        await door_of(folder, room, host="192.0.2.1").start()
    assert shut.value.reason is Shut.NOT_HERE


def test_an_own_certificate_is_kept_and_made_anew_for_a_new_name(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ("localhost", "127.0.0.1"))
    mark = first.fingerprint()

    assert own_certificate(tmp_path, ("localhost",)).fingerprint() == mark
    assert (first.key.stat().st_mode & 0o777) == 0o600
    assert own_certificate(tmp_path, ("localhost", "192.0.2.9")).fingerprint() != mark
    assert given_certificate(first.certificate, first.key) == Certificate(first.certificate, first.key)
    other = own_certificate(tmp_path / "other", ("localhost",))
    with pytest.raises(DoorShut):
        given_certificate(first.certificate, other.key)
    with pytest.raises(DoorShut):
        given_certificate(tmp_path / "missing.crt", first.key)


def test_a_file_of_a_server_that_has_gone_is_taken_away(tmp_path: Path) -> None:
    announce(OpenHere("gone", "http://127.0.0.1:9"), tmp_path)
    (tmp_path / "open-strange.json").write_text("no json")

    assert open_here(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []
