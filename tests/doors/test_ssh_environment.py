"""What an ssh client sends of its environment is bounded: in number and length, and a flood of it ends the caller."""

import asyncio
from pathlib import Path

import pytest
from support.patience import PATIENCE

pytest.importorskip("asyncssh", reason="needs asyncssh: pip install 'tabletop-simulator[ssh]'")

import asyncssh
from ssh_room import FakeRoom, connected, door_to, visiting

from simulator.doors.ssh.door import SshDoor
from simulator.doors.ssh.environment import FLOOD, LONGEST, TAKEN


def environments(door: SshDoor) -> list[dict[str, str]]:
    """What the door has taken of each visitor's environment."""
    assert door._house is not None
    return [dict(visit._channel.get_environment()) for visit in door._house.visits if visit._channel is not None]


async def test_an_environment_is_taken_up_to_its_bounds_and_the_screens_come(tmp_path: Path) -> None:
    many = {f"NAME{number}": "x" for number in range(TAKEN + 100)}
    env = {"LANG": "ja_JP.UTF-8", "LONG": "x" * LONGEST, **many}
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door, env=env) as client:
        await client.until("届いた状況付与")
        (found,) = environments(door)
        assert len(found) == TAKEN
        assert found["LANG"] == "ja_JP.UTF-8"
        assert "LONG" not in found


async def test_a_flood_of_it_ends_the_connection_and_no_other(tmp_path: Path) -> None:
    flood = {f"NAME{number}": "x" for number in range(FLOOD + 50)}
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door, code="BBBB") as other:
        await other.until("names")
        async with connected(door) as connection:
            with pytest.raises((asyncssh.Error, ConnectionError)):
                await connection.create_process(encoding=None, env=flood, request_pty=True, term_type="xterm")
            async with asyncio.timeout(PATIENCE):
                await connection.wait_closed()
        assert len(environments(door)) == 1
        assert not other.connection.is_closed()
