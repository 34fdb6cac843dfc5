"""What stands around every resource: headers against misuse of a page, names of this server, and who may post."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: dict[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send "Origin: null" with forms of our own pages.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_FOREVER = "max-age=31536000"


class Guard:
    """Adds the headers; answers 421 to a name that is not this server's, so that no foreign name leads here."""

    def __init__(self, app: ASGIApp, is_ours: Callable[[str], bool], *, strict_transport: bool = False) -> None:
        self._app, self._is_ours = app, is_ours
        self._headers = dict(HEADERS)
        if strict_transport:
            self._headers["strict-transport-security"] = _FOREVER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        if not self._is_ours(Headers(scope=scope).get("host", "")):
            await Response("This server has another name.\n", 421, media_type="text/plain")(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def names_allowed(names: frozenset[str]) -> Callable[[str], bool]:
    """Whether a Host header names this server: by any IP address, or by one of ``names`` (in lower case).

    A page of somebody else's whose name is made to lead to this machine comes with that name, and is turned away.
    """

    def is_ours(host: str) -> bool:
        name = _without_port(host.strip().lower())
        if name in names:
            return True
        try:
            ipaddress.ip_address(name.strip("[]").partition("%")[0])
        except ValueError:
            return False
        return True

    return is_ours


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def comes_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site's page has sent this. Programs say nothing of the kind."""
    origin = request.headers.get("origin")
    if origin is not None:
        return origin.partition("://")[2].lower() != request.headers.get("host", "").lower()
    return request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
