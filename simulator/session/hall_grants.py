"""The grants of a hall: named in the control stream of the log, with codes that ``access`` keeps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from simulator.engine.events import CONTROL_STREAM, Entry
from simulator.engine.presence_events import GrantEvent, GrantIssued, GrantRevoked
from simulator.session.access import Access, all_grants
from simulator.session.appending import read_control, record_control
from simulator.session.room_port import Grant, Part
from simulator.session.runner import Session


class Grants:
    """Who may come in. Methods raise LogUnreadable where the log cannot be read or written."""

    def __init__(self, session: Session, access: Access, now: Callable[[], int]) -> None:
        self._session, self._access, self._now = session, access, now

    def take_up(self, seats: Mapping[str, tuple[str, ...]], facilitators: int, evaluators: int) -> None:
        """Put the grants of the log in force. A log without any gets one for each seat of ``seats`` (by team), for so
        many facilitators and evaluators, an observer and the projector."""
        control = read_control(self._session.store)
        issued = [entry.event for entry in control if isinstance(entry.event, GrantIssued)]
        if not issued:
            issued = [
                GrantIssued(grant.id, grant.part.value, grant.team, grant.seat)
                for grant in all_grants(seats, facilitators, evaluators)
            ]
            self._record(lambda _: issued)
        revoked = {entry.event.id for entry in control if isinstance(entry.event, GrantRevoked)}
        self._access.allow(*(_grant(event) for event in issued if event.id not in revoked))
        # The first codes are no news: what happens later is.
        self._session.recent[CONTROL_STREAM].extend(
            entry for entry in control if not isinstance(entry.event, GrantIssued)
        )

    def issue(self, part: Part, team: str | None = None, seat: str | None = None) -> Grant:
        """One more, under an id that no grant has had: a pass of a revoked one must never fit another."""

        def named(control: Sequence[Entry]) -> list[GrantIssued]:
            had = sum(isinstance(entry.event, GrantIssued) for entry in control)
            return [GrantIssued(f"g{had + 1}", part.value, team, seat)]

        (entry,) = self._record(named)
        assert isinstance(entry.event, GrantIssued)  # noqa: S101 - as it was made above
        self._session.recent[CONTROL_STREAM].append(entry)
        grant = _grant(entry.event)
        self._access.allow(grant)
        return grant

    def revoke(self, grant: str) -> None:
        """Nobody comes in by it any more."""
        if grant in self._access.grants:
            self._session.recent[CONTROL_STREAM].extend(self._record(lambda _: [GrantRevoked(grant)]))
            self._access.revoke(grant)

    async def renew(self, grant: str) -> Grant | None:
        """Take a code back and issue another for the same, in one step; None where it is not in force. The disk is
        waited for off the event loop."""
        old = self._access.grants.get(grant)
        if old is None:
            return None

        def renewed(control: Sequence[Entry]) -> list[GrantEvent]:
            had = sum(isinstance(entry.event, GrantIssued) for entry in control)
            return [GrantRevoked(grant), GrantIssued(f"g{had + 1}", old.part.value, old.team, old.seat)]

        entries = await asyncio.to_thread(self._record, renewed)
        self._session.recent[CONTROL_STREAM].extend(entries)
        issued = entries[-1].event
        assert isinstance(issued, GrantIssued)  # noqa: S101 - as it was made above
        self._access.revoke(grant)
        self._access.allow(_grant(issued))
        return _grant(issued)

    def codes(self) -> Sequence[tuple[Grant, str]]:
        """Every grant in force with its code, seats first and in the order of the teams."""
        teams = self._session.world.teams
        places = {
            (team.id, seat.id): n for n, (team, seat) in enumerate((t, s) for t in teams.values() for s in t.seats)
        }
        last = len(places)
        found = sorted(self._access.grants.values(), key=lambda one: places.get((one.team or "", one.seat or ""), last))
        return tuple((grant, self._access.code(grant.id)) for grant in found)

    def _record(self, events: Callable[[Sequence[Entry]], Sequence[GrantEvent]]) -> tuple[Entry, ...]:
        return record_control(self._session.store, self._now(), events)


def _grant(event: GrantIssued) -> Grant:
    return Grant(event.id, Part(event.part), event.team, event.seat)
