"""Who may come in: grants, which the log names, and their codes, which it never holds.

A code is twelve characters of an alphabet without look-alikes (60 bits), written ``K7QF-3MNP-W2RT``. Codes and the key
that seals passes lie in a file of their own beside the log, which only its owner may read; whoever has the log alone
comes in nowhere.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from simulator.engine.commands import Refusal
from simulator.session.room_port import Grant, Part
from simulator.words import Translate, mark

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""

_LENGTH = 12
_LONGEST = 200
"""Characters of what is typed that are looked at."""

_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})
FREE = 20
"""Wrong codes from one source at once: a room full of people may share one address, and some of them mistype."""

_EACH_MS = 3_000
"""Time after which a source has one more. A right code gives none back: whoever has one could guess on with it."""

_SOURCES = 4096
"""Sources that are remembered, so that a flood of them takes no memory."""

_FULL = (
    mark("The disk is full: the join codes cannot be saved in {path}."),
    mark("Free some space; saving is tried again by itself."),
)
_FORBIDDEN = (
    mark("{path} may not be written: the join codes cannot be saved."),
    mark("Allow writing in its folder; saving is tried again by itself."),
)
_UNKEPT = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
}
_UNKEPT_OTHERWISE = (
    mark("The join codes cannot be saved in {path} ({detail})."),
    mark("Check the disk or the network drive; saving is tried again by itself."),
)
_MEANWHILE = mark("They all work now, but codes made since would open nothing after a restart.")


def new_code() -> str:
    """A code as it is printed."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, _LENGTH, 4))


def read_code(text: str) -> str:
    """A typed code as it is compared: small letters, full-width letters, spaces, hyphens and look-alikes are fine."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).upper().translate(_SAME)
    return "".join(character for character in plain if character in _ALPHABET)


class Access:
    """The grants of one exercise. ``path`` None keeps codes in memory. ``now`` is UTC in milliseconds."""

    def __init__(self, path: Path | None, now: Callable[[], int]) -> None:
        self._path, self._now = path, now
        kept = _read(path)
        self.key = bytes.fromhex(kept["key"]) if kept else secrets.token_bytes(32)
        self._codes: dict[str, str] = dict(kept["codes"]) if kept else {}
        self._grants: dict[str, Grant] = {}
        self._wrong: dict[str, int] = {}
        self._lock = Lock()
        self.unkept: OSError | None = None
        """Why the file does not hold the codes as they are now; None where it does."""
        if not kept:
            self.keep()

    @property
    def grants(self) -> Mapping[str, Grant]:
        """Those that are in force, by id."""
        return self._grants

    def code(self, grant: str) -> str:
        """The code of a grant in force, as it is printed."""
        return self._codes[grant]

    def allow(self, *grants: Grant) -> None:
        """Put grants in force; each gets a code unless it has one from before."""
        self._grants.update({grant.id: grant for grant in grants})
        new = {grant.id: new_code() for grant in grants if grant.id not in self._codes}
        self._codes.update(new)
        if new:
            self.keep()

    def revoke(self, grant: str) -> None:
        """Nobody comes in by that grant any more."""
        self._grants.pop(grant, None)
        if self._codes.pop(grant, None) is not None:
            self.keep()

    def admit(self, code: str, source: str) -> Grant | Refusal:
        """As ``Room.admit``."""
        now, source = self._now(), _network(source)
        # The moment at which nothing is held against the source any more.
        clean = max(now, self._wrong.get(source, now))
        wait = clean - now - (FREE - 1) * _EACH_MS
        if wait > 0:
            self._wrong[source] = self._wrong.pop(source)
            return Refusal("code.too_many", {"seconds": str(-(-wait // 1000))})
        asked = _digest(read_code(code))
        found: Grant | None = None
        # Every code is compared, each in constant time, so that the time taken tells nothing.
        for name, grant in self._grants.items():
            if hmac.compare_digest(asked, _digest(read_code(self._codes[name]))):
                found = grant
        if found is not None:
            return found
        # The newest stands last; the oldest is forgotten first.
        self._wrong.pop(source, None)
        self._wrong[source] = clean + _EACH_MS
        while len(self._wrong) > _SOURCES:
            del self._wrong[next(iter(self._wrong))]
        return Refusal("code.unknown")

    def keep(self) -> None:
        """Write the codes down as they are now; where that fails ``unkept`` says why, and they hold all the same.

        May be called from any thread.
        """
        if self._path is None:
            return
        with self._lock:
            plain = json.dumps({"key": self.key.hex(), "codes": dict(self._codes)}, indent=1)
            try:
                write_private(self._path, plain + "\n")
            except OSError as error:
                self.unkept = error
            else:
                self.unkept = None

    def unkept_words(self, t: Translate) -> str:
        """What keeps the codes from being written, what follows from it, and what to do; empty where all is well. ``t``
        translates the domain ``log``."""
        error = self.unkept
        if error is None:
            return ""
        number = error.errno or 0
        told, remedy = _UNKEPT.get(number, _UNKEPT_OTHERWISE)
        detail = errno.errorcode.get(number) or type(error).__name__
        return f"{t(told, path=str(self._path), detail=detail)} {t(_MEANWHILE)} {t(remedy)}"


def write_private(path: Path, text: str) -> None:
    """Replace ``path`` by ``text``, in a file that its owner alone may read. Raises OSError; it is as before then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        new.unlink()
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def access_file(log: Path) -> Path:
    """Where the codes of a log are kept."""
    return log.with_suffix(".access.json")


def all_grants(teams: Mapping[str, tuple[str, ...]], facilitators: int = 1, evaluators: int = 1) -> list[Grant]:
    """A grant for every seat (``teams``: seats by team), for each facilitator and evaluator, an observer and the
    projector; their ids are ``g1``, ``g2``…"""
    wanted: list[tuple[Part, str | None, str | None]] = [
        *((Part.SEAT, team, seat) for team, seats in teams.items() for seat in seats),
        *((Part.FACILITATOR, None, None) for _ in range(facilitators)),
        *((Part.EVALUATOR, None, None) for _ in range(evaluators)),
        (Part.OBSERVER, None, None),
        (Part.PROJECTOR, None, None),
    ]
    return [Grant(f"g{number}", part, team, seat) for number, (part, team, seat) in enumerate(wanted, 1)]


def grant_data(grant: Grant) -> dict[str, Any]:
    """A grant as the log tells it."""
    return {**asdict(grant), "part": grant.part.value}


def _network(source: str) -> str:
    """What counts as one source: an address; of the new kind (IPv6) the network, as one machine has all of it."""
    import ipaddress

    with suppress(ValueError):
        address = ipaddress.ip_address(source.partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 64), strict=False))
    return source


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def _read(path: Path | None) -> dict[str, Any] | None:
    """What the file holds; None where there is none or it cannot be read: then everybody gets a new code."""
    if path is None:
        return None
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(path.read_text(encoding="utf-8"))
        codes = {str(name): str(code) for name, code in dict(found["codes"]).items()}
        return {"key": bytes.fromhex(found["key"]).hex(), "codes": codes}
    return None
