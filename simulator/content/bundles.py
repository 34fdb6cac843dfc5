"""What is wrong with documents that belong together, and the content they make where nothing is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.library import PLACES
from simulator.content.lint import lint_bundle, lint_document, lint_manual, lint_script
from simulator.content.lint.plans import plan_fits
from simulator.content.problems import Problem, shown
from simulator.content.shelf import Bundle
from simulator.model.content import Content
from simulator.model.manual import Manual
from simulator.model.organization import Organization
from simulator.model.rubric import Lexicon
from simulator.model.scenario import Scenario
from simulator.words import mark


def own_problems(document: Document) -> Iterator[Problem]:
    """Those of a document by itself."""
    yield from document.problems
    yield from lint_document(document)
    yield from _folder_name(document)


def manual_problems(bundle: Bundle) -> Iterator[Problem]:
    """Those of a manual and its lexicons."""
    for document in (bundle.manual, *bundle.lexicons):
        if document is not None:
            yield from own_problems(document)
    yield from bundle.missing
    yield from lint_manual(bundle)


def bundle_problems(bundle: Bundle) -> Iterator[Problem]:
    """Those of a scenario and everything that it is played from."""
    yield from manual_problems(bundle)
    for document in (bundle.scenario, bundle.organization):
        if document is not None:
            yield from own_problems(document)
    yield from lint_bundle(bundle)


def script_problems(document: Document, bundle: Bundle | None) -> Iterator[Problem]:
    """Those of a scripted team, and of its playing the scenario of ``bundle``."""
    yield from own_problems(document)
    if bundle is not None and document.kind == "script":
        yield from lint_script(document, bundle)


def plan_problems(document: Document, bundle: Bundle | None, scripts: Collection[str]) -> Iterator[Problem]:
    """Those of a plan, and of its holding the scenario of ``bundle``, beside which ``scripts`` lie."""
    yield from own_problems(document)
    content = content_of(bundle) if bundle is not None else None
    if content is not None:
        yield from plan_fits(document, content, scripts)


def wrong_kind(document: Document, wanted: str) -> Iterator[Problem]:
    """The problem that a readable document is not of the kind that is needed."""
    if document.kind and document.kind != wanted:
        message = mark("This is a document of kind {kind}, and one of kind {wanted} is needed.")
        remedy = mark("Name another file.")
        yield document.problem(("kind",), "kind.wrong", message, remedy, kind=document.kind, wanted=wanted)


def content_of(bundle: Bundle) -> Content | None:
    """The content of a bundle, None where a part of it is missing or not valid."""
    scenario, manual, organization = (
        None if document is None else document.model
        for document in (bundle.scenario, bundle.manual, bundle.organization)
    )
    if isinstance(scenario, Scenario) and isinstance(manual, Manual) and isinstance(organization, Organization):
        return Content(scenario=scenario, manual=manual, organization=organization, lexicons=lexicons_of(bundle))
    return None


def lexicons_of(bundle: Bundle) -> tuple[Lexicon, ...]:
    """The valid lexicons of a bundle, in the order in which the manual names them."""
    return tuple(document.model for document in bundle.lexicons if isinstance(document.model, Lexicon))


def _folder_name(document: Document) -> Iterator[Problem]:
    """A library finds documents by the names of their folders, so the id inside should be the same."""
    place = PLACES.get(document.kind)
    folder = document.path.absolute().parent
    if place != (folder.parent.name, document.path.name) or not document.id or document.id == folder.name:
        return
    message = mark("The id is {name}, but the folder is called {folder}, and it is found by that.")
    remedy = mark("Make both the same.")
    gaps: dict[str, Any] = {"name": shown(document.id), "folder": shown(folder.name)}
    yield document.problem(("id",), "id.folder", message, remedy, severity="warning", **gaps)
