"""Steps that an author took over and may not edit: what they name and the organisation lacks, told where he can act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from simulator.content.documents import Document
from simulator.content.overlay import base_of, overlay_language
from simulator.content.positions import Loc
from simulator.content.problems import Problem
from simulator.content.shelf import Bundle
from simulator.words import mark

_STEP = re.compile(r"sections\[[^\]]*\]\.steps\[([^\]]+)\]")


def told_where_it_can_be_mended(problems: Iterable[Problem], bundle: Bundle) -> Iterator[Problem]:
    """``problems`` of a scenario's manual with the organisation; one for each step that comes from another library.

    Those of steps that the manual took over stand at its ``extends:``; those of a manual that lies in another library
    than the scenario stand at the scenario's ``organization:``. All others stay where they are.
    """
    scenario, manual = bundle.scenario, bundle.manual
    if scenario is None or manual is None:
        yield from problems
        return
    foreign = _library(scenario) != _library(manual)
    missing: dict[str, list[str]] = {}
    told: set[tuple[str, int, int, str]] = set()
    for problem in problems:
        step = _STEP.match(problem.path)
        if step is not None and (foreign or _file_of(problem) != manual.file):
            names = missing.setdefault(step[1], [])
            name = str(problem.params.get("name", ""))
            if name not in names:
                names.append(name)
            continue
        # What ``changes`` writes stands in the step as well: it is one mistake at one place.
        place = (problem.file, problem.line, problem.col, str(problem.params.get("name", "")))
        if place not in told:
            told.add(place)
            yield problem
    at: Loc = ("organization",) if foreign else ("extends",)
    for name, names in missing.items():
        gaps: dict[str, Any] = {"id": name, "names": tuple(names), "manual": manual.id}
        gaps["organization"] = bundle.organization.id if bundle.organization is not None else ""
        if foreign:
            message = mark("The organisation {organization} lacks what the step {id} of {manual} names: {names}.")
            remedy = mark(
                "Add that role or party; or write a manual that extends: {manual} and put {id} into without:, "
                "or replace the step there."
            )
            yield scenario.problem(at, "ref.unknown", message, remedy, **gaps)
        else:
            message = mark(
                "The step {id} that is taken over names what the organisation {organization} lacks: {names}."
            )
            remedy = mark(
                "Put {id} into without:, replace the step (or change it below changes:), or add that role or party."
            )
            yield manual.problem(at, "ref.unknown", message, remedy, on_key=True, **gaps)


def _file_of(problem: Problem) -> str:
    """The base document that a problem's place belongs to."""
    path = Path(problem.file)
    return str(base_of(path)) if overlay_language(path) else problem.file


def _library(document: Document) -> Path | None:
    """The folder of the library that a document lies in."""
    parents = document.path.absolute().parents
    return parents[2] if len(parents) > 2 else None
