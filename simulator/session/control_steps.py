"""Steps of an exercise in play that write to its control stream. The disk is waited for off the event loop."""

from __future__ import annotations

import asyncio

from simulator.engine.commands import Refusal
from simulator.engine.control_commands import Improvise
from simulator.engine.events import CONTROL_STREAM
from simulator.log.store import Conflict
from simulator.session.entries import draft_of
from simulator.session.hall_grants import Grants
from simulator.session.room_port import Grant
from simulator.session.runner import Session

_TRIES = 50


async def improvise(session: Session, command: Improvise) -> str | Refusal:
    """Make up an inject for the exercise; its id. To be run while nothing else writes. Raises LogUnreadable."""
    for _ in range(_TRIES):
        found = session.to_improvise(command)
        if isinstance(found, Refusal):
            return found
        try:
            records = await asyncio.to_thread(session.store.append, CONTROL_STREAM, *found)
        except Conflict:
            continue
        return session.improvised(records)
    return Refusal("log.busy")


async def renew(session: Session, grants: Grants, grant: str) -> Grant | Refusal:
    """Take a code back and issue another one for the same, in one step. Raises LogUnreadable."""
    for _ in range(_TRIES):
        found = grants.to_renew(grant)
        if found is None:
            return Refusal("code.unknown")
        entries = found[1]
        try:
            await asyncio.to_thread(
                session.store.append, CONTROL_STREAM, found[0], [draft_of(entry) for entry in entries]
            )
        except Conflict:
            continue
        return grants.renewed(entries)
    return Refusal("log.busy")
