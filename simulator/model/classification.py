"""What kind of case it is: facts, situations that a statute names, what follows, and the levels of an emergency plan.

A manual holds them as data, so that a changed rule is a changed line; ``engine.classify`` computes and explains them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from simulator.model.base import Frozen, Id, Text


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Given = Annotated[str, BeforeValidator(_number_as_text)]
"""What is known of a fact: ``yes``, ``no``, the id of one of its values, a number; ``unknown`` is as good as absent."""


class FactValue(Frozen):
    """One value of a fact that has more than two."""

    id: Id
    title: Text


class Fact(Frozen):
    """A question whose answer decides. A ``number`` that is uncertain is given as the largest possible one."""

    id: Id
    title: Text
    short: Text
    """What it is called in a reason."""
    kind: Literal["yes_no", "number", "choice"] = "yes_no"
    values: tuple[FactValue, ...] = ()
    note: Text | None = None


class FactIs(Frozen):
    """A fact has this value, or a number of it is over this one. Exactly one of both (checked by lint)."""

    id: Id
    is_: Given | None = Field(default=None, alias="is")
    over: int | None = None


class FactTest(Frozen):
    """One key says what is asked; ``all``, ``any`` and ``not`` nest. A ``situation`` is one of the same regime."""

    all: Annotated[tuple[FactTest, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[FactTest, ...], Field(min_length=1)] | None = None
    not_: FactTest | None = Field(default=None, alias="not")
    fact: FactIs | None = None
    situation: Id | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the keys that are set; lint asks for exactly one."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)


class Situation(Frozen):
    """A situation that the rule names (報告対象事態の各号)."""

    id: Id
    title: Text
    text: Text
    when: FactTest
    source: Text


class ReportLimit(Frozen):
    """When a report is due, in calendar days with the day of knowledge as day 1 (real dates of the story).

    ``legal_days`` rolls over to the next open day where ``rolls``; ``from_days`` is the early end of a guide value.
    """

    id: Id
    title: Text
    legal_days: Annotated[int, Field(ge=1, le=400)]
    from_days: Annotated[int, Field(ge=1, le=400)] | None = None
    rolls: bool = True


class Outcome(Frozen):
    """What follows. The first of a regime whose ``when`` holds is taken; one without ``when`` always holds."""

    id: Id
    title: Text
    duty: Literal["legal", "guideline", "own_rule", "none"]
    """Reported by law, by the guideline, by the organisation's own rule, or not at all."""
    text: Text
    when: FactTest | None = None
    limits: tuple[ReportLimit, ...] = ()
    source: Text | None = None


class Regime(Frozen):
    """A statute with its situations; it says nothing where ``applies`` does not hold."""

    id: Id
    title: Text
    applies: FactTest | None = None
    situations: tuple[Situation, ...] = ()
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]


class Classification(Frozen):
    """The decision table: facts, and a regime for each statute."""

    note: Text | None = None
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]


class IncidentClass(Frozen):
    """A class of incidents in the emergency plan (障害、不正行為、漏えい等)."""

    id: Id
    title: Text
    text: Text


class ThreatLevel(Frozen):
    """A level (脅威度) with what is done at it. The highest whose ``when`` holds is taken."""

    id: Id
    title: Text
    meaning: Text
    when: FactTest | None = None
    response: Annotated[tuple[Text, ...], Field(min_length=1)]
    steps: tuple[Id, ...] = ()
    """Steps of the manual that belong to the level."""


class EmergencyPlan(Frozen):
    """The emergency plan (緊急時対応計画): classes of incidents and threat levels, the lowest first."""

    title: Text
    note: Text | None = None
    classes: tuple[IncidentClass, ...] = ()
    levels: Annotated[tuple[ThreatLevel, ...], Field(min_length=1)]
    sources: tuple[Text, ...] = ()
