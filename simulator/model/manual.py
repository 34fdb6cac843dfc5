"""The organisation's incident procedure manual: numbered steps with actor, limit, order, sources and rubric."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Duration, Frozen, Id, Text
from simulator.model.classification import Classification, EmergencyPlan
from simulator.model.rubric import ContactEvidence, Rubric
from simulator.model.titles import Term


class Polarity(StrEnum):
    """``do``: a duty. ``refrain``: something that must not be done (してはならないこと)."""

    DO = "do"
    REFRAIN = "refrain"


class Moment(Frozen):
    """A named moment from which limits run (noticed, tip read, known to the body)."""

    id: Id
    title: Text
    note: Text | None = None


class Deadline(Frozen):
    """The limit of a step. Exactly one of ``within``, ``legal_days`` and ``before`` (checked by lint).

    ``within`` is a span of scenario time from a moment, or from the time another step was done. ``legal_days`` counts
    calendar days with the day of the moment as day 1 and moves off closed days (PPC guideline for administrative
    organs, annex 2; rule 3 paragraph 2). ``before`` names a step that must not come first.
    """

    within: Duration | None = None
    legal_days: Annotated[int, Field(ge=1, le=400)] | None = None
    before: Id | None = None
    start: Id | None = Field(default=None, alias="from")
    note: Text | None = None


class Step(Frozen):
    """One numbered step of the manual."""

    id: Id
    title: Text
    text: Text
    """The clause as the manual prints it."""
    polarity: Polarity = Polarity.DO
    roles: tuple[Id, ...] = ()
    """Roles, sections or inside parties that answer for the step."""
    deadline: Deadline | None = None
    after: tuple[Id, ...] = ()
    """Steps that come before this one."""
    weight: Annotated[int, Field(ge=1, le=5)] = 2
    critical: Text | None = None
    """Why a failure here is critical; absent when it is not."""
    sources: tuple[Text, ...] = ()
    done_when: tuple[Text, ...] = ()
    mistakes: tuple[Text, ...] = ()
    rubric: Rubric = Rubric()


class StepChange(Frozen):
    """What differs here of a step that is taken over; a key that is absent stays as it is, ``null`` takes it away.

    A ``title`` or a ``text`` can be changed, not taken away. ``contact`` replaces the rubric's as a whole.
    """

    title: Text | None = None
    text: Text | None = None
    roles: tuple[Id, ...] | None = None
    deadline: Deadline | None = None
    after: tuple[Id, ...] | None = None
    weight: Annotated[int, Field(ge=1, le=5)] | None = None
    contact: ContactEvidence | None = None


class Extends(Frozen):
    """The manual whose steps, terms, moments and lexicons this one takes over (see ``content.taking_over``).

    A loaded manual holds them as its own; this says where they came from.
    """

    manual: Id
    without: tuple[Id, ...] = ()
    """Steps that are left out."""
    changes: dict[Id, StepChange] = Field(default_factory=dict)


class Section(Frozen):
    """A chapter of the manual."""

    id: Id
    title: Text
    steps: tuple[Step, ...]


class Manual(Frozen):
    """An incident procedure manual."""

    kind: Literal["manual"]
    id: Id
    lang: str
    title: Text
    version: str
    note: Text | None = None
    extends: Extends | None = None
    lexicons: tuple[Id, ...] = ()
    terms: tuple[Term, ...] = ()
    moments: tuple[Moment, ...] = ()
    classification: Classification | None = None
    """Which reports the law asks for, as a decision table."""
    plan: EmergencyPlan | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Every step by id, in the order of the manual."""
        return {step.id: step for section in self.sections for step in section.steps}
