"""What a room full of seats costs over HTTP: from an inject's commit to its arrival, memory, responses on the disk.

The server runs in a process of its own, the clients are raw sockets in this one, all on this machine and loopback. Each
figure stands beside a floor of the same run: a bare Starlette event stream that sends the same bytes, raw sqlite3 with
the same durability. Figures of a busy machine are higher: the load is printed with them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Self

HERE = Path(__file__).parent
FLAGSHIP = "lost-file-posted-online"


class Server:
    """``program`` as a child; ``told`` is its first line."""

    program = "room_server.py"

    def __init__(self, process: asyncio.subprocess.Process, told: dict[str, Any]) -> None:
        self._process, self.told = process, told

    @classmethod
    async def start(cls, *arguments: object) -> Self:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(HERE / cls.program),
            *(str(one) for one in arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 24,
            env={**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"},
        )
        return cls(process, await cls._line(process))

    @staticmethod
    async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
        assert process.stdout is not None
        return json.loads(await process.stdout.readline())

    async def ask(self, line: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        return await self._line(self._process)

    async def memory(self) -> int:
        return int((await self.ask("memory"))["resident"])

    async def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"end\n")
        await self._process.wait()


class Watcher(asyncio.Protocol):
    """A client that notes when the bytes it waits for have arrived."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self.wanted = b"event: hello"
        self.arrived = 0
        self.got = asyncio.Event()
        self._tail = b""
        self.bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        seen = self._tail + data
        if self.wanted and self.wanted in seen:
            self.arrived = time.monotonic_ns()
            self.wanted = b""
            self.got.set()
            self._tail = b""
        else:
            self._tail = seen[-64:]

    def want(self, what: bytes) -> None:
        self.got.clear()
        self.bytes = 0
        self.wanted = what


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


async def connected(port: int, tokens: list[str]) -> list[Watcher]:
    """Streams, opened a few at a time, each past its first view."""
    loop = asyncio.get_running_loop()
    found: list[Watcher] = []
    for start in range(0, len(tokens), 20):
        batch = []
        for token in tokens[start : start + 20]:
            head = f"GET /seat/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
            _, watcher = await loop.create_connection(lambda head=head: Watcher(head), "127.0.0.1", port)
            batch.append(watcher)
        await asyncio.gather(*(watcher.got.wait() for watcher in batch))
        found += batch
    return found


async def broadcasts(server: Server, watchers: list[Watcher], rounds: int, first: int) -> tuple[list[float], int]:
    """Milliseconds from commit to arrival, for every client and round; bytes of one arrival."""
    taken: list[float] = []
    size = 0
    for number in range(rounds):
        name = f"X{first + number:03}"
        for watcher in watchers:
            watcher.want(f'"{name}"'.encode())
        told = await server.ask(f"inject {name}")
        assert not told["refused"]
        async with asyncio.timeout(60):
            await asyncio.gather(*(watcher.got.wait() for watcher in watchers))
        if number >= 2:
            taken += [(watcher.arrived - told["committed"]) / 1e6 for watcher in watchers]
        await asyncio.sleep(0.2)
        size = watchers[0].bytes
    return taken, size


async def fan_out(folder: Path, teams: int, connections: int, rounds: int) -> None:
    server = await Server.start("room", teams, connections, folder)
    before = await server.memory()
    watchers = await connected(server.told["port"], server.told["tokens"])
    await asyncio.sleep(2)
    after = await server.memory()
    taken, size = await broadcasts(server, watchers, rounds, 0)
    for watcher in watchers:
        watcher.transport.close()
    await server.stop()
    bare = await Server.start("floor", size)
    bare_before = await bare.memory()
    watchers = await connected(bare.told["port"], [""] * connections)
    await asyncio.sleep(1)
    bare_after = await bare.memory()
    floor, _ = await broadcasts(bare, watchers, rounds, 0)
    for watcher in watchers:
        watcher.transport.close()
    await bare.stop()
    ours, theirs = percentile(taken, 0.95), percentile(floor, 0.95)
    print(
        f"{connections} seats ({teams} teams, {server.told['seats']} different views): p50 {median(taken):.1f} ms, "
        f"p95 {ours:.1f} ms, max {max(taken):.1f} ms; bare stream p95 {theirs:.1f} ms, ratio {ours / theirs:.1f}; "
        f"{size} bytes each"
    )
    print(
        f"  memory: {before / 2**20:.0f} MiB idle, {(after - before) / connections / 1024:.1f} KiB a seat; "
        f"bare stream {(bare_after - bare_before) / connections / 1024:.1f} KiB a client"
    )


def raw_appends(folder: Path, count: int) -> float:
    """Durable inserts a second of raw sqlite3."""
    with closing(sqlite3.connect(folder / "raw.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, payload TEXT)")
        start = time.perf_counter()
        for _ in range(count):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO events (payload) VALUES (?)", ("x" * 600,))
            connection.execute("COMMIT")
        return count / (time.perf_counter() - start)


async def respond(port: int, senders: list[tuple[str, str]], count: int, at_once: int) -> tuple[float, int]:
    """Responses a second that were acknowledged as durable, and how many were not."""
    failed = 0
    numbers = iter(range(count))

    async def worker(offset: int) -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            token, role = senders[(number + offset) % len(senders)]
            body = json.dumps(
                {
                    "command": "submit-response",
                    "role": role,
                    "kind": "text",
                    "parts": {"text": f"{number}: 保育課長に電話で報告し、紙の名簿の所在を確認中です。"},
                    "key": f"k{at_once}-{number}",
                }
            ).encode()
            head = (
                f"POST /seat/commands HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            found = await reader.readexactly(length)
            failed += b'"done":true' not in found
        writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(worker(n) for n in range(at_once)))
    return count / (time.perf_counter() - start), failed


async def responses(folder: Path, count: int) -> None:
    (folder / "responses").mkdir()
    server = await Server.start("room", 10, 100, folder / "responses")
    senders = list(zip(server.told["tokens"], server.told["roles"], strict=True))
    port = server.told["port"]
    await respond(port, senders, 100, 1)
    for at_once, goal in ((1, 300), (10, 600)):
        raw = raw_appends(folder, count)
        before = (await server.ask("settled"))["cpu"]
        start = time.perf_counter()
        found, failed = await respond(port, senders, count, at_once)
        stored = (await server.ask("memory"))["cpu"]
        judged = (await server.ask("settled"))["cpu"]
        whole = count / (time.perf_counter() - start)
        print(
            f"responses, {at_once} at once: {found:.0f}/s stored (goal {goal}), {failed} not stored; raw sqlite3 one "
            f"after the other {raw:.0f}/s, ratio {found / raw:.2f}; {whole:.0f}/s with their verdicts; processor "
            f"{1000 * (stored - before) / count:.2f} ms to store one, {1000 * (judged - before) / count:.2f} ms in all"
        )
    await server.stop()


def told_by(process: int, what: str) -> str:
    """What the system tells of a process (Linux)."""
    return Path(f"/proc/{process}/{what}").read_text()


async def opening(folder: Path) -> None:
    """``tabletop host`` as users call it: until the first seat has its view, and what the idle process holds."""
    call = [sys.executable, "-m", "simulator", "host", FLAGSHIP, "--headless", "--json", "--start"]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "XDG_RUNTIME_DIR": str(folder)}
    bare = time.perf_counter()
    await (await asyncio.create_subprocess_exec(sys.executable, "-c", "import textual, sqlalchemy")).wait()
    bare = time.perf_counter() - bare
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *call, "--http", "127.0.0.1:0", "--logs", str(folder / "logs"), stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert process.stdout is not None
    text = ""
    found: dict[str, Any] = {}
    while not found:
        text += (await process.stdout.readline()).decode()
        try:
            found = json.loads(text)
        except ValueError:
            continue
    told = json.dumps(found)
    address = re.findall(r"http://127\.0\.0\.1:(\d+)", told)[0]
    code = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", told)[0]
    port = int(address)
    token = json.loads(await request(port, "POST", "/join", json.dumps({"code": code})))["token"]
    view = json.loads(await request(port, "GET", "/seat", "", token))
    taken = time.perf_counter() - start
    assert view["fields"]["roles"]
    used = sum(int(one) for one in told_by(process.pid, "stat").rsplit(")")[1].split()[11:13])
    await asyncio.sleep(3)
    held = int(told_by(process.pid, "statm").split()[1]) * 4096 / 2**20
    process.terminate()
    await process.wait()
    print(
        f"tabletop host to first seat joined: {taken:.1f} s (goal 3), {used / os.sysconf('SC_CLK_TCK'):.1f} s of it on "
        f"the processor; importing its largest packages {bare:.1f} s; then idle with {held:.0f} MiB (goal 100)"
    )


async def request(port: int, method: str, path: str, body: str, token: str = "") -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {token}\r\n" if token else ""
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    answer = await reader.read()
    writer.close()
    return answer.partition(b"\r\n\r\n")[2]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--responses", type=int, default=600)
    parser.add_argument("--only", choices=("100", "1000", "responses", "opening"))
    parser.add_argument("--folder", type=Path, help="where the logs are made: decides which disk is measured")
    args = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with TemporaryDirectory(dir=args.folder) as place:
        folder = Path(place)
        if args.only in {None, "100"}:
            await fan_out(folder, 10, 100, args.rounds)
        if args.only in {None, "1000"}:
            await fan_out(folder, 20, 1000, args.rounds)
        if args.only in {None, "responses"}:
            await responses(folder, args.responses)
        if args.only in {None, "opening"}:
            await opening(folder)


if __name__ == "__main__":
    asyncio.run(main())
