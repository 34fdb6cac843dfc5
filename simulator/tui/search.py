"""Searching as people type: width, case and the order of words do not matter."""

from __future__ import annotations

import unicodedata


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
