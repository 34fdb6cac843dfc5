"""What the host of an exercise knows of a door: it opens, says where it is, and closes."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from simulator.words import Translate, mark


class Way(StrEnum):
    """How somebody comes in by an address."""

    BROWSER = "browser"
    TERMINAL = "terminal"
    SSH = "ssh"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a door is. ``text`` is what a participant opens or types as it stands: ``https://192.0.2.7:8443`` in a
    browser, ``tabletop join https://192.0.2.7:8443``, ``ssh -p 8022 join@192.0.2.7``. ``link`` is the address of a
    page that a QR code may lead to, ``{code}`` standing for the code; empty where there is none. ``proof`` is what the
    server shows of itself to whoever comes for the first time (the fingerprint of its key), empty where nobody asks."""

    way: Way
    text: str
    link: str = ""
    proof: str = ""


class Shut(StrEnum):
    """Why a door does not open."""

    TAKEN = "taken"
    NOT_HERE = "not_here"
    NOT_ALLOWED = "not_allowed"
    CERTIFICATE = "certificate"
    MISSING = "missing"
    OTHER = "other"


_WORDS: dict[Shut, tuple[str, str]] = {
    Shut.TAKEN: (
        mark("{where} is in use by another program."),
        mark("Choose another port, or 0 for any that is free."),
    ),
    Shut.NOT_HERE: (
        mark("{where} is no address of this machine."),
        mark("Use 127.0.0.1 for this machine alone, 0.0.0.0 for its network."),
    ),
    Shut.NOT_ALLOWED: (
        mark("{where} may not be opened by you."),
        mark("Choose a port from 1024 up."),
    ),
    Shut.CERTIFICATE: (
        mark("The certificate {where} cannot be used ({detail})."),
        mark("Check both files, or leave them out: a certificate is made then."),
    ),
    Shut.MISSING: (
        mark("This door needs a package that is not installed ({detail})."),
        mark('Install it: pip install "tabletop-simulator[ssh]"'),
    ),
    Shut.OTHER: (mark("{where} cannot be opened ({detail})."), mark("Check the address and the port.")),
}


class DoorShut(Exception):
    """A door that does not open: ``where`` it was to be, and what the system says (``detail``)."""

    def __init__(self, reason: Shut, where: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {where}: {detail}")
        self.reason, self.where, self.detail = reason, where, detail

    def message(self, t: Translate) -> str:
        """What is wrong, in the words of the catalogue ``doors``."""
        return t(_WORDS[self.reason][0], where=self.where, detail=self.detail)

    def remedy(self, t: Translate) -> str:
        return t(_WORDS[self.reason][1])


def shut_by(error: OSError, where: str) -> DoorShut:
    """The system's refusal to open an address, as something that a user can act on."""
    reason = {
        errno.EADDRINUSE: Shut.TAKEN,
        errno.EADDRNOTAVAIL: Shut.NOT_HERE,
        errno.EACCES: Shut.NOT_ALLOWED,
        errno.EPERM: Shut.NOT_ALLOWED,
    }.get(error.errno or 0, Shut.OTHER)
    return DoorShut(reason, where, error.strerror or type(error).__name__)


class Door(Protocol):
    """A way into an exercise. It lives in the event loop of the process that holds the exercise."""

    async def start(self) -> None:
        """Open; raises DoorShut."""
        ...

    def addresses(self) -> tuple[Address, ...]:
        """Where participants come in, once it is open: best first."""
        ...

    def notes(self) -> tuple[str, ...]:
        """What whoever prints the addresses should say beside them, in the user's language: fingerprints and such."""
        ...

    async def stop(self) -> None:
        """Close: connections end, ports are given back; what was sent stays in the log."""
        ...
