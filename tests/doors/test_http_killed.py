"""The server is killed without a word in the middle of play, and started again: seats come back, nothing is lost."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import httpx
from support.seat_contract import reply, said, until

from simulator.doors.http.client import HttpSeat
from simulator.log.sqlite import open_log
from simulator.session.drafts import Drafts
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent


async def host(log: Path, port: int) -> tuple[asyncio.subprocess.Process, dict[str, Any]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "hosting.py"),
        str(log),
        str(port),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        return process, json.loads(await process.stdout.readline())


async def join(address: str, code: str, folder: Path) -> HttpSeat:
    http = httpx.AsyncClient(base_url=address, trust_env=False)
    answer = await http.post("/join", json={"code": code, "lang": "en", "occupied": "share"})
    http.headers["authorization"] = f"Bearer {answer.json()['token']}"
    first, manual = (await http.get("/seat")).json(), (await http.get("/seat/manual")).json()
    return HttpSeat(
        http, first, manual, drafts=Drafts(folder / "d.json"), t=translator("doors", "en"), reconnect=(0.05,)
    )


async def test_kill_9_and_start_again(tmp_path: Path) -> None:
    log = tmp_path / "killed.sqlite"
    process, told = await host(log, 0)
    address, codes = f"http://127.0.0.1:{told['port']}", told["codes"]
    seats = [await join(address, codes["blue-front"], tmp_path) for _ in range(3)]
    acknowledged: list[str] = []

    async def keep_writing(number: int, seat: HttpSeat) -> None:
        for count in range(25):
            words = f"seat {number} says {count}"
            while await seat.send(reply(seat, words)) is not None:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            acknowledged.append(words)

    writing = asyncio.gather(*(keep_writing(number, seat) for number, seat in enumerate(seats)))
    await until(lambda: len(acknowledged) >= 20)
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    before = list(acknowledged)
    await until(lambda: all(seat.trouble() for seat in seats))
    process, again = await host(log, told["port"])
    async with asyncio.timeout(60):
        await writing
    for seat in seats:
        await until(lambda seat=seat: sorted(said(seat)) == sorted(acknowledged))
        assert seat.trouble() == ""
        await seat.close()
    process.terminate()
    await process.wait()
    store = open_log(log, read_only=True)
    records = store.read("blue")
    stored = [r.payload["reply"]["parts"]["text"] for r in records if r.kind == "response.submitted"]
    phases = [r.payload["phase"] for r in records if r.kind == "phase.entered"]
    delivered = [r.payload["inject"] for r in records if r.kind == "inject.delivered"]
    store.close()

    assert again["codes"] == codes, "the cards that were handed out stay good"
    assert len(before) < 75, "it was killed in the middle"
    assert sorted(stored) == sorted(f"seat {n} says {c}" for n in range(3) for c in range(25)), "each once"
    assert len(delivered) == len(set(delivered))
    assert len(phases) == len(set(phases))
