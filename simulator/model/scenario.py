"""The authored story: phases, branches, injects, what is asked, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.assessment import AssessedRisk
from simulator.model.base import Duration, Frozen, Id, ScenarioTime, Text
from simulator.model.call_tree import CallTree
from simulator.model.classification import Given
from simulator.model.condition import Condition
from simulator.model.timetable import Timetable
from simulator.model.verdict import Verdict

CONTROL = "control"
"""Sender of what the exercise office itself tells (訓練事務局)."""


class Channel(StrEnum):
    """How an inject reaches its addressees."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    EMAIL = "email"
    INTERNAL_MAIL = "internal_mail"
    CHAT = "chat"
    WEB_FORM = "web_form"
    LETTER = "letter"
    FAX = "fax"
    NEWS = "news"
    SNS = "sns"
    CONTROL = "control"


class InjectKind(StrEnum):
    """What an inject is for (HSEEP: contextual, expected action, contingency; and what practice adds)."""

    CONTEXTUAL = "contextual"
    EXPECTED_ACTION = "expected_action"
    CONTINGENCY = "contingency"
    INFORMATION = "information"
    COMPLEXITY = "complexity"


class ResponseKind(StrEnum):
    """What a seat sends back."""

    TEXT = "text"
    CHOICE = "choice"
    FORM = "form"
    CONTACT = "contact"
    DECISION = "decision"
    ACKNOWLEDGE = "acknowledge"
    QUIZ = "quiz"
    """One question, one answer (一問一答): the right option and why are told once it is answered."""


class Attachment(Frozen):
    """Something that comes with an inject, as text."""

    name: Text
    text: Text


class Option(Frozen):
    """One option of a choice or decision."""

    id: Id
    label: Text
    shows: dict[Id, Verdict] = Field(default_factory=dict)
    """Steps that taking this option settles."""
    harms: tuple[Id, ...] = ()
    """Must-nots that taking this option does."""
    right: bool = False
    """Of a quiz: this is a right answer."""


class FormField(Frozen):
    """One field of a form."""

    id: Id
    label: Text
    kind: Literal["line", "lines", "time", "number"] = "line"
    help: Text | None = None
    required: bool = False


class FormEvidence(Frozen):
    """Fields whose filling shows a step: met when all are filled, partial from ``partial_from`` of them on."""

    step: Id
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]
    partial_from: int = 1


class Ask(Frozen):
    """What the addressees are asked for."""

    kind: ResponseKind
    prompt: Text
    options: tuple[Option, ...] = ()
    many: bool = False
    """Of a choice or quiz: several options may be taken together."""
    fields: tuple[FormField, ...] = ()
    shows: tuple[FormEvidence, ...] = ()
    limit: Duration | None = None
    """Scenario time from delivery until the answer is overdue."""
    explanation: Text | None = None
    """Of a quiz: why the right answer is right; told after answering."""
    cites: tuple[Id, ...] = ()
    """Of a quiz: the steps of the manual that say so; told after answering, and judged by the answer."""

    @property
    def right(self) -> frozenset[str]:
        """Of a quiz: the options that are right, all of them together."""
        return frozenset(option.id for option in self.options if option.right)


def in_form_order(ask: Ask | None, parts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """``parts`` of a reply in the order of the form that ``ask`` asks for; what is no field of it comes last."""
    order = {field.id: number for number, field in enumerate(ask.fields)} if ask else {}
    return tuple(sorted(parts.items(), key=lambda part: order.get(part[0], len(order))))


class After(Frozen):
    """So long after an inject was delivered, or after it was first answered."""

    inject: Id
    delay: Duration = 0
    of: Literal["delivery", "answer"] = "delivery"


class Inject(Frozen):
    """One situation given to roles (状況付与).

    Delivered once, when its triggers hold together: ``at`` (scenario time), ``after``, ``when`` (condition). A
    contingency names the step it makes up for in ``when: {missed: …}``. ``by_hand`` leaves it to the facilitator.
    ``phases`` limits delivery to those phases; without it any phase will do.
    """

    id: Id
    title: Text
    kind: InjectKind = InjectKind.EXPECTED_ACTION
    phases: tuple[Id, ...] = ()
    at: ScenarioTime | None = None
    after: After | None = None
    when: Condition | None = None
    by_hand: bool = False
    sender: Id = Field(alias="from")
    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Roles or sections that receive it."""
    channel: Channel
    body: Text
    attachments: tuple[Attachment, ...] = ()
    ask: Ask | None = None
    expects: tuple[Id, ...] = ()
    """Steps that a good team does now."""
    trap: Text | None = None
    """The mistake this invites; for evaluators."""
    notes: Text | None = None
    """What evaluators should watch; never shown to players."""
    hints: tuple[Text, ...] = ()


class Transition(Frozen):
    """A way out of a phase; the first that holds is taken."""

    to: Id
    when: Condition
    label: Text | None = None


class Phase(Frozen):
    """A state of the scenario's machine (局面).

    On entry the scenario clock jumps to ``start`` where that lies ahead. ``pace`` is scenario seconds for one real
    second; ``minutes`` the real minutes planned.
    """

    id: Id
    title: Text
    brief: Text | None = None
    """Told to players on entry."""
    start: ScenarioTime | None = None
    minutes: Annotated[int, Field(ge=0, le=600)] = 0
    pace: Annotated[int, Field(ge=1, le=10000)] = 1
    exits: tuple[Transition, ...] = ()
    end: bool = False


class Occurrence(Frozen):
    """When a named moment of the manual happens in this story: at an inject's delivery or on entering a phase."""

    inject: Id | None = None
    phase: Id | None = None


class Objective(Frozen):
    """What the exercise is to show, and the steps that show it."""

    id: Id
    title: Text
    steps: tuple[Id, ...] = ()


class Question(Frozen):
    """A question of the debrief or the survey; a ``scale`` of n is answered 1 to n."""

    id: Id
    text: Text
    scale: Annotated[int, Field(ge=2, le=10)] | None = None


class PreparedLine(Frozen):
    """Something that the exercise office may say or write as a party, prepared ahead. Never shown to players."""

    id: Id
    speaker: Id = Field(alias="as")
    about: Text
    """When to use it: what was asked, what is to be shown."""
    text: Text
    """The very words."""


class Scenario(Frozen):
    """An exercise's story."""

    kind: Literal["scenario"]
    id: Id
    lang: str
    title: Text
    version: str
    summary: Text
    briefing: Text
    """What every player reads before the start; no secrets."""
    organization: Id
    manual: Id
    day_one: date
    """The date of D1, which decides names in force and legal dates; an exercise may override it."""
    objectives: tuple[Objective, ...] = ()
    moments: dict[Id, Occurrence] = Field(default_factory=dict)
    facts: dict[Id, Given] = Field(default_factory=dict)
    """What is true in the story, for the manual's decision table; players are never told."""
    known: Id | None = None
    """The moment from which the decision table's dates are counted."""
    start: Id
    """The first phase."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    injects: Annotated[tuple[Inject, ...], Field(min_length=1)]
    timetable: Timetable | None = None
    """Of a timetable drill: what is planned when, and the systems to check."""
    call_tree: CallTree | None = None
    """The message of a contact drill and the way it takes; absent where nothing is passed on."""
    lines: tuple[PreparedLine, ...] = ()
    """What the exercise office says as police, press and others when players contact them."""
    assessment: tuple[AssessedRisk, ...] = ()
    """Rows of the risk assessment whose measures this story puts to the test."""
    debrief: tuple[Question, ...] = ()
    survey: tuple[Question, ...] = ()

    @cached_property
    def phase(self) -> dict[str, Phase]:
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def inject(self) -> dict[str, Inject]:
        return {inject.id: inject for inject in self.injects}
