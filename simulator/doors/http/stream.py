"""Server-sent events of a view, straight on ASGI: a change goes out to each client from where that client stands.

A client that reads slowly misses nothing and holds nobody: its changes are put together into one by the time it is
ready, and a client that does not read at all is let go.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from pydantic_core import to_json
from starlette.types import Receive, Send

from simulator.doors.http.limits import BEAT_SECONDS, STALLED_SECONDS
from simulator.doors.http.visits import Visit

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_BEAT = b": \n\n"


async def stream(visit: Visit, position: str, receive: Receive, send: Send, *, signal: bool = False) -> None:
    """Serve the changes of ``visit`` since ``position`` (empty: from nothing) until either side ends it."""
    wake = visit.open_stream()
    gone = asyncio.ensure_future(_until_gone(receive, wake))
    try:
        await _serve(visit, position, send, wake, gone, signal=signal)
    finally:
        visit.close_stream(wake)
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone


async def _serve(
    visit: Visit, position: str, send: Send, wake: asyncio.Event, gone: asyncio.Future[None], *, signal: bool
) -> None:
    feed = visit.feed
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    hello = to_json({"now": visit.port.now(), "position": feed.position})
    await _write(send, b"retry: 1000\nevent: hello\ndata: %s\n\n" % hello)
    while not gone.done():
        wake.clear()
        if visit.ended:
            await _write(send, b"event: ended\ndata: %s\n\n" % to_json({"code": visit.ended}), more=False)
            return
        if feed.behind(position):
            position, frame = feed.position, feed.frame(position, signal=signal)
            if not await _write(send, frame):
                return
            continue
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                await wake.wait()
        except TimeoutError:
            if not await _write(send, _BEAT):
                return
    await _write(send, b"", more=False)


async def _write(send: Send, body: bytes, *, more: bool = True) -> bool:
    """Whether the client took it in time."""
    try:
        async with asyncio.timeout(STALLED_SECONDS):
            await send({"type": "http.response.body", "body": body, "more_body": more})
    except (TimeoutError, OSError):
        return False
    return True


async def _until_gone(receive: Receive, wake: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    wake.set()
