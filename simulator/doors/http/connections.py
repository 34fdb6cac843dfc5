"""Connections as they come: what is waited for until a request is there, and how many are carried at a time."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from simulator.doors.http import limits

_FOR_THE_LOG = 128
"""Files that are kept free for the log and everything else that is not a connection."""

_WANTED = (65_536, 10_240)
"""Open files to ask the system for, the first that it grants."""


class Connection(HttpToolsProtocol):
    """Closes where a request's head does not come, or has no end. Where too many are open, the one goes that has
    waited the longest without a request: whoever means to ask something does so at once."""

    since = 0.0
    late: asyncio.TimerHandle | None = None
    _between = True
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()
        if self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency:
            waiting = [one for one in self.connections if isinstance(one, Connection) and one.late is not None]
            min(waiting, key=lambda one: one.since).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._between and self.late is None:
            self._await_head()
        self._unread += len(data)
        super().data_received(data)
        if self._unread > limits.HEAD and not self.transport.is_closing():
            self.send_400_response("What stands before a request is too long.")

    def on_message_begin(self) -> None:
        self._between = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_is_there()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._between, self._unread = True, 0
        super().on_message_complete()

    def _await_head(self) -> None:
        self.since = self.loop.time()
        self.late = self.loop.call_later(limits.HEAD_SECONDS, self.transport.close)

    def _head_is_there(self) -> None:
        self._unread = 0
        if self.late is not None:
            self.late.cancel()
            self.late = None


def carried() -> int | None:
    """How many connections the system lets this program have, once it has been asked for more files; None where it
    does not tell."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - type checkers leave out a branch of another system, but not what comes after one
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        for wanted in _WANTED:
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            if soft != resource.RLIM_INFINITY and soft < most:
                with suppress(ValueError, OSError):
                    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
                    soft = most
        return None if soft == resource.RLIM_INFINITY else max(soft - _FOR_THE_LOG, soft // 2)
