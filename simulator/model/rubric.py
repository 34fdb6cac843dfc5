"""How words show that a step was done: concept groups over a shared lexicon, essentials, and what spoils it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.model.base import Frozen, Id, Text

Word = Annotated[str, StringConstraints(min_length=1, max_length=120)]
"""A wording in any language, or ``@concept`` of a lexicon. A leading ``/`` and trailing ``/`` mark a regular expression."""

Group = tuple[Word, ...]
"""Any of these."""


class Concept(Frozen):
    """Wordings, in any language, that mean the same."""

    id: Id
    note: Text | None = None
    words: Annotated[tuple[Word, ...], Field(min_length=1)]


class Lexicon(Frozen):
    """A list of concepts shared by several manuals."""

    kind: Literal["lexicon"]
    id: Id
    lang: str
    title: Text
    concepts: tuple[Concept, ...]


class CoreAct(Frozen):
    """One way to say the core act: every group is hit in the same sentence, and the sentence commits to it."""

    all: Annotated[tuple[Group, ...], Field(min_length=1)]
    denial: bool = False
    """The act itself is a refraining ("do not forward"): the sentence must deny, not assert."""


class Essential(Frozen):
    """Something without which the act is only half done."""

    id: Id
    label: Text
    """What a reader is told when it is missing."""
    any: tuple[Word, ...] = ()
    all: tuple[Group, ...] = ()
    at_least: int = 1
    """How many different entries of ``any`` have to be hit (for "at least two of")."""
    assumed_for: tuple[Literal["contact", "form", "choice", "decision"], ...] = ()
    """Kinds of response whose very form shows this (a contact sent at once needs no word for "at once")."""
    denied: bool = False
    """A denying sentence counts as well ("without waiting for the full facts")."""


class ContactEvidence(Frozen):
    """A contact to one of these parties is the core act."""

    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    at_least: int = 1


class Examples(Frozen):
    """Replies with the verdict they must get; ``tabletop check`` runs them."""

    met: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()


class Rubric(Frozen):
    """What a reply has to say, or do, to meet a step."""

    core: tuple[CoreAct, ...] = ()
    contact: ContactEvidence | None = None
    essentials: tuple[Essential, ...] = ()
    need: int | None = None
    """How many essentials make it ``met``; all when absent."""
    wrong: tuple[Group, ...] = ()
    """A hit in a committed sentence of the act makes it ``partial``: an essential is there, but wrong."""
    must_not_wait_for: tuple[Group, ...] = ()
    """"Only after this" makes the step ``not_met``."""
    examples: Examples = Examples()
