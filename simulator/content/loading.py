"""Content for the other rooms: a scenario with all it is played from, its scripted teams, a manual by itself.

Nothing raises for what an author or a caller did wrong; whatever could not be loaded is None (or missing) and a problem
with severity ``error`` says why.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.content.bundles import (
    bundle_problems,
    content_of,
    lexicons_of,
    manual_problems,
    own_problems,
    plan_problems,
    script_problems,
    wrong_kind,
)
from simulator.content.library import listed, locate, scripts_beside
from simulator.content.lint.story import UNFINISHED
from simulator.content.problems import Problem, errors_of, in_order
from simulator.content.shelf import Shelf
from simulator.model.content import Content
from simulator.model.manual import Manual
from simulator.model.organization import Organization
from simulator.model.plan import Plan
from simulator.model.rubric import Lexicon
from simulator.model.script import Script


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario's content, None where an error keeps it from being played. ``path`` is its file, if found."""

    content: Content | None
    problems: tuple[Problem, ...]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class LoadedScripts:
    """Scripted teams that can play, the model team first; a script with an error is left out."""

    scripts: tuple[Script, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan, the content of its scenario and the scripts beside that; ``plan`` is None where an error keeps it from
    being held."""

    plan: Plan | None
    content: Content | None
    scripts: dict[str, Script]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedManual:
    """A manual with its lexicons, None exactly where a problem is an error."""

    manual: Manual | None
    lexicons: tuple[Lexicon, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedOrganization:
    """An organisation, None exactly where a problem is an error."""

    organization: Organization | None
    problems: tuple[Problem, ...]


def load_scenario(
    name: str | os.PathLike[str],
    *,
    roots: Sequence[Path] | None = None,
    shelf: Shelf | None = None,
    unfinished: bool = False,
) -> Loaded:
    """The scenario at a path, or of that id in the library, with its manual, organisation and lexicons.

    ``roots`` are the libraries to look in (see ``library``); a ``shelf`` keeps opened documents for further calls.
    ``unfinished`` takes a story with dead ends and the like as well, for those who look for just that.
    """
    path = locate("scenario", name, roots)
    if isinstance(path, Problem):
        return Loaded(None, (path,))
    shelf = shelf or Shelf(roots)
    document = shelf.open(path)
    if document.kind != "scenario":
        return Loaded(None, (*document.problems, *wrong_kind(document, "scenario")), path)
    bundle = shelf.bundle(document)
    problems = in_order(bundle_problems(bundle))
    fatal = [problem for problem in errors_of(problems) if not (unfinished and problem.code in UNFINISHED)]
    return Loaded(None if fatal else content_of(bundle), problems, path)


def load_scripts(
    name: str | os.PathLike[str],
    file: str | os.PathLike[str] | None = None,
    *,
    roots: Sequence[Path] | None = None,
    shelf: Shelf | None = None,
) -> LoadedScripts:
    """The scripted teams beside the scenario ``name``, or the one in ``file`` alone.

    Where the scenario itself cannot be loaded the scripts are not checked against it; ``load_scenario`` says why.
    """
    path = locate("scenario", name, roots)
    if isinstance(path, Problem):
        return LoadedScripts((), (path,))
    shelf = shelf or Shelf(roots)
    scenario = shelf.open(path)
    bundle = shelf.bundle(scenario) if scenario.kind == "scenario" else None
    scripts: list[Script] = []
    problems: list[Problem] = []
    for script in [Path(file)] if file is not None else scripts_beside(path):
        document = shelf.open(script)
        found = [*script_problems(document, bundle), *wrong_kind(document, "script")]
        if isinstance(document.model, Script) and not errors_of(found):
            scripts.append(document.model)
        problems += found
    return LoadedScripts(tuple(scripts), in_order(problems))


def load_plan(
    name: str | os.PathLike[str], *, roots: Sequence[Path] | None = None, shelf: Shelf | None = None
) -> LoadedPlan:
    """The plan at a path, or of that id in the library, with the content of its scenario and its scripts."""
    path = locate("plan", name, roots)
    if isinstance(path, Problem):
        return LoadedPlan(None, None, {}, (path,))
    shelf = shelf or Shelf(roots)
    document = shelf.open(path)
    plan = document.model
    if not isinstance(plan, Plan):
        return LoadedPlan(None, None, {}, (*own_problems(document), *wrong_kind(document, "plan")))
    scenario = shelf.find("scenario", plan.scenario, path)
    if scenario is None:
        missing = shelf.missing("scenario", plan.scenario, document, ("scenario",))
        return LoadedPlan(None, None, {}, (*own_problems(document), missing))
    loaded = load_scenario(scenario.path, roots=roots, shelf=shelf)
    scripts = load_scripts(scenario.path, roots=roots, shelf=shelf)
    by_id = {script.id: script for script in scripts.scripts}
    found = in_order([*plan_problems(document, shelf.bundle(scenario), by_id), *loaded.problems])
    if errors_of(found) or loaded.content is None:
        return LoadedPlan(None, None, {}, found)
    return LoadedPlan(plan, loaded.content, by_id, found)


def load_manual(
    name: str | os.PathLike[str], *, roots: Sequence[Path] | None = None, shelf: Shelf | None = None
) -> LoadedManual:
    """The manual at a path, or of that id in the library, with its lexicons."""
    path = locate("manual", name, roots)
    if isinstance(path, Problem):
        return LoadedManual(None, (), (path,))
    shelf = shelf or Shelf(roots)
    document = shelf.open(path)
    if document.kind != "manual":
        return LoadedManual(None, (), (*document.problems, *wrong_kind(document, "manual")))
    bundle = shelf.manual_bundle(document)
    problems = in_order(manual_problems(bundle))
    if errors_of(problems) or not isinstance(document.model, Manual):
        return LoadedManual(None, (), problems)
    return LoadedManual(document.model, lexicons_of(bundle), problems)


def load_organization(
    name: str | os.PathLike[str], *, roots: Sequence[Path] | None = None, shelf: Shelf | None = None
) -> LoadedOrganization:
    """The organisation at a path, or of that id in the library."""
    path = locate("organization", name, roots)
    if isinstance(path, Problem):
        return LoadedOrganization(None, (path,))
    document = (shelf or Shelf(roots)).open(path)
    problems = in_order([*own_problems(document), *wrong_kind(document, "organization")])
    if errors_of(problems) or not isinstance(document.model, Organization):
        return LoadedOrganization(None, problems)
    return LoadedOrganization(document.model, problems)


def load_organizations(*, roots: Sequence[Path] | None = None, shelf: Shelf | None = None) -> tuple[Organization, ...]:
    """Every sound organisation of the library, by id."""
    shelf = shelf or Shelf(roots)
    found = (load_organization(entry.path, roots=roots, shelf=shelf) for entry in listed("organization", roots))
    return tuple(one.organization for one in found if one.organization is not None)
