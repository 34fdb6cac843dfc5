"""`tabletop host` as it is started, and a browser that lives through its sudden end."""

import asyncio
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from support.browsing import CHROMIUM, SKIP, Desk, open_browsers, open_house

from simulator.doors.http.server import HttpDoor
from simulator.session.room_port import Part
from simulator.words import translator

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)

ROOT = Path(__file__).parents[2]


class Server:
    """`tabletop host` in a process of its own, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, *call: str) -> dict[str, Any]:
        """What it prints: addresses and codes."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "simulator", "--lang", "ja", "host", *call),
            *("--headless", "--json", "--http", f"127.0.0.1:{self.port}"),
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(self.folder)},
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            found: dict[str, Any] = json.loads(await self.process.stdout.readline())
        return found

    async def kill(self) -> None:
        """As if the machine had lost its power."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


async def test_a_killed_server_comes_back_and_so_do_the_pages(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        told = await server.start("lost-file-posted-online", "--start")
        seat = next(one for one in told["codes"] if one["seat"] == "child-family-clerk")
        async with open_browsers() as browsers:
            context = await browsers.chromium.new_context(locale="ja-JP")
            page = await context.new_page()
            await page.goto(seat["link"])
            assert await page.input_value("#code") == seat["code"]
            await page.get_by_role("button", name="参加する").click()
            await page.click("#in-I01")
            await page.check("#c-child-family-head")
            await page.fill("#f-message", "ファイルが見当たりません。")
            await server.kill()
            await expect(page.locator("#connection")).to_contain_text("接続が切れています")

            await server.start("--resume", told["log"])
            await expect(page.locator("#connection")).to_be_hidden()
            await expect(page.locator("#f-message")).to_have_value("ファイルが見当たりません。")
            await page.get_by_role("button", name="送信").click()
            await expect(page.locator(".sent")).to_contain_text("送信しました")
            await page.reload()

            await expect(page.locator("#after")).to_contain_text("ファイルが見当たりません。")
            assert await page.locator("#after article").count() == 1
    finally:
        await server.kill()


async def test_pages_are_live_over_a_connection_that_is_encrypted(tmp_path: Path) -> None:
    async with open_house(tmp_path, ("child-family-clerk",)) as house, open_browsers() as browsers:
        await house.door.stop()
        house.door = HttpDoor(house.hall, t=translator("doors", "ja"), folder=tmp_path, plain=False)
        await house.door.start()
        context = await browsers.chromium.new_context(ignore_https_errors=True)
        desk = Desk(f"https://127.0.0.1:{house.door.port}", context, await context.new_page())
        page = await desk.come_in(house.code(Part.SEAT, "child-family-clerk"))
        await house.begin()

        await expect(page.locator("#in-I01")).to_be_visible()
        cookies = await context.cookies()
        assert [
            (cookie["name"][:7], cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) for cookie in cookies
        ] == [("__Host-", True, True, "Strict")]
        assert (desk.complaints, desk.elsewhere) == ([], [])
