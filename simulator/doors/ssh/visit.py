"""One person at a terminal elsewhere: from the opened channel to the closed one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

import asyncssh

from simulator.doors.ssh.apps import Opened, open_app
from simulator.doors.ssh.driver import Crashed, Hosted
from simulator.doors.ssh.keyboard import Keyboard
from simulator.doors.ssh.names import fits, names_of, wanted
from simulator.doors.ssh.pace import BEGINNING, Turns
from simulator.doors.ssh.terminal import can_paint, language_of, size_of, terminal_of
from simulator.engine.commands import Refusal
from simulator.model.safe_text import visible_line
from simulator.session.room_port import Grant, Part, Person, Room
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.words import translator

if TYPE_CHECKING:
    Session = asyncssh.SSHServerSession[bytes]
    Channel = asyncssh.SSHServerChannel[bytes]
else:
    Session = asyncssh.SSHServerSession

SLOW_SECONDS = 60.0
"""How long a client may take no frame before it is sent away."""

_LEAVING_SECONDS = 5.0
"""How long an app may take to end before it is stopped."""

_BUFFER = 64 * 1024
"""Bytes on their way to a client, from which on nothing more is painted for it."""


@dataclass(slots=True)
class House:
    """What all visits share. ``lang`` is used where a client does not tell its own; ``crashed`` is told of bugs,
    ``left`` of visits that are over."""

    room: Room
    lang: str
    crashed: Callable[[BaseException], None]
    left: Callable[[], None] = lambda: None
    turns: Turns = field(default_factory=Turns)
    beginning: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BEGINNING))
    connections: set[asyncssh.SSHServerConnection] = field(default_factory=set)
    strangers: dict[asyncssh.SSHServerConnection, None] = field(default_factory=dict)
    """Those of the connections that have given no code yet, the oldest first."""
    visits: set[Visit] = field(default_factory=set)

    def forget(self, connection: asyncssh.SSHServerConnection) -> None:
        self.connections.discard(connection)
        self.strangers.pop(connection, None)


class Visit(Session):
    """Runs the screens that ``grant`` opens for as long as the channel is there."""

    def __init__(self, house: House, grant: Grant, user: str, person: str) -> None:
        """``user`` is the user name; ``person`` an id for this connection."""
        self._house, self._grant, self._person = house, grant, person
        self._wanted = wanted(user)
        self._lang = self._wanted.lang or house.lang
        self._kind: str | None = None
        self._channel: Channel | None = None
        self._hosted: Hosted | None = None
        self._keyboard: Keyboard | None = None
        self._task: asyncio.Task[None] | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._answer: asyncio.Future[str] | None = None

    # What the client asks for. Commands and subsystems are refused by the class that this one extends.

    def connection_made(self, chan: Channel) -> None:
        self._channel = chan
        chan.set_write_buffer_limits(high=_BUFFER)

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object) -> bool:  # noqa: ARG002
        self._kind = term_type
        return True

    def shell_requested(self) -> bool:
        """The screens are what there is in place of a shell."""
        return True

    def session_started(self) -> None:
        self._house.visits.add(self)
        # A context of its own: nothing of this app is found from another one, nor from the connection.
        self._task = asyncio.get_running_loop().create_task(self._live(), context=Context())
        self._task.add_done_callback(self._over)

    def data_received(self, data: bytes, datatype: object) -> None:  # noqa: ARG002
        if self._keyboard is not None:
            self._keyboard.receive(data)
        elif self._answer is not None and not self._answer.done():
            typed = normalize("NFKC", data.decode("utf-8", "ignore")).replace("\x03", "3").replace("\x04", "3")
            number = next((each for each in typed if each in "123"), None)
            if number is not None:
                self._answer.set_result(number)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        if self._hosted is not None:
            self._hosted.resize(size_of(width, height))

    def eof_received(self) -> bool:
        """Nothing more will be typed; the screen stays until the connection goes."""
        return True

    def pause_writing(self) -> None:
        if self._hosted is not None:
            self._hosted.hold()
        if self._patience is None:
            self._patience = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._send_away)

    def resume_writing(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._hosted is not None:
            self._hosted.let_go()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._channel = None
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        self.leave()

    # Living

    def leave(self) -> None:
        """End the app; it is stopped where it does not end by itself."""
        task = self._task
        if task is None or task.done():
            return
        if self._hosted is None:
            task.cancel()
            return
        self._hosted.end()
        late = asyncio.get_running_loop().call_later(_LEAVING_SECONDS, task.cancel)
        task.add_done_callback(lambda _: late.cancel())

    def is_there(self) -> bool:
        """Whether screens are shown, or about to be."""
        return self._task is not None and not self._task.done()

    async def ended(self) -> None:
        """Wait until nothing of this visit is left."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def _over(self, _: object) -> None:
        self._house.visits.discard(self)
        self._house.left()

    async def _live(self) -> None:
        try:
            told = await self._sit()
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here ends this visit and no other
            told = self._bug(error)
        finally:
            self._hosted = self._keyboard = None
        self._close(told)

    async def _sit(self) -> str:
        """The whole visit; returns what to say at its end, which is empty where the person left."""
        channel, grant, t = self._channel, self._grant, translator("doors", self._lang)
        if channel is None:
            return ""
        if self._kind is None or not can_paint(self._kind):
            return t("This needs a terminal. Connect with: ssh -t (Windows Terminal, PuTTY or any other terminal).")
        environment = {name: value for name, value in channel.get_environment().items() if len(value) < 100}
        self._lang = self._wanted.lang or language_of(environment, self._house.lang)
        t = translator("doors", self._lang)
        if not fits(self._wanted.place, grant):
            name = names_of(grant)[-1]
            return t('This code belongs to "{name}". Connect with that user name: {name}@…', name=name)
        person = Person(self._person, self._lang, "ssh", name=self._wanted.name)
        room, turns = self._house.room, self._house.turns
        take_over = self._wanted.take_over or await self._asked_to_take_over()
        if take_over is None:
            return ""
        opened = open_app(room, grant, person, turns, take_over=take_over)
        if isinstance(opened, Refusal):
            return sentence(Wording(self._lang), opened)
        try:
            return await self._show(opened, channel, environment)
        finally:
            await opened.close()

    async def _asked_to_take_over(self) -> bool | None:
        """Whether whoever sits at the seat has to leave, asked where somebody does; None: rather not come in."""
        there = self._house.room.people(self._grant) if self._grant.part is Part.SEAT else ()
        if not there:
            return False
        t = translator("doors", self._lang)
        said = [" ".join(each for each in (one.section, one.name) if each) for one in there]
        names = ", ".join(each or t("somebody who gave no name") for each in said)
        for told in (
            t("At this seat already: {names}", names=visible_line(names)),
            t("1 share the seat, 2 take it over, 3 leave it. Number:"),
        ):
            self._write(f"{told}\r\n".encode())
        answer = self._answer = asyncio.get_running_loop().create_future()
        try:
            return {"1": False, "2": True}.get(await answer)
        finally:
            self._answer = None
            self._write(b"\x1b[2J\x1b[H")

    async def _show(self, opened: Opened, channel: Channel, environment: dict[str, str]) -> str:
        size = size_of(*channel.get_terminal_size()[:2])
        hosted = Hosted(opened.app, terminal_of(self._kind or "", environment, size), self._write)
        async with self._house.beginning:
            if self._channel is None:
                return ""
            self._hosted = hosted
            self._keyboard = Keyboard(
                hosted,
                stop=channel.pause_reading,
                go=channel.resume_reading,
                too_much=self._send_away,
            )
            running = asyncio.create_task(hosted.run())
            await hosted.painted.wait()
        try:
            await running
        except Crashed as crash:
            return self._bug(crash.__cause__ or crash)
        finally:
            running.cancel()
            self._keyboard.close()
        return str(getattr(opened.app, "farewell", ""))

    def _bug(self, error: BaseException) -> str:
        self._house.crashed(error)
        t = translator("doors", self._lang)
        return t("An error inside the program has ended this screen. What you sent is safe: connect again.")

    def _write(self, data: bytes) -> None:
        if self._channel is not None:
            with suppress(OSError, asyncssh.Error):
                self._channel.write(data)

    def _close(self, told: str) -> None:
        channel = self._channel
        if channel is None:
            return
        if told:
            self._write(f"{visible_line(told)}\r\n".encode())
        with suppress(OSError, asyncssh.Error):
            channel.exit(1 if told else 0)

    def _send_away(self) -> None:
        """At once, whatever is still on its way."""
        self._patience = None
        if self._channel is not None:
            self._channel.get_connection().abort()
