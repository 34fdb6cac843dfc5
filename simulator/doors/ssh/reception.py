"""Who may come in: one object for each connection, which asks for the code and opens one session."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

import asyncssh

from simulator.doors.ssh.environment import bounded_channel
from simulator.doors.ssh.names import wanted
from simulator.doors.ssh.visit import House, Visit
from simulator.engine.commands import Refusal
from simulator.session.room_port import Grant
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.words import translator

if TYPE_CHECKING:
    from simulator.doors.ssh.environment import Channel

MOST = 400
"""Connections at a time. For a further one the oldest that has given no code yet has to go; where there is none, it is
closed at once."""

TRIES = 5
"""Codes that one connection may try."""

_WRONG_SECONDS = 0.4
"""How long the answer to a wrong code takes; more tries at once do not help, since the room counts them by address."""

_IDLE_SECONDS = 30.0
"""How long somebody who was let in may be without screens, before and after; at most twice that, as it is looked at
now and then."""

_LONGEST_CODE = 200


class Reception(asyncssh.SSHServer):
    """Forwarding of every kind, commands, subsystems and other ways to show who one is stay refused, as by default."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._connection: asyncssh.SSHServerConnection | None = None
        self._source = ""
        self._user = ""
        self._grant: Grant | None = None
        self._tries = 0
        self._told = ""
        self._idle: asyncio.TimerHandle | None = None
        self._visit: Visit | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        house = self._house
        if len(house.connections) >= MOST:
            stranger = next(iter(house.strangers), None)
            (stranger or conn).abort()
            if stranger is None:
                return
            house.forget(stranger)
        self._connection = conn
        house.connections.add(conn)
        house.strangers[conn] = None
        peer = conn.get_extra_info("peername")
        self._source = str(peer[0]) if peer else ""

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if self._connection is not None:
            self._house.forget(self._connection)
        self._connection = None
        if self._idle is not None:
            self._idle.cancel()

    # The code

    def begin_auth(self, username: str) -> bool:
        self._user = username
        return True

    def password_auth_supported(self) -> bool:
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        return await self._may_enter(username, password)

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(
        self,
        username: str,
        lang: str,  # noqa: ARG002
        submethods: str,  # noqa: ARG002
    ) -> tuple[str, str, str, list[tuple[str, bool]]]:
        t = translator("doors", wanted(username).lang or self._house.lang)
        told, self._told = self._told, ""
        return "", told, "", [(t("Your code: "), False)]

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        return len(responses) == 1 and await self._may_enter(username, responses[0])

    async def _may_enter(self, user: str, code: str) -> bool:
        self._tries += 1
        outcome = self._house.room.admit(code[:_LONGEST_CODE], self._source)
        if not isinstance(outcome, Refusal):
            self._grant = outcome
            return True
        self._told = sentence(Wording(wanted(user).lang or self._house.lang), outcome)
        await asyncio.sleep(_WRONG_SECONDS)
        if self._tries >= TRIES and self._connection is not None:
            self._connection.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, self._told)
        return False

    def auth_completed(self) -> None:
        if self._connection is not None:
            self._house.strangers.pop(self._connection, None)
            self._look_later()

    def _look_later(self) -> None:
        self._idle = asyncio.get_running_loop().call_later(_IDLE_SECONDS, self._look)

    def _look(self) -> None:
        """Nobody stays without screens: none asked for, or left."""
        if self._connection is None:
            return
        if self._visit is not None and self._visit.is_there():
            self._look_later()
        else:
            self._connection.close()

    # The session

    def session_requested(self) -> tuple[Channel, Visit] | bool:
        """One for each connection."""
        grant, connection = self._grant, self._connection
        if grant is None or connection is None or self._visit is not None or self._house.room.grant(grant.id) is None:
            return False
        self._visit = Visit(self._house, grant, self._user, f"ssh-{secrets.token_hex(8)}")
        return bounded_channel(connection), self._visit
