"""The doors of ``tabletop host``: where they are to be, and what to say of them once they are open."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.doors.door import Address, Door, DoorShut, Shut, Way
from simulator.words import translator

if TYPE_CHECKING:
    from simulator.session.room_port import Room

HTTP_PORT = 8765
SSH_PORT = 8722


class NoAddress(ValueError):
    """What was typed is no ``ADDR:PORT``."""


def read_where(text: str, port: int) -> tuple[str, int]:
    """``ADDR:PORT``, ``ADDR``, ``:PORT`` or ``PORT``; this machine alone where no address is named."""
    text = text.strip()
    host, found = text, ""
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        found = rest.removeprefix(":")
    elif text.count(":") == 1:
        host, _, found = text.partition(":")
    elif text.isdigit():
        host, found = "", text
    if found and not (found.isascii() and found.isdigit() and int(found) < 65536):
        raise NoAddress(text)
    return host or "127.0.0.1", int(found) if found else port


def kept_folder() -> Path:
    """Where this user's certificate and host key are kept."""
    windows = sys.platform == "win32"
    base = os.environ.get("LOCALAPPDATA" if windows else "XDG_STATE_HOME")
    usual = Path.home() if windows else Path.home() / ".local" / "state"
    return (Path(base) if base else usual) / "tabletop"


def make_doors(
    room: Room,
    http: tuple[str, int] | None,
    ssh: tuple[str, int] | None,
    lang: str,
    certificate: tuple[Path, Path] | None,
    on_error: Callable[[BaseException], None],
    left: Callable[[], None],
) -> list[Door]:
    """The doors that were asked for; ``left`` is told when somebody's screens are over.

    Raises DoorShut where a package is missing or a certificate is not fit.
    """
    doors: list[Door] = []
    folder = kept_folder()
    if http is not None:
        from simulator.doors.http.found_here import runtime_folder
        from simulator.doors.http.server import HttpDoor

        given = None
        if certificate is not None:
            from simulator.doors.http.certificates import given_certificate

            given = given_certificate(*certificate)
        doors.append(
            HttpDoor(
                room,
                http[0],
                http[1],
                t=translator("doors", lang),
                certificate=given,
                plain=False if given is not None else None,
                folder=folder,
                announced=runtime_folder(),
                on_error=on_error,
            )
        )
    if ssh is not None:
        try:
            from simulator.doors.ssh.door import SshDoor
        except ImportError as error:
            raise DoorShut(Shut.MISSING, f"{ssh[0]}:{ssh[1]}", error.name or "asyncssh") from None
        doors.append(SshDoor(room, ssh[0], ssh[1], folder=folder, lang=lang, crashed=on_error, left=left))
    return doors


async def open_doors(doors: Sequence[Door]) -> None:
    """Open all, or none. Raises DoorShut."""
    opened: list[Door] = []
    for door in doors:
        try:
            await door.start()
        except DoorShut:
            for one in reversed(opened):
                await one.stop()
            raise
        opened.append(door)


def by_way(doors: Sequence[Door]) -> dict[Way, list[Address]]:
    """The addresses of all doors by the way in, best first."""
    found: dict[Way, list[Address]] = {}
    for address in (one for door in doors for one in door.addresses()):
        found.setdefault(address.way, []).append(address)
    return found
