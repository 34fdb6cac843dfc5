"""Connections of ssh that are there for nothing: before a code was given, and after a visit or without one."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from support.patience import PATIENCE

pytest.importorskip("asyncssh", reason="needs asyncssh: pip install 'tabletop-simulator[ssh]'")

import asyncssh
from ssh_room import FakeRoom, connected, door_to, port_of, settled, visiting

from simulator.doors.ssh import reception


async def test_who_gives_no_code_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MOST", 6)
    async with door_to(FakeRoom(), tmp_path) as door:
        silent = [await asyncio.open_connection("127.0.0.1", port_of(door)) for _ in range(20)]
        async with visiting(door) as client:
            await client.until("Inbox")
            silent += [await asyncio.open_connection("127.0.0.1", port_of(door)) for _ in range(20)]
            async with visiting(door) as other:
                await other.until("Inbox")
            client.type("\x1b[15~")
            await client.until("Team log")
            assert len(door._house.connections) <= 6
        for _, writer in silent:
            writer.close()
        await settled(lambda: not door._house.connections and not door._house.strangers)


async def test_those_who_are_in_are_not_sent_away_for_newcomers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "MOST", 2)
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door) as one, visiting(door) as two:
        await one.until("Inbox")
        await two.until("Inbox")
        for _ in range(3):
            with pytest.raises((asyncssh.Error, OSError)):
                async with connected(door):
                    pass
        for client in (one, two):
            client.type("\x1b[15~")
            await client.until("Team log")


async def test_a_connection_does_not_outlast_its_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "_IDLE_SECONDS", 0.05)
    async with door_to(FakeRoom(), tmp_path) as door, connected(door) as connection:
        process = await connection.create_process(encoding=None)
        assert b"terminal" in await process.stdout.read()
        async with asyncio.timeout(PATIENCE):
            await connection.wait_closed()


async def test_a_session_in_which_nothing_begins_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "_IDLE_SECONDS", 0.05)
    opened: list[Any] = []

    async def only_opened(self: Any, *_: object, **__: object) -> None:
        opened.append(self)
        await asyncio.Event().wait()

    async with door_to(FakeRoom(), tmp_path) as door, connected(door) as connection:
        # The channel is opened, and the client asks for no terminal and no screens.
        monkeypatch.setattr(asyncssh.SSHClientChannel, "_make_request", only_opened)

        async def ask() -> None:
            await connection.create_process(term_type="xterm", encoding=None)

        asked = asyncio.create_task(ask())
        async with asyncio.timeout(PATIENCE):
            await connection.wait_closed()
        asked.cancel()
        assert opened


async def test_a_visit_may_last_longer_than_idling_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "_IDLE_SECONDS", 0.01)
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door) as client:
        await client.until("Inbox")
        for _ in range(3):
            client.type("\x1b[15~")
            await client.until("Team log")
            client.type("\x1b")
            await client.until("Inbox")
