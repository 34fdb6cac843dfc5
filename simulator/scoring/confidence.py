"""Which verdicts stand without a human. The rule is measured, not felt: verdicts fall into classes by what they rest on
(``Ground``), and a class is automatic when its verdicts agree with the labels often enough.

TABLE
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from simulator.model.verdict import Confidence

_LIMITS = re.compile(
    r"だけ|のみ|しか|ただし|ただ、|ものの|まだ|未|なかった|ていな|ません"
    r"|\b(?:only|just|but|though|although|except|not|no|never|without)\b|n't\b"
)
"""What may take back, among several sentences, part of what the words say."""

_NAMED_REASONS = frozenset(
    {
        "deferred: later",
        "deferred: when-calm",
        "deferred: on-hold",
        "deferred: wait-and-see",
        "undecided: consider",
        "undecided: maybe",
        "undecided: whether",
        "undecided: wish",
        "conditional: if-asked",
        "conditional: if-needed",
        "denied: refused",
        "denied: not-needed",
        "denied: not-yet",
        "denied: can-wait",
        "says-it-is-not-done",
    }
)


class Ground(StrEnum):
    """What a verdict rests on; the value is the class's name in tables and in the log."""

    STRUCTURE = "structure"
    MET_ONE = "met-one-sentence"
    MET_SHARED = "met-one-shared-sentence"
    MET_SEVERAL = "met-several-sentences"
    MET_LIMITED = "met-several-limited"
    MET_BORROWED = "met-borrowed"
    MET_RIVAL = "met-rival"
    MET_GUESSED = "met-guessed"
    MET_TOGETHER = "met-several-replies"
    PARTIAL_EXPLAINED = "partial-explained"
    PARTIAL_BARE = "partial-bare"
    PARTIAL_UNEXPLAINED = "partial-unexplained"
    PARTIAL_WRONG = "partial-wrong"
    PARTIAL_HEARSAY = "partial-hearsay"
    NAMED_REASON = "not-met-named-reason"
    WAITS = "not-met-waits"
    THROUGHOUT = "not-met-throughout"
    OTHER_REASON = "not-met-other-reason"
    MATTER_REFUSED = "not-met-matter-refused"
    COMMITS_TO_NOTHING = "not-met-commits-to-nothing"
    OTHER_STEPS = "not-met-other-steps"
    NOTHING = "nothing-found"


AUTOMATIC = frozenset(
    {
        Ground.STRUCTURE,
        Ground.MET_ONE,
        Ground.MET_SHARED,
        Ground.MET_SEVERAL,
        Ground.PARTIAL_EXPLAINED,
        Ground.PARTIAL_WRONG,
        Ground.NAMED_REASON,
        Ground.WAITS,
        Ground.THROUGHOUT,
        Ground.MATTER_REFUSED,
        Ground.COMMITS_TO_NOTHING,
        Ground.OTHER_STEPS,
    }
)
"""The classes that are right often enough (see the table above)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a verdict by words stands in the reply.

    ``sentences`` are those its words stand in (normal form). ``shared``: one of them does another step, too;
    ``borrowed``: one of them does another step and not this one. ``rivals``: the act is also named without committing to it. ``unexplained`` counts words of
    these sentences that nothing explains. ``bare``: the act is named once and no essential was found. ``loose``: the act's subject stands in
    another clause or sentence.
    """

    sentences: tuple[str, ...]
    shared: bool = False
    borrowed: bool = False
    rivals: bool = False
    unexplained: int = 0
    bare: bool = False
    loose: bool = False


def of(ground: Ground) -> Confidence:
    """What becomes of a verdict that rests on ``ground``."""
    return Confidence.AUTO if ground in AUTOMATIC else Confidence.PROPOSED


def of_met(shape: Shape) -> Ground:
    """The class of a *met* by the core act and its essentials."""
    if shape.rivals:
        return Ground.MET_RIVAL
    if len(shape.sentences) <= 1:
        return Ground.MET_SHARED if shape.shared else Ground.MET_ONE
    if shape.borrowed:
        return Ground.MET_BORROWED
    return Ground.MET_LIMITED if any(map(_LIMITS.search, shape.sentences)) else Ground.MET_SEVERAL


def of_partial(shape: Shape) -> Ground:
    """The class of a *partial* for essentials that were not found: missing, or said in words nobody thought of."""
    if shape.unexplained or shape.rivals or shape.loose:
        return Ground.PARTIAL_UNEXPLAINED
    return Ground.PARTIAL_BARE if shape.bare else Ground.PARTIAL_EXPLAINED


def of_not_met(rule: str, *, throughout: bool) -> Ground:
    """The class of a *not met* by ``rule``; ``throughout``: no sentence that names the matter commits to anything."""
    if rule == "waits-for-what-it-must-not":
        return Ground.WAITS
    if rule in _NAMED_REASONS:
        return Ground.NAMED_REASON
    return Ground.THROUGHOUT if throughout else Ground.OTHER_REASON
