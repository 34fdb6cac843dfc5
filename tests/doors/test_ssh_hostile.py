"""The ssh door against those who mean no good, and against its own bugs: one seat may end, the others go on."""

import asyncio
import gc
import sys
import weakref
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from support.patience import PATIENCE

pytest.importorskip("asyncssh", reason="needs asyncssh: pip install 'tabletop-simulator[ssh]'")

import asyncssh
from ssh_room import CODES, FakeRoom, FakeSeat, app_of, begin_answer, connected, door_to, port_of, settled, visiting

from simulator.doors.ssh import reception, visit
from simulator.doors.ssh.pace import PacedSeat, Turns
from simulator.engine.commands import Pause, SubmitResponse


async def log_in(door: Any, code: str, user: str = "soumu") -> None:
    async with connected(door, user, code):
        pass


# Codes


async def test_a_wrong_code_opens_nothing_and_too_many_keep_the_right_one_out(tmp_path: Path) -> None:
    room = FakeRoom()
    room.most_wrong = 2
    async with door_to(room, tmp_path) as door:
        await log_in(door, "AAAA")
        for _ in range(3):
            with pytest.raises(asyncssh.PermissionDenied):
                await log_in(door, "WRONG")
        with pytest.raises(asyncssh.PermissionDenied):
            await log_in(door, "AAAA")
    assert {source for _, source in room.tried} == {"127.0.0.1"}


class Guesser(asyncssh.SSHClient):
    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(self, name: str, instructions: str, lang: str, prompts: Any) -> list[str]:
        self.told.append(instructions)
        self.asked += [prompt for prompt, _ in prompts]
        return ["WRONG"]


async def test_one_connection_tries_a_few_codes_and_is_told_what_is_wrong(tmp_path: Path) -> None:
    room, guesser = FakeRoom("ja"), Guesser()
    async with door_to(room, tmp_path, "ja") as door:
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
            await asyncssh.connect(
                "127.0.0.1",
                port_of(door),
                username="soumu",
                known_hosts=None,
                client_keys=None,
                agent_path=None,
                config=[],
                client_factory=lambda: guesser,
                preferred_auth=["keyboard-interactive"],
            )
    assert len(room.tried) == reception.TRIES
    assert set(guesser.asked) == {"参加コード："}
    assert "このコード" in guesser.told[1]


@pytest.mark.parametrize("code", ["", "A" * 5000, "AAAA\x00", "AAAA "])
async def test_odd_codes_are_wrong_codes(tmp_path: Path, code: str) -> None:
    async with door_to(FakeRoom(), tmp_path) as door:
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.ProtocolError)):
            await log_in(door, code)


async def test_no_other_way_to_show_who_one_is(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    async with door_to(FakeRoom(), tmp_path) as door:
        with pytest.raises(asyncssh.PermissionDenied) as found:
            await asyncssh.connect(
                "127.0.0.1",
                port_of(door),
                username="soumu",
                client_keys=[key],
                known_hosts=None,
                agent_path=None,
                config=[],
                preferred_auth=["publickey", "hostbased", "gssapi-with-mic", "none"],
            )
    assert "Permission denied" in str(found.value)


async def test_a_code_that_is_revoked_between_the_door_and_the_seat(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, connected(door) as connection:
        room.revoked.add(CODES["AAAA"].id)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process(term_type="xterm", encoding=None)
    assert room.seats == []


async def test_somebody_without_a_session_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "_IDLE_SECONDS", 0.05)
    async with door_to(FakeRoom(), tmp_path) as door, connected(door) as connection:
        async with asyncio.timeout(PATIENCE):
            await connection.wait_closed()


async def test_connections_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MOST", 2)
    async with door_to(FakeRoom(), tmp_path) as door:
        async with connected(door), connected(door):
            with pytest.raises((asyncssh.Error, OSError)):
                await log_in(door, "AAAA")
        await settled(lambda: not door._house.connections)
        await log_in(door, "AAAA")


# No shell, no files, no tunnels


async def test_no_commands_no_files_no_second_session(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, connected(door) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process("id", encoding=None)
    async with door_to(room, tmp_path) as door, connected(door) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.start_sftp_client()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("Inbox")
        with pytest.raises(asyncssh.ChannelOpenError):
            await client.connection.create_process(term_type="xterm", encoding=None)
    assert len(room.seats) == 1


async def test_no_forwarding_of_any_kind(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path) as door, connected(door) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", port_of(door))
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_unix_connection(str(tmp_path / "socket"))
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.start_server(lambda *_: None, "127.0.0.1", 0)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.start_unix_server(lambda *_: None, str(tmp_path / "socket"))


async def test_no_x11_and_no_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door) as client:
        await client.until("Inbox")
        [there] = door._house.visits
        assert there._channel.get_x11_display() is None
        assert there._channel.get_agent_path() is None
        [connection] = door._house.connections
        assert await connection.attach_x11_listener(there._channel, b"MIT-MAGIC-COOKIE-1", b"1" * 16, 0) is None
        assert not await connection.create_agent_listener()


async def test_what_is_no_ssh_at_all(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door:
        for data in (b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 5000, b"SSH-2.0-x\r\n" + b"\xff" * 5000):
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(door))
            writer.write(data)
            writer.write_eof()
            async with asyncio.timeout(PATIENCE):
                await reader.read()
            writer.close()
        await log_in(door, "AAAA")


# Bugs


def exits(*_: object) -> None:
    sys.exit("stop everything")


def breaks(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("wrong", [exits, breaks])
@pytest.mark.parametrize("where", ["view", "draft", "now", "close"])
async def test_a_bug_in_one_seat_ends_it_with_a_sentence_and_nothing_else(
    tmp_path: Path, wrong: Callable[..., None], where: str
) -> None:
    room, crashes = FakeRoom(), list[BaseException]()
    async with (
        door_to(room, tmp_path, crashed=crashes.append) as door,
        visiting(door) as first,
        visiting(door, code="BBBB") as second,
    ):
        await first.until("Inbox")
        await second.until("Inbox")
        broken = room.seats[0]
        setattr(broken, where, wrong)
        if where == "close":
            broken.end("over")
        broken.pass_time(120)
        first.type("\r")
        told = await first.end()
        assert "An error inside the program has ended this screen." in told
        assert "ZeroDivisionError" not in told
        assert len(crashes) == 1

        await begin_answer_of(second)
        second.type("still here")
        await second.until("still here")


async def begin_answer_of(client: Any) -> None:
    client.type("\r")
    await client.until("Your response (written)")
    client.type("\r")


# Slow and loud clients


async def test_a_client_that_does_not_read_holds_nobody_and_sees_the_present_when_it_does(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as slow, visiting(door, code="BBBB") as quick:
        await slow.until("Inbox")
        await quick.until("Inbox")
        there = next(
            each for each in door._house.visits if each._grant.seat == "soumu" and each._grant.team == "team-a"
        )
        slow.process.channel.pause_reading()
        hosted = there._hosted
        for number in range(2000):
            slow.process.change_terminal_size(120 - number % 2, 40)
            await asyncio.sleep(0.005)
            if hosted._held:
                break
        assert hosted._held, "a client that reads nothing is painted for no more"

        room.seats[1].happen(Pause(at=room.seats[1].now()))
        await quick.until("PAUSED by the exercise office")
        room.seats[0].happen(Pause(at=room.seats[0].now()))
        slow.grid.__init__(120, 40)
        slow.process.channel.resume_reading()
        await slow.until("PAUSED by the exercise office")


async def test_a_client_that_never_reads_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "SLOW_SECONDS", 0.1)
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as slow:
        await slow.until("Inbox")
        [there] = door._house.visits
        there.pause_writing()
        await settled(lambda: room.seats[0].closed == 1 and not door._house.visits)


async def test_a_paste_without_end_is_sent_away(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await begin_answer(door, client)
        client.type("\x1b[200~" + "x" * 3_000_000)
        await settled(lambda: room.seats[0].closed == 1)
        assert not any(isinstance(command, SubmitResponse) for command in room.seats[0].sent)


async def test_a_flood_of_keys_waits_at_the_client(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as loud, visiting(door, code="BBBB") as other:
        await other.until("Inbox")
        await loud.until("Inbox")
        there = next(each for each in door._house.visits if each._grant.team == "team-a")
        loud.type("\x1b[A\x1b[B" * 200_000)
        await begin_answer_of(other)
        other.type("the others go on")
        await other.until("the others go on")
        assert there._keyboard._stopped
        assert there._hosted.app.message_queue_size < 100


# Text of players


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]0;owned\x07",
        "\x1b]2;owned\x1b\\",
        "\x1b[2J\x1b[H",
        "\x1b]8;;http://evil.example.com\x07link",
        "\x9b2J",
        "\x07" * 9,
    ],
)
async def test_what_a_player_writes_is_painted_and_obeyed_by_no_terminal(tmp_path: Path, text: str) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("Inbox")
        seat = room.seats[0]
        seat.happen(
            SubmitResponse(
                at=seat.now(), actor="seat:me", seat="me", role="desk", kind="text", parts={"text": f"A{text}B"}
            )
        )
        await client.until("A")
        client.type("\x1b[15~")
        await client.until("Team log")
        await asyncio.sleep(0.1)
        client.type("\x1b")
        assert client.grid.odd == []
        assert b"\x1b[2J" not in client.received
        assert b"\x1b]" not in client.received


async def test_what_a_client_says_of_itself_goes_nowhere(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path) as door:
        async with visiting(door, "owned; rm -r /") as client:
            assert "This code belongs to" in await client.end()
            assert b"owned" not in client.received
        async with visiting(door, term="\x1b]0;owned", env={"LANG": "\x1b]0;owned\x07"}) as client:
            await client.until("Inbox")
            assert b"owned" not in client.received


# Nothing is left


async def test_nothing_is_left_of_those_who_come_and_go(tmp_path: Path) -> None:
    room = FakeRoom()
    apps: list[weakref.ref[Any]] = []
    async with door_to(room, tmp_path) as door:
        before = None
        for number in range(12):
            async with visiting(door) as client:
                await client.until("Inbox")
                apps.append(weakref.ref(app_of(door)))
                if number % 3 == 0:
                    client.connection.abort()
                elif number % 3 == 1:
                    client.type("\x1b[")
            await settled(lambda: not door._house.visits and not door._house.connections)
            if number == 1:
                before = len(asyncio.all_tasks())
        assert [seat.closed for seat in room.seats] == [1] * 12
        room.seats.clear()

        def collected() -> bool:
            gc.collect()
            return not [app for app in apps if app() is not None]

        await settled(collected)
        assert before is not None
        assert len(asyncio.all_tasks()) <= before


async def test_a_seat_is_given_back_once() -> None:
    class Counted(FakeSeat):
        def __init__(self) -> None:
            self.closed = 0

    port = Counted()
    paced = PacedSeat(port, Turns())
    await paced.close()
    await paced.close()
    assert port.closed == 1


async def test_changes_reach_a_few_apps_at_a_time_in_order() -> None:
    turns = Turns(at_once=4, pause=0.001)
    went: list[int] = []
    sizes: list[int] = []

    async def wait(number: int) -> None:
        await turns.take()
        went.append(number)

    tasks = [asyncio.create_task(wait(number)) for number in range(10)]
    tasks[5].cancel()
    while len(went) < 9:
        sizes.append(len(went))
        await asyncio.sleep(0)
    assert went == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert max(after - before for before, after in pairwise(sizes)) <= 4


async def test_the_door_tells_of_every_visit_that_is_over(tmp_path: Path) -> None:
    over: list[int] = []
    async with door_to(FakeRoom(), tmp_path, left=lambda: over.append(1)) as door:
        for number in (1, 2):
            async with visiting(door) as client:
                await client.until("Inbox")
                assert len(over) == number - 1
            await settled(lambda number=number: len(over) == number)
