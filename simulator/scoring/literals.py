"""What a regular expression cannot do without: most patterns need not be tried where their letters are missing."""

from __future__ import annotations

import re

_LOOKS = re.compile(r"\?(?:<?[=!])")
_NAMED = re.compile(r"\?(?::|P<\w+>)")
_MAY_BE_MISSING = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{[0-9,]+\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")

Pairs = frozenset[str]
"""Pairs of characters of which a text holds at least one where the pattern can match."""


def needed(pattern: str) -> Pairs | None:
    """Pairs of neighbouring characters one of which stands in every match of ``pattern``; None where none is sure."""
    return _Walk(pattern).alternatives()


class _Walk:
    """One pass over a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> Pairs | None:
        """What the alternatives up to the closing bracket or the end need, each of them one pair."""
        found: list[Pairs | None] = [self._sequence()]
        while self._at < len(self._pattern) and self._pattern[self._at] == "|":
            self._at += 1
            found.append(self._sequence())
        sure = [one for one in found if one is not None]
        return frozenset().union(*sure) if len(sure) == len(found) else None

    def _sequence(self) -> Pairs | None:
        """The best of what one alternative needs: the fewest pairs."""
        best: Pairs | None = None
        before = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            literal, inner = self._piece()
            quantifier = _QUANTIFIER.match(self._pattern, self._at)
            optional = quantifier is not None and _MAY_BE_MISSING.match(quantifier[0]) is not None
            if quantifier:
                self._at = quantifier.end()
            if literal and before and not optional:
                inner = frozenset({before + literal})
            if inner is not None and not optional and (best is None or len(inner) < len(best)):
                best = inner
            before = literal if literal and quantifier is None else ""
        return best

    def _piece(self) -> tuple[str, Pairs | None]:
        """The next piece: its letter where it is one, what it needs where it is a group."""
        character = self._pattern[self._at]
        if character == "(":
            return "", self._group()
        bracket = _CLASS.match(self._pattern, self._at)
        if bracket:
            self._at = bracket.end()
            return "", None
        self._at += 1
        if character == "\\":
            character = self._pattern[self._at]
            self._at += 1
            return ("" if character.isalnum() else character), None
        return ("" if character in ".^$" else character), None

    def _group(self) -> Pairs | None:
        self._at += 1
        looks, named = _LOOKS.match(self._pattern, self._at), _NAMED.match(self._pattern, self._at)
        other = self._pattern[self._at : self._at + 1] == "?" and not looks and not named
        self._at = looks.end() if looks else named.end() if named else self._at
        inner = self.alternatives()
        self._at += 1
        return None if looks or other else inner
