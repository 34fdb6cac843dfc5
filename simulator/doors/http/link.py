"""A client's link to an exercise: follows one view over HTTP, comes back by itself, and sends commands once.

The view that it holds is always one that the server has made. Where the link breaks, it goes on from its last
position; a command that may or may not have arrived goes out again under the same key, and is done once.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, Generic, TypeVar

import httpx
from pydantic import ValidationError

from simulator.doors.http.event_stream import events_of
from simulator.doors.http.view_reading import ViewReader
from simulator.engine.commands import Refusal

V = TypeVar("V")

RECONNECT = (0.2, 0.5, 1.0, 2.0, 3.0)
"""Seconds before each new try, the last one for ever."""

RESEND = (0.2, 0.5, 1.0, 2.0)
"""Seconds before a command that did not get through is sent again; then its sender is told."""

FINAL = frozenset({"code.revoked", "seat.taken_over", "door.not_signed_in", "door.not_yours", "seat.left"})
"""Refusals after which there is nothing to come back to."""

UNREACHABLE = Refusal("door.unreachable")
_SILENCE = 45.0
"""Seconds without any sign of life after which a stream counts as broken: three of the server's beats."""
_LAST_WORD = 2.0


class Link(Generic[V]):
    """``http`` carries the token. ``first`` is the answer of ``GET base``: the whole view and the time."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base: str,
        reader: ViewReader[V],
        first: Mapping[str, Any],
        *,
        reconnect: Sequence[float] = RECONNECT,
        resend: Sequence[float] = RESEND,
    ) -> None:
        self._http, self._base, self._reader = http, base, reader
        self._reconnect, self._resend = reconnect, resend
        self.view: V = reader.whole(first)
        self.position = str(first["position"])
        self.trouble = str(first["trouble"])
        self.connected = True
        self.ended = ""
        """Why there is nothing more to follow, as a refusal's code."""
        self._ahead = 0.0
        self._set_clock(int(first["now"]))
        self._unsure: dict[str, str] = {}
        self._readers: set[asyncio.Event] = set()
        self._task = asyncio.create_task(self._follow())

    def is_over(self) -> bool:
        return bool(self.ended)

    def now(self) -> int:
        """The exercise's real time in UTC milliseconds, by its own clock as far as it can be known from here."""
        return round(monotonic() * 1000 + self._ahead)

    async def changes(self) -> AsyncIterator[V]:
        """The view after each change, latest only, and whenever the link is lost or found; ends where it ends."""
        news = asyncio.Event()
        self._readers.add(news)
        try:
            while not self.is_over():
                await news.wait()
                news.clear()
                yield self.view
        finally:
            self._readers.discard(news)

    async def get(self, path: str) -> Any:
        """The JSON of a resource; raises httpx.HTTPError."""
        answer = await self._http.get(path)
        answer.raise_for_status()
        return answer.json()

    async def ask(self, path: str, data: Mapping[str, Any] | None = None) -> Mapping[str, Any] | Refusal:
        """The JSON of a resource beside the view, or (with ``data``) the answer to a post that is sent once."""
        try:
            answer = await (self._http.get(path) if data is None else self._http.post(path, json=data, timeout=10.0))
            found = answer.json()
        except (httpx.TransportError, ValueError):
            return UNREACHABLE
        return refusal_of(found) or found

    async def send(self, data: Mapping[str, Any]) -> Mapping[str, Any] | Refusal:
        """Send a command; what the server answers, or why it refuses: ``door.unreachable`` where nobody answers."""
        same = json.dumps(data, sort_keys=True)
        key = self._unsure.pop(same, None) or secrets.token_hex(16)
        for wait in (0.0, *self._resend):
            if wait:
                await asyncio.sleep(wait)
            found = await self._try(data, key)
            if found is not None:
                return found
        # It may have arrived all the same: sent again by hand, it goes under the key that it has.
        self._unsure[same] = key
        return UNREACHABLE

    async def _try(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any] | Refusal | None:
        """None where there was no answer, or one that asks to come again."""
        try:
            answer = await self._http.post(
                f"{self._base}/commands", json={**data, "key": key, "since": self.position}, timeout=10.0
            )
            found = answer.json()
        except (httpx.TransportError, ValueError):
            return None
        refusal = refusal_of(found)
        if refusal is not None:
            if refusal.code in FINAL:
                self._end(refusal.code)
            return None if refusal.code == "door.closing" else refusal
        if "change" in found:
            self._take(found["change"])
        return found  # type: ignore[no-any-return]

    async def close(self) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        if not self.ended:
            with suppress(httpx.HTTPError):
                await self._http.post("/leave", timeout=_LAST_WORD)
        await self._http.aclose()

    def tell(self) -> None:
        """Wake whoever waits for changes."""
        for news in self._readers:
            news.set()

    async def _follow(self) -> None:
        tries = 0
        while not self.is_over():
            try:
                if await self._listen():
                    tries = 0
            except httpx.TransportError:
                pass
            except (ValueError, ValidationError, KeyError):
                # What came is no view or no change of ours: begin anew with the whole.
                self.position = ""
            if self.is_over():
                return
            if self.connected:
                self.connected = False
                self.tell()
            await asyncio.sleep(self._reconnect[min(tries, len(self._reconnect) - 1)])
            tries += 1

    async def _listen(self) -> bool:
        """Follow one stream to its end; whether it brought anything."""
        timeout = httpx.Timeout(10.0, read=_SILENCE)
        heard = False
        async with self._http.stream(
            "GET", f"{self._base}/events", headers={"last-event-id": self.position}, timeout=timeout
        ) as answer:
            if answer.status_code != 200:
                await answer.aread()
                refusal = refusal_of(answer.json())
                if refusal is not None and refusal.code in FINAL:
                    self._end(refusal.code)
                return False
            async for event in events_of(answer.aiter_raw()):
                heard = True
                if event.kind == "hello":
                    self._set_clock(int(event.data["now"]))
                    self.connected = True
                    self.tell()
                elif event.kind == "view":
                    self._take(event.data)
                elif event.kind == "ended":
                    code = str(event.data["code"])
                    if code in FINAL:
                        self._end(code)
                    return heard
        return heard

    def _take(self, data: Mapping[str, Any]) -> None:
        """Put a change in. One that was overtaken by the answer to a command is passed over."""
        position = str(data["position"])
        if not data["since"]:
            self.view = self._reader.whole(data)
        elif not self.position or _is_older(position, self.position):
            return
        else:
            self.view = self._reader.changed(self.view, data)
        self.position, self.trouble = position, str(data["trouble"])
        self.tell()

    def _end(self, code: str) -> None:
        self.ended, self.connected = code, False
        self.tell()

    def _set_clock(self, now: int) -> None:
        self._ahead = now - monotonic() * 1000


def refusal_of(found: Any) -> Refusal | None:
    """The refusal in a server's answer, where it is one."""
    refused = found.get("refused") if isinstance(found, dict) else None
    if not isinstance(refused, dict) or "code" not in refused:
        return None
    params = refused.get("params")
    return Refusal(
        str(refused["code"]), {str(k): str(v) for k, v in params.items()} if isinstance(params, dict) else {}
    )


def _is_older(one: str, other: str) -> bool:
    """Whether position ``one`` is not beyond ``other``, of the same feed."""
    left, _, mark = one.partition("-")
    right, _, other_mark = other.partition("-")
    return mark == other_mark and _numbers(left) <= _numbers(right)


def _numbers(version: str) -> tuple[int, int]:
    seq, _, turn = version.partition(".")
    return int(seq), int(turn or 0)
