"""What a client may send of its environment: as much as a shell has, and no flood of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import asyncssh

if TYPE_CHECKING:
    Channel = asyncssh.SSHServerChannel[bytes]

TAKEN = 64
"""Values of one connection that are taken; further ones are refused, which no client minds."""

LONGEST = 1_000
"""Bytes of a name with its value; longer ones are refused."""

FLOOD = 1_000
"""So many requests are no environment any more: the connection is closed."""


def bounded_channel(connection: asyncssh.SSHServerConnection) -> Channel:
    """A channel for the session of ``connection`` on which that holds.

    asyncssh has no option for it. It finds what handles a request by name, here on the channel itself.
    """
    channel: Any = connection.create_server_channel()
    take = getattr(channel, "_process_env_request", None)
    if take is None:  # A release that names it otherwise: the door opens all the same, as asyncssh has it.
        return channel  # type: ignore[no-any-return]
    asked = taken = 0

    def bounded(packet: Any) -> bool:
        nonlocal asked, taken
        asked += 1
        if asked > FLOOD:
            connection.abort()
        if taken >= TAKEN or len(packet.get_remaining_payload()) > LONGEST:
            return False
        taken += 1
        return bool(take(packet))

    channel._process_env_request = bounded  # noqa: SLF001
    return channel  # type: ignore[no-any-return]
