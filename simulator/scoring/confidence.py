"""Which verdicts stand without a human. The rule is measured, not felt: a class of verdicts by words is automatic when
it agreed with at least 93 of 100 labels on other people's replies that its wordings had not been written for.

Pairs of a reply and a step, and the share where the verdict agrees with the label. First: 911 pairs of others, judged
before anybody had looked at them. Again: 269 of these by later wordings, which had not seen them either. Own: 318
pairs written by the author of the wordings before extending them; they decide nothing.

| class | first | again | own | |
|---|---|---|---|---|
| met; words in one sentence, nothing limits them, no rival sentence | 134, .93 | 29, .93 | 85, 1.00 | automatic |
| met; the same with a rival: the act is also named without committing to it | 9, .89 | 1, 1.00 | 3, 1.00 | proposed |
| met; one sentence with a limit or a negation in it ("only", 「だけ」) | 23, .87 | 1, .00 | 7, 1.00 | proposed |
| met; words of several sentences | 69, .87 | 10, .90 | 12, 1.00 | proposed |
| met; guessed from the subject and all essentials | 20, .85 | 2, 1.00 | 3, 1.00 | proposed |
| not met; in so many words: put off, undecided, if asked, refused, not yet | 18, 1.00 | 9, 1.00 | 2, 1.00 | automatic |
| not met; waits for what it must not wait for | 7, 1.00 | 3, 1.00 | – | automatic |
| not met; any other negation or condition, or left to somebody | 44, .59 | 10, .90 | 5, 1.00 | proposed |
| partly met; essentials missing, reply of one sentence | 77, .66 | 45, .82 | 108, .87 | proposed |
| partly met; essentials missing, longer reply | 120, .60 | 19, .37 | 3, 1.00 | proposed |
| partly met; an essential is wrong | 5, .80 | 2, 1.00 | – | proposed |
| nothing found | 384, .64 | 138, .77 | 90, .54 | never automatic |

Together the automatic classes were right in 150 of 159 first pairs (.94), 17 % of all. "Not needed" and what a rubric
calls a failure are so plain that they join them: 8 pairs of files tuned on, all right.

What a reply shows by its structure (an option, a form, a contact with all its essentials) is not guessed at, and
automatic. So is harm that a reply commits to in one sentence.
"""

from __future__ import annotations

import re

from simulator.model.verdict import Confidence

_LIMITS = re.compile(
    r"だけ|のみ|しか|ただし|ただ、|ものの|まだ|未|なかった|ていな|ません"
    r"|\b(?:only|just|but|though|although|except|not|no|never|without)\b|n't\b"
)
"""What may take back, in the same sentence, part of what the words say."""

_NAMED_REASONS = frozenset(
    {
        "deferred: later",
        "deferred: when-calm",
        "deferred: on-hold",
        "undecided: consider",
        "undecided: maybe",
        "undecided: whether",
        "undecided: wish",
        "conditional: if-asked",
        "conditional: if-needed",
        "denied: refused",
        "denied: not-needed",
        "denied: not-yet",
        "waits-for-what-it-must-not",
        "says-it-is-not-done",
    }
)


def of_met(sentences: frozenset[str], *, rivals: bool) -> Confidence:
    """Of a *met* whose words stand in ``sentences`` (normal form); ``rivals``: the act is also named without
    committing to it."""
    plain = len(sentences) == 1 and not any(_LIMITS.search(sentence) for sentence in sentences)
    return Confidence.AUTO if plain and not rivals else Confidence.PROPOSED


def of_partial() -> Confidence:
    """Of a *partial* by words: essentials that seem to be missing are too often said in words nobody thought of."""
    return Confidence.PROPOSED


def of_not_met(rule: str) -> Confidence:
    """Of a *not met* by ``rule``."""
    return Confidence.AUTO if rule in _NAMED_REASONS else Confidence.PROPOSED
