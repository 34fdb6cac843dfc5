"""What does not change during an exercise: content, the date of D1, the compiled phase machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from typing import TypeVar, cast

from simulator.engine.conditions import Facts
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.machine import PhaseMachine
from simulator.engine.state import TeamState
from simulator.model.base import Text, with_parts
from simulator.model.content import Content
from simulator.model.scenario import Inject

Words = Callable[[Text | None], str]
"""Turns a text into the words shown in one language."""

_MOST_TEXTS = 20_000
"""Texts whose words are remembered: more than any scenario, manual and organisation hold."""

_K = TypeVar("_K")


class World:
    """Content compiled for play. ``seats`` of a team are looked up by id.

    ``authored`` is the content as the exercise was opened with; ``improvised`` are the ids of injects that exercise
    control has made up since, which ``content`` and ``scenario`` hold too.

    ``office``: facilitators answer for those whom nobody plays. ``together``: no team leaves a phase by itself.
    """

    def __init__(
        self,
        content: Content,
        day_one: date,
        teams: tuple[TeamSetup, ...],
        *,
        office: bool = False,
        together: bool = False,
    ) -> None:
        self.content = content
        self.authored = content
        self.improvised: frozenset[str] = frozenset()
        self.scenario = content.scenario
        self.day_one = day_one
        self.office = office
        self.together = together
        self.teams = {team.id: team for team in teams}
        self.machine = PhaseMachine(content.scenario)
        self.seats = _seats(teams)
        self.receivers = {inject.id: tuple(sorted(content.receivers(inject.to))) for inject in content.scenario.injects}
        self._kept: dict[object, object] = {}

    def words(self, lang: str) -> Words:
        """``Content.wording`` on this exercise's day, remembering what it said: views repeat themselves."""
        return self.kept(("words", lang), lambda: _remembering(self.content.wording(lang, self.day_one)))

    def kept(self, key: object, make: Callable[[], _K]) -> _K:
        """What ``make`` gives, made once. Only for what neither teams nor improvised injects change."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("_K", self._kept[key])

    def extended(self, injects: Iterable[Inject]) -> World:
        """This world with more ``injects``; one that it knows already stays as it is."""
        more = tuple(inject for inject in injects if inject.id not in self.scenario.inject)
        if not more:
            return self
        world = copy(self)
        world.scenario = with_parts(self.scenario, injects=(*self.scenario.injects, *more))
        world.content = with_parts(self.content, scenario=world.scenario)
        world.improvised = self.improvised | {inject.id for inject in more}
        world.receivers = {
            **self.receivers,
            **{inject.id: tuple(sorted(self.content.receivers(inject.to))) for inject in more},
        }
        return world

    def seated(self, setup: TeamSetup) -> World:
        """This world with one team's seats as given."""
        world = copy(self)
        world.teams = {**self.teams, setup.id: setup}
        return world

    def facts(self, state: TeamState, now: int) -> Facts:
        """What conditions look at when the team's clock shows ``now``."""
        return Facts(self.content.manual, self.day_one, state, now, self.scenario.call_tree, seats=self.seats)

    def way_facts(self, state: TeamState, now: int) -> Facts:
        """What the ways out of a phase look at: as ``facts``, with time as the phase was extended."""
        return self.facts(state, now)._replace(extended=state.extended)

    def seat(self, team: str, seat: str) -> SeatSetup | None:
        found = self.teams.get(team)
        return next((s for s in found.seats if s.id == seat), None) if found else None


def _seats(teams: tuple[TeamSetup, ...]) -> dict[str, frozenset[str]]:
    """The roles of every seat; of one that two teams fill differently, those that it has in both."""
    seats: dict[str, frozenset[str]] = {}
    for seat in (seat for team in teams for seat in team.seats):
        seats[seat.id] = seats.get(seat.id, frozenset(seat.roles)) & frozenset(seat.roles)
    return seats


def _remembering(words: Words) -> Words:
    """``words``, looked up by the text itself: hashing a text costs as much as wording it."""
    known: dict[int, tuple[Text, str]] = {}

    def remembered(text: Text | None) -> str:
        if text is None:
            return ""
        found = known.get(id(text))
        if found is None:
            if len(known) >= _MOST_TEXTS:
                known.clear()
            # The text is kept with its words, so that no other one can get its place in memory.
            found = known[id(text)] = (text, words(text))
        return found[1]

    return remembered
