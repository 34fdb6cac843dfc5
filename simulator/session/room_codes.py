"""Codes in the hands of a facilitator: read when they are to be shown, and made anew where one is lost or leaked."""

from __future__ import annotations

from simulator.engine.commands import Refusal
from simulator.session.room_port import Grant, JoinSheet, Room


class RoomCodes:
    """Implements ``CodeDesk`` on the room itself, for the holder of ``grant``."""

    def __init__(self, room: Room, grant: Grant) -> None:
        self._room, self._grant = room, grant

    async def sheet(self) -> JoinSheet | Refusal:
        return self._room.sheet(self._grant)

    async def renew(self, grant: str) -> JoinSheet | Refusal:
        return await self._room.renew_code(self._grant, grant)
