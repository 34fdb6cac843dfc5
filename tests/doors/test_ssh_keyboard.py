"""Typing into an app that is busy: order, amount, pastes without end."""

import asyncio
from collections.abc import Callable

import pytest

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")

from ssh_room import settled
from textual.events import Key, Paste
from textual.message import Message

from simulator.doors.ssh.driver import Keys
from simulator.doors.ssh.keyboard import ENOUGH, FULL, LONGEST_PASTE, Keyboard


class Busy:
    """An app that settles when it is told to. ``got`` is what was delivered."""

    def __init__(self) -> None:
        self.keys = Keys()
        self.got: list[str] = []
        self.unread = 0
        self.settling: list[Callable[[], None]] = []

    def parse(self, text: str) -> list[Message]:
        return list(self.keys.feed(text))

    def lone_escape(self) -> list[Message]:
        return list(self.keys.tick())

    def pending(self) -> float | None:
        return self.keys.pending()

    def waiting(self) -> int:
        return self.unread

    def deliver(self, message: Message) -> None:
        self.got.append(message.key if isinstance(message, Key) else f"<{message.text}>")  # type: ignore[attr-defined]
        assert isinstance(message, Key | Paste)

    def settle(self, then: Callable[[], None]) -> None:
        self.settling.append(then)

    async def settled(self) -> None:
        self.settling.pop()()
        await asyncio.sleep(0.02)


class Told:
    def __init__(self) -> None:
        self.told: list[str] = []
        self.busy = Busy()
        self.keyboard = Keyboard(
            self.busy,
            stop=lambda: self.told.append("stop"),
            go=lambda: self.told.append("go"),
            too_much=lambda: self.told.append("too much"),
        )


async def test_a_key_that_acts_waits_for_the_text_and_the_text_after_it_for_the_key() -> None:
    it = Told()
    it.keyboard.receive(b"ab\x1b[20~cd")
    assert it.busy.got == ["a", "b"]
    await it.busy.settled()
    assert it.busy.got == ["a", "b", "f9"]
    await it.busy.settled()
    assert it.busy.got == ["a", "b", "f9", "c", "d"]


async def test_a_key_does_not_wait_for_ever() -> None:
    it = Told()
    it.keyboard.receive(b"a\x1b[20~")
    await settled(lambda: it.busy.got == ["a", "f9"])


async def test_a_busy_app_is_given_no_more_and_the_client_is_stopped() -> None:
    it = Told()
    it.busy.unread = ENOUGH
    it.keyboard.receive(b"x" * FULL)
    assert it.told == []
    it.keyboard.receive(b"x" * FULL)
    assert (it.told, it.busy.got) == (["stop"], [])
    it.busy.unread = 0
    await settled(lambda: len(it.busy.got) == 2 * FULL)
    assert it.told == ["stop", "go"]


async def test_a_paste_is_one_message_and_one_without_end_is_too_much() -> None:
    it = Told()
    it.keyboard.receive("\x1b[200~水郷市\n\x1b[201~".encode())
    assert it.busy.got == ["<水郷市\n>"]
    it.keyboard.receive(b"\x1b[200~")
    for _ in range(LONGEST_PASTE // FULL + 1):
        it.keyboard.receive(b"x" * FULL)
    assert it.told[-1] == "too much"
    it.keyboard.receive(b"\x1b[201~")
    assert len(it.busy.got) == 1


async def test_escape_alone_and_escape_before_something() -> None:
    it = Told()
    it.keyboard.receive(b"\x1b")
    assert it.busy.got == []
    await settled(lambda: it.busy.got == ["escape"])
    await it.busy.settled()
    it.keyboard.receive(b"\x1b")
    it.keyboard.receive(b"[A")
    assert it.busy.got == ["escape", "up"]


async def test_after_the_end_nothing_is_handed_over() -> None:
    it = Told()
    it.keyboard.receive(b"a\x1b[20~bc")
    it.keyboard.close()
    it.busy.settling.pop()()
    it.keyboard.receive(b"d")
    await asyncio.sleep(0.02)
    assert it.busy.got == ["a"]
