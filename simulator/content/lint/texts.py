"""Placeholders in texts: ``{term:ID}`` and ``{who:ID}`` are written right and name something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.names import INSIDE, OUTSIDE, ROLE, SECTION, TERM, Names
from simulator.content.problems import Noun, Problem, shown, suggestion
from simulator.content.shapes import wordings
from simulator.model.scenario import CONTROL
from simulator.model.titles import placeholders
from simulator.words import mark

_ALMOST = re.compile(r"[{｛]\s*(?:term|who)\s*[:：][^{}｛｝]*[}｝]?", re.IGNORECASE)
_WHO = (ROLE, SECTION, INSIDE, OUTSIDE)


def placeholder_forms(document: Document) -> Iterator[Problem]:
    """Placeholders that would be shown as they stand, because something in them is not as it must be."""
    for visit in document.visits:
        if visit.shape.kind != "text":
            continue
        for loc, words in wordings(visit):
            for found in _ALMOST.finditer(words):
                if placeholders(found[0]) and found[0].endswith("}"):
                    continue
                message = mark("{text} is not a placeholder.")
                remedy = mark("Write {{term:ID}} or {{who:ID}}, half-width and without spaces.")
                yield document.problem(loc, "placeholder.form", message, remedy, text=shown(found[0]))


def placeholder_names(document: Document, names: Names) -> Iterator[Problem]:
    """Placeholders that name nothing known."""
    who = frozenset({CONTROL}).union(*(names.get(space, frozenset()) for space in _WHO))
    known = {"term": names.get(TERM), "who": who if all(space in names for space in _WHO) else None}
    wanted = {"term": TERM, "who": mark("role, section or party")}
    for visit in document.visits:
        if visit.shape.kind != "text":
            continue
        for loc, words in wordings(visit):
            for kind, name in dict.fromkeys(placeholders(words)):
                possible = known[kind]
                if possible is None or name in possible:
                    continue
                remedy, params = suggestion(name, possible)
                message = mark("There is no {wanted} called {name}.")
                gaps: dict[str, Any] = {"wanted": Noun(wanted[kind]), "name": shown(name), **params}
                yield document.problem(loc, "ref.unknown", message, remedy, **gaps)
