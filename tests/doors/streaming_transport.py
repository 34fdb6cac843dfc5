"""Brings an httpx client to an ASGI application without a network, with answers that stream as they are written."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx


class _Body(httpx.AsyncByteStream):
    def __init__(self, chunks: "asyncio.Queue[bytes | None]", gone: asyncio.Event, task: "asyncio.Task[None]") -> None:
        self._chunks, self._gone, self._task = chunks, gone, task

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (chunk := await self._chunks.get()) is not None:
            yield chunk

    async def aclose(self) -> None:
        self._gone.set()
        await asyncio.wait({self._task})


class StreamingTransport(httpx.AsyncBaseTransport):
    """``down`` makes every request fail, as if nobody listened; ``cut`` breaks what is open; ``lose`` loses the answers
    of so many posts after they were carried out."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.down = False
        self.lose = 0
        self._open: set[asyncio.Queue[bytes | None]] = set()

    def cut(self) -> None:
        for chunks in list(self._open):
            chunks.put_nowait(None)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down")
        body = await request.aread()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": request.url.path,
            "raw_path": request.url.raw_path,
            "query_string": request.url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        chunks: asyncio.Queue[bytes | None] = asyncio.Queue()
        started, gone = asyncio.Event(), asyncio.Event()
        head: dict[str, Any] = {}
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": body, "more_body": False}
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                head.update(message)
                started.set()
                return
            if message.get("body"):
                chunks.put_nowait(message["body"])
            if not message.get("more_body"):
                chunks.put_nowait(None)

        async def run() -> None:
            try:
                await self.app(scope, receive, send)
            finally:
                self._open.discard(chunks)
                chunks.put_nowait(None)

        self._open.add(chunks)
        task = asyncio.create_task(run())
        await started.wait()
        if request.method == "POST" and self.lose and request.url.path.endswith("/commands"):
            self.lose -= 1
            await task
            raise httpx.ReadError("the answer was lost")
        return httpx.Response(head["status"], headers=head["headers"], stream=_Body(chunks, gone, task))
