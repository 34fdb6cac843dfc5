"""One `tabletop host`, every door: two browsers and the projector, `tabletop join`, OpenSSH; it dies and all come back.

Everything that was acknowledged stands in the one log, once.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect
from support.browsing import CHROMIUM, SKIP, open_browsers
from test_browser_host import ROOT, Server

from simulator.session.opening import open_log

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason=SKIP),
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux, a terminal for programs, is not installed"),
    pytest.mark.skipif(shutil.which("ssh") is None, reason="needs the OpenSSH client"),
]


class Window:
    """A program in a window of tmux."""

    def __init__(self, folder: Path, *call: str, **environment: str) -> None:
        self._server = f"tabletop-{uuid.uuid4().hex[:8]}"
        given = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TERM": "screen", **environment}
        start = [
            "tmux",
            "-u",
            "-L",
            self._server,
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "120",
            "-y",
            "40",
            *call,
        ]
        subprocess.run(start, cwd=folder, env=given, check=True)

    def _tmux(self, *words: str) -> str:
        call = ["tmux", "-u", "-L", self._server, *words]
        return subprocess.run(call, capture_output=True, text=True, encoding="utf-8").stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    async def until(self, *wanted: str) -> None:
        """Look often until the screen holds every one of ``wanted``; a generous limit."""
        for _ in range(600):
            shown = self._tmux("capture-pane", "-p")
            if all(words in shown for words in wanted):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{wanted} did not appear:\n{self._tmux('capture-pane', '-p')}")

    def close(self) -> None:
        self._tmux("kill-server")


class Office:
    """The facilitator, over the API."""

    def __init__(self, address: str, code: str) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=30)
        self._code = code

    async def come_in(self) -> None:
        answer = await self._client.post("/join", json={"code": self._code, "lang": "ja"})
        answer.raise_for_status()
        self._client.headers["authorization"] = f"Bearer {answer.json()['token']}"

    async def send(self, command: str, **more: Any) -> None:
        answer = await self._client.post("/control/commands", json={"command": command, **more})
        answer.raise_for_status()

    async def leave(self) -> None:
        await self._client.aclose()


async def browser(browsers: Any, seat: dict[str, Any]) -> Page:
    context = await browsers.chromium.new_context(locale="ja-JP")
    page: Page = await context.new_page()
    await page.goto(seat["link"])
    await page.get_by_role("button", name="参加する").click()
    return page


def askpass(folder: Path, code: str) -> dict[str, str]:
    script = folder / "askpass"
    script.write_text(f"#!/bin/sh\necho {code}\n", encoding="utf-8")
    script.chmod(0o700)
    return {"SSH_ASKPASS": str(script), "SSH_ASKPASS_REQUIRE": "force", "HOME": str(folder)}


async def test_every_door_leads_into_one_exercise_that_survives_its_server(tmp_path: Path) -> None:
    server = Server(tmp_path)
    windows: list[Window] = []
    try:
        told = await server.start("lost-file-posted-online", "--start", "--ssh", "127.0.0.1:0")
        codes = {one["seat"] or one["part"]: one for one in told["codes"]}
        address = f"http://127.0.0.1:{server.port}"
        ssh = next(one for one in map(str, _texts(told)) if "ssh -p" in one)
        port = ssh.split("ssh -p ")[1].split()[0]
        office = Office(address, codes["facilitator"]["code"])
        await office.come_in()
        async with open_browsers() as browsers:
            clerk = await browser(browsers, codes["child-family-clerk"])
            head = await browser(browsers, codes["child-family-head"])
            wall = await browser(browsers, codes["projector"])
            join = (sys.executable, "-m", "simulator", "--lang", "ja", "join", address, codes["data-desk-lead"]["code"])
            windows.append(Window(tmp_path, *join, "--name", "", "--section", ""))
            options = ("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={tmp_path / 'known'}")
            call = ("ssh", "-F", "none", *options, "-p", port, "nursery-head+ja@127.0.0.1")
            windows.append(Window(tmp_path, *call, **askpass(tmp_path, codes["nursery-head"]["code"])))
            joined, by_ssh = windows
            await joined.until("D1 13:0")
            await by_ssh.until("D1 13:0")
            await expect(wall.locator("body")).to_contain_text("発見と内部報告")

            for inject in ("I02", "I03", "I04"):
                await office.send("send-now", inject=inject)
            await joined.until("報告って要るんでしたっけ")
            await by_ssh.until("清掃員が見たもの")
            await expect(head.locator("#in-I03")).to_be_visible()
            await clerk.click("#in-I01")
            await clerk.check("#c-child-family-head")
            await clerk.fill("#f-message", "ファイルが見当たりません。")
            await clerk.get_by_role("button", name="送信").click()
            await expect(clerk.locator(".sent")).to_contain_text("送信しました")
            # Over ssh: open what is most urgent, go to the field, write, send.
            by_ssh.press("C-n")
            await by_ssh.until("回答")
            by_ssh.press("Enter")
            by_ssh.write("保育課には届いていません。")
            await by_ssh.until("保育課には届いていません。")
            by_ssh.press("F9")
            await by_ssh.until("回答済み")

            await server.kill()
            await expect(clerk.locator("#connection")).to_contain_text("接続が切れています")
            await server.start("--resume", told["log"], "--ssh", f"127.0.0.1:{port}")
            for page in (clerk, head, wall):
                await expect(page.locator("#connection")).to_be_hidden()
            again = Office(address, codes["facilitator"]["code"])
            await again.come_in()
            await again.send("extend-phase", minutes=5)
            made = {"lang": "ja", "title": "停電のお知らせ", "body": "別館が停電しています。", "channel": "phone"}
            await again.send("improvise", **made)
            await joined.until("停電のお知らせ")
            await expect(head.locator("body")).to_contain_text("停電のお知らせ")
            await expect(clerk.locator("body")).to_contain_text("停電のお知らせ")
            windows.append(Window(tmp_path, *call, **askpass(tmp_path, codes["nursery-head"]["code"])))
            await windows[-1].until("停電のお知らせ")
            await again.leave()
        await office.leave()
    finally:
        for window in windows:
            window.close()
        await server.kill()

    opened = open_log(str(tmp_path / told["log"]), tmp_path)
    opened.store.close()
    (state,) = opened.states.values()
    assert [r.reply.parts for r in state.responses if r.seat == "child-family-clerk"] == [
        {"message": "ファイルが見当たりません。"}
    ]
    assert [r.reply.parts for r in state.responses if r.seat == "nursery-head"] == [
        {"text": "保育課には届いていません。"}
    ]
    doors = {entry.event.door for entry in next(iter(opened.entries.values())) if entry.event.kind == "seat.taken"}
    assert {"browser", "http", "ssh"} <= doors
    delivered = [e.event.inject for e in next(iter(opened.entries.values())) if e.event.kind == "inject.delivered"]
    assert sorted(set(delivered)) == sorted(delivered)


def _texts(found: Any) -> list[str]:
    """Every text in what the server prints."""
    if isinstance(found, dict):
        return [text for value in found.values() for text in _texts(value)]
    if isinstance(found, list):
        return [text for value in found for text in _texts(value)]
    return [found] if isinstance(found, str) else []
