"""What a client types, handed over no faster than the app takes it in."""

from __future__ import annotations

import asyncio
from codecs import getincrementaldecoder
from collections.abc import Callable

SLICE = 512
"""Bytes that are read at once; about as many keys."""

ENOUGH = 32
"""Messages that the app has not yet looked at, from which on it is given no more."""

FULL = 64 * 1024
"""Bytes that wait, from which on the client is asked to stop sending."""

LONGEST_PASTE = 1024 * 1024
"""Bytes without one key or paste coming out of them, after which the client is sent away: a paste that never ends."""

_LATER = 0.01


class Keyboard:
    """``type`` takes text, ``waiting`` says how many messages the app has before it, ``stop`` and ``go`` the client."""

    def __init__(
        self,
        type_in: Callable[[str], int],
        waiting: Callable[[], int],
        *,
        stop: Callable[[], None],
        go: Callable[[], None],
        too_much: Callable[[], None],
    ) -> None:
        """``type_in`` returns how many messages came of the text."""
        self._type, self._waiting = type_in, waiting
        self._stop, self._go, self._too_much = stop, go, too_much
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._bytes = bytearray()
        self._next: asyncio.Handle | None = None
        self._stopped = False
        self._silent = 0

    def receive(self, data: bytes) -> None:
        """Bytes from the client, in order."""
        self._bytes += data
        if len(self._bytes) > FULL and not self._stopped:
            self._stopped = True
            self._stop()
        if self._next is None:
            self._hand_over()

    def close(self) -> None:
        """Nothing more is handed over."""
        self._bytes.clear()
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _hand_over(self) -> None:
        self._next = None
        if self._waiting() < ENOUGH:
            text = self._decode(bytes(self._bytes[:SLICE]))
            read = min(SLICE, len(self._bytes))
            del self._bytes[:SLICE]
            if self._stopped and len(self._bytes) < FULL // 4:
                self._stopped = False
                self._go()
            self._silent = 0 if text and self._type(text) else self._silent + read
            if self._silent > LONGEST_PASTE:
                self.close()
                self._too_much()
                return
            wait = 0.0
        else:
            wait = _LATER
        if self._bytes:
            self._next = asyncio.get_running_loop().call_later(wait, self._hand_over)
