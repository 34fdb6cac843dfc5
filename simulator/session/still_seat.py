"""What is the same at every seat where no time passes: nothing falls due, nothing is kept, nothing is scored."""

from __future__ import annotations

from simulator.engine.views import SeatView
from simulator.scoring.scorecard import ScoreCard
from simulator.session.port import Ahead, Draft


class StillSeat:
    """Base of ``SeatPort`` implementations whose clock stands."""

    def view(self) -> SeatView:
        raise NotImplementedError

    def now(self) -> int:
        raise NotImplementedError

    def score(self) -> ScoreCard | None:
        return None

    def next_due(self) -> int | None:
        return None

    def ahead(self, to: int | None) -> Ahead:
        now = self.view().clock.at(self.now())
        return Ahead(to=now if to is None else to, arrivals=0, lapsing=0, phase=False)

    def trouble(self) -> str:
        return ""

    def log_path(self) -> str:
        return ""

    def draft(self, inject: str | None) -> Draft:  # noqa: ARG002
        return {}

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        """Nothing is kept."""

    async def close(self) -> None:
        """Nothing is open."""
