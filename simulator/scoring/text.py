"""Reading a reply: normal form with a way back to the original, sentences, and clauses in Japanese and English.

Offsets of sentences and clauses are offsets in the normal form; ``Document.span`` turns them into offsets of the
original text. A clause is the reach of one predicate; what stands in brackets is a clause of its own (an aside), and
what stands in quotation marks belongs to the clause around it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from simulator.scoring.clauses import cut_english, cut_japanese

_MARKS = "\u3099\u309a\uff9e\uff9f"
"""Sound marks that join the character before them (half-width kana)."""
_PLAIN = re.compile(
    r"[ -~\n\t\u3001-\u3003\u3005-\u3015\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]+"
    r"(?=[ -~\n\t\u3000-\u3015\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]|$)"
)
"""Characters that are their own normal form but for capitals, up to the last one that a mark might still join."""
_BULLET = re.compile(r"[\u2460-\u2487\u25a0\u25a1\u25c6\u25c7\u25cf\u25b6\u25b7\u203b\u2022\u2756]")
_OPEN = {"「": "」", "『": "』", "“": "”", "(": ")", "[": "]", "【": "】", "<": ">"}
_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ABBREVIATION = re.compile(r"(?<![a-z'])(?:nos?|mr|mrs|ms|dr|st|vs|etc|incl|approx|e\.g|i\.e|a\.m|p\.m|[a-hj-z])$")
_LABEL = re.compile(
    r"(?:(?<=\s)|(?<=。)|(?<=\n)|^)(?:\([0-9]{1,2}\)|[0-9]{1,2}\)(?=\s))|(?<=\n)[0-9]{1,2}\.\s|"
    r"(?:(?<=\n)|^)[・\-*]\s?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate's reach: ``[start, end)`` in the normal form.

    ``shell`` is as long as the clause, with brackets and quotations blanked. ``link`` tells how it hangs on to the
    next: ``open`` (goes on: ～て、～し), ``closed``, or ``aside`` (in brackets). ``sentence`` is its sentence's number.
    """

    start: int
    end: int
    shell: str
    link: str
    sentence: int
    japanese: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """``[start, end)`` in the normal form, with the mark that ends it, and the numbers of its clauses."""

    start: int
    end: int
    mark: str
    clauses: range


@dataclass(frozen=True, slots=True)
class Document:
    """A text as scoring reads it."""

    original: str
    text: str
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    _clause_starts: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``[start, end)`` in the normal form."""
        if start >= end:
            return (0, 0)
        return (self._starts[start], self._ends[end - 1])

    def clause_at(self, position: int) -> int | None:
        """The number of the innermost clause at ``position`` of the normal form."""
        found: int | None = None
        at = bisect_right(self._clause_starts, (position, len(self.clauses)))
        for _, number in reversed(self._clause_starts[:at]):
            clause = self.clauses[number]
            if clause.start <= position < clause.end:
                found = number
                break
        return found


def normalise(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """NFKC in lower case, and for each of its characters the start and the end in ``text`` it comes from.

    Bullets become line breaks, a full-width slash a comma, so that they part what they part for a reader.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        plain = _PLAIN.match(text, position)
        if plain:
            out.append(plain[0].lower())
            starts += range(position, plain.end())
            ends += range(position + 1, plain.end() + 1)
            position = plain.end()
            continue
        stop = position + 1
        while stop < len(text) and (text[stop] in _MARKS or unicodedata.combining(text[stop])):
            stop += 1
        piece = text[position:stop]
        if _BULLET.match(piece):
            folded = "\n"
        elif piece == "／":
            folded = "、"
        else:
            folded = unicodedata.normalize("NFKC", piece)
        for character in folded:
            lower = character.lower()
            out.append(lower if len(lower) == 1 else character)
            starts.append(position)
            ends.append(stop)
        position = stop
    return "".join(out).replace("’", "'").replace("\t", " "), tuple(starts), tuple(ends)


def read(text: str) -> Document:
    """``text`` as sentences and clauses."""
    normal, starts, ends = normalise(text)
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    for start, end, mark in _sentences(normal, _depths(normal)):
        first = len(clauses)
        _clauses(normal, start, end, len(sentences), clauses)
        sentences.append(Sentence(start, end, mark, range(first, len(clauses))))
    order = sorted((clause.start, number) for number, clause in enumerate(clauses))
    return Document(text, normal, starts, ends, tuple(sentences), tuple(clauses), tuple(order))


def _depths(text: str) -> list[int]:
    """How many brackets or quotations each character stands in; an unclosed one ends with its line."""
    depths = [0] * len(text)
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for position, character in enumerate(text):
        if character == "\n":
            stack.clear()
            straight = None
        elif stack and character == stack[-1][0]:
            _, start = stack.pop()
            for inner in range(start, position + 1):
                depths[inner] += 1
        elif character in _OPEN:
            stack.append((_OPEN[character], position))
        elif character == '"':
            if straight is None:
                straight = position
            else:
                for inner in range(straight, position + 1):
                    depths[inner] += 1
                straight = None
    return depths


def _sentences(text: str, depths: list[int]) -> list[tuple[int, int, str]]:
    """Start, end and end mark of every sentence or bullet; blank ones are left out."""
    cuts: list[tuple[int, int, str]] = [(found.start(), found.end(), "") for found in _LABEL.finditer(text)]
    for position, character in enumerate(text):
        if character == "\n" or (depths[position] == 0 and character in "。!?｡"):
            cuts.append((position, position + 1, character))
        elif depths[position] == 0 and character == "." and _full_stop(text, position):
            cuts.append((position, position + 1, "."))
        elif depths[position] == 0 and character == "→" and re.match(r"\s*[0-9]{1,2}[:時]", text[position + 1 :]):
            cuts.append((position, position + 1, ""))
    cuts.sort()
    cuts.append((len(text), len(text), ""))
    found: list[tuple[int, int, str]] = []
    start = 0
    for at, after, mark in cuts:
        if text[start:at].strip(" 　・-*"):
            found.append((start, at, mark))
        elif mark in "!?" and mark and found:
            last = found[-1]
            found[-1] = (last[0], last[1], last[2] + mark)
        start = max(start, after)
    return found


def _full_stop(text: str, position: int) -> bool:
    """Whether the Latin full stop at ``position`` ends a sentence."""
    after = text[position + 1 : position + 3]
    if after and not after[0].isspace() and not _KANA_OR_KANJI.match(after):
        return False
    if "." in text[max(0, position - 1) : position] + text[position + 1 : position + 2]:
        return False
    return not _ABBREVIATION.search(text[max(0, position - 8) : position])


def _clauses(text: str, start: int, end: int, sentence: int, into: list[Clause]) -> None:
    """The clauses of one sentence, outer ones first."""
    shell, asides = _shell(text[start:end])
    japanese = bool(_KANA_OR_KANJI.search(text, start, end))
    cuts = cut_japanese(shell) if japanese else cut_english(shell)
    begin = 0
    for cut, link in [*cuts, (len(shell), "closed")]:
        if shell[begin:cut].strip(" 　、,・") or text[start + begin : start + cut].strip(" 　、,・"):
            into.append(Clause(start + begin, start + cut, shell[begin:cut], link, sentence, japanese))
        begin = cut
    for left, right in asides:
        inner = text[start + left : start + right]
        if inner.strip():
            into.append(Clause(start + left, start + right, inner, "aside", sentence, japanese))


def _shell(text: str) -> tuple[str, list[tuple[int, int]]]:
    """``text`` with brackets and quotations blanked, and the places of what stands in round brackets."""
    out = list(text)
    asides: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for position, character in enumerate(text):
        if stack and character == stack[-1][0]:
            closer, start = stack.pop()
            if not stack:
                for inner in range(start, position + 1):
                    out[inner] = " "
                if closer in ")]":
                    asides.append((start + 1, position))
        elif character in _OPEN:
            stack.append((_OPEN[character], position))
        elif character == '"' and not stack:
            if straight is None:
                straight = position
            else:
                for inner in range(straight, position + 1):
                    out[inner] = " "
                straight = None
    return "".join(out), asides
