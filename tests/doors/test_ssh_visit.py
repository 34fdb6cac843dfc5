"""A seat by ssh: coming in by name and code, the screens, typing, sizes, languages, leaving."""

from pathlib import Path

import pytest

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")

from ssh_room import FakeRoom, begin_answer, connected, door_to, settled, visiting
from terminal_grid import Grid

from simulator.engine.commands import MarkRead, SubmitResponse


async def test_name_and_code_open_the_desk_of_the_seat(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("Inbox")
        await client.until("The list of names is missing")
    [person] = room.came
    assert (person.lang, person.door) == ("en", "ssh")
    assert room.taken_over == [False]


async def test_what_is_typed_reaches_the_exercise(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await begin_answer(door, client)
        assert any(isinstance(command, MarkRead) for command in room.seats[0].sent)
        client.type("\x1b[200~部長に電話で報告し、\x1b[201~探します。\x1b[20~")
        await settled(lambda: any(isinstance(command, SubmitResponse) for command in room.seats[0].sent))
    [answer] = [command for command in room.seats[0].sent if isinstance(command, SubmitResponse)]
    assert answer.parts == {"text": "部長に電話で報告し、探します。"}


async def test_keys_that_arrive_all_at_once_do_what_they_would_do_one_by_one(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("The list of names is missing")
        client.type("\r\rWe ring the head.\x1b[20~\x1b[11~")
        await client.until("Marks in the inbox")
    [answer] = [command for command in room.seats[0].sent if isinstance(command, SubmitResponse)]
    assert answer.parts == {"text": "We ring the head."}


async def test_a_character_that_arrives_in_pieces_is_whole(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await begin_answer(door, client)
        for byte in "水郷市".encode():
            client.process.stdin.write(bytes([byte]))
        await client.until("水郷市")


async def test_a_lone_escape_goes_back(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("The list of names is missing")
        client.type("\x1bOP")
        await client.until("Marks in the inbox")
        assert "Your roles" not in client.text
        client.type("\x1b")
        await client.until("Your roles")


@pytest.mark.parametrize(
    ("env", "user", "told"),
    [
        ({}, "soumu", "届いた状況付与"),
        ({"LANG": "en_US.UTF-8"}, "soumu", "Inbox"),
        ({"LC_ALL": "C.UTF-8"}, "soumu", "届いた状況付与"),
        ({"LANG": "ja_JP.UTF-8"}, "soumu+en", "Inbox"),
        ({"LANG": "en_US.UTF-8"}, "soumu+ja", "届いた状況付与"),
    ],
)
async def test_the_language_is_that_of_the_client_unless_the_name_says_another(
    tmp_path: Path, env: dict[str, str], user: str, told: str
) -> None:
    async with door_to(FakeRoom(), tmp_path, "ja") as door, visiting(door, user, env=env) as client:
        await client.until(told)


@pytest.mark.parametrize("user", ["soumu", "team-a/soumu", "SOUMU", "join", "soumu+takeover"])
async def test_names_that_fit_the_code(tmp_path: Path, user: str) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door, user) as client:
        await client.until("Inbox")
    assert room.taken_over == [user == "soumu+takeover"]


async def test_the_code_of_another_seat_says_whose_it_is(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door, "team-a/soumu", "BBBB") as client:
        told = await client.end()
    assert 'This code belongs to "team-b/soumu"' in told
    assert room.seats == []


async def test_the_screen_follows_the_size_of_the_terminal(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door, size=(80, 24)) as client:
        await client.until("The list of names")
        assert "\x1b[24;" in client.received.decode()
        assert "\x1b[30;" not in client.received.decode()
        client.process.change_terminal_size(50, 10)
        await client.until("Please enlarge the window.")
        client.grid = Grid(120, 40)
        client.process.change_terminal_size(120, 40)
        await client.until("The list of names")
        assert "F7" not in client.text
        assert client.text.splitlines()[39].startswith("F1 Help")


async def test_a_claimed_size_is_not_believed(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path) as door, visiting(door, size=(4_000_000, 4_000_000)) as client:
        await client.until("The list of names")
        client.process.change_terminal_size(2**31, 2**31)
        client.type("\x1b[48;9999999;9999999;1;1t")
        client.type("\x1bOP")
        await client.until("Marks in the inbox")
        assert len(client.received) < 1_000_000


async def test_leaving_closes_the_connection_and_gives_the_seat_back(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("The list of names")
        client.type("\x11")
        await client.until("The exercise goes on without you")
        client.type("\x1b[C\r")
        assert await client.end() == ""
        assert client.process.exit_status == 0
    assert room.seats[0].closed == 1


async def test_a_dropped_connection_gives_the_seat_back_and_keeps_the_draft(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door:
        async with visiting(door) as client:
            await begin_answer(door, client)
            client.type("half a sentence")
            await client.until("half a sentence")
            client.connection.abort()
        await settled(lambda: room.seats[0].closed == 1)
        assert room.seats[0].drafts == {"I01": {"text": "half a sentence"}}
        await settled(lambda: not door._house.visits)


async def test_a_seat_that_is_closed_from_inside_says_why(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door, visiting(door) as client:
        await client.until("The list of names")
        room.seats[0].end("Somebody else has taken this seat over.")
        assert "Somebody else has taken this seat over." in await client.end()


async def test_without_a_terminal_there_is_a_sentence(tmp_path: Path) -> None:
    for term in (None, "dumb"):
        async with door_to(FakeRoom(), tmp_path) as door, visiting(door, term=term) as client:
            assert "This needs a terminal" in await client.end()


async def test_the_end_of_the_door_ends_its_visits(tmp_path: Path) -> None:
    room = FakeRoom()
    async with door_to(room, tmp_path) as door:
        async with visiting(door) as client:
            await client.until("The list of names")
            await door.stop()
            await client.end()
        assert room.seats[0].closed == 1


async def test_the_host_key_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        async with door_to(FakeRoom(), tmp_path) as door:
            async with connected(door) as connection:
                key = connection.get_server_host_key()
            [note] = [each for each in door.notes() if "SHA256" in each]
            assert key.get_fingerprint("sha256") in note
            seen.append(key.export_public_key())
    assert seen[0] == seen[1]
    assert (tmp_path / "ssh_host_key").stat().st_mode & 0o777 == 0o600


async def test_the_address_is_what_one_types(tmp_path: Path) -> None:
    async with door_to(FakeRoom(), tmp_path, names=("192.0.2.7",)) as door:
        [address] = door.addresses()
        assert address.text == f"ssh -p {door.port} join@192.0.2.7"
        assert any(address.proof in note for note in door.notes())
        assert address.proof.startswith("SHA256:")
