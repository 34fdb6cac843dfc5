"""The socket that a door listens on: the same on every system, where the defaults of the systems differ."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress

from simulator.doors.door import shut_by


def listening_socket(host: str, port: int, backlog: int) -> socket.socket:
    """A socket that listens at ``host:port`` (0: any free port), not blocking. Raises DoorShut.

    ``::`` takes callers by IPv4 as well, which ``reachable`` tells them to.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named: asyncio sends small answers at once (TCP_NODELAY) on such sockets only.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # On Windows it would let a second program listen on the same port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if host == "::":
            # Off on Linux, on on Windows; a system that cannot do without it listens to IPv6 alone.
            with suppress(OSError):
                listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind((host, port))
        listening.listen(backlog)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        raise shut_by(error, f"{host}:{port}") from None
    return listening
