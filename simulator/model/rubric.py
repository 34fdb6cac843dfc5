"""How words show that a step was done: concept groups over a shared lexicon, essentials, and what spoils it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from simulator.model.base import Frozen, Id, Text

Word = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""A wording in any language, ``@concept`` of a lexicon, or ``/regular expression/``.

Wordings are compared after NFKC and in lower case. Latin ones begin and end at a word, with a regular ending allowed
(``report`` also finds ``reported``); Japanese ones are found anywhere.
"""


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Group = Annotated[
    tuple[Word, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Any of these; a single wording needs no list."""

Way = Literal["phone", "in_person", "email", "internal_mail", "chat", "form", "letter"]
"""How a contact is made."""


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


class Saying(Frozen):
    """One way to say something: every group is hit in the same clause, or in one and the clause that leads up to it.

    The last group is the act: its clause decides whether the sentence commits, denies, asks or puts off.
    """

    all: Annotated[tuple[Group, ...], Field(min_length=1)]
    without: Group = ()
    """The sentence speaks of something else when one of these is in it."""
    denial: bool = False
    """The act itself is a refraining or holding back ("do not forward"): the sentence must deny or put off."""
    holding: bool = False
    """The act's own words hold back ("keep on hold", "after it is gone"): said outright or put off, it commits."""
    about: bool = False
    """The first group names the subject, which may also stand in the sentence before or in what was asked."""


class Essential(Frozen):
    """Something without which the act is only half done."""

    id: Id
    label: Text
    """What a reader is told when it is missing."""
    any: tuple[Word, ...] = ()
    all: tuple[Group, ...] = ()
    at_least: int = 1
    """How many different entries of ``any`` have to be hit (for "at least two of")."""
    within: Literal["sentence", "near", "reply"] = "near"
    """Where it counts: the sentence of the act, that one and its neighbours, or anywhere in the reply."""
    assumed_for: tuple[Literal["contact", "form", "choice", "decision"], ...] = ()
    """Kinds of response whose very form shows this (a contact sent at once needs no word for "at once")."""
    by: tuple[Way, ...] = ()
    """Ways of contact that show this (a call is "by voice")."""
    earlier_than: tuple[Word, ...] = ()
    """Also shown when the act's clause gives an earlier time of day than a clause with one of these does."""
    denied: bool = False
    """A denying or doubting sentence counts as well ("without waiting for the full facts")."""


class ContactEvidence(Frozen):
    """A contact to one of these parties is the core act."""

    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    at_least: int = 1
    by: tuple[Way, ...] = ()
    """Only these ways of contact; any when absent."""
    roles: tuple[Id, ...] = ()
    """Only when one of these roles makes it; any when absent."""


class Examples(Frozen):
    """Replies with the verdict they must get; ``tabletop check`` runs them."""

    met: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()


class Rubric(Frozen):
    """What a reply has to say, or do, to meet a step."""

    core: tuple[Saying, ...] = ()
    contact: ContactEvidence | None = None
    essentials: tuple[Essential, ...] = ()
    need: int | None = None
    """How many essentials make it ``met``; all when absent."""
    partial_from: int = 0
    """How many essentials make it ``partial``; the core act alone does not when this is 1 or more."""
    wrong: tuple[Saying, ...] = ()
    """Said in a committed sentence, it makes the step ``partial``: an essential is there, but wrong."""
    fails: tuple[Saying, ...] = ()
    """Says outright that the step is not done: ``not_met``, whatever else the words hit."""
    must_not_wait_for: Group = ()
    """"Only after this" makes the step ``not_met``."""
    examples: Examples = Examples()

    def wordings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every wording with its place below the rubric, for those who check or look up concepts."""
        for name in ("core", "wrong", "fails"):
            for n, saying in enumerate(getattr(self, name)):
                for g, group in enumerate(saying.all):
                    yield from (((name, n, "all", g, w), word) for w, word in enumerate(group))
                yield from (((name, n, "without", w), word) for w, word in enumerate(saying.without))
        for n, essential in enumerate(self.essentials):
            yield from ((("essentials", n, "any", w), word) for w, word in enumerate(essential.any))
            for g, group in enumerate(essential.all):
                yield from ((("essentials", n, "all", g, w), word) for w, word in enumerate(group))
            yield from ((("essentials", n, "earlier_than", w), word) for w, word in enumerate(essential.earlier_than))
        yield from ((("must_not_wait_for", w), word) for w, word in enumerate(self.must_not_wait_for))
