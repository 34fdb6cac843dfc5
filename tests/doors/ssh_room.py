"""A room of seats on the real engine for the ssh door, and a client that shows what it was sent as a screen of text."""

import asyncio
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh

sys.path.insert(0, str(Path(__file__).parent.parent / "tui"))

from fake_content import look_content
from fake_port import FakeSeat
from support.patience import PATIENCE
from terminal_grid import Grid
from textual.widgets import TextArea

from simulator.doors.ssh.door import SshDoor
from simulator.engine.commands import Refusal
from simulator.session.room_port import ControlPort, Grant, Part, Person

CODES = {
    "AAAA": Grant("g1", Part.SEAT, "team-a", "soumu"),
    "BBBB": Grant("g2", Part.SEAT, "team-b", "soumu"),
    "OOOO": Grant("g3", Part.OBSERVER, "team-a"),
}

SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=$]*[A-Za-z]")


class FakeRoom:
    """Implements ``Room``. Every visit gets a seat of its own: ``seats`` were given out, to ``came``."""

    exercise = "look-1"

    def __init__(self, lang: str = "en", count: int = 0) -> None:
        self.lang = lang
        self.codes = dict(CODES) | {
            f"C{number:03}": Grant(f"c{number}", Part.SEAT, "team-a", f"s{number}") for number in range(count)
        }
        self.seats: list[FakeSeat] = []
        self.came: list[Person] = []
        self.tried: list[tuple[str, str]] = []
        self.taken_over: list[bool] = []
        self.revoked: set[str] = set()
        self.most_wrong = 10
        self.made: Callable[[FakeSeat], None] = lambda _: None

    def admit(self, code: str, source: str) -> Grant | Refusal:
        self.tried.append((code, source))
        if sum(code not in self.codes for code, _ in self.tried) > self.most_wrong:
            return Refusal("code.too_many")
        grant = self.codes.get(code)
        return grant if grant is not None else Refusal("code.unknown")

    def grant(self, grant: str) -> Grant | None:
        known = {each.id: each for each in self.codes.values()}
        return None if grant in self.revoked else known.get(grant)

    def seat(self, grant: Grant, person: Person, *, take_over: bool = False) -> Any:
        self.came.append(person)
        self.taken_over.append(take_over)
        seat = FakeSeat(look_content(), ("desk",), person.lang)
        seat.alone = False
        self.made(seat)
        self.seats.append(seat)
        return seat

    def people(self, grant: Grant) -> tuple[Person, ...]:
        return ()

    def evaluate(self, grant: Grant, person: Person) -> Any:
        return Refusal("code.unknown")

    def control(self, grant: Grant, person: Person) -> ControlPort[object] | Refusal:
        return Refusal("code.unknown")

    def watch(self, grant: Grant, person: Person) -> ControlPort[object] | Refusal:
        return Refusal("code.unknown")


class Client:
    """A terminal at the other end. ``received`` is every byte that it was sent."""

    def __init__(self, connection: asyncssh.SSHClientConnection, process: Any, size: tuple[int, int]) -> None:
        self.connection, self.process = connection, process
        self.received = b""
        self.grid = Grid(*size)
        self._decode = getincrementaldecoder("utf-8")().decode

    @property
    def text(self) -> str:
        """The screen as it is now."""
        return self.grid.text

    def type(self, data: str) -> None:
        self.process.stdin.write(data.encode())

    async def read(self) -> bytes:
        data: bytes = await self.process.stdout.read(65536)
        self.received += data
        self.grid.feed(self._decode(data))
        return data

    async def until(self, wanted: str) -> None:
        """Read until ``wanted`` is on the screen; fails at the end of the stream."""
        try:
            async with asyncio.timeout(PATIENCE):
                while wanted not in self.text:
                    assert await self.read(), f"{wanted!r} never came; the end was {self.received[-300:]!r}"
        except TimeoutError:
            raise AssertionError(f"{wanted!r} never came:\n{self.text}") from None

    async def end(self) -> str:
        """Read to the end of the stream; the text after the screens were left."""
        async with asyncio.timeout(PATIENCE):
            while await self.read():
                pass
        return SEQUENCE.sub(b"", self.received.rpartition(b"\x1b[?1049l")[2]).decode()


@asynccontextmanager
async def door_to(room: Any, folder: Path, lang: str = "en", **options: Any) -> AsyncIterator[SshDoor]:
    door = SshDoor(room, "127.0.0.1", 0, folder=folder, lang=lang, **options)
    await door.start()
    try:
        yield door
    finally:
        await door.stop()


def port_of(door: SshDoor) -> int:
    return door.port


@asynccontextmanager
async def connected(door: SshDoor, user: str = "soumu", code: str = "AAAA") -> AsyncIterator[Any]:
    async with asyncssh.connect(
        "127.0.0.1",
        port_of(door),
        username=user,
        password=code,
        known_hosts=None,
        client_keys=None,
        agent_path=None,
        config=[],
    ) as connection:
        yield connection


@asynccontextmanager
async def visiting(
    door: SshDoor,
    user: str = "soumu",
    code: str = "AAAA",
    *,
    size: tuple[int, int] = (120, 40),
    term: str | None = "xterm-256color",
    env: dict[str, str] | None = None,
) -> AsyncIterator[Client]:
    async with connected(door, user, code) as connection:
        options: dict[str, Any] = {"term_type": term, "term_size": size} if term is not None else {}
        process = await connection.create_process(encoding=None, env=env or {}, request_pty=term is not None, **options)
        yield Client(connection, process, (min(size[0], 400), min(size[1], 120)))


async def settled(check: Callable[[], bool]) -> None:
    """Wait until ``check`` holds."""
    async with asyncio.timeout(PATIENCE):
        while not check():  # noqa: ASYNC110 - what is waited for is not always an event
            await asyncio.sleep(0.01)


def app_of(door: SshDoor) -> Any:
    """The app of the only visit."""
    [visit] = door._house.visits
    return visit._hosted.app


async def begin_answer(door: SshDoor, client: Client) -> None:
    """Open the first inject and go to its response."""
    await client.until("The list of names is missing")
    client.type("\r")
    await client.until("Your response (written)")
    await settled(lambda: app_of(door).focused.id == "pane")
    client.type("\r")
    await settled(lambda: isinstance(app_of(door).focused, TextArea))
