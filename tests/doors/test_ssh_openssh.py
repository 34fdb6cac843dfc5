"""The OpenSSH client of the system, in a terminal of its own: coming in, typing, resizing, leaving; what is refused."""

import asyncio
import fcntl
import os
import pty
import shutil
import struct
import subprocess
import termios
from codecs import getincrementaldecoder
from pathlib import Path
from typing import Self

import pytest

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")
if shutil.which("ssh") is None:
    pytest.skip("needs the OpenSSH client", allow_module_level=True)

from ssh_room import FakeRoom, door_to, port_of, settled
from support.patience import PATIENCE
from terminal_grid import Grid

from simulator.doors.ssh.door import SshDoor
from simulator.engine.commands import SubmitResponse


class OpenSsh:
    """``ssh`` in a pseudo-terminal; the code is given by an askpass script, as no person is there to type it."""

    def __init__(self, door: SshDoor, folder: Path, *arguments: str, user: str = "soumu", code: str = "AAAA") -> None:
        askpass = folder / "askpass"
        askpass.write_text(f"#!/bin/sh\necho {code}\n", encoding="utf-8")
        askpass.chmod(0o700)
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "SSH_ASKPASS": str(askpass),
            "SSH_ASKPASS_REQUIRE": "force",
        }
        options = (
            f"UserKnownHostsFile={folder / 'known_hosts'}",
            "StrictHostKeyChecking=accept-new",
            "NumberOfPasswordPrompts=1",
            "LogLevel=INFO",
        )
        self.call = ["ssh", "-F", "none", "-p", str(port_of(door))]
        self.call += [part for option in options for part in ("-o", option)]
        self.call += [*arguments[:-1], f"{user}@127.0.0.1", *arguments[-1:]] if arguments else [f"{user}@127.0.0.1"]
        self.grid = Grid(120, 40)
        self.received = b""
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    async def __aenter__(self) -> Self:
        self.terminal, there = pty.openpty()
        self.resize(120, 40)
        self.process = await asyncio.create_subprocess_exec(
            *self.call, stdin=there, stdout=there, stderr=there, env=self._environment, start_new_session=True
        )
        os.close(there)
        asyncio.get_running_loop().add_reader(self.terminal, self._read)
        return self

    async def __aexit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self.terminal)
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        os.close(self.terminal)

    def _read(self) -> None:
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            asyncio.get_running_loop().remove_reader(self.terminal)
            return
        self.received += data
        self.grid.feed(self._decode(data))

    def resize(self, width: int, height: int) -> None:
        self.grid = Grid(width, height)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    async def until(self, wanted: str) -> None:
        try:
            await settled(lambda: wanted in self.grid.text)
        except TimeoutError:
            raise AssertionError(f"{wanted!r} never came:\n{self.grid.text}\n{self.received[-500:]!r}") from None

    async def ended(self) -> int:
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@pytest.mark.parametrize("way", ["keyboard-interactive", "password"])
async def test_a_whole_visit(tmp_path: Path, way: str) -> None:
    room = FakeRoom()
    async with (
        door_to(room, tmp_path / "logs", "ja") as door,
        OpenSsh(door, tmp_path, "-o", f"PreferredAuthentications={way}", "-t") as ssh,
    ):
        await ssh.until("名簿のファイルが見当たらない")
        assert [wrong for wrong in ssh.grid.odd if wrong != "\x07"] == []
        ssh.type("\r\r部長に報告します。\x1b[20~")
        await settled(lambda: any(isinstance(command, SubmitResponse) for command in room.seats[0].sent))
        ssh.resize(80, 24)
        os.kill(ssh.process.pid, 28)  # SIGWINCH: the pseudo-terminal is not its controlling one
        await ssh.until("届いた状況付与")
        await ssh.until("F9")
        ssh.type("\x11")
        await ssh.until("席を離れますか")
        ssh.type("\x1b[C\r")
        assert await ssh.ended() == 0
    [answer] = [command for command in room.seats[0].sent if isinstance(command, SubmitResponse)]
    assert answer.parts == {"text": "部長に報告します。"}
    assert ssh.received.rpartition(b"\x1b[?1049l")[1], "the terminal was given back as it was"


async def test_the_clients_own_escape_ends_the_visit_and_leaves_nothing(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path / "logs") as door, OpenSsh(door, tmp_path) as ssh:
        await ssh.until("The list of names is missing")
        ssh.process.kill()
        await settled(lambda: not door._house.visits and not door._house.connections)
    assert room.seats[0].closed == 1


async def refused(door: SshDoor, folder: Path, *arguments: str) -> str:
    """What ``ssh`` says where it is not in a terminal; it must not succeed."""
    ssh = OpenSsh(door, folder, *arguments)
    process = await asyncio.create_subprocess_exec(
        *ssh.call,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=ssh._environment,
        start_new_session=True,
    )
    async with asyncio.timeout(PATIENCE):
        out, _ = await process.communicate()
    assert process.returncode != 0, out
    return out.decode()


async def test_no_commands(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path / "logs") as door:
        assert "exec request failed" in await refused(door, tmp_path, "id")
        assert "exec request failed" in await refused(door, tmp_path, "-t", "/bin/sh")
    assert room.seats == []


async def test_no_subsystems(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path / "logs") as door:
        assert "subsystem request failed" in await refused(door, tmp_path, "-s", "sftp")


@pytest.mark.parametrize("forward", ["-R", "-W"])
async def test_no_forwarding(tmp_path: Path, forward: str) -> None:
    async with door_to(FakeRoom(), tmp_path / "logs") as door:
        there = f"127.0.0.1:{port_of(door)}"
        arguments = ("-o", "ExitOnForwardFailure=yes", "-N", "-R", f"0:{there}", "") if forward == "-R" else ()
        told = await refused(door, tmp_path, *(arguments or ("-W", there, "")))
        assert "forwarding failed" in told
