"""Searching as people type: width, case and the order of words do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_VOICING = frozenset("ﾞﾟ")
"""Half-width marks that belong to the character before them."""


def folded(text: str) -> str:
    """``text`` with full-width and half-width forms made one, in lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, parted by any space."""
    return tuple(folded(query).split())


def matches(query: tuple[str, ...], *texts: str) -> bool:
    """Whether every word of ``query`` occurs in ``texts`` taken together."""
    if not query:
        return True
    haystack = folded("\n".join(texts))
    return all(word in haystack for word in query)


def marked(query: tuple[str, ...], text: str) -> tuple[tuple[str, bool], ...]:
    """``text`` as it is written, in pieces, each with whether it is a word of ``query``."""
    haystack, starts = _with_places(text)
    counts = [False] * len(text)
    for word in query:
        at = haystack.find(word)
        while at >= 0:
            first, last = starts[at], starts[at + len(word) - 1]
            after = next((start for start in starts[at + len(word) :] if start > last), len(text))
            counts[first:after] = [True] * (after - first)
            at = haystack.find(word, at + 1)
    pieces: list[tuple[str, bool]] = []
    for character, counted in zip(text, counts, strict=True):
        if pieces and pieces[-1][1] == counted:
            pieces[-1] = (pieces[-1][0] + character, counted)
        else:
            pieces.append((character, counted))
    return tuple(pieces)


def _with_places(text: str) -> tuple[str, list[int]]:
    """``text`` folded, and for each of its characters the place in ``text`` that it comes from."""
    parts, starts = [], []
    for start, whole in _wholes(text):
        one = folded(whole)
        parts.append(one)
        starts += [start] * len(one)
    return "".join(parts), starts


def _wholes(text: str) -> Iterator[tuple[int, str]]:
    """What is one letter to the eye, with where it begins: a character with the marks that follow it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (text[at] in _VOICING or unicodedata.combining(text[at])):
            yield start, text[start:at]
            start = at
