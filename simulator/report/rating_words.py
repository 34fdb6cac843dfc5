"""Ratings in words, and why the rule proposes no better one."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model.rating import Rating
from simulator.scoring import ratings as r
from simulator.words import Translate, mark

_RATINGS = {
    Rating.P: mark("performed without challenges"),
    Rating.S: mark("performed with some challenges"),
    Rating.M: mark("performed with major challenges"),
    Rating.U: mark("unable to be performed"),
}
_WHY = {
    r.CRITICAL: mark("critical, and not done: {steps}"),
    r.MOST_UNDONE: mark("more than half was not done: {steps}"),
    r.HARM: mark("must not be done, and was done: {steps}"),
    r.LEGAL: mark("limit set by law missed: {steps}"),
    r.UNDONE: mark("not done: {steps}"),
    r.PARTIAL: mark("partly done: {steps}"),
    r.LATE: mark("late: {steps}"),
    r.ORDER: mark("out of order: {steps}"),
    r.ACTOR: mark("done by somebody not in charge: {steps}"),
}


def rating_words(t: Translate, rating: Rating) -> str:
    """Letter and words: ``S (performed with some challenges)``."""
    return t("{letter} ({words})", letter=rating.value, words=t(_RATINGS[rating]))


def rating_meaning(t: Translate, rating: Rating) -> str:
    """The words alone."""
    return t(_RATINGS[rating])


def why_words(t: Translate, why: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The grounds of a proposal, one after the other."""
    return tuple(t(_WHY[code], steps=t(", ").join(steps)) for code, steps in why)
