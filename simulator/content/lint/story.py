"""The story comes to an end, every phase is reached and every inject can be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.graph import reachable
from simulator.content.lint.reach import TOO_LATE, Reach
from simulator.content.problems import Noun, Problem
from simulator.model.base import format_time
from simulator.model.scenario import Scenario
from simulator.words import mark

UNFINISHED = frozenset({"phase.no_end", "phase.no_exit", "phase.unreachable", "phase.circle", "inject.never"})
"""Codes of mistakes that a story may have while it is being written: it can be drawn and walked all the same."""


def story(document: Document) -> Iterator[Problem]:
    """What cannot happen in a scenario, and where it cannot come to its end."""
    scenario = document.model
    if not isinstance(scenario, Scenario):
        return
    yield from _dead_ends(document, scenario)
    if scenario.start not in scenario.phase:
        return  # reported as an unknown name
    reach = Reach(scenario)
    yield from _phases(document, scenario, reach)
    yield from _injects(document, scenario, reach)


def _dead_ends(document: Document, scenario: Scenario) -> Iterator[Problem]:
    if not any(phase.end for phase in scenario.phases):
        message = mark("No phase ends the exercise.")
        yield document.problem(
            ("phases",), "phase.no_end", message, mark("Add end: true to the last one."), on_key=True
        )
    for n, phase in enumerate(scenario.phases):
        if not phase.end and not phase.exits:
            message = mark("Nothing leads out of the phase {phase}.")
            remedy = mark("Add exits:, or end: true if the exercise ends here.")
            yield document.problem(("phases", n), "phase.no_exit", message, remedy, phase=phase.id)


def _phases(document: Document, scenario: Scenario, reach: Reach) -> Iterator[Problem]:
    edges = {phase.id: reach.ways(phase) for phase in scenario.phases}
    ends = {phase.id for phase in scenario.phases if phase.end}
    stuck = {phase.id for phase in scenario.phases if not phase.end and not phase.exits}
    for n, phase in enumerate(scenario.phases):
        if phase.id not in reach.phases:
            if reach.leads_astray:
                continue  # the name that leads nowhere is reported
            message = mark("Nothing leads from the start to the phase {phase}.")
            remedy = mark("Add an exit to it, or take it out.")
            yield document.problem(("phases", n), "phase.unreachable", message, remedy, phase=phase.id)
            continue
        ahead = reachable(phase.id, edges)
        # Where an unknown phase, or one that nothing leads out of, lies ahead, that one is the mistake.
        if ends and ahead.isdisjoint(ends | stuck) and ahead <= scenario.phase.keys():
            message = mark("From the phase {phase} no end of the exercise can be reached.")
            remedy = mark("Add an exit that leads out of the circle.")
            yield document.problem(("phases", n), "phase.circle", message, remedy, phase=phase.id)
        for m, way in enumerate(phase.exits):
            if not phase.end and not reach.possible(way.when):
                message = mark("This exit is never taken, because its condition can never hold.")
                remedy = mark("Check the injects it names.")
                at = ("phases", n, "exits", m)
                yield document.problem(at, "exit.never", message, remedy, severity="warning")


def _injects(document: Document, scenario: Scenario, reach: Reach) -> Iterator[Problem]:
    for n, inject in enumerate(scenario.injects):
        reason = reach.why_not(inject)
        if reason is None and reach.comes_too_late(inject):
            reason = TOO_LATE
        if reason is not None:
            message = mark("The inject {inject} is never delivered: {reason}.")
            remedy = mark("Change its phases or its trigger.")
            why = Noun(reason)
            yield document.problem(("injects", n), "inject.never", message, remedy, inject=inject.id, reason=why)
            continue
        starts = [scenario.phase[name].start for name in inject.phases if name in scenario.phase]
        earliest = min((start for start in starts if start is not None), default=None)
        if inject.at is not None and earliest is not None and None not in starts and inject.at < earliest:
            message = mark("The time of {inject} lies before its phase begins ({start}), so it comes at once.")
            remedy = mark("Check at: and phases:.")
            gaps: dict[str, Any] = {"inject": inject.id, "start": format_time(earliest)}
            at = ("injects", n, "at")
            yield document.problem(at, "inject.early", message, remedy, severity="warning", **gaps)
