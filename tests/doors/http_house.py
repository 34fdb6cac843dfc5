"""The application on a room in memory, and people who come in, for the tests of the HTTP door."""

from typing import Any

import httpx
from asgi_stream import Stream
from support.room import FakeRoom

from simulator.doors.http.app import HttpApp, http_app

HOST = "http://127.0.0.1"


class House:
    """``errors`` are the bugs that the application has met. ``now`` is the time of its limits, set by hand."""

    def __init__(self, room: FakeRoom | None = None) -> None:
        self.room = room or FakeRoom().start()
        self.errors: list[BaseException] = []
        self.now = 0.0
        self.app: HttpApp = http_app(self.room, on_error=self.errors.append, now=lambda: self.now)
        self.http = self.client()

    def client(self) -> httpx.AsyncClient:
        """A browser or a program of its own: cookies are kept in it."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=HOST)

    async def token(self, code: str, **more: str) -> str:
        answer = await self.http.post("/join", json={"code": code, "lang": "en", "occupied": "share", **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    async def get(self, path: str, token: str = "", **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=bearer(token) | headers)

    async def send(self, token: str, base: str = "/seat", **command: Any) -> httpx.Response:
        return await self.http.post(f"{base}/commands", headers=bearer(token), json=command)

    async def events(self, token: str, path: str = "/seat/events", **more: str) -> Stream:
        return await Stream(self.app, path, token, **more).start()

    async def close(self) -> None:
        await self.app.close()
        await self.http.aclose()


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"} if token else {}


def text(words: str, **more: Any) -> dict[str, Any]:
    """A reply to I1 as the desk."""
    return {
        "command": "submit-response",
        "role": "desk",
        "kind": "text",
        "inject": "I1",
        "parts": {"text": words},
        **more,
    }
