"""Ids are written once: in the whole document, or among the options, fields or essentials of one parent."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.documents import Document
from simulator.content.lint.names import ID
from simulator.content.positions import Loc
from simulator.content.problems import Problem
from simulator.model.assessment import AssessedRisk, Measure
from simulator.model.base import Frozen
from simulator.model.call_tree import Call
from simulator.model.manual import Moment, Section, Step
from simulator.model.organization import OrgSection, Party, Role
from simulator.model.rubric import Concept
from simulator.model.scenario import CONTROL, Inject, Objective, Phase, PreparedLine, Question
from simulator.model.timetable import Lane, System, TimetableRow
from simulator.model.titles import Term
from simulator.words import mark

_WIDE: dict[type[Frozen], str] = {
    Phase: "phase",
    Inject: "inject",
    Call: "call",
    Objective: "objective",
    Lane: "lane",
    TimetableRow: "row",
    System: "system",
    Question: "question",
    PreparedLine: "line",
    AssessedRisk: "risk",
    Measure: "measure",
    Section: "section",
    # A limit runs from a moment or from a step, so the two share their names.
    Step: "step",
    Moment: "step",
    Term: "term",
    # An inject is addressed to roles and sections, a contact goes to any of the three.
    Role: "who",
    OrgSection: "who",
    Party: "who",
    Concept: "concept",
}


def duplicate_ids(document: Document) -> Iterator[Problem]:
    """Ids that are written twice where they share their names, and ids that the product keeps for itself."""
    seen: dict[tuple[str | Loc, str], Loc] = {}
    for visit in document.visits:
        name = visit.value
        if visit.field != "id" or len(visit.loc) < 2 or not isinstance(name, str) or not ID.fullmatch(name):
            continue
        scope = _WIDE.get(visit.owner, visit.loc[:-2])
        first = seen.setdefault((scope, name), visit.loc)
        if first != visit.loc:
            line = document.place.value(first)[1]
            message = mark("The id {name} is used twice; the first is in line {line}.")
            yield document.problem(
                visit.loc, "id.duplicate", message, mark("Rename one of them."), name=name, line=line
            )
        if scope == "who" and name == CONTROL:
            message = mark("The id {name} stands for the exercise office itself.")
            yield document.problem(visit.loc, "id.reserved", message, mark("Choose another one."), name=name)
