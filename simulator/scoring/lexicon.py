"""Wordings compiled once: every distinct wording is looked up once in a document, whatever number of rubrics use it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.model.rubric import Lexicon
from simulator.scoring.literals import Pairs, needed
from simulator.scoring.text import Document, normalise

_LATIN = re.compile(r"[a-z0-9][a-z0-9 '&./+-]*")
_CONSONANT = frozenset("bdfglmnprtvz")
_LATIN_KEY = 4


@dataclass(frozen=True, slots=True)
class _Plain:
    """A wording that is no pattern: ``begins`` is looked for, ``ending`` says how a Latin one may go on."""

    number: int
    begins: str
    ending: re.Pattern[str] | None

    @property
    def key(self) -> str:
        """The first characters, by which it is kept: four of a Latin wording, two of any other."""
        return self.begins[: 2 if self.ending is None else _LATIN_KEY]

    @classmethod
    def of(cls, number: int, word: str) -> _Plain:
        if not _LATIN.fullmatch(word):
            return cls(number, word, None)
        if len(word) > 3 and word.endswith("e"):
            return cls(number, word[:-1], re.compile(r"(?:e(?:s|d|'s)?|ing)(?![a-z0-9])"))
        if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
            return cls(number, word[:-1], re.compile(r"(?:y(?:'s|ing)?|ies|ied)(?![a-z0-9])"))
        doubled = f"|{word[-1]}(?:ed|ing)" if word[-1] in _CONSONANT else ""
        return cls(number, word, re.compile(rf"(?:'s|s|es|d|ed|ing{doubled})?(?![a-z0-9])"))

    def end(self, text: str, at: int) -> int | None:
        """Where the wording ends that begins at ``at``, for a Latin one the start of a word; None where none does."""
        if not text.startswith(self.begins, at):
            return None
        if self.ending is None:
            return at + len(self.begins)
        found = self.ending.match(text, at + len(self.begins))
        return found.end() if found else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found at ``[start, end)`` of the normal form, in clause number ``clause``."""

    start: int
    end: int
    clause: int
    word: int


Group = frozenset[int]
"""Numbers of wordings of which any will do."""


class Vocabulary:
    """The distinct wordings of a manual and its lexicons; built up by ``group``, then only read.

    Plain wordings are kept by their first characters, so that only those that can begin at a place are looked for, and
    patterns with the pairs of characters that they need.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._concepts: dict[str, tuple[str, ...]] = {}
        for concept in (concept for lexicon in lexicons for concept in lexicon.concepts):
            # A concept of several lexicons has the words of all of them, so that an organisation can add its own.
            self._concepts[concept.id] = (*self._concepts.get(concept.id, ()), *concept.words)
        self._numbers: dict[str, int] = {}
        self._plain: dict[str, list[_Plain]] = {}
        self._latin: dict[str, list[_Plain]] = {}
        self._patterns: list[tuple[int, re.Pattern[str], Pairs | None]] = []
        self._resolved: dict[str, Group] = {}

    def group(self, words: Iterable[str]) -> Group:
        """The group of ``words``, with concepts replaced by theirs; an unknown concept holds nothing."""
        numbers: set[int] = set()
        for word in words:
            numbers |= self._concept(word[1:]) if word.startswith("@") else {self._number(word)}
        return frozenset(numbers)

    def _concept(self, name: str) -> Group:
        if name not in self._resolved:
            self._resolved[name] = frozenset()  # a concept that comes back to itself ends here
            self._resolved[name] = self.group(self._concepts.get(name, ()))
        return self._resolved[name]

    def _number(self, word: str) -> int:
        pattern = len(word) > 2 and word.startswith("/") and word.endswith("/")
        key = word if pattern else normalise(word)[0].strip()
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            if pattern:
                self._patterns.append((number, re.compile(key[1:-1]), needed(key[1:-1])))
            elif key:
                plain = _Plain.of(number, key)
                kept = self._plain if plain.ending is None else self._latin
                kept.setdefault(plain.key, []).append(plain)
        return number

    def hits(self, document: Document) -> Hits:
        """Where each wording stands in ``document``."""
        text = document.text
        found: dict[int, list[Hit]] = {}
        pairs = {text[at : at + 2] for at in range(len(text))}
        for at, plain in self._beginning(text, pairs):
            end = plain.end(text, at)
            if end:
                _add(found, document, plain.number, at, end)
        for number, pattern, needs in self._patterns:
            if needs is not None and needs.isdisjoint(pairs):
                continue
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    _add(found, document, number, match.start(), match.end())
        return Hits(found)

    def _beginning(self, text: str, pairs: set[str]) -> Iterator[tuple[int, _Plain]]:
        """The wordings that may begin in ``text``, and where, from left to right."""
        kept = self._plain
        here = {pair for pair in pairs if pair in kept or pair[0] in kept}
        for at in range(len(text)):
            pair = text[at : at + 2]
            if pair in here:
                for plain in (*kept.get(pair, ()), *(kept.get(pair[0], ()) if len(pair) > 1 else ())):
                    yield at, plain
        for word in _WORD_START.finditer(text):
            at = word.start()
            for length in range(1, _LATIN_KEY + 1):
                for plain in self._latin.get(text[at : at + length], ()) if at + length <= len(text) else ():
                    yield at, plain


_WORD_START = re.compile(r"(?<![a-z0-9])[a-z0-9]")

_OTHER_WORD = re.compile(
    r"電話(?:番号|帳)|掲示板|連絡(?:先|網|票|帳)|(?:郵便|受付|整理|投稿|口座|受理|問い?合わ?せ)番号"
)
"""Words that mean something else than their parts do: a number is no call, a contact list no contact."""

_IN_DATE = re.compile(r"(?<=[0-9])月[0-9]")
"""The middle of a date (4月1日), which is no 月1, once a month."""

_TURNED_AWAY = re.compile(r"(?:で|じゃ)(?:は)?な(?:く(?!て)|い、)|の(?:代わり|かわり)に")


def _add(found: dict[int, list[Hit]], document: Document, number: int, start: int, end: int) -> None:
    clause = document.clause_at(start)
    if clause is not None and not _is_part(document.text, start, end) and not _TURNED_AWAY.match(document.text, end):
        found.setdefault(number, []).append(Hit(start, end, clause, number))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` lies inside a longer word of another meaning, or begins inside a date."""
    if _IN_DATE.match(text, start, end):
        return True
    for found in _OTHER_WORD.finditer(text, max(0, start - 6), end + 6):
        if found.start() <= start and end <= found.end() and end - start < found.end() - found.start():
            return True
    return False


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


class Hits:
    """The hits of one document by wording."""

    __slots__ = ("_by_group", "_found", "_present")

    def __init__(self, found: Mapping[int, list[Hit]]) -> None:
        self._found = found
        self._present = frozenset(found)
        self._by_group: dict[Group, tuple[Hit, ...]] = {}

    def of(self, group: Group) -> tuple[Hit, ...]:
        """Hits of any wording of ``group``, in the order of the text."""
        known = self._by_group.get(group)
        if known is None:
            present = group & self._present
            found = [hit for number in present for hit in self._found[number]]
            known = tuple(sorted(found, key=_place) if len(found) > 1 else found)
            self._by_group[group] = known
        return known

    def any_in(self, group: Group, start: int, end: int) -> Hit | None:
        """The first hit of ``group`` inside ``[start, end)``."""
        hits = self.of(group)
        at = bisect_left(hits, start, key=lambda hit: hit.start)
        return next((hit for hit in hits[at:] if hit.end <= end and hit.start < end), None) if at < len(hits) else None

    def positions(self) -> frozenset[int]:
        """The positions of the document that any hit covers."""
        spans = {(hit.start, hit.end) for hits in self._found.values() for hit in hits}
        return frozenset(at for start, end in spans for at in range(start, end))
