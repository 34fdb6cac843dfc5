"""Every name that content refers to exists and names the right kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from simulator.content.documents import Document
from simulator.content.lint.names import (
    CALL,
    FACT,
    ID,
    INJECT,
    INSIDE,
    LANE,
    MOMENT,
    MUST_NOT,
    OUTSIDE,
    PHASE,
    ROLE,
    ROW,
    SECTION,
    SITUATION,
    SPACES_OF,
    STEP,
    SYSTEM,
    Names,
)
from simulator.content.problems import Noun, Problem, shown, suggestion
from simulator.content.shapes import Visit
from simulator.model.assessment import Measure
from simulator.model.base import Frozen
from simulator.model.call_tree import Call, CallEvidence, CallTree, StandIn
from simulator.model.classification import FactIs, FactTest, ThreatLevel
from simulator.model.condition import Answered, CallIs, Checked, Chose, Condition, Missed, StepIs, Unanswered
from simulator.model.manual import Deadline, Step, StepChange
from simulator.model.organization import Contact, Party, Role
from simulator.model.rubric import ContactEvidence
from simulator.model.scenario import (
    CONTROL,
    After,
    Ask,
    FormEvidence,
    Inject,
    Objective,
    Occurrence,
    Option,
    PreparedLine,
    Scenario,
    Transition,
)
from simulator.model.script import (
    ScriptedCall,
    ScriptedCheck,
    ScriptedContact,
    ScriptedCorrection,
    ScriptedRecord,
    ScriptedReply,
)
from simulator.model.timetable import System, TimetableRow
from simulator.words import mark


class Reference(NamedTuple):
    """What a key may refer to: names of any of ``spaces`` and ``also``; ``wanted`` is what messages call it."""

    spaces: tuple[str, ...]
    wanted: str
    also: frozenset[str] = frozenset()


_PHASE = Reference((PHASE,), PHASE)
_INJECT = Reference((INJECT,), INJECT)
_CALL = Reference((CALL,), CALL)
_STEP = Reference((STEP,), STEP)
_LANE = Reference((LANE,), LANE)
_ROW = Reference((ROW,), ROW)
_SYSTEM = Reference((SYSTEM,), SYSTEM)
_MUST_NOT = Reference((MUST_NOT,), MUST_NOT)
_ROLE = Reference((ROLE,), ROLE)
_RECEIVER = Reference((ROLE, SECTION), mark("role or section"))
_ANYBODY = Reference((ROLE, SECTION, INSIDE, OUTSIDE), mark("role, section or party"))
_OWNER = Reference((ROLE, SECTION, INSIDE), mark("role, section or inside party"))

REFERENCES: dict[tuple[type[Frozen], str], Reference] = {
    (Answered, "inject"): _INJECT,
    (Answered, "by"): _ROLE,
    (Condition, "delivered"): _INJECT,
    (Condition, "harm"): _MUST_NOT,
    (Condition, "recorded"): _ROW,
    (Checked, "system"): _SYSTEM,
    (TimetableRow, "lane"): _LANE,
    (TimetableRow, "roles"): _RECEIVER,
    (TimetableRow, "shows"): _STEP,
    (System, "lane"): _LANE,
    (System, "owner"): _ANYBODY,
    (System, "roles"): _RECEIVER,
    (Chose, "inject"): _INJECT,
    (Unanswered, "inject"): _INJECT,
    (StepIs, "id"): _STEP,
    (Missed, "step"): _STEP,
    (Scenario, "start"): _PHASE,
    (Scenario, "moments"): Reference((MOMENT,), MOMENT),
    (Scenario, "facts"): Reference((FACT,), FACT),
    (Scenario, "known"): Reference((MOMENT,), MOMENT),
    (FactIs, "id"): Reference((FACT,), FACT),
    (FactTest, "situation"): Reference((SITUATION,), SITUATION),
    (ThreatLevel, "steps"): _STEP,
    (Objective, "steps"): _STEP,
    (Occurrence, "inject"): _INJECT,
    (Occurrence, "phase"): _PHASE,
    (Transition, "to"): _PHASE,
    (Inject, "phases"): _PHASE,
    (Inject, "from"): Reference(_ANYBODY.spaces, _ANYBODY.wanted, frozenset({CONTROL})),
    (Inject, "to"): _RECEIVER,
    (Inject, "expects"): _STEP,
    (Measure, "steps"): _STEP,
    (PreparedLine, "as"): Reference(_ANYBODY.spaces, _ANYBODY.wanted, frozenset({CONTROL})),
    (After, "inject"): _INJECT,
    (Option, "shows"): _STEP,
    (Option, "harms"): _MUST_NOT,
    (Ask, "cites"): _STEP,
    (FormEvidence, "step"): _STEP,
    (Step, "roles"): _OWNER,
    (Step, "after"): _STEP,
    (StepChange, "roles"): _OWNER,
    (StepChange, "after"): _STEP,
    (Deadline, "before"): _STEP,
    (Deadline, "from"): Reference((MOMENT, STEP), mark("moment or step")),
    (ContactEvidence, "to"): _ANYBODY,
    (ContactEvidence, "roles"): _ROLE,
    (Role, "stands_in_for"): Reference((ROLE, INSIDE), mark("role or inside party")),
    (Contact, "who"): _ANYBODY,
    (Party, "stands_in_for"): Reference((ROLE, INSIDE), mark("role or inside party")),
    (CallTree, "inject"): _INJECT,
    (Call, "who"): _ANYBODY,
    (Call, "called_by"): _CALL,
    (StandIn, "who"): _ANYBODY,
    (CallEvidence, "step"): _STEP,
    (CallEvidence, "calls"): _CALL,
    (CallIs, "id"): _CALL,
    (ScriptedReply, "inject"): _INJECT,
    (ScriptedReply, "receipt"): _CALL,
    (ScriptedCall, "id"): _CALL,
    (ScriptedCorrection, "call"): _CALL,
    (ScriptedReply, "as"): _ROLE,
    (ScriptedContact, "to"): _ANYBODY,
    (ScriptedRecord, "row"): _ROW,
    (ScriptedCheck, "system"): _SYSTEM,
}
"""Keys that hold names, with what they may name. Options and form fields depend on their inject (see ``forms``),
what a manual leaves out or changes on the manual that it takes over (see ``taking_over``)."""


def own_references(document: Document, names: Names) -> Iterator[Problem]:
    """References that a document can resolve alone."""
    own = SPACES_OF.get(document.kind, frozenset())
    return _check(document, names, lambda reference: own.issuperset(reference.spaces))


def foreign_references(document: Document, names: Names) -> Iterator[Problem]:
    """References that need other documents, as far as those are known."""
    own = SPACES_OF.get(document.kind, frozenset())
    return _check(document, names, lambda reference: not own.issuperset(reference.spaces))


def _check(document: Document, names: Names, concerns: Callable[[Reference], bool]) -> Iterator[Problem]:
    known: dict[Reference, frozenset[str]] = {}
    for visit in document.visits:
        reference = REFERENCES.get((visit.owner, visit.field))
        if reference is None or visit.shape.kind != "id" or not concerns(reference):
            continue
        if reference not in known:
            if not all(space in names for space in reference.spaces):
                continue
            known[reference] = reference.also.union(*(names[space] for space in reference.spaces))
        name = visit.value
        if isinstance(name, str) and name not in known[reference] and ID.fullmatch(name):
            yield _unknown(document, visit, reference, known[reference], names)


def _unknown(document: Document, visit: Visit, reference: Reference, known: frozenset[str], names: Names) -> Problem:
    params: dict[str, Any] = {"name": shown(visit.value), "wanted": Noun(reference.wanted)}
    other = next((space for space in names if visit.value in names[space]), None)
    if other is not None:
        message = mark("{name} is the name of something else ({found}).")
        remedy = mark("Needed here: {wanted}.")
        params["found"] = Noun(other)
        return document.problem(visit.loc, "ref.kind", message, remedy, on_key=visit.is_key, **params)
    remedy, more = suggestion(visit.value, known)
    message = mark("There is no {wanted} called {name}.")
    return document.problem(visit.loc, "ref.unknown", message, remedy, on_key=visit.is_key, **params, **more)
