"""A scenario against its manual and organisation: what is asked of nobody, and what nothing can start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.terms import names_on
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.content.shelf import Bundle
from simulator.model.condition import Chose, Missed, StepIs
from simulator.model.manual import Manual, Polarity, Step
from simulator.model.organization import Organization
from simulator.model.scenario import Scenario
from simulator.words import mark


def coverage(bundle: Bundle) -> Iterator[Problem]:
    """Everything that shows only when the documents of an exercise are laid side by side."""
    document = bundle.scenario
    if document is None or not isinstance(document.model, Scenario):
        return
    scenario = document.model
    yield from _options(document, scenario)
    for other in (bundle.manual, bundle.organization):
        if other is not None:
            yield from names_on(other, scenario.day_one, scenario.id)
    if bundle.manual is not None and isinstance(bundle.manual.model, Manual):
        yield from _limits(document, bundle.manual.model)
        yield from _steps(document, bundle.manual, bundle.manual.model, scenario)
        yield from _moments(document, scenario, bundle.manual.model)
    if bundle.organization is not None and isinstance(bundle.organization.model, Organization):
        manual = bundle.manual.model if bundle.manual is not None else None
        steps = manual.steps.values() if isinstance(manual, Manual) else ()
        yield from _roles(bundle.organization, bundle.organization.model, scenario, steps)


def _options(document: Document, scenario: Scenario) -> Iterator[Problem]:
    """Conditions on an option that its inject does not offer."""
    for visit in document.visits:
        if visit.shape.model is not Chose:
            continue
        inject, option = scenario.inject.get(_word(visit.value, "inject")), _word(visit.value, "option")
        if inject is None:
            continue
        known = [one.id for one in inject.ask.options] if inject.ask else []
        if option not in known:
            remedy, params = suggestion(option, known)
            message = mark("The inject {inject} has no option {name}.")
            gaps: dict[str, Any] = {"inject": inject.id, "name": shown(option), **params}
            yield document.problem((*visit.loc, "option"), "ref.unknown", message, remedy, **gaps)


def _limits(document: Document, manual: Manual) -> Iterator[Problem]:
    """Conditions on being late where there is no limit."""
    for visit in document.visits:
        if visit.shape.model is Missed and visit.value.get("by") is None:
            name = _word(visit.value, "step")
        elif visit.shape.model is StepIs and visit.value.get("is") == "late":
            name = _word(visit.value, "id")
        else:
            continue
        step = manual.steps.get(name)
        if step is not None and step.deadline is None:
            message = mark("The manual sets no limit for {step}, so it is never late.")
            remedy = mark("Add deadline: to the step, or write missed: with by:.")
            yield document.problem(visit.loc, "condition.no_limit", message, remedy, step=name)


def _steps(story: Document, document: Document, manual: Manual, scenario: Scenario) -> Iterator[Problem]:
    """Duties of the manual that nothing in the scenario exercises."""
    asked = {shows.step for shows in scenario.call_tree.shows} if scenario.call_tree is not None else set()
    for inject in scenario.injects:
        asked.update(inject.expects)
        if inject.ask is not None:
            asked.update(*(option.shows for option in inject.ask.options), (one.step for one in inject.ask.shows))
    if scenario.timetable is not None:
        asked.update(*(row.shows for row in scenario.timetable.rows))
    unasked = [step.id for step in manual.steps.values() if step.polarity is Polarity.DO and step.id not in asked]
    if not unasked:
        return
    own = _written_in(document)
    inherited = [name for name in unasked if name not in own]
    gaps: dict[str, Any] = {"scenario": scenario.id, "manual": manual.id, "steps": f"[{', '.join(unasked)}]"}
    gaps["inherited"] = f"[{', '.join(inherited)}]"
    message = mark("No inject of {scenario} expects these steps of the manual: {steps}.")
    if manual.extends is not None and inherited:
        remedy = mark(
            "Add to expects: of an inject what the exercise is about; add to without: of {manual}: {inherited}."
        )
    else:
        remedy = mark(
            "Add to expects: of an inject what the exercise is about; a manual of your own that extends: {manual} "
            "can leave the others out with without:."
        )
    yield story.problem(("manual",), "step.unexpected", message, remedy, severity="warning", **gaps)


def _written_in(document: Document) -> set[str]:
    """The steps that a manual does not take over from another."""
    steps = (visit for visit in document.visits if visit.shape.model is Step)
    return {_word(visit.value, "id") for visit in steps if document.place.value(visit.loc)[0] == document.file}


def _moments(document: Document, scenario: Scenario, manual: Manual) -> Iterator[Problem]:
    """Moments that limits run from and that never come."""
    for moment in manual.moments:
        waiting = [s.id for s in manual.steps.values() if s.deadline is not None and s.deadline.start == moment.id]
        if waiting and moment.id not in scenario.moments:
            message = mark("The moment {moment} never happens in this story, so these limits never start: {steps}.")
            remedy = mark("Say below moments: at which inject or phase it happens.")
            at: Loc = ("moments",) if "moments" in document.data else ()
            gaps: dict[str, Any] = {"moment": moment.id, "steps": tuple(waiting)}
            yield document.problem(at, "moment.unset", message, remedy, severity="warning", on_key=True, **gaps)


def _roles(
    document: Document, organization: Organization, scenario: Scenario, steps: Iterable[Step]
) -> Iterator[Problem]:
    """Roles that answer for a step and have no seat, because nothing goes to them."""
    addressed = {name for inject in scenario.injects for name in inject.to}
    if scenario.timetable is not None:
        addressed.update(name for row in scenario.timetable.rows for name in row.roles)
    for call in scenario.call_tree.calls if scenario.call_tree is not None else ():
        addressed.update((call.who, *((call.stand_in.who,) if call.stand_in else ())))
    answering = {name for step in steps for name in step.roles}
    for s, section in enumerate(organization.sections):
        for n, role in enumerate(section.roles):
            if role.id in answering and addressed.isdisjoint({role.id, section.id}):
                message = mark("No inject of {scenario} goes to the role {role}.")
                remedy = mark("Address one to it, or play without it.")
                at: Loc = ("sections", s, "roles", n, "id")
                gaps: dict[str, Any] = {"scenario": scenario.id, "role": role.id}
                yield document.problem(at, "role.unused", message, remedy, severity="warning", **gaps)


def _word(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
