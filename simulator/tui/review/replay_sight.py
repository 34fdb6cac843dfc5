"""What is to be seen of an exercise where its replay stands: rows, phases, bookmarks, and a seat's screen."""

from __future__ import annotations

from dataclasses import replace

from simulator.engine.views import SeatView
from simulator.report.rows import RowKind, TimelineRow
from simulator.tui.review.data import ReviewData
from simulator.tui.review.deck import Deck
from simulator.tui.review.filters import Filters, selected
from simulator.tui.score.words import ReviewWording


class Sight:
    """Follows ``deck``. ``filters`` narrow the rows down (their team is the deck's); ``seat`` is whose screen is shown,
    empty for the one where people look."""

    def __init__(self, words: ReviewWording, data: ReviewData, deck: Deck) -> None:
        self._words, self._data, self._deck = words, data, deck
        self.filters = Filters()
        self.seat = ""

    def rows(self) -> tuple[TimelineRow, ...]:
        """The rows of the replayed team that are shown, those to come too."""
        return self._selected(self._deck.team)

    def injects(self) -> tuple[TimelineRow, ...]:
        """Every inject that the replayed team received, whatever is shown."""
        return tuple(row for row in self._data.rows if row.stream == self._deck.team and row.kind is RowKind.INJECT)

    def past(self) -> list[TimelineRow]:
        """What has happened by now, of the rows that are shown."""
        return [row for row in self.rows() if row.seq <= self._deck.place]

    def beside(self) -> list[tuple[str, str, list[TimelineRow]]]:
        """Title, phase and past of every team, at the second that the replayed team's story shows."""
        deck, tape = self._deck, self._data.tape
        columns: list[tuple[str, str, list[TimelineRow]]] = []
        for team in self._data.context.teams:
            place = deck.place if team.id == deck.team else tape.at_scenario(team.id, deck.second)
            rows = [row for row in self._selected(team.id) if row.seq <= place]
            columns.append((team.title, self._phase(team.id, place), rows))
        return columns

    def phase(self) -> str:
        """The title of the phase that the replayed team is in."""
        return self._phase(self._deck.team, self._deck.place)

    def phase_starts(self) -> list[int]:
        """When the team's phases began, in real milliseconds."""
        return [one.at for one in self._data.tape.phases(self._deck.team)]

    def marks(self) -> list[int]:
        """Bookmarks of the team, in real milliseconds from its start."""
        deck, tape = self._deck, self._data.tape
        places = (tape.place_of(deck.team, one.seq) for one in self._data.bookmarks.of(deck.team))
        return [entry.at - deck.start for place in places if (entry := tape.entry(deck.team, place)) is not None]

    def seats(self) -> list[tuple[str, str]]:
        """The team's seats, by id, with the titles of their roles."""
        world, t = self._data.tape.world, self._words.t
        words = world.content.wording(self._words.lang, world.day_one)
        return [
            (seat.id, t(", ").join(words(world.content.title_of(role)) for role in seat.roles))
            for seat in world.teams[self._deck.team].seats
        ]

    def seat_shown(self) -> str:
        """The chosen seat; else the one that received the newest situation, which is where people look."""
        seats = self._data.tape.world.teams[self._deck.team].seats
        if any(seat.id == self.seat for seat in seats):
            return self.seat
        delivered = self._data.tape.state(self._deck.team, self._deck.place).delivered
        newest = max(delivered.values(), key=lambda one: one.seq, default=None)
        to = set(newest.to) if newest is not None else set()
        return next((seat.id for seat in seats if to & set(seat.roles)), seats[0].id)

    def screen(self) -> SeatView | None:
        """What that seat had before it."""
        return self._data.tape.screen(self._deck.team, self._deck.place, self.seat_shown(), self._words.lang)

    def _selected(self, team: str) -> tuple[TimelineRow, ...]:
        return selected(self._data.rows, replace(self.filters, team=team), self._data.index)

    def _phase(self, team: str, place: int) -> str:
        world, state = self._data.tape.world, self._data.tape.state(team, place)
        found = world.scenario.phase.get(state.phase or "")
        return world.content.wording(self._words.lang, world.day_one)(found.title) if found is not None else ""
