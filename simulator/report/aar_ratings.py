"""P/S/M/U of one team: what the rule proposes for chapters and objectives, and what evaluators set."""

from __future__ import annotations

from collections.abc import Callable

from simulator.model.rating import About
from simulator.model.safe_text import visible
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import RatingLine
from simulator.report.rating_words import rating_words, why_words
from simulator.scoring.ratings import proposals


class Ratings:
    """Ratings of one team; ``by`` says what the report calls an evaluator."""

    def __init__(self, ground: Ground, team: str, by: Callable[[str], str]) -> None:
        self._t = ground.t
        self._by = by
        self._proposed = {(one.about, one.id): one for one in proposals(ground.content, ground.cards[team].score)}
        self._held = ground.opened.states[team].evaluation.ratings()

    def line(self, about: About, name: str) -> RatingLine | None:
        """The rating of a chapter or objective; None where nothing is proposed and nobody set one."""
        proposal = self._proposed.get((about, name))
        rating = proposal.rating if proposal else None
        own = list(self._held.get((about, name), {}).values())
        newest = own[-1] if own else None
        if rating is None and newest is None:
            return None
        given = newest.rating if newest else None
        return RatingLine(
            proposed=rating.value if rating else "",
            proposed_words=rating_words(self._t, rating) if rating else "",
            why=why_words(self._t, proposal.why) if proposal else (),
            set=given.value if given else "",
            set_words=rating_words(self._t, given) if given else "",
            set_by=self._by(newest.actor) if newest else "",
            reason=visible(newest.reason) if newest else "",
        )
