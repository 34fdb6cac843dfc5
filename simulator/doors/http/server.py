"""The HTTP door itself: a listening socket and a server in the event loop of the exercise."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from simulator.doors.addresses import reachable
from simulator.doors.door import Address, Way
from simulator.doors.http import limits
from simulator.doors.http.app import LOCAL_NAMES, HttpApp, http_app
from simulator.doors.http.connections import Connection, carried
from simulator.doors.http.found_here import OpenHere, announce
from simulator.doors.http.pages_port import Pages
from simulator.doors.listening import listening_socket
from simulator.session.room_port import Room
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.doors.http.certificates import Certificate

_BACKLOG = 2048
_LAST_SECONDS = 3
"""What connections get to end when the door closes."""


class HttpDoor:
    """Implements ``Door``. Port 0 takes any that is free."""

    def __init__(
        self,
        room: Room,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        t: Translate,
        pages: Pages | None = None,
        certificate: Certificate | None = None,
        plain: bool | None = None,
        folder: Path,
        announced: Path | None = None,
        most: int | None = None,
        on_error: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        """``t`` translates the domain ``doors``. Without ``certificate`` one is made and kept in ``folder``. ``plain``:
        without TLS; by itself only on an address that no other machine reaches. ``announced``: the folder in which
        ``tabletop join`` looks for exercises of this machine. ``most``: connections at a time, as many as the system
        carries unless it is given."""
        self._room, self._host, self._port, self._t = room, host, port, t
        self._pages, self._on_error = pages, on_error
        self._certificate, self._folder, self._announced, self._most = certificate, folder, announced, most
        self._plain = is_loopback(host) if plain is None else plain
        self._sign: Path | None = None
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None
        self.app: HttpApp | None = None

    @property
    def port(self) -> int:
        """The port that is listened on, once the door is open."""
        return self._port

    async def start(self) -> None:
        names = _names_of(self._host)
        if not self._plain and self._certificate is None:
            # Ten megabytes that a door of this machine alone does without.
            from simulator.doors.http.certificates import own_certificate

            self._certificate = own_certificate(self._folder, names)
        certificate = None if self._plain else self._certificate
        if certificate is not None:
            certificate.fingerprint()
        listening = listening_socket(self._host, self._port, _BACKLOG)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # A client that has gone without a word, or takes nothing, is given up by the system.
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(limits.STALLED_SECONDS * 1000))
        self._port = int(listening.getsockname()[1])
        self.app = http_app(
            self._room,
            pages=self._pages,
            names=LOCAL_NAMES | {name.lower() for name in names},
            secure=certificate is not None,
            given_certificate=certificate is not None and not certificate.own,
            on_error=self._on_error,
        )
        _quiet()
        config = uvicorn.Config(
            self.app,
            http=Connection,
            limit_concurrency=self._most or carried(),
            ws="none",
            lifespan="off",
            loop="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=_LAST_SECONDS,
            backlog=_BACKLOG,
            ssl_certfile=None if certificate is None else str(certificate.certificate),
            ssl_keyfile=None if certificate is None else str(certificate.key),
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]))
        await asyncio.wait(
            {self._task, ready := asyncio.ensure_future(self._server.ready.wait())}, return_when="FIRST_COMPLETED"
        )
        if not ready.done():
            ready.cancel()
            await self._task
        self._announce()

    def addresses(self) -> tuple[Address, ...]:
        scheme = "http" if self._plain else "https"
        found = []
        for name in reachable(self._host):
            base = f"{scheme}://{f'[{name}]' if ':' in name else name}:{self._port}"
            found.append(Address(Way.BROWSER, base, f"{base}/join?code={{code}}"))
            found.append(Address(Way.TERMINAL, f"tabletop join {base}"))
        return tuple(found)

    def notes(self) -> tuple[str, ...]:
        if self._plain or self._certificate is None or not self._certificate.own:
            return ()
        t = self._t
        return (
            t("The certificate is this machine's own. Browsers warn of it once; its SHA-256 fingerprint is:"),
            self._certificate.fingerprint(),
        )

    async def stop(self) -> None:
        if self._sign is not None:
            self._sign.unlink(missing_ok=True)
        if self._server is not None:
            self._server.should_exit = True
        if self.app is not None:
            await self.app.close()
        if self._task is not None:
            await self._task

    def _announce(self) -> None:
        if self._announced is None:
            return
        near = self._host if self._host not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104 - compared, not bound
        near = f"[{near}]" if ":" in near else near
        scheme = "http" if self._plain else "https"
        own = self._certificate is not None and self._certificate.own and not self._plain
        fingerprint = self._certificate.fingerprint() if own and self._certificate is not None else ""
        here = OpenHere(self._room.exercise, f"{scheme}://{near}:{self._port}", fingerprint)
        self._sign = announce(here, self._announced)


class _Server(uvicorn.Server):
    """Leaves signals to the program, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As the server's own on sockets that are given, which would wait a minute for the hello of TLS."""
        config, loop = self.config, asyncio.get_running_loop()

        def connection() -> asyncio.Protocol:
            return Connection(config, self.server_state, self.lifespan.state)

        await self.lifespan.startup()
        self.servers = [
            await loop.create_server(
                connection,
                sock=one,
                ssl=config.ssl,
                backlog=config.backlog,
                ssl_handshake_timeout=limits.HANDSHAKE_SECONDS if config.ssl else None,
            )
            for one in sockets or ()
        ]
        self.started = True
        self.ready.set()


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names_of(host: str) -> tuple[str, ...]:
    """Names and addresses that the certificate has to hold."""
    name = socket.gethostname()
    own = (name,) if name and name.isascii() else ()
    return tuple(dict.fromkeys((*reachable(host), "localhost", "127.0.0.1", *own)))


def _quiet() -> None:
    """The server's own log would write into the screens; what matters reaches ``on_error``."""
    log = logging.getLogger("uvicorn.error")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
