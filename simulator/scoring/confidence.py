"""Which verdicts stand without a human. The rule is measured, not felt: verdicts fall into classes by what they rest on
(``Ground``), and a class is automatic when at least 93 of 100 of its verdicts agree with the labels of whole
replies, and it held on replies that were new when they were measured (docs/scoring.md):
*waits* and *commits to nothing* did not.

Pairs of a reply and a step, and the share where the verdict agrees with the label. Wordings and rules have been tuned
on all these sets; ``benchmarks/scoring_classes.py`` makes the table and leaves out one set after the other.

| class | municipal | voices-1 | voices-2 | voices-3 | all |  |
| --- | --: | --: | --: | --: | --: | --- |
| met; words in one sentence, for this step alone | 161, 0.99 | 58, 0.98 | 73, 1.00 | 75, 1.00 | 367, 0.99 | automatic |
| met; one sentence, which does another, too | 97, 0.95 | 33, 0.94 | 33, 0.97 | 39, 0.97 | 202, 0.96 | automatic |
| met; several sentences, nothing limits them | 33, 0.97 | 13, 0.92 | 15, 0.93 | 15, 1.00 | 76, 0.96 | automatic |
| met; the same with a limit or negation in them | 6, 1.00 | 2, 0.50 | 5, 0.80 | 2, 1.00 | 15, 0.87 | proposed |
| met; an essential from another step's sentence | 32, 0.78 | 11, 0.73 | 8, 0.75 | 8, 0.75 | 59, 0.76 | proposed |
| met; the act is also named without commitment | 31, 0.81 | 20, 0.90 | 13, 0.92 | 15, 0.93 | 79, 0.87 | proposed |
| met; guessed from subject and essentials | 4, 1.00 | 6, 0.83 | 6, 0.50 | 6, 0.83 | 22, 0.77 | proposed |
| partly met; all words known, found twice over | 91, 0.97 | 41, 1.00 | 35, 0.97 | 36, 1.00 | 203, 0.98 | automatic |
| partly met; all words known, but the act alone | 33, 0.97 | 16, 1.00 | 17, 0.82 | 5, 0.60 | 71, 0.92 | proposed |
| partly met; unknown words, quotations, rivals | 59, 0.81 | 25, 0.68 | 40, 0.85 | 44, 0.86 | 168, 0.82 | proposed |
| partly met; an essential is wrong | 11, 0.91 | 6, 1.00 | 5, 1.00 | 9, 1.00 | 31, 0.97 | automatic |
| partly met; told as heard from others | 1, 1.00 | 1, 1.00 | – | – | 2, 1.00 | proposed |
| not met; put off, undecided or refused outright | 46, 0.98 | 14, 1.00 | 20, 0.95 | 7, 1.00 | 87, 0.98 | automatic |
| not met; waits for what it must not wait for | 2, 1.00 | 4, 1.00 | 1, 1.00 | 1, 1.00 | 8, 1.00 | proposed |
| not met; all of it denied, or only after | 20, 1.00 | 5, 1.00 | 9, 1.00 | 6, 1.00 | 40, 1.00 | automatic |
| not met; any other reason, or beside a commitment | 17, 0.82 | 6, 0.83 | 3, 0.67 | 12, 0.92 | 38, 0.84 | proposed |
| not met; the matter is named without commitment | 74, 0.99 | 24, 0.96 | 31, 1.00 | 26, 1.00 | 155, 0.99 | automatic |
| not met; the same by a mere “not”, or quoted | 5, 1.00 | 2, 1.00 | 6, 0.83 | 6, 1.00 | 19, 0.95 | proposed |
| not met; the whole reply commits to nothing | 16, 1.00 | 6, 1.00 | – | – | 22, 1.00 | proposed |
| not met; other steps fill the whole reply | 36, 1.00 | 19, 1.00 | 11, 1.00 | 34, 1.00 | 100, 1.00 | automatic |
| nothing found | 134, 0.88 | 47, 0.87 | 50, 0.94 | 59, 0.98 | 290, 0.91 | never automatic |

Three classes are narrow on purpose. A *partial* is automatic only where nothing in its sentences is unknown, since a
missing essential may be an essential in other words. Words of several sentences only count together where none of these
does another step. A reply that leaves a step out is *not met* only where every sentence is accounted for.

What a reply shows by its structure (an option, a form, a contact with all its essentials) is not guessed at, and
automatic. So is harm that a reply commits to in one sentence.
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

_QUOTATION = re.compile(r"[「『“\"]")
"""What is quoted may say an essential in the words of another text."""

_OUTRIGHT = re.compile(r"denied: |deferred: (?:only-after|until-more)$")
"""Reasons that leave no doubt where they govern all that is said of the matter."""

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
    NAMED_ONLY = "not-met-named-only"
    NAMED_NEGATED = "not-met-named-negated"
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
        Ground.THROUGHOUT,
        Ground.NAMED_ONLY,
        Ground.OTHER_STEPS,
    }
)
"""The classes that are right often enough (see the table above)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a verdict by words stands in the reply.

    ``sentences`` are those its words stand in (normal form). ``shared``: one of them does another step, too;
    ``borrowed``: one of them does another step and not this one. ``rivals``: the act is also named without committing
    to it, ``rivals_within``: in one of these sentences. ``unexplained`` counts words of these sentences that nothing
    explains. ``bare``: the act is named once and no essential was found. ``loose``: the act's subject stands in another
    clause or sentence.
    """

    sentences: tuple[str, ...]
    shared: bool = False
    borrowed: bool = False
    rivals: bool = False
    rivals_within: bool = False
    unexplained: int = 0
    bare: bool = False
    loose: bool = False


def of(ground: Ground) -> Confidence:
    """What becomes of a verdict that rests on ``ground``."""
    return Confidence.AUTO if ground in AUTOMATIC else Confidence.PROPOSED


def of_met(shape: Shape) -> Ground:
    """The class of a *met* by the core act and its essentials."""
    if shape.rivals and (shape.rivals_within or len(shape.sentences) > 1):
        return Ground.MET_RIVAL
    if len(shape.sentences) <= 1:
        return Ground.MET_SHARED if shape.shared else Ground.MET_ONE
    if shape.borrowed:
        return Ground.MET_BORROWED
    return Ground.MET_LIMITED if any(map(_LIMITS.search, shape.sentences)) else Ground.MET_SEVERAL


def of_partial(shape: Shape) -> Ground:
    """The class of a *partial* for essentials that were not found: missing, or said in words nobody thought of."""
    if shape.unexplained or shape.rivals or shape.loose or any(map(_QUOTATION.search, shape.sentences)):
        return Ground.PARTIAL_UNEXPLAINED
    return Ground.PARTIAL_BARE if shape.bare else Ground.PARTIAL_EXPLAINED


def of_not_met(rule: str, *, throughout: bool) -> Ground:
    """The class of a *not met* by ``rule``; ``throughout``: no sentence that names the matter commits to anything."""
    if rule == "waits-for-what-it-must-not":
        return Ground.WAITS
    if rule in _NAMED_REASONS:
        return Ground.NAMED_REASON
    return Ground.THROUGHOUT if throughout and _OUTRIGHT.match(rule) else Ground.OTHER_REASON
