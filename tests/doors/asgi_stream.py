"""An event stream of an ASGI application, read as a browser would, without a network."""

import asyncio
import json
from typing import Any, NamedTuple

from support.patience import PATIENCE


class Event(NamedTuple):
    id: str
    kind: str
    data: dict[str, Any]


class Stream:
    """Opened with ``start``; ``take`` gives the next event. A client that does not read is one with ``stuck`` set."""

    def __init__(self, app: Any, path: str, token: str = "", *, cookie: str = "", last: str = "") -> None:
        headers = [(b"host", b"127.0.0.1")]
        if token:
            headers.append((b"authorization", b"Bearer " + token.encode()))
        if cookie:
            headers.append((b"cookie", cookie.encode()))
        if last:
            headers.append((b"last-event-id", last.encode()))
        path, _, query = path.partition("?")
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        self._app = app
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._gone = asyncio.Event()
        self.free = asyncio.Event()
        self.free.set()
        self.status = 0
        self._first = True

    async def start(self) -> "Stream":
        self.task = asyncio.create_task(self._run())
        return self

    async def _run(self) -> None:
        await self._app(self._scope, self._receive, self._send)
        self._events.put_nowait(None)

    async def _receive(self) -> dict[str, Any]:
        if self._first:
            self._first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        await self.free.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        for block in message.get("body", b"").decode().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":")
            if "data" in lines:
                self._events.put_nowait(Event(lines.get("id", ""), lines.get("event", ""), json.loads(lines["data"])))

    async def take(self, kind: str = "view") -> Event:
        """The next event of ``kind``; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self._events.get()
                assert event is not None, "the stream has ended"
                if event.kind == kind:
                    return event

    def waiting(self) -> int:
        return self._events.qsize()

    async def stop(self) -> None:
        self._gone.set()
        self.free.set()
        async with asyncio.timeout(PATIENCE):
            await self.task
