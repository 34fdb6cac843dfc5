"""The codes of a hall: issued, withdrawn, made anew, and shown to facilitators alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from simulator.engine.commands import Refusal
from simulator.session.access import Access
from simulator.session.hall_grants import Grants
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.session.runner import Session

if TYPE_CHECKING:
    from simulator.session.hall_ports import HallDesk, HallSeat

_Made = TypeVar("_Made")


class HallCodes:
    """What ``Hall`` does with codes, on what it holds."""

    session: Session
    access: Access
    addresses: tuple[str, ...] = ()
    """Where people join, as they are told; whoever opens the doors sets it, and ``proof``."""
    proof: str = ""
    _grants: Grants
    _ports: list[HallSeat | HallDesk[object]]

    async def _in_control(self, step: Callable[[], Awaitable[_Made | Refusal]]) -> _Made | Refusal:
        """Carry out what writes to the control stream, and let everybody look."""
        raise NotImplementedError

    def issue(self, part: Part, team: str | None = None, seat: str | None = None) -> Grant:
        """One more code. Raises LogUnreadable."""
        return self._grants.issue(part, team, seat)

    def revoke(self, grant: str) -> None:
        """End a code and everybody who is in by it. Raises LogUnreadable."""
        self._grants.revoke(grant)
        self._end_all(grant)

    async def renew(self, grant: str) -> Grant | Refusal:
        """End a code and everybody who is in by it, and issue another one for the same."""
        found = await self._in_control(lambda: self._grants.renew(grant))
        if isinstance(found, Grant):
            self._end_all(grant)
        return found or Refusal("grant.unknown")

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
        return JoinSheet(self.addresses, codes, self.proof)

    async def renew_code(self, grant: Grant, old: str) -> JoinSheet | Refusal:
        """As ``Room``."""
        found = self._renewable(grant, old)
        fresh = found if isinstance(found, Refusal) else await self.renew(found.id)
        return fresh if isinstance(fresh, Refusal) else self.sheet(grant)

    def _renewable(self, asker: Grant, old: str) -> Grant | Refusal:
        sheet = self.sheet(asker)
        if isinstance(sheet, Refusal):
            return sheet
        found = next((one for one, _ in sheet.codes if one.id == old), None)
        if found is None:
            return Refusal("grant.unknown")
        first = next((one for one, _ in self.codes() if one.part is Part.FACILITATOR), None)
        return Refusal("grant.kept") if found in {asker, first} else found

    def _end_all(self, grant: str) -> None:
        for port in tuple(self._ports):
            if port.grant.id == grant:
                port.end("code.revoked")
