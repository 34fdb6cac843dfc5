"""The codes of a hall: issued, withdrawn, made anew, and shown to facilitators alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.engine.commands import Refusal
from simulator.log.store import LogUnreadable
from simulator.session.access import Access
from simulator.session.batches import Batches
from simulator.session.hall_grants import Grants
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.session.runner import Session

if TYPE_CHECKING:
    from simulator.session.hall_ports import HallDesk, HallSeat


class HallCodes:
    """What ``Hall`` does with codes, on what it holds."""

    session: Session
    access: Access
    batches: Batches
    addresses: tuple[str, ...] = ()
    """Where people join, as they are told; whoever opens the doors sets it."""
    _grants: Grants
    _ports: list[HallSeat | HallDesk[object]]

    def unwritable(self, error: LogUnreadable) -> Refusal:
        """Tell that the log cannot be written."""
        raise NotImplementedError

    def issue(self, part: Part, team: str | None = None, seat: str | None = None) -> Grant:
        """One more code. Raises LogUnreadable."""
        return self._grants.issue(part, team, seat)

    def revoke(self, grant: str) -> None:
        """End a code and everybody who is in by it. Raises LogUnreadable."""
        self._grants.revoke(grant)
        self._turn_out(grant)

    def codes(self) -> Sequence[tuple[Grant, str]]:
        """Every grant in force with its code, seats first and in the order of the teams."""
        return self._grants.codes()

    def sheet(self, grant: Grant) -> JoinSheet | Refusal:
        """As ``Room``."""
        if self.access.grants.get(grant.id) != grant:
            return Refusal("code.revoked")
        if grant.part is not Part.FACILITATOR:
            return Refusal("command.not_allowed")
        codes = tuple((one, code) for one, code in self.codes() if grant.team in {None, one.team})
        return JoinSheet(self.addresses, codes)

    async def renew(self, grant: Grant, old: str) -> JoinSheet | Refusal:
        """As ``Room``."""
        outcome: list[Refusal] = []

        def exchange() -> None:
            # Looked at now: somebody else may have renewed it while this waited.
            found = self._renewable(grant, old)
            if isinstance(found, Refusal):
                outcome.append(found)
            else:
                self._grants.exchange(found)
                self._turn_out(found.id)

        try:
            await self.batches.alone(exchange)
        except LogUnreadable as error:
            return self.unwritable(error)
        return outcome[0] if outcome else self.sheet(grant)

    def _renewable(self, asker: Grant, old: str) -> Grant | Refusal:
        sheet = self.sheet(asker)
        if isinstance(sheet, Refusal):
            return sheet
        found = next((one for one, _ in sheet.codes if one.id == old), None)
        if found is None:
            return Refusal("grant.unknown")
        first = next((one for one, _ in self.codes() if one.part is Part.FACILITATOR), None)
        return Refusal("grant.kept") if found in {asker, first} else found

    def _turn_out(self, grant: str) -> None:
        """Close the ports of a grant, and let the others see that it is gone."""
        for port in tuple(self._ports):
            if port.grant.id == grant:
                port.end("code.revoked")
            else:
                port.hear(port.grant.team or next(iter(self.session.states)))
