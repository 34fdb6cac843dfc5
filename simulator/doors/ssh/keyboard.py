"""What a client types, handed over no faster than the app takes it in, and in the order in which it was meant.

An app handles some keys itself, at once (F9 sends), and passes others on to the field that has the focus, which takes
them a little later. Typed into a busy server, F9 would then send a text without its last characters. So a key that
does something waits until the app has settled, and what follows it waits for what the key does.
"""

from __future__ import annotations

import asyncio
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable
from contextvars import copy_context
from typing import Protocol

from textual.events import Key, Paste
from textual.message import Message

SLICE = 512
"""Bytes that are read at once; about as many keys."""

ENOUGH = 32
"""Messages that the app has not yet looked at, from which on it is given no more."""

FULL = 64 * 1024
"""Bytes that wait, from which on the client is asked to stop sending."""

LONGEST_PASTE = 1024 * 1024
"""Bytes without one key or paste coming out of them, after which the client is sent away: a paste that never ends."""

_LATER = 0.01
_LONGEST_SETTLING = 1.0
"""Seconds after which a key no longer waits for the app; something in it may wait for that very key."""


class Typist(Protocol):
    """The app as a keyboard sees it."""

    def parse(self, text: str) -> list[Message]:
        """The keys, pastes and clicks that ``text`` completes."""
        ...

    def lone_escape(self) -> list[Message]:
        """An Escape that nothing followed."""
        ...

    def pending(self) -> float | None:
        """Seconds after which to ask for a lone Escape; None where none is waiting."""
        ...

    def waiting(self) -> int:
        """How many messages the app has not yet looked at."""
        ...

    def deliver(self, message: Message) -> None: ...

    def settle(self, then: Callable[[], None]) -> None:
        """Call ``then`` once the app has done with everything delivered so far."""
        ...


class Keyboard:
    """``stop`` and ``go`` tell the client to stop sending and to go on; ``too_much`` sends it away."""

    def __init__(
        self,
        typist: Typist,
        *,
        stop: Callable[[], None],
        go: Callable[[], None],
        too_much: Callable[[], None],
    ) -> None:
        self._typist = typist
        self._stop, self._go, self._too_much = stop, go, too_much
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._bytes = bytearray()
        self._messages: deque[Message] = deque()
        self._next: asyncio.TimerHandle | None = None
        self._escape: asyncio.TimerHandle | None = None
        self._stopped = self._closed = self._loose = False
        self._silent = 0
        self._settling = 0
        # The app tells from within that it has settled: what is planned then is not to hold on to it.
        self._context = copy_context()

    def receive(self, data: bytes) -> None:
        """Bytes from the client, in order."""
        if self._closed:
            return
        self._bytes += data
        if len(self._bytes) > FULL and not self._stopped:
            self._stopped = True
            self._stop()
        if self._next is None:
            self._go_on()

    def close(self) -> None:
        """Nothing more is handed over."""
        self._closed = True
        self._bytes.clear()
        self._messages.clear()
        for timer in (self._next, self._escape):
            if timer is not None:
                timer.cancel()
        self._next = self._escape = None

    def _go_on(self) -> None:
        """Hand over what may be handed over now; the rest later."""
        self._next = None
        while not self._closed:
            if not self._messages and not self._read():
                return
            if not self._messages:
                continue
            if self._typist.waiting() >= ENOUGH:
                self._later(_LATER)
                return
            message = self._messages[0]
            if _is_written(message):
                self._loose = True
                self._typist.deliver(self._messages.popleft())
                continue
            if not self._loose:
                self._typist.deliver(self._messages.popleft())
            self._loose = False
            self._settle()
            return

    def _read(self) -> bool:
        """Make keys of the next bytes; False where there are none, or too many."""
        if not self._bytes:
            return False
        text = self._decode(bytes(self._bytes[:SLICE]))
        self._silent += min(SLICE, len(self._bytes))
        del self._bytes[:SLICE]
        if self._stopped and len(self._bytes) < FULL // 4:
            self._stopped = False
            self._go()
        self._messages.extend(self._typist.parse(text))
        if self._messages:
            self._silent = 0
        elif self._silent > LONGEST_PASTE:
            self.close()
            self._too_much()
            return False
        self._await_escape()
        return True

    def _await_escape(self) -> None:
        if self._escape is not None:
            self._escape.cancel()
        wait = self._typist.pending()
        self._escape = (
            None
            if wait is None
            else asyncio.get_running_loop().call_later(wait + 0.001, self._lone_escape, context=self._context)
        )

    def _lone_escape(self) -> None:
        self._escape = None
        if not self._bytes:
            self._messages.extend(self._typist.lone_escape())
            if self._next is None:
                self._go_on()

    def _settle(self) -> None:
        """Go on once the app has settled, or after a while."""
        self._settling += 1
        number = self._settling

        def settled() -> None:
            if number == self._settling and self._next is not None and not self._closed:
                self._next.cancel()
                self._later(0)

        self._later(_LONGEST_SETTLING)
        self._typist.settle(settled)

    def _later(self, seconds: float) -> None:
        self._next = asyncio.get_running_loop().call_later(seconds, self._go_on, context=self._context)


def _is_written(message: Message) -> bool:
    """Text for the field that has the focus, which takes such messages in their order."""
    return isinstance(message, Paste) or (isinstance(message, Key) and message.is_printable)
