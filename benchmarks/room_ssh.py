"""What seats by ssh cost: from an inject's commit to the painted line while every seat types, and memory of a seat.

The server runs in a process of its own, the clients in this one, all on this machine and loopback. Floors of the same
run: a process for each seat with the same screens, as textual-serve starts one for each visitor of its page, and the
smallest process that Textual can be. Figures of a busy machine are higher.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import asyncssh
from room_http import Server as HttpServer
from room_http import percentile
from room_server import INJECTS

HERE = Path(__file__).resolve().parent
SIZE = (120, 40)
KEYS_A_SECOND = 3.0
TRIES = 5
SMALLEST = "from textual.app import App\nApp().run()"


class Server(HttpServer):
    """The same with the ssh door."""

    program = "room_ssh_server.py"


class Terminal(asyncssh.SSHClientSession):
    """A client that notes when the words it waits for have been painted."""

    def __init__(self) -> None:
        self.wanted = b""
        self.arrived = 0
        self.got = asyncio.Event()
        self.bytes = 0
        self._tail = b""
        self.channel: Any = None

    def connection_made(self, chan: Any) -> None:
        self.channel = chan

    def data_received(self, data: bytes, _: Any) -> None:
        self.bytes += len(data)
        seen = self._tail + data
        if self.wanted and self.wanted in seen:
            self.arrived = time.monotonic_ns()
            self.wanted = b""
            self.got.set()
            self._tail = b""
        else:
            self._tail = seen[-128:]

    def connection_lost(self, _: Exception | None) -> None:
        self.got.set()

    def want(self, words: str) -> None:
        self.got.clear()
        self.bytes = 0
        self.wanted = words.encode()

    def type(self, text: str) -> None:
        self.channel.write(text.encode())


class Seats:
    """Visits, each past its first screen."""

    def __init__(self) -> None:
        self.terminals: list[Terminal] = []
        self._connections: list[Any] = []

    async def join(self, port: int, codes: list[str]) -> float:
        """Open a visit for each code, all at once; seconds until the last one was painted."""
        start = time.perf_counter()
        await asyncio.gather(*(self._join(port, code) for code in codes))
        return time.perf_counter() - start

    async def _join(self, port: int, code: str) -> None:
        connection = await asyncssh.connect(
            "127.0.0.1",
            port,
            username="join+takeover",
            password=code,
            known_hosts=None,
            client_keys=None,
            agent_path=None,
            config=[],
            login_timeout=300,
        )
        terminal = Terminal()
        terminal.want("F2")
        await connection.create_session(
            lambda: terminal, term_type="xterm-256color", term_size=SIZE, encoding=None, request_pty=True
        )
        self._connections.append(connection)
        self.terminals.append(terminal)
        async with asyncio.timeout(300):
            await terminal.got.wait()

    async def leave(self) -> None:
        for connection in self._connections:
            connection.close()
        await asyncio.gather(*(connection.wait_closed() for connection in self._connections))
        self.terminals.clear()
        self._connections.clear()


async def begin_to_type(server: Server, terminals: list[Terminal]) -> None:
    """Give everybody something to answer, and put every cursor into the answer's field: each shows what is typed."""

    async def one(terminal: Terminal) -> None:
        for _ in range(TRIES):
            # Opens what is most urgent, and goes to its answer.
            for keys in ("\x0e", "\r"):
                terminal.type(keys)
                await asyncio.sleep(3)
            terminal.want("ゐ")
            terminal.type("ゐ")
            with suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await terminal.got.wait()
                    terminal.type("\x15")
                    return
        raise RuntimeError("A seat does not show what is typed.")

    await server.ask(f"inject X{INJECTS - 1:03}")
    await asyncio.sleep(4)
    await asyncio.gather(*(one(terminal) for terminal in terminals))


async def typing(terminals: list[Terminal]) -> None:
    """Every seat types, each at its own moment, until cancelled."""

    async def one(terminal: Terminal, number: int) -> None:
        await asyncio.sleep(number / len(terminals) / KEYS_A_SECOND)
        while True:
            for letter in "ほうこくします":
                terminal.type(letter)
                await asyncio.sleep(1 / KEYS_A_SECOND)
            terminal.type("\x15")

    async with asyncio.TaskGroup() as group:
        for number, terminal in enumerate(terminals):
            group.create_task(one(terminal, number))


async def broadcasts(server: Server, terminals: list[Terminal], rounds: int) -> tuple[list[float], float]:
    """Milliseconds from the commit to the painted words, for every seat and round; the share of a core that the server
    got meanwhile, which is 1 where nothing else runs on the machine and the server is busy throughout."""
    taken: list[float] = []
    spent = passed = 0.0
    for number in range(rounds):
        for terminal in terminals:
            terminal.want(f"追加の状況付与{number}")
        cpu, at = (await server.ask("cpu"))["cpu"], time.perf_counter()
        told = await server.ask(f"inject X{number:03}")
        assert not told["refused"], told
        async with asyncio.timeout(60):
            await asyncio.gather(*(terminal.got.wait() for terminal in terminals))
        passed += time.perf_counter() - at
        spent += (await server.ask("cpu"))["cpu"] - cpu
        if number >= 2:
            taken += [(terminal.arrived - told["committed"]) / 1e6 for terminal in terminals]
        await asyncio.sleep(1.5)
    return taken, spent / passed


def memory_of(process: int) -> tuple[int, int]:
    """Resident and private bytes of a process (Linux)."""
    resident = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    private = sum(int(row.split()[1]) for row in rows if row.startswith("Private_")) * 1024
    return resident, private


async def process_each(folder: Path, arguments: list[str], count: int) -> tuple[float, float]:
    """Mean resident and private memory of processes that run ``arguments``, each on a terminal of its own."""
    loop = asyncio.get_running_loop()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "TERM": "xterm-256color"}
    found: list[tuple[int, int]] = []
    processes = []
    for _ in range(count):
        ours, theirs = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)
        loop.add_reader(ours, lambda ours=ours: os.read(ours, 65536))
        processes.append((process, ours))
        await asyncio.sleep(8)
        found.append(memory_of(process.pid))
    for process, ours in processes:
        loop.remove_reader(ours)
        process.kill()
        await process.wait()
        os.close(ours)
    return sum(one[0] for one in found) / count, sum(one[1] for one in found) / count


async def come_and_go(server: Server, port: int, codes: list[str], count: int) -> None:
    """``count`` visits, four at a time; what they leave."""
    before = await server.memory()
    tasks = (await server.ask("apps"))["tasks"]
    middle = 0
    for number in range(0, count, 4):
        seats = Seats()
        await seats.join(port, [codes[(number + each) % len(codes)] for each in range(4)])
        await seats.leave()
        if number == count // 2 // 4 * 4:
            await asyncio.sleep(3)
            middle = await server.memory()
    await asyncio.sleep(3)
    left = await server.ask("apps")
    after = await server.memory()
    print(
        f"{count} visits: {left['apps']} apps left, {left['tasks'] - tasks} tasks more than before; "
        f"memory {before / 2**20:.0f} MiB before, {middle / 2**20:.0f} after half, {after / 2**20:.0f} after all"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seats", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--visits", type=int, default=200)
    parser.add_argument("--processes", type=int, default=3, help="processes of each floor; 0 leaves the floors out")
    parser.add_argument("--folder", type=Path, help="where the log is made")
    args = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with TemporaryDirectory(dir=args.folder) as place:
        folder = Path(place)
        server = await Server.start(6, folder)
        port, codes = server.told["port"], server.told["codes"]
        print(f"{len(codes)} seats in 6 teams")
        idle = await server.memory()
        seats = Seats()
        joined = await seats.join(port, codes[: args.seats])
        await asyncio.sleep(3)
        each = (await server.memory() - idle) / args.seats
        print(f"{args.seats} seats joined at once: last one painted after {joined:.1f} s")
        await begin_to_type(server, seats.terminals)
        busy = asyncio.create_task(typing(seats.terminals))
        await asyncio.sleep(3)
        before, at = (await server.ask("cpu"))["cpu"], time.perf_counter()
        await asyncio.sleep(5)
        load = ((await server.ask("cpu"))["cpu"] - before) / (time.perf_counter() - at)
        taken, share = await broadcasts(server, seats.terminals, args.rounds)
        busy.cancel()
        played = (await server.memory() - idle) / args.seats
        print(
            f"{args.seats} seats, every one typing {KEYS_A_SECOND:.0f} keys a second: p50 {median(taken):.0f} ms, "
            f"p95 {percentile(taken, 0.95):.0f} ms (goal 700), max {max(taken):.0f} ms; "
            f"{load:.0%} of a core while they type; the server got {share:.0%} of a core during the broadcasts"
        )
        print(
            f"memory: {idle / 2**20:.0f} MiB idle, {each / 2**20:.2f} MiB a seat, "
            f"{played / 2**20:.2f} after play (goal 4)"
        )
        await seats.leave()
        await asyncio.sleep(5)
        await come_and_go(server, port, codes, args.visits)
        await server.stop()
        if args.processes:
            same = ["-m", "simulator", "play", "lost-file-posted-online", "--as", "child-family-head"]
            for name, call in (("the same screens", same), ("the smallest app", ["-c", SMALLEST])):
                resident, private = await process_each(folder, call, args.processes)
                print(
                    f"a process for each seat, {name}: {resident / 2**20:.0f} MiB resident, "
                    f"{private / 2**20:.0f} private: {private / played:.1f} times a seat by ssh"
                )


if __name__ == "__main__":
    asyncio.run(main())
