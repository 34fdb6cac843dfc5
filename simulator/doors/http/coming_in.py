"""Coming in from a program: the address as people write it, the code, and what is needed to open a port."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from simulator.doors.http.client import HttpSeat
from simulator.doors.http.control import HttpControl
from simulator.doors.http.link import refusal_of
from simulator.doors.http.trust import own_folder
from simulator.engine.commands import Refusal
from simulator.session.drafts import Drafts
from simulator.session.room_port import Grant, Part
from simulator.words import translator

_TIMEOUT = httpx.Timeout(10.0)
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class NoExercise(Exception):
    """Something answers at the address, but it is no exercise."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody who comes in says. ``occupied`` is ``share``, ``take_over`` or nothing yet."""

    code: str
    name: str = ""
    section: str = ""
    lang: str = "ja"
    occupied: str = ""


@dataclass(frozen=True, slots=True)
class Occupied:
    """Somebody sits there: names with sections, as they gave them."""

    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who came in. ``first`` is the view that they begin with, ``manual`` a seat's manual."""

    address: str
    token: str
    grant: Grant
    first: Mapping[str, Any]
    manual: Mapping[str, Any]
    verify: ssl.SSLContext | bool
    lang: str

    def seat(self) -> HttpSeat:
        """The port of a seat; to be called inside the event loop that it lives in."""
        name = re.sub(r"[^A-Za-z0-9_.-]", "-", f"{urlsplit(self.address).netloc}-{self.grant.id}")
        drafts = Drafts(_folder(f"{name}.json"))
        return HttpSeat(self._client(), self.first, self.manual, drafts=drafts, t=translator("doors", self.lang))

    @property
    def view(self) -> str:
        """The class of the view, by name."""
        return str(self.first.get("view", ""))

    def control(self) -> HttpControl[Any]:
        """The port of a desk, an observer or the projector; to be called inside the event loop."""
        return HttpControl(self._client(), self.grant, self.first, t=translator("doors", self.lang))

    def _client(self) -> httpx.AsyncClient:
        headers = {"authorization": f"Bearer {self.token}"}
        return httpx.AsyncClient(base_url=self.address, headers=headers, verify=self.verify, trust_env=False)


def full_address(text: str) -> str:
    """``192.0.2.7:8443`` as an address with its scheme: TLS unless it is this machine. Paths are left out."""
    text = text.strip()
    if "://" not in text:
        host = text.partition("/")[0]
        name = host.rpartition(":")[0] if re.fullmatch(r".*:\d+", host) and not host.endswith("]") else host
        text = f"{'http' if name.lower() in _LOCAL else 'https'}://{text}"
    parts = urlsplit(text)
    return f"{parts.scheme}://{parts.netloc}"


def come_in(address: str, asked: Asked, *, verify: ssl.SSLContext | bool) -> Admitted | Occupied | Refusal:
    """Join the exercise at ``address``. Raises OSError where nobody answers, NoExercise where something else does."""
    body = {
        "code": asked.code,
        "name": asked.name,
        "section": asked.section,
        "lang": asked.lang,
        "door": "terminal",
        **({"occupied": asked.occupied} if asked.occupied else {}),
    }
    try:
        return _come_in(address, body, asked.lang, verify=verify)
    except httpx.RemoteProtocolError:
        raise NoExercise(address) from None
    except httpx.HTTPError as error:
        raise OSError(str(error)) from None


def _come_in(
    address: str, body: Mapping[str, str], lang: str, *, verify: ssl.SSLContext | bool
) -> Admitted | Occupied | Refusal:
    with httpx.Client(base_url=address, verify=verify, timeout=_TIMEOUT, trust_env=False) as http:
        found = _json(http.post("/join", json=body))
        refusal = refusal_of(found)
        if refusal is not None and refusal.code == "seat.occupied":
            there = found.get("people", [])
            return Occupied(tuple((str(one.get("name", "")), str(one.get("section", ""))) for one in there))
        if refusal is not None:
            return refusal
        try:
            grant = Grant(str(found["grant"]), Part(found["part"]), found["team"], found["seat"])
            http.headers["authorization"] = f"Bearer {found['token']}"
            first = _json(http.get(str(found["view"])))
            manual = _json(http.get("/seat/manual")) if grant.part is Part.SEAT else {}
        except (KeyError, ValueError):
            raise NoExercise(address) from None
        refusal = refusal_of(first) or refusal_of(manual)
        if refusal is not None:
            return refusal
        return Admitted(address, str(found["token"]), grant, first, manual, verify, lang)


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        raise NoExercise(str(answer.url)) from None
    if not isinstance(found, dict):
        raise NoExercise(str(answer.url))
    return found


def _folder(name: str) -> Any:
    folder = own_folder() / "drafts"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / name
