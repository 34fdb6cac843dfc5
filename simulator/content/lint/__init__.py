"""Mistakes that a document can have although every value in it is valid.

``lint_document`` looks at one document alone, ``lint_bundle`` at documents that are played together, ``lint_script`` at
a scripted team with its scenario. What is wrong with the values themselves is ``validation``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from simulator.content.documents import Document
from simulator.content.lint.answerers import answerers
from simulator.content.lint.calls import call_tree, call_tree_people
from simulator.content.lint.coverage import coverage
from simulator.content.lint.facts import facts_of_manual, facts_of_scenario
from simulator.content.lint.forms import forms
from simulator.content.lint.ids import duplicate_ids
from simulator.content.lint.inherited import told_where_it_can_be_mended
from simulator.content.lint.names import CONCEPT, TERM, names_in
from simulator.content.lint.order import order_cycles
from simulator.content.lint.plans import plan_alone
from simulator.content.lint.references import foreign_references, own_references
from simulator.content.lint.scripts import script_fits
from simulator.content.lint.story import story
from simulator.content.lint.terms import dated_names
from simulator.content.lint.texts import placeholder_forms, placeholder_names
from simulator.content.lint.timetable import timetable
from simulator.content.lint.words import concept_cycles, concept_names, expressions
from simulator.content.problems import Problem
from simulator.content.shelf import Bundle
from simulator.model.organization import Organization
from simulator.model.scenario import Scenario


def lint_document(document: Document) -> Iterator[Problem]:
    """What can be said of a document without any other."""
    yield from duplicate_ids(document)
    yield from forms(document)
    yield from own_references(document, names_in([document]))
    yield from placeholder_forms(document)
    yield from expressions(document)
    yield from dated_names(document)
    yield from order_cycles(document)
    yield from facts_of_manual(document)
    yield from story(document)
    yield from timetable(document)
    yield from call_tree(document)
    yield from plan_alone(document)


def lint_manual(bundle: Bundle) -> Iterator[Problem]:
    """A manual with its lexicons: the concepts that its rubrics use."""
    if bundle.missing:
        return  # without all lexicons nothing can be said about a concept
    names = names_in(bundle.lexicons, {CONCEPT})
    for document in (bundle.manual, *bundle.lexicons):
        if document is not None:
            yield from concept_names(document, names)
    yield from concept_cycles(bundle.lexicons)


def lint_bundle(bundle: Bundle) -> Iterator[Problem]:
    """A scenario with the manual and the organisation that it names."""
    names = names_in(bundle.documents, _shared(bundle))
    for document in (bundle.scenario, bundle.manual, bundle.organization):
        if document is not None:
            found = chain(foreign_references(document, names), placeholder_names(document, names))
            yield from told_where_it_can_be_mended(found, bundle) if document is bundle.manual else found
    yield from facts_of_scenario(bundle.scenario, bundle.manual)
    yield from coverage(bundle)
    yield from answerers(bundle)
    yield from call_tree_people(bundle)


def lint_script(script: Document, bundle: Bundle) -> Iterator[Problem]:
    """A scripted team against the scenario and the organisation of ``bundle``."""
    names = names_in(bundle.documents, _shared(bundle))
    yield from foreign_references(script, names)
    yield from placeholder_names(script, names)
    scenario = bundle.scenario.model if bundle.scenario is not None else None
    organization = bundle.organization.model if bundle.organization is not None else None
    if isinstance(scenario, Scenario):
        yield from script_fits(script, scenario, organization if isinstance(organization, Organization) else None)


def _shared(bundle: Bundle) -> set[str]:
    """Terms are all known where both the manual and the organisation could be read."""
    kinds = {document.kind for document in bundle.documents}
    return {TERM} if kinds.issuperset({"manual", "organization"}) else set()
