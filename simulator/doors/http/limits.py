"""How much one sender may ask for, so that nobody keeps the others waiting."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

BODY = 256 * 1024
"""The longest body that is read, in bytes. The longest answer is a tenth of it."""

BODY_SECONDS = 20.0
"""How long a body may take to arrive."""

HEAD = 64 * 1024
"""The longest head of a request (address and headers), in bytes."""

HEAD_SECONDS = 20.0
"""How long a head may take to arrive, and a connection to ask for something at all."""

HANDSHAKE_SECONDS = 10.0
"""How long the hello of an encrypted connection may take, over a slow line and with a busy machine."""

STREAMS = 8
"""Open event streams for each person: tabs of a browser and the like."""

PEOPLE = 120
"""People who are in by one code at a time: a section around one seat, an audience behind an observer's code."""

FRAMES = 64
"""Changes of one view that are kept as they go out, for others who stand at the same position."""

STALLED_SECONDS = 30.0
"""How long a client may leave a change unread before its stream is closed; it comes back at its position."""

BEAT_SECONDS = 15.0
"""Between two signs of life on a quiet stream."""


class Buckets:
    """Token buckets by name: ``rate`` a second, ``burst`` at once. Only the ``most`` recent names are kept."""

    def __init__(self, rate: float, burst: int, now: Callable[[], float], most: int = 4096) -> None:
        self._rate, self._burst, self._now, self._most = rate, float(burst), now, most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> bool:
        """Whether ``name`` may go on now."""
        now = self._now()
        left, at = self._left.pop(name, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        fine = left >= 1.0
        self._left[name] = (left - 1.0 if fine else left, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return fine
