"""What does not change during an exercise: content, the date of D1, the compiled phase machine."""

from __future__ import annotations

from datetime import date

from simulator.engine.conditions import Facts
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.machine import PhaseMachine
from simulator.engine.state import TeamState
from simulator.model.content import Content


class World:
    """Content compiled for play. ``seats`` of a team are looked up by id.

    ``office``: facilitators answer for those whom nobody plays.
    """

    def __init__(self, content: Content, day_one: date, teams: tuple[TeamSetup, ...], *, office: bool = False) -> None:
        self.content = content
        self.scenario = content.scenario
        self.day_one = day_one
        self.office = office
        self.teams = {team.id: team for team in teams}
        self.machine = PhaseMachine(content.scenario)
        self.seats = _seats(teams)
        self.receivers = {inject.id: tuple(sorted(content.receivers(inject.to))) for inject in content.scenario.injects}

    def facts(self, state: TeamState, now: int) -> Facts:
        """What conditions look at when the team's clock shows ``now``."""
        return Facts(self.content.manual, self.day_one, state, now, self.scenario.call_tree, seats=self.seats)

    def seat(self, team: str, seat: str) -> SeatSetup | None:
        found = self.teams.get(team)
        return next((s for s in found.seats if s.id == seat), None) if found else None


def _seats(teams: tuple[TeamSetup, ...]) -> dict[str, frozenset[str]]:
    """The roles of every seat; of one that two teams fill differently, those that it has in both."""
    seats: dict[str, frozenset[str]] = {}
    for seat in (seat for team in teams for seat in team.seats):
        seats[seat.id] = seats.get(seat.id, frozenset(seat.roles)) & frozenset(seat.roles)
    return seats
