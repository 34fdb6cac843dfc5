"""Keys that go together and keys that exclude each other: conditions, limits, triggers, questions, rubrics, replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.content.shapes import fields
from simulator.model.base import Frozen
from simulator.model.classification import FactIs, FactTest
from simulator.model.condition import Condition
from simulator.model.manual import Deadline
from simulator.model.rubric import ContactEvidence, Essential, Rubric
from simulator.model.scenario import Ask, FormEvidence, Inject, Occurrence, Phase
from simulator.model.script import ScriptedReply
from simulator.words import mark

_OPTIONS = {"choice", "decision", "quiz"}
_BODIES = (
    *("text", "choice", "quiz", "form", "contact", "decision", "acknowledge"),
    *("record", "check", "call", "correct"),
)
_OF_CALLS = ("call", "receipt", "correct")


def forms(document: Document) -> Iterator[Problem]:
    """Every mapping whose keys do not fit together."""
    for visit in document.visits:
        rule = _RULES.get(visit.shape.model) if visit.shape.model is not None else None
        if rule is not None:
            yield from rule(document, visit.loc, visit.value)


def _written(value: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """Those of ``keys`` that say something (a flag only when it is set)."""
    return tuple(key for key in keys if value.get(key) is not None and value[key] not in (False, "false", "no", "off"))


def _size(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0 if value is None else 1


def _condition(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _one_thing(document, loc, value, tuple(fields(Condition)))


def _fact_test(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _one_thing(document, loc, value, tuple(fields(FactTest)))


def _fact_is(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    if (value.get("is") is None) == (value.get("over") is None):
        message = mark("A fact is compared with one thing.")
        yield document.problem(loc, "condition.keys", message, mark("Write one of is: and over:."))


def _one_thing(document: Document, loc: Loc, value: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Problem]:
    keys = _written(value, *known)
    if len(keys) > 1:
        message = mark("A condition says one thing, and this says {count}: {names}.")
        remedy = mark("Put them as a list below all: or any:.")
        yield document.problem(loc, "condition.keys", message, remedy, count=len(keys), names=keys)
    elif not keys and not set(value) - set(known):
        message = mark("This condition says nothing.")
        yield document.problem(loc, "condition.keys", message, mark("Possible: {names}."), names=known)


def _deadline(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    kinds = ("within", "legal_days", "before")
    keys = _written(value, *kinds)
    if len(keys) != 1:
        message = mark("A limit has exactly one of {names}; here are {count}.")
        remedy = mark("Keep the one that counts.") if keys else mark("Add the one that counts.")
        yield document.problem(loc, "deadline.keys", message, remedy, names=kinds, count=len(keys))
        return
    has_start = value.get("from") is not None
    if keys[0] == "before" and has_start:
        message = mark("A limit with before: has no from:.")
        yield document.problem((*loc, "from"), "deadline.from", message, mark("Take it out."), on_key=True)
    elif keys[0] != "before" and not has_start:
        message = mark("From when does this limit run? The key from: is missing.")
        yield document.problem(loc, "deadline.from", message, mark("Name a moment or a step."))


def _inject(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    if not _written(value, "at", "after", "when", "by_hand"):
        message = mark("Nothing says when this is delivered.")
        remedy = mark("Add at:, after: or when:, or by_hand: true.")
        yield document.problem(loc, "inject.trigger", message, remedy)
    ignored = _written(value, "after", "when")
    if ignored and _written(value, "by_hand"):
        message = mark("by_hand: leaves this to the facilitator, so {names} does nothing.")
        remedy = mark("Keep one of them.")
        yield document.problem(loc, "inject.by_hand", message, remedy, severity="warning", names=ignored)


def _occurrence(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    if len(_written(value, "inject", "phase")) != 1:
        message = mark("A moment happens at an inject or on entering a phase.")
        yield document.problem(loc, "moment.keys", message, mark("Write one of inject: and phase:."))


def _ask(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in fields(Ask)["kind"].values:
        return
    if kind in _OPTIONS and _size(value.get("options")) < 2:
        message = mark("A question of kind {kind} needs at least two options.")
        yield document.problem(loc, "ask.options", message, mark("Add them below options:."), kind=kind)
    if kind == "form" and not _size(value.get("fields")):
        message = mark("A form needs at least one field.")
        yield document.problem(loc, "ask.fields", message, mark("Add it below fields:."))
    if kind == "quiz":
        yield from _quiz(document, loc, value)
    wanted_by = {"options": _OPTIONS, "fields": {"form"}, "shows": {"form"}, "explanation": {"quiz"}, "cites": {"quiz"}}
    for key, kinds in wanted_by.items():
        if _size(value.get(key)) and kind not in kinds:
            message = mark("{key} has no meaning in a question of kind {kind}.")
            remedy = mark("Take it out, or change the kind.")
            yield document.problem((*loc, key), "ask.unused", message, remedy, on_key=True, key=key, kind=kind)
    names = [one.get("id") for one in value.get("fields") or () if isinstance(one, dict)]
    for n, evidence in enumerate(value.get("shows") or ()):
        for m, name in enumerate(evidence.get("fields") or () if isinstance(evidence, dict) else ()):
            if isinstance(name, str) and name not in names:
                remedy, params = suggestion(name, [one for one in names if isinstance(one, str)])
                message = mark("This form has no field called {name}.")
                at = (*loc, "shows", n, "fields", m)
                yield document.problem(at, "ref.unknown", message, remedy, name=shown(name), **params)


def _quiz(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    options = [one for one in value.get("options") or () if isinstance(one, dict)]
    right = [one for one in options if _written(one, "right")]
    if not right:
        message = mark("No option of this question is right.")
        yield document.problem((*loc, "options"), "quiz.right", message, mark("Add right: true to one."))
    elif len(right) > 1 and not _written(value, "many"):
        message = mark("{count} options are right, and only one can be chosen.")
        remedy = mark("Keep one, or add many: true.")
        yield document.problem((*loc, "options"), "quiz.right", message, remedy, count=len(right))
    if not value.get("explanation"):
        message = mark("Nothing explains the right answer.")
        yield document.problem(loc, "quiz.explanation", message, mark("Add explanation:."))


def _form_evidence(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _within(document, (*loc, "partial_from"), value.get("partial_from"), _size(value.get("fields")))


def _contact_evidence(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _within(document, (*loc, "at_least"), value.get("at_least"), _size(value.get("to")))


def _essential(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    if not any(_size(value.get(key)) for key in ("any", "all", "assumed_for")):
        message = mark("Nothing can ever show this.")
        yield document.problem(loc, "rubric.empty", message, mark("Add words below any: or all:."))
    if _size(value.get("any")):
        yield from _within(document, (*loc, "at_least"), value.get("at_least"), _size(value.get("any")))


def _rubric(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    need, count = value.get("need"), _size(value.get("essentials"))
    if isinstance(need, int) and need == 0:
        return  # the core act alone is enough, and the essentials only say what was good
    yield from _within(document, (*loc, "need"), need, count)


def _within(document: Document, loc: Loc, number: Any, most: int) -> Iterator[Problem]:
    """``number`` counts entries of which there are ``most``."""
    if isinstance(number, int) and not isinstance(number, bool) and not 1 <= number <= most:
        message = mark("{number} of {most} can never be reached.")
        remedy = mark("Write a number from 1 to {most}.") if most else mark("Take it out.")
        yield document.problem(loc, "rubric.number", message, remedy, number=number, most=most)


def _phase(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    if _written(value, "end") and _size(value.get("exits")):
        message = mark("The exercise ends in this phase, so nothing leads out of it.")
        remedy = mark("Take out exits:, or end: true.")
        yield document.problem((*loc, "exits"), "phase.end_exits", message, remedy, on_key=True)


def _reply(document: Document, loc: Loc, value: Mapping[str, Any]) -> Iterator[Problem]:
    bodies = _written(value, *_BODIES)
    of_calls = _written(value, *_OF_CALLS)
    if "receipt" in of_calls:
        # What repeats a message back says that it is acknowledged, and in which words.
        if "text" not in bodies:
            message = mark("A receipt repeats the message back, and here are no words.")
            yield document.problem(loc, "script.receipt", message, mark("Add text: with what is repeated."))
        bodies = tuple(name for name in bodies if name not in {"text", "acknowledge"}) or ("receipt",)
    if len(bodies) != 1:
        message = mark("A reply has exactly one of {names}; here are {count}.")
        remedy = mark("Split it into several replies.") if bodies else mark("Add one.")
        yield document.problem(loc, "script.keys", message, remedy, names=_BODIES, count=len(bodies))
    timed = _written(value, "inject", "at")
    if of_calls:
        if "inject" in timed:
            message = mark("This is about a call of the call tree, not an answer to an inject.")
            yield document.problem((*loc, "inject"), "script.when", message, mark("Take it out."), on_key=True)
        return
    if len(timed) != 1:
        message = mark("A reply answers an inject, or comes unasked at a time; here are {count} of inject: and at:.")
        yield document.problem(loc, "script.when", message, mark("Write one of the two."), count=len(timed))
    if "inject" not in timed and value.get("after") is not None:
        message = mark("after: counts from an inject, and this reply answers none.")
        yield document.problem((*loc, "after"), "script.when", message, mark("Take it out."), on_key=True)


_Rule = Callable[[Document, Loc, Mapping[str, Any]], Iterator[Problem]]
_RULES: dict[type[Frozen], _Rule] = {
    Condition: _condition,
    FactTest: _fact_test,
    FactIs: _fact_is,
    Deadline: _deadline,
    Inject: _inject,
    Occurrence: _occurrence,
    Ask: _ask,
    FormEvidence: _form_evidence,
    ContactEvidence: _contact_evidence,
    Essential: _essential,
    Rubric: _rubric,
    Phase: _phase,
    ScriptedReply: _reply,
}
