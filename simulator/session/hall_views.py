"""The views of a hall, each made once however many people see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from simulator.engine.views import SeatView, seat_view
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

    def seat_view(self, grant: Grant, lang: str) -> SeatView:
        """The view of a seat: the same object for everybody who sees the same."""
        team, seat = grant.team or "", grant.seat or ""
        state = self._session.states[team]

        def make() -> SeatView:
            _, before = self._views.get((team, seat, lang), (None, None))
            known = before if isinstance(before, SeatView) else None
            found = seat_view(self._session.world, team, state, seat, lang, before=known)
            if found is None:
                raise KeyError(seat)
            return found

        return self.kept((team, seat, lang), (state.seq, self._session.world), make)

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
