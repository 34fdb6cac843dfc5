"""The real program in a real terminal: a person plays, is killed, and goes on; nothing that was sent is lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux, a terminal for programs, is not installed")


class Terminal:
    """A program in a tmux window of its own server."""

    def __init__(self, folder: Path, width: int, height: int, lang: str) -> None:
        self._server = f"tabletop-{uuid.uuid4().hex[:8]}"
        self.lang = lang
        command = f"exec {sys.executable} -m simulator play --logs {folder}"
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TABLETOP_LANG": lang,
            "LC_ALL": "C.UTF-8",
            "TERM": "screen",
        }
        size = ["-x", str(width), "-y", str(height)]
        start = ["tmux", "-u", "-L", self._server, "-f", "/dev/null", "new-session", "-d", *size, command]
        subprocess.run(start, cwd=folder, env=environment, check=True)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._server, *words], capture_output=True, text=True, encoding="utf-8"
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def wait_for(self, *wanted: str) -> str:
        """The screen once it holds every one of ``wanted``; a generous limit, looked at often."""
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            shown = self.screen()
            if all(words in shown for words in wanted):
                return shown
            select_nothing()
        raise AssertionError(f"{wanted} did not appear:\n{self.screen()}")

    def kill(self) -> None:
        """Kill the program without a chance to tidy up."""
        pid = self._tmux("list-panes", "-F", "#{pane_pid}").strip()
        os.kill(int(pid), signal.SIGKILL)

    def close(self) -> None:
        self._tmux("kill-server")


def select_nothing() -> None:
    """Let the other program run a little."""
    import select

    select.select([], [], [], 0.05)


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(params=[(80, 24, "ja"), (120, 40, "en")], ids=["80x24-ja", "120x40-en"])
def terminal(logs: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    width, height, lang = request.param
    opened = Terminal(logs, width, height, lang)
    yield opened
    opened.close()


def test_play_kill_and_go_on(terminal: Terminal, logs: Path) -> None:
    terminal.wait_for("F9")
    terminal.press("a")
    terminal.wait_for("[x]")
    terminal.press("F9")
    terminal.wait_for("D1 13:0")
    # Open the first inject, go to its answer, take the first contact of the network, write and send.
    terminal.press("Enter")
    terminal.wait_for("nobody yet" if terminal.lang == "en" else "まだ選ばれていません")
    terminal.press("Enter")
    terminal.press("F4")
    terminal.wait_for("Chosen so far" if terminal.lang == "en" else "選択中")
    terminal.press("F9")
    terminal.wait_for("(Enter: change)" if terminal.lang == "en" else "Enter で変更")
    terminal.write("13:05 課長へすぐ電話した")
    terminal.wait_for("課長へすぐ電話")
    terminal.press("F9")
    (log,) = logs.glob("*.sqlite")
    wait_for_row(log, "課長へすぐ電話")
    terminal.kill()
    terminal.close()

    again = Terminal(logs, 120, 40, "ja")
    try:
        again.wait_for("F9")
        again.press("Enter")
        again.wait_for("D1 13:0")
        again.press("F5")
        again.wait_for("課長へすぐ電話")
    finally:
        again.close()
    verified = subprocess.run(
        [sys.executable, "-m", "simulator", "log", "verify", str(log)], cwd=ROOT, capture_output=True, text=True
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr


def wait_for_row(log: Path, words: str) -> None:
    """Until the reply is in the log, read by a second connection while the program is running."""
    from simulator.session.opening import open_log

    for _ in range(400):
        opened = open_log(str(log), log.parent)
        opened.store.close()
        if any(words in text for r in opened.states["team"].responses for text in r.reply.parts.values()):
            return
        select_nothing()
    raise AssertionError(f"{words} is not in the log")
