"""What somebody carries after a code has let them in: the grant and who they are, sealed with the exercise's key.

Nothing is kept on the server, so that a pass survives its restart. Revoking the grant ends it, because the grant is
asked for at every use.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from simulator.session.room_port import Person

_LONGEST = 2048
_SEAL = 32
"""Bytes of the seal: SHA-256."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Somebody who came in by a grant."""

    grant: str
    person: Person


def seal(key: bytes, found: Pass) -> str:
    """The token of a pass: URL-safe text."""
    person = found.person
    body = json.dumps(
        [found.grant, person.id, person.lang, person.door, person.name, person.section],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    return base64.urlsafe_b64encode(_sign(key, b"pass", body) + body).decode().rstrip("=")


def unseal(key: bytes, token: str) -> Pass | None:
    """The pass of a token; None where it was not sealed with ``key``."""
    if not token or len(token) > _LONGEST:
        return None
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    sign, body = raw[:_SEAL], raw[_SEAL:]
    if not hmac.compare_digest(sign, _sign(key, b"pass", body)):
        return None
    grant, person, lang, door, name, section = json.loads(body)
    return Pass(grant, Person(person, lang, door, name, section))


def form_token(key: bytes, token: str) -> str:
    """What a form has to bring back, so that another site cannot post in somebody's name."""
    return _sign(key, b"form", token.encode()).hex()


def is_form_token(key: bytes, token: str, given: str) -> bool:
    return hmac.compare_digest(form_token(key, token).encode(), given.encode(errors="replace"))


def _sign(key: bytes, use: bytes, body: bytes) -> bytes:
    return hmac.new(key, use + b"\0" + body, hashlib.sha256).digest()
