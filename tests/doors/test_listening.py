"""The sockets of doors, and the files by which programs of one machine find each other."""

import json
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulator.doors.door import DoorShut, Shut
from simulator.doors.http.found_here import OpenHere, announce, open_here
from simulator.doors.http.trust import KnownServers
from simulator.doors.listening import listening_socket


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_all_addresses_are_those_of_both_families() -> None:
    if not has_ipv6():
        with pytest.raises(DoorShut):
            listening_socket("::", 0, 5)
        return
    with closing(listening_socket("::", 0, 5)) as listening:
        assert listening.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY) == 0
        for near in ("127.0.0.1", "::1"):
            socket.create_connection((near, listening.getsockname()[1]), timeout=5).close()


def test_a_port_is_taken_by_one_program_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(listening_socket("127.0.0.1", 0, 5)) as listening:
        with pytest.raises(DoorShut) as shut:
            listening_socket("127.0.0.1", listening.getsockname()[1], 5)
        assert shut.value.reason is Shut.TAKEN
        assert listening.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)

    # There the option means that two programs may listen on one port.
    monkeypatch.setattr(sys, "platform", "win32")
    with closing(listening_socket("127.0.0.1", 0, 5)) as listening:
        assert not listening.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)


def test_looking_for_exercises_leaves_other_files_alone(tmp_path: Path) -> None:
    """On Windows known servers, drafts and announcements have one folder."""
    known = KnownServers(tmp_path / "servers.json")
    known.keep("https://192.0.2.7:8765", "AB:CD")
    gone = announce(OpenHere("gone", "http://127.0.0.1:9"), tmp_path)
    assert gone is not None

    assert open_here(tmp_path) == ()
    assert not gone.exists()
    assert known.get("https://192.0.2.7:8765") == "AB:CD"


@pytest.mark.parametrize("address", ["http://::1:8765", "http://[::1]:none", "http://", "", 7])
def test_a_file_with_no_address_in_it_is_passed_over(address: object, tmp_path: Path) -> None:
    (tmp_path / "open-1.json").write_text(json.dumps({"exercise": "x", "address": address}), encoding="utf-8")

    assert open_here(tmp_path) == ()
