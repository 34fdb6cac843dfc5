"""A timetable against its scenario: planned times that the story reaches, lanes that are used, records that fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.lint.reach import Reach
from simulator.content.problems import Problem
from simulator.model.base import format_time
from simulator.model.scenario import Scenario
from simulator.model.timetable import Timetable
from simulator.words import mark


def timetable(document: Document) -> Iterator[Problem]:
    """What cannot be recorded as planned."""
    scenario = document.model
    if not isinstance(scenario, Scenario) or scenario.timetable is None:
        return
    yield from _planned_times(document, scenario, scenario.timetable)
    yield from _unused_lanes(document, scenario.timetable)


def _planned_times(document: Document, scenario: Scenario, plan: Timetable) -> Iterator[Problem]:
    """Rows planned before the story begins, or after it is certainly over."""
    first = scenario.phase.get(scenario.start)
    begins = first.start or 0 if first is not None else 0
    over = _over(scenario)
    for n, row in enumerate(plan.rows):
        at = ("timetable", "rows", n, "planned")
        if row.planned < begins:
            message = mark("The row {row} is planned before the exercise begins ({begins}).")
            remedy = mark("Plan it later, or begin the first phase earlier.")
            gaps: dict[str, Any] = {"row": row.id, "begins": format_time(begins)}
            yield document.problem(at, "timetable.early", message, remedy, **gaps)
        elif over is not None and row.planned > over:
            message = mark("The row {row} is planned after the last phase has ended ({over}).")
            remedy = mark("Plan it earlier, or let the phases last longer.")
            gaps = {"row": row.id, "over": format_time(round(over))}
            yield document.problem(at, "timetable.late", message, remedy, **gaps)


def _over(scenario: Scenario) -> float | None:
    """A scenario second by which every phase has certainly been left; None where nothing can be said."""
    if scenario.start not in scenario.phase:
        return None
    reach = Reach(scenario)
    if reach.leads_astray:
        return None
    ends = [over for name, over in reach.over.items() if not scenario.phase[name].end]
    latest = max(ends, default=None)
    return None if latest is None or latest == float("inf") else latest


def _unused_lanes(document: Document, plan: Timetable) -> Iterator[Problem]:
    used = {row.lane for row in plan.rows} | {system.lane for system in plan.systems}
    for n, lane in enumerate(plan.lanes):
        if lane.id not in used:
            message = mark("Nothing stands in the lane {lane}.")
            remedy = mark("Put a row or a system into it, or take it out.")
            at = ("timetable", "lanes", n, "id")
            yield document.problem(at, "timetable.empty_lane", message, remedy, severity="warning", lane=lane.id)
