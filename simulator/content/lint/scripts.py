"""Scripted replies against the scenario they are written for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.model.organization import Organization
from simulator.model.scenario import Inject, Scenario
from simulator.model.script import Script, ScriptedReply
from simulator.words import mark


def script_fits(document: Document, scenario: Scenario, organization: Organization | None) -> Iterator[Problem]:
    """Replies that the exercise would refuse. Unknown names are reported by ``references``."""
    script = document.model
    if not isinstance(script, Script):
        return
    if script.scenario != scenario.id:
        message = mark("This script is for {named}, and the scenario is {scenario}.")
        remedy = mark("Write 'scenario: {scenario}', or use another script.")
        gaps: dict[str, Any] = {"named": script.scenario, "scenario": scenario.id}
        yield document.problem(("scenario",), "script.scenario", message, remedy, **gaps)
        return
    for n, reply in enumerate(script.replies):
        inject = scenario.inject.get(reply.inject) if reply.inject is not None else None
        at: Loc = ("replies", n)
        if reply.record is not None or reply.check is not None:
            yield from _records(document, at, reply, scenario, organization)
            continue
        if inject is not None:
            yield from _receives(document, at, reply, inject, organization)
        if inject is not None or reply.inject is None:
            yield from _answers(document, at, reply, inject)


def _records(
    document: Document, at: Loc, reply: ScriptedReply, scenario: Scenario, organization: Organization | None
) -> Iterator[Problem]:
    """Records that this role may not make. They need no inject to have been received."""
    key, owners = ("record", _row_owners(reply, scenario)) if reply.record else ("check", _owners(reply, scenario))
    if scenario.timetable is None:
        message = mark("The scenario has no timetable in which this could be recorded.")
        yield document.problem((*at, key), "script.no_timetable", message, mark("Take it out."), on_key=True)
    elif owners and organization is not None and not organization.answers_for(reply.role, owners):
        message = mark("{role} may not record this.")
        remedy = mark("It is recorded by: {names}.")
        gaps: dict[str, Any] = {"role": reply.role, "names": owners}
        yield document.problem((*at, "as"), "script.not_recorder", message, remedy, **gaps)


def _row_owners(reply: ScriptedReply, scenario: Scenario) -> tuple[str, ...]:
    found = scenario.timetable.row.get(reply.record.row) if scenario.timetable and reply.record else None
    return found.roles if found else ()


def _owners(reply: ScriptedReply, scenario: Scenario) -> tuple[str, ...]:
    found = scenario.timetable.system.get(reply.check.system) if scenario.timetable and reply.check else None
    return (found.owner, *found.roles) if found else ()


def _receives(
    document: Document, at: Loc, reply: ScriptedReply, inject: Inject, organization: Organization | None
) -> Iterator[Problem]:
    if organization is None or reply.role not in organization.roles:
        return
    if {reply.role, organization.section_of[reply.role].id}.isdisjoint(inject.to):
        message = mark("The inject {inject} does not go to {role}, who answers it here.")
        remedy = mark("It goes to: {names}.")
        gaps: dict[str, Any] = {"inject": inject.id, "role": reply.role, "names": inject.to}
        yield document.problem((*at, "as"), "script.not_receiver", message, remedy, **gaps)


def _answers(document: Document, at: Loc, reply: ScriptedReply, inject: Inject | None) -> Iterator[Problem]:
    for kind in ("choice", "quiz", "decision", "form"):
        if getattr(reply, kind) is None:
            continue
        ask = inject.ask if inject is not None else None
        if ask is None or inject is None or ask.kind.value != kind:
            message = mark("Nobody asks for a reply of kind {kind} here.")
            remedy = mark("Answer with text: or contact:, or see what the inject asks for.")
            yield document.problem((*at, kind), "script.not_asked", message, remedy, on_key=True, kind=kind)
            return
        if kind == "form":
            yield from _form(document, at, reply, inject)
        else:
            yield from _options(document, at, reply, inject)


def _options(document: Document, at: Loc, reply: ScriptedReply, inject: Inject) -> Iterator[Problem]:
    chosen: list[tuple[Loc, str]] = []
    if reply.decision is not None:
        chosen = [((*at, "decision", "option"), reply.decision.option)]
    for kind, taken in (("choice", reply.choice), ("quiz", reply.quiz)):
        if isinstance(taken, str):
            chosen = [((*at, kind), taken)]
        elif taken is not None:
            chosen = [((*at, kind, n), option) for n, option in enumerate(taken)]
            if not chosen:
                message = mark("No option is chosen.")
                yield document.problem((*at, kind), "script.option", message, mark("Name at least one."))
    known = [option.id for option in inject.ask.options] if inject.ask else []
    for loc, option in chosen:
        if option not in known:
            remedy, params = suggestion(option, known)
            message = mark("The inject {inject} has no option {name}.")
            gaps: dict[str, Any] = {"inject": inject.id, "name": shown(option), **params}
            yield document.problem(loc, "ref.unknown", message, remedy, **gaps)


def _form(document: Document, at: Loc, reply: ScriptedReply, inject: Inject) -> Iterator[Problem]:
    fields = {field.id: field for field in inject.ask.fields} if inject.ask else {}
    filled = reply.form or {}
    for name in filled:
        if name not in fields:
            remedy, params = suggestion(name, fields)
            message = mark("This form has no field called {name}.")
            at_key = (*at, "form", name)
            gaps: dict[str, Any] = {"name": shown(name), **params}
            yield document.problem(at_key, "ref.unknown", message, remedy, on_key=True, **gaps)
    empty = tuple(field.id for field in fields.values() if field.required and field.id not in filled)
    if empty:
        message = mark("The form cannot be sent without: {names}.")
        yield document.problem((*at, "form"), "script.field_required", message, mark("Fill them in."), names=empty)
