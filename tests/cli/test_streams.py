"""What goes to files and pipes, as systems differ: code pages, readers that go away, files that a shell wrote."""

import ctypes
import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.cli import main as cli
from simulator.cli.host import _Bugs
from simulator.cli.output import read_text, write_output
from simulator.cli.terminal import takes_colour
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent
LOG = ROOT / "logs" / "sample-lost-file-posted-online.sqlite"


def redirected(*call: str, encoding: str) -> bytes:
    """What arrives in the file that stdout is redirected to, on a system with that encoding."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "TABLETOP_LANG": "ja"}
    done = subprocess.run([sys.executable, "-m", "simulator", *call], env=environment, capture_output=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    "call",
    [
        ("manual", "municipal-incident-procedure", "--json"),
        ("log", "verify", str(LOG), "--json"),
        ("schema", "scenario"),
    ],
    ids=lambda call: call[0],
)
def test_json_is_whole_whatever_the_code_page_is(call: tuple[str, ...]) -> None:
    in_code_page, in_utf8 = (redirected(*call, encoding=encoding) for encoding in ("cp932", "utf-8"))

    assert in_code_page.isascii()
    assert json.loads(in_code_page) == json.loads(in_utf8)


def test_an_exported_log_is_whole_whatever_the_code_page_is() -> None:
    in_code_page, in_utf8 = (redirected("log", "export", str(LOG), encoding=one) for one in ("cp932", "utf-8"))

    assert "水郷市".encode() in in_utf8
    assert [json.loads(line) for line in in_code_page.splitlines()] == [
        json.loads(line) for line in in_utf8.splitlines()
    ]


def test_what_a_code_page_lacks_does_not_stop_the_text_for_people() -> None:
    shown = redirected("manual", "municipal-incident-procedure", encoding="cp932").decode("cp932")

    assert "手順" in shown


class Closed(io.StringIO):
    """A stream whose reader has gone, as the system tells it."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> int:
        raise self._error

    def fileno(self) -> int:
        return self.taken

    taken: int


@pytest.mark.parametrize(
    ("platform", "number", "ends"),
    [("linux", errno.EPIPE, 0), ("win32", errno.EINVAL, 0), ("win32", errno.EPIPE, 0), ("linux", errno.EINVAL, 3)],
)
def test_a_reader_who_goes_away_is_no_bug(
    platform: str, number: int, ends: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TABLETOP_LANG", "en")
    stream = Closed(OSError(number, "gone"))
    with (tmp_path / "taken").open("wb") as taken, monkeypatch.context() as patched:
        stream.taken = taken.fileno()
        patched.setattr(sys, "platform", platform)
        patched.setattr(sys, "stdout", stream)
        code = cli.main(["schema"])

    assert code == ends
    assert bool(list(tmp_path.glob("crash-*.txt"))) is (ends == 3)


def test_a_reader_who_has_gone_when_the_last_words_come_is_no_error(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", "schema"],
            env={**environment, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE,
        )  # fmt: skip
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_heads_that_a_shell_has_written_are_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """PowerShell redirects in UTF-16 with a mark."""
    assert cli.main(["log", "verify", str(LOG), "--json"]) == 0
    kept = tmp_path / "heads.json"
    kept.write_text(capsys.readouterr().out, encoding=encoding)

    assert cli.main(["log", "verify", str(LOG), "--heads", str(kept)]) == 0


def test_a_caller_who_goes_away_leaves_no_crash_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The event loop of Windows reports it to the program."""
    monkeypatch.chdir(tmp_path)
    bugs = _Bugs(translator("cli", "en"), quiet=True)

    bugs.from_loop(None, {"exception": ConnectionResetError(10054, "reset")})  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []

    bugs.from_loop(None, {"exception": KeyError("a bug")})  # type: ignore[arg-type]
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_what_a_spreadsheet_saves_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("保育課,12\r\n市民課,9\r\n".encode(encoding))

    assert read_text(file, translator("cli", "ja")) == "保育課,12\n市民課,9\n"


def test_what_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"\x81\x00\xfc\xff")

    assert read_text(file, translator("cli", "en")) is None
    assert "people.csv" in capsys.readouterr().err


@pytest.mark.parametrize(("platform", "helped"), [("win32", True), ("linux", False)])
def test_a_file_that_another_program_shows(
    platform: str, helped: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "denied", str(target))

    report = tmp_path / "report.docx"
    report.write_bytes(b"as it was")
    monkeypatch.setattr(Path, "replace", shown)
    monkeypatch.setattr(sys, "platform", platform)

    assert not write_output(b"new", report, translator("cli", "en"))
    assert report.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [report]
    assert ("close it there" in capsys.readouterr().err) is helped


class Kernel:
    """The calls of Windows about consoles. ``mode`` is the console's, None where there is none; ``modern`` obeys."""

    def __init__(self, mode: int | None, *, modern: bool) -> None:
        self.mode, self._modern = mode, modern

    def GetStdHandle(self, number: int) -> int:  # noqa: N802 - as it is called there
        return number

    def GetConsoleMode(self, handle: int, mode: Any) -> int:  # noqa: N802
        if self.mode is not None:
            mode._obj.value = self.mode
        return int(self.mode is not None)

    def SetConsoleMode(self, handle: int, mode: int) -> int:  # noqa: N802
        if self._modern:
            self.mode = mode
        return int(self._modern)


class Console(io.StringIO):
    name = "<stdout>"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("kernel", "colour"),
    [
        (Kernel(3, modern=True), True),
        (Kernel(7, modern=False), True),
        (Kernel(3, modern=False), False),
        (Kernel(None, modern=True), False),
    ],
    ids=["asked", "on already", "old", "no console"],
)
def test_colours_only_where_the_console_takes_them(
    kernel: Kernel, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")

    assert takes_colour(Console()) is colour
    assert kernel.mode == 7 or not colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not takes_colour(Console())
