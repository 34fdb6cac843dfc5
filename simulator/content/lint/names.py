"""The names that content gives to its parts, by what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from simulator.content.documents import Document
from simulator.model.base import Frozen
from simulator.model.call_tree import Call
from simulator.model.classification import Fact, Situation
from simulator.model.manual import Moment, Step
from simulator.model.organization import OrgSection, Party, Role
from simulator.model.rubric import Concept
from simulator.model.scenario import Inject, Phase
from simulator.model.timetable import Lane, System, TimetableRow
from simulator.model.titles import Term
from simulator.words import mark

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""What can be a name at all; anything else is reported where it is validated."""

PHASE = mark("phase")
CALL = mark("call")
INJECT = mark("inject")
STEP = mark("step")
MUST_NOT = mark("must-not")
MOMENT = mark("moment")
FACT = mark("fact")
SITUATION = mark("situation")
ROLE = mark("role")
SECTION = mark("section")
INSIDE = mark("inside party")
OUTSIDE = mark("outside party")
LANE = mark("lane")
ROW = mark("row of the timetable")
SYSTEM = mark("system")
CONCEPT = mark("concept")
TERM = mark("term")

SPACES_OF: dict[str, frozenset[str]] = {
    "scenario": frozenset({PHASE, INJECT, LANE, ROW, SYSTEM, CALL}),
    "manual": frozenset({STEP, MUST_NOT, MOMENT, FACT, SITUATION}),
    "organization": frozenset({ROLE, SECTION, INSIDE, OUTSIDE}),
    "lexicon": frozenset(),
    "script": frozenset(),
    "plan": frozenset(),
}
"""What a document of each kind names alone. Terms and concepts may come from several documents together."""

Names = Mapping[str, frozenset[str]]
"""Known names by what they name; what is not a key here is not known at all, so nothing can be said about it."""

_OF_MODEL: dict[type[Frozen], str] = {
    Phase: PHASE,
    Inject: INJECT,
    Lane: LANE,
    TimetableRow: ROW,
    System: SYSTEM,
    Call: CALL,
    Step: STEP,
    Moment: MOMENT,
    Fact: FACT,
    Situation: SITUATION,
    Role: ROLE,
    OrgSection: SECTION,
    Concept: CONCEPT,
    Term: TERM,
}


def names_in(documents: Iterable[Document], complete: Iterable[str] = ()) -> Names:
    """The names in ``documents``. ``complete`` are spaces that these documents fill together (terms, concepts)."""
    found: dict[str, set[str]] = {space: set() for space in complete}
    for document in documents:
        for owned in SPACES_OF.get(document.kind, frozenset()):
            found.setdefault(owned, set())
        for visit in document.visits:
            name = visit.value.get("id") if visit.shape.kind == "model" else None
            if not isinstance(name, str):
                continue
            space = _space_of(visit.shape.model, visit.value)
            if space is not None and space in found:
                found[space].add(name)
            if visit.shape.model is Step and visit.value.get("polarity") == "refrain":
                found.setdefault(MUST_NOT, set()).add(name)
    return {space: frozenset(names) for space, names in found.items()}


def _space_of(model: type[Frozen] | None, value: Mapping[str, object]) -> str | None:
    if model is Party:
        return INSIDE if value.get("inside") in (True, "true", "yes", "on") else OUTSIDE
    return _OF_MODEL.get(model) if model is not None else None
