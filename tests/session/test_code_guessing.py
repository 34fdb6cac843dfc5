"""Codes that are guessed, and the honest people who share an address with whoever guesses."""

import pytest

from simulator.engine.commands import Refusal
from simulator.session.access import FREE, Access, new_code
from simulator.session.clocks import SetClock
from simulator.session.room_port import Grant, Part

START = 1_700_000_000_000
SEAT = Grant("g1", Part.SEAT, "blue", "front")
BOSS = Grant("g2", Part.FACILITATOR)


@pytest.fixture
def access(clock: SetClock) -> Access:
    found = Access(None, clock.now)
    found.allow(SEAT, BOSS)
    return found


def code_of(outcome: Grant | Refusal) -> str:
    return outcome.code if isinstance(outcome, Refusal) else outcome.id


def guesses(access: Access, source: str, count: int) -> list[str]:
    return [code_of(access.admit(new_code(), source)) for _ in range(count)]


def test_a_code_of_ones_own_buys_no_further_guesses(access: Access) -> None:
    own, told = access.code("g1"), []
    for _ in range(3 * FREE):
        told += guesses(access, "192.0.2.1", 1)
        access.admit(own, "192.0.2.1")

    assert told.count("code.unknown") == FREE
    assert told[-1] == "code.too_many"


def test_a_room_behind_one_address_may_mistype(access: Access) -> None:
    """Sixty people come in from one address, every fourth has mistyped once."""
    for number in range(60):
        if number % 4 == 0:
            assert guesses(access, "203.0.113.9", 1) == ["code.unknown"]
        assert access.admit(access.code("g1"), "203.0.113.9") == SEAT


def test_who_waits_does_not_wait_for_long_however_much_was_guessed(access: Access, clock: SetClock) -> None:
    guesses(access, "192.0.2.1", 500)
    refused = access.admit(access.code("g1"), "192.0.2.1")
    assert isinstance(refused, Refusal)
    assert refused.code == "code.too_many"
    assert 1 <= int(refused.params["seconds"]) <= 5

    clock.set(START + int(refused.params["seconds"]) * 1000)
    assert access.admit(access.code("g1"), "192.0.2.1") == SEAT


def test_guesses_an_hour_are_few(access: Access, clock: SetClock) -> None:
    told = []
    for second in range(3600):
        clock.set(START + second * 1000)
        told += guesses(access, "192.0.2.1", 5)

    assert told.count("code.unknown") < 2000


def test_a_network_of_one_machine_is_one_source(access: Access) -> None:
    told = [guesses(access, f"2001:db8:0:1::{number:x}", 1)[0] for number in range(1, 2 * FREE)]

    assert told.count("code.unknown") == FREE
    assert guesses(access, "2001:db8:0:2::1", 1) == ["code.unknown"]
    assert guesses(access, "::ffff:192.0.2.1", 1) == guesses(access, "::ffff:192.0.2.2", 1) == ["code.unknown"]


def test_many_sources_take_no_memory_and_free_nobody(access: Access) -> None:
    guesses(access, "192.0.2.1", FREE)
    for number in range(6000):
        guesses(access, f"10.0.{number // 250}.{number % 250}", 1)
        assert guesses(access, "192.0.2.1", 1) == ["code.too_many"]

    assert len(access._wrong) <= 4096


@pytest.mark.parametrize("code", ["", "-", "\x00", "0" * 12, "あ", "K" * 100_000])
def test_what_is_no_code_opens_nothing(access: Access, code: str) -> None:
    assert code_of(access.admit(code, "here")) == "code.unknown"
