"""The views of a hall, each made once however many people see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from simulator.engine.state import TeamState
from simulator.engine.views import SeatView, looks_the_same, seat_view
from simulator.engine.world import World
from simulator.scoring.scorecard import ScoreCard
from simulator.session.opening import OpenedLog
from simulator.session.room_port import Grant
from simulator.session.runner import Session
from simulator.session.scoring import score_card

_V = TypeVar("_V")


class HallViews:
    """What is seen of ``session``, kept for as long as nothing changes in it."""

    def __init__(self, session: Session, opened: OpenedLog) -> None:
        self._session, self._opened = session, opened
        self._views: dict[object, tuple[object, object]] = {}
        self._seen: dict[tuple[str, str, str], tuple[World, TeamState, SeatView]] = {}

    def seat_view(self, grant: Grant, lang: str) -> SeatView:
        """The view of a seat: the same object for everybody who sees the same, and for as long as they see the same."""
        team, seat = grant.team or "", grant.seat or ""
        state, world = self._session.states[team], self._session.world
        known = self._seen.get((team, seat, lang))
        if known is not None and known[0] is world and looks_the_same(known[1], state):
            return known[2]
        view = seat_view(world, team, state, seat, lang, before=None if known is None else known[2])
        if view is None:
            raise KeyError(seat)
        self._seen[team, seat, lang] = (world, state, view)
        return view

    def kept(self, key: object, version: object, make: Callable[[], _V]) -> _V:
        """What ``make`` gives, made once for each ``version``."""
        found = self._views.get(key)
        if found is None or found[0] != version:
            found = self._views[key] = (version, make())
        return found[1]  # type: ignore[return-value]

    def card(self) -> ScoreCard:
        """The score card as it stands now."""
        states = dict(self._session.states)
        version = tuple(state.seq for state in states.values())
        return self.kept("card", version, lambda: score_card(self.now_opened()))

    def now_opened(self) -> OpenedLog:
        """The exercise with the present states."""
        return replace(self._opened, world=self._session.world, states=dict(self._session.states))
