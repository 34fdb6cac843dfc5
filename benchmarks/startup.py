"""How long ``tabletop --help`` and the first screen of ``tabletop play`` take, against ``python -c pass``.

The first screen is timed in a real pseudo-terminal: from starting the program to the bytes that hold the scenario's
title.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
from statistics import median
from time import perf_counter

ROUNDS = 7


def run(*arguments: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def first_screen(wanted: bytes) -> float:
    """Seconds until ``wanted`` is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40", TABLETOP_LANG="en")
            os.execv(sys.executable, [sys.executable, "-m", "simulator", "play", "--logs", folder])
        seen = b""
        try:
            while wanted not in seen:
                ready, _, _ = select.select([terminal], [], [], 20)
                if not ready:
                    raise SystemExit(f"{wanted!r} did not appear")
                seen += os.read(terminal, 65536)
            return perf_counter() - start
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)


def main() -> None:
    floor = median(run("-c", "pass") for _ in range(ROUNDS))
    help_ = median(run("-m", "simulator", "--help") for _ in range(ROUNDS))
    screen = median(first_screen(b"Suigo") for _ in range(ROUNDS))
    print(f"python -c pass        {floor * 1000:6.0f} ms")
    print(f"tabletop --help       {help_ * 1000:6.0f} ms  {help_ / floor:.1f}x (goal < 4x)")
    print(
        f"first screen of play  {screen * 1000:6.0f} ms, {(screen - floor) * 1000:.0f} ms after the interpreter "
        f"(goal < 1000 ms), {screen / floor:.0f}x"
    )


if __name__ == "__main__":
    main()
