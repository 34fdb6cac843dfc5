"""How much of a sentence is explained: words that neither the vocabulary nor plain grammar knows.

Where every word of the act's sentence is known, an essential that is not found is not there. Where one is not, the
essential may hide behind it, and a human looks.
"""

from __future__ import annotations

import re

from simulator.scoring.wordings import GRAMMAR_EN

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[一-龥々〆ヶ]+|[ァ-ヶー]+")
"""What carries meaning: Latin words, runs of kanji and of katakana. Hiragana is taken for grammar."""

_SHORT = 3
"""Letters below which a Latin word is taken for grammar."""


def unexplained(text: str, start: int, end: int, known: frozenset[int]) -> tuple[str, ...]:
    """The words of ``text[start:end]`` (normal form) that lie outside the positions ``known``.

    A Latin word is known where any of it is, a run of kanji or katakana where at least half of it is.
    """
    return tuple(
        word[0]
        for word in _WORD.finditer(text, start, end)
        if not _is_known(word[0], sum(at in known for at in range(*word.span())))
    )


def _is_known(word: str, hits: int) -> bool:
    if word.isascii():
        return hits > 0 or len(word) < _SHORT or GRAMMAR_EN.fullmatch(word) is not None
    return 2 * hits >= len(word)
