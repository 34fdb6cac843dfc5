"""Evidence: the words of a reply that show a verdict, as they were typed, with their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.verdict import Evidence
from simulator.scoring.lexicon import Hit
from simulator.scoring.reading import Reading

_WHOLE = re.compile(r"[0-9]+月[0-9]+日|[0-9]+(?:[:.,/][0-9]+)*|[a-z0-9]+(?:['-][a-z0-9]+)*|[ァ-ヶー]+")
"""What a reader takes as one: a date, a number or a time of day, a Latin word, a run of katakana."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading comes from: the reply and the part of it."""

    reply: str
    part: str


def of_hits(reading: Reading, place: Place, hits: Sequence[Hit], rule: str) -> tuple[Evidence, ...]:
    """Evidence of ``hits`` as whole words, without those that lie inside another, in the order of the text."""
    text = reading.document.text
    whole = [word.span() for word in _WHOLE.finditer(text)]
    spans = sorted({_widened(hit, whole) for hit in hits}, key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return tuple(_evidence(reading, place, start, end, rule) for start, end in kept)


def whole_sentences(reading: Reading, place: Place, numbers: Sequence[int], rule: str) -> tuple[Evidence, ...]:
    """Evidence of whole sentences, without the space around them."""
    found = []
    for number in numbers:
        sentence = reading.document.sentences[number]
        words = reading.document.text[sentence.start : sentence.end]
        start = sentence.start + len(words) - len(words.lstrip())
        found.append(_evidence(reading, place, start, start + len(words.strip()), rule))
    return tuple(found)


def _widened(hit: Hit, whole: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The span of ``hit``, out to the ends of a word or number that it cuts."""
    start, end = hit.start, hit.end
    for first, last in whole:
        if first < hit.end and hit.start < last:
            start, end = min(start, first), max(end, last)
    return start, end


def _evidence(reading: Reading, place: Place, start: int, end: int, rule: str) -> Evidence:
    document = reading.document
    first, last = document.span(start, end)
    return Evidence(place.reply, place.part, document.original[first:last], (first, last), rule)
