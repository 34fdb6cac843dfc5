"""The ssh door of an exercise: ``ssh -p PORT join@ADDRESS``, the code as password, and the full screens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import asyncssh

from simulator.doors.addresses import reachable
from simulator.doors.door import Address, DoorShut, Shut, Way, shut_by
from simulator.doors.listening import listening_socket
from simulator.doors.ssh.host_key import UnusableKey, fingerprint, host_key
from simulator.doors.ssh.names import ANY
from simulator.doors.ssh.reception import Reception
from simulator.doors.ssh.visit import House
from simulator.session.room_port import Room
from simulator.words import translator

_LOGIN_SECONDS = 60.0
_ALIVE_SECONDS = 20.0
_ALIVE_MISSED = 3
_ENDING_SECONDS = 8.0
_BACKLOG = 100


class SshDoor:
    """Implements ``Door`` for ``room`` at ``host:port`` (0: any free port); the host key lies in ``folder``."""

    def __init__(
        self,
        room: Room,
        host: str,
        port: int,
        *,
        folder: Path,
        lang: str,
        names: tuple[str, ...] = (),
        crashed: Callable[[BaseException], None] = lambda _: None,
        left: Callable[[], None] = lambda: None,
    ) -> None:
        """``lang`` is that of prompts and of clients that do not tell theirs; ``names`` are those by which this machine
        is reached, best first (without them, its addresses); ``crashed`` is told of every bug that ended a screen,
        ``left`` of every visit that is over."""
        self._room, self._host, self._port, self._folder = room, host, port, folder
        self._lang, self._names, self._crashed, self._left = lang, names, crashed, left
        self._house: House | None = None
        self._server: asyncssh.SSHAcceptor | None = None
        self._fingerprint = ""

    async def start(self) -> None:
        where = f"{self._host}:{self._port}"
        try:
            key = host_key(self._folder)
        except UnusableKey as error:
            raise DoorShut(Shut.OTHER, where, str(error.path)) from error
        except OSError as error:
            raise DoorShut(Shut.OTHER, str(self._folder), error.strerror or type(error).__name__) from error
        house = self._house = House(self._room, self._lang, self._crashed, self._left)
        try:
            self._server = await asyncssh.create_server(
                lambda: Reception(house),
                sock=listening_socket(self._host, self._port, _BACKLOG),
                server_host_keys=[key],
                config=[],
                server_version="tabletop",
                encoding=None,
                line_editor=False,
                allow_pty=True,
                allow_scp=False,
                agent_forwarding=False,
                x11_forwarding=False,
                public_key_auth=False,
                host_based_auth=False,
                gss_kex=False,
                gss_auth=False,
                login_timeout=_LOGIN_SECONDS,
                keepalive_interval=_ALIVE_SECONDS,
                keepalive_count_max=_ALIVE_MISSED,
            )
        except OSError as error:
            raise shut_by(error, where) from error
        self._port = self._server.get_port()
        self._fingerprint = fingerprint(key)

    @property
    def port(self) -> int:
        """The port that is listened on; the real one once the door is open."""
        return self._port

    def addresses(self) -> tuple[Address, ...]:
        option = "" if self._port == 22 else f"-p {self._port} "
        return tuple(
            Address(Way.SSH, f"ssh {option}{ANY}@{name}", proof=self._fingerprint)
            for name in self._names or reachable(self._host)
        )

    def notes(self) -> tuple[str, ...]:
        t = translator("doors", self._lang)
        return (
            t("ssh: everybody types the same line, then the code of their card; it decides where they come in."),
            t("ssh host key (ED25519): {fingerprint}", fingerprint=self._fingerprint),
        )

    async def stop(self) -> None:
        server, house = self._server, self._house
        if server is None or house is None:
            return
        self._server = None
        server.close()
        visits = tuple(house.visits)
        for visit in visits:
            visit.leave()
        if visits:
            await asyncio.wait(
                [asyncio.ensure_future(visit.ended()) for visit in visits],
                timeout=_ENDING_SECONDS,
            )
        for connection in tuple(house.connections):
            connection.abort()
        await server.wait_closed()
