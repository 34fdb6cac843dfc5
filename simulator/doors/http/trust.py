"""Which server a client talks to: by a certificate that its machine trusts, or by one whose fingerprint it knows.

A server in a closed network has a certificate of its own. Its fingerprint is shown where the codes are; who joins for
the first time compares it once, and it is remembered for that address.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from simulator.doors.http.certificates import fingerprint_of

_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Stranger:
    """A server whose certificate this machine does not know. ``changed``: it knows another one for that address."""

    fingerprint: str
    changed: bool


class KnownServers:
    """Fingerprints by address, in a file of the user's."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, address: str) -> str:
        found = self._read().get(address, "")
        return found if isinstance(found, str) else ""

    def keep(self, address: str, fingerprint: str) -> None:
        """Remember it; where that cannot be written, the user is asked again next time."""
        known = {**self._read(), address: fingerprint}
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def own_folder() -> Path:
    """Where a client keeps what it remembers: servers, and drafts."""
    asked = os.environ.get("XDG_STATE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    return Path(asked) / "tabletop" if asked else Path.home() / ".local" / "state" / "tabletop"


def known_servers() -> KnownServers:
    return KnownServers(own_folder() / "servers.json")


def trusted(address: str, known: KnownServers, accepted: str = "") -> ssl.SSLContext | Stranger:
    """What to talk to ``address`` (``https://…``) with; ``accepted`` is a fingerprint that the user has agreed to.

    Raises OSError where nobody answers there, or no TLS is spoken.
    """
    context = ssl.create_default_context()
    der = _certificate(address, context)
    if der is None:
        return context
    fingerprint = fingerprint_of(der)
    kept = known.get(address)
    if fingerprint not in {kept, accepted}:
        return Stranger(fingerprint, bool(kept))
    if fingerprint == accepted:
        known.keep(address, fingerprint)
    # This very certificate and no other; its name does not matter then.
    pinned = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    pinned.check_hostname = False
    pinned.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(der))
    return pinned


def _certificate(address: str, context: ssl.SSLContext) -> bytes | None:
    """The certificate that ``context`` does not trust; None where it does."""
    parts = urlsplit(address)
    where = (parts.hostname or "", parts.port or 443)
    try:
        _presented(where, context)
    except ssl.SSLCertVerificationError:
        pass
    else:
        return None
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    return _presented(where, anybody)


def _presented(where: tuple[str, int], context: ssl.SSLContext) -> bytes:
    """The certificate that the server shows. Raises OSError, among them SSLCertVerificationError."""
    with (
        socket.create_connection(where, timeout=_SECONDS) as raw,
        context.wrap_socket(raw, server_hostname=where[0]) as found,
    ):
        return found.getpeercert(binary_form=True) or b""
