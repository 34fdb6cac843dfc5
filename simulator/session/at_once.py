"""Commands carried out one by one, where they are sent: for an exercise that one person plays alone."""

from __future__ import annotations

from collections.abc import Callable

from simulator.engine.commands import Command, JumpTo, Refusal
from simulator.log.store import LogUnreadable
from simulator.session.runner import Session
from simulator.session.working_out import Work


class AtOnce:
    """Implements ``Carrier``: when a call returns, what it changed is durable and judged, and everybody has heard.

    ``trouble`` hears why the log cannot be written (None: it can again).
    """

    def __init__(self, session: Session, trouble: Callable[[LogUnreadable | None], None]) -> None:
        self.session = session
        self._trouble = trouble
        self.jump: Work = session.work_out

    async def submit(self, team: str, command: Command, *, again: bool = True) -> Refusal | None:
        """As ``Session.submit``; ``log.unwritable`` where it raises LogUnreadable."""
        work = self.jump if isinstance(command, JumpTo) else None
        try:
            refusal = self.session.submit(team, command, again=again, work=work)
        except LogUnreadable as error:
            self._trouble(error)
            return Refusal("log.unwritable")
        self._trouble(None)
        return refusal

    def owes(self, team: str) -> bool:  # noqa: ARG002
        return False
