"""Wordings of rubrics and lexicons: regular expressions that work, and concepts that exist."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.graph import cycles
from simulator.content.lint.names import CONCEPT, Names
from simulator.content.problems import Noun, Problem, shown, suggestion
from simulator.model.rubric import Lexicon
from simulator.words import mark


def expressions(document: Document) -> Iterator[Problem]:
    """Words between slashes that are no regular expression, or that look for what no compared text holds."""
    for visit in document.visits:
        word = visit.value
        if visit.shape.kind != "word" or not isinstance(word, str) or not is_expression(word):
            continue
        reason = _why_not(word[1:-1])
        if reason is not None:
            message = mark("{word} is not a regular expression: {reason}.")
            remedy = mark("Correct it, or write the words without slashes.")
            yield document.problem(visit.loc, "word.regex", message, remedy, word=shown(word), reason=reason)
            continue
        odd = _never_found(word[1:-1])
        if odd:
            message = mark("{word} looks for {character}, which no text holds when it is compared.")
            remedy = mark("Write letters small, and letters and digits half-width.")
            gaps: dict[str, Any] = {"word": shown(word), "character": odd}
            yield document.problem(visit.loc, "word.never", message, remedy, severity="warning", **gaps)


def concept_names(document: Document, names: Names) -> Iterator[Problem]:
    """``@concept`` words that no lexicon knows."""
    known = names.get(CONCEPT)
    if known is None:
        return
    for visit in document.visits:
        word = visit.value
        if visit.shape.kind != "word" or not isinstance(word, str) or not word.startswith("@") or word[1:] in known:
            continue
        remedy, params = suggestion(word[1:], known)
        message = mark("There is no {wanted} called {name}.")
        gaps: dict[str, Any] = {"wanted": Noun(CONCEPT), "name": shown(word[1:]), **params}
        yield document.problem(visit.loc, "ref.unknown", message, remedy, **gaps)


def concept_cycles(lexicons: Sequence[Document]) -> Iterator[Problem]:
    """Concepts that take themselves in. One that several lexicons hold has the words of all."""
    places: dict[str, tuple[Document, int]] = {}
    uses: dict[str, list[str]] = {}
    for document in lexicons:
        if not isinstance(document.model, Lexicon):
            continue
        for n, concept in enumerate(document.model.concepts):
            places.setdefault(concept.id, (document, n))
            uses.setdefault(concept.id, []).extend(word[1:] for word in concept.words if word.startswith("@"))
    for cycle in cycles(uses):
        document, n = places[cycle[0]]
        message = mark("The concept {name} takes itself in: {way}.")
        remedy = mark("Take one of the @words out.")
        gaps: dict[str, Any] = {"name": cycle[0], "way": " → ".join((*cycle, cycle[0]))}
        yield document.problem(("concepts", n), "concept.cycle", message, remedy, **gaps)


def is_expression(word: str) -> bool:
    """Whether ``word`` is written as a regular expression."""
    return len(word) > 2 and word.startswith("/") and word.endswith("/")


def _why_not(pattern: str) -> str | None:
    """Why ``pattern`` is no regular expression, None where it is one."""
    try:
        with warnings.catch_warnings():
            # What may change its meaning in a later Python is not reliable now.
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return str(error)
    return None


_ESCAPE = re.compile(r"\\.|\(\?P?[<=!:][^)>]*>?")


def _never_found(pattern: str) -> str:
    """A character of ``pattern`` that texts do not hold: they are compared after NFKC and in lower case."""
    if "(?i" in pattern:
        return ""
    plain = _ESCAPE.sub("", pattern)
    return next((letter for letter in plain if unicodedata.normalize("NFKC", letter).lower() != letter), "")
