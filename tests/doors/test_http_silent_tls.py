"""A connection to the encrypted door that never says hello is not kept, and nobody else suffers from it."""

import asyncio
import ssl
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from support.patience import PATIENCE
from support.room import FakeRoom

from simulator.doors.http import limits
from simulator.doors.http.server import HttpDoor
from simulator.words import translator


@pytest.mark.parametrize("begun", [b"", b"\x16\x03\x01"], ids=["nothing", "half a hello"])
async def test_who_never_says_hello_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(limits, "HANDSHAKE_SECONDS", 1.0)
    door = HttpDoor(FakeRoom().start(), t=translator("doors", "en"), folder=tmp_path, plain=False)
    await door.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(begun)

    async with asyncio.timeout(PATIENCE):
        with suppress(ConnectionError):
            assert await reader.read() == b""
    writer.close()
    monkeypatch.setattr(limits, "HANDSHAKE_SECONDS", PATIENCE)
    await door.stop()


async def test_the_encrypted_door_answers_and_closes(tmp_path: Path) -> None:
    door = HttpDoor(FakeRoom().start(), t=translator("doors", "en"), folder=tmp_path, plain=False)
    await door.start()
    async with httpx.AsyncClient(verify=_any(), trust_env=False) as http:
        answer = await http.get(f"https://127.0.0.1:{door.port}/join")
    assert answer.status_code == 200
    await door.stop()
    with pytest.raises(OSError, match=str(door.port)):
        await asyncio.open_connection("127.0.0.1", door.port)


def _any() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
