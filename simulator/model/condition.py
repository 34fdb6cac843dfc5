"""Conditions of branches and triggers: all / any / not over what a team has done and when."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from simulator.model.base import Duration, Frozen, Id, ScenarioTime
from simulator.model.timetable import How, What


class Chose(Frozen):
    """A choice or decision took this option."""

    inject: Id
    option: Id


class StepIs(Frozen):
    """The standing verdict of a step. ``met_or_partial`` is either; ``late`` is met or partial after its limit."""

    id: Id
    is_: Literal["met", "partial", "met_or_partial", "not_met", "late"] = Field(alias="is")


class Missed(Frozen):
    """A step is neither met nor partial by ``by``, or by its own limit in the manual when ``by`` is absent."""

    step: Id
    by: ScenarioTime | None = None


class Answered(Frozen):
    """An inject that somebody has answered; ``answered: I07`` is short for ``answered: {inject: I07}``.

    With ``by``: the seat that plays this role has; with ``all``: every seat that received it has. A role that no seat
    plays answers nothing, and ``all`` does not wait for it.
    """

    SHORT: ClassVar[str] = "inject"
    """The key that a plain value stands for."""

    inject: Id
    by: Id | None = None
    all: bool = False

    @model_validator(mode="before")
    @classmethod
    def _spelled_out(cls, value: Any) -> Any:
        return value if isinstance(value, dict | Answered) else {cls.SHORT: value}

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        # As authors write it, so that the content in a log reads as it always has.
        return handler(self) if self.by is not None or self.all else self.inject


class Unanswered(Frozen):
    """A delivered inject that nobody has answered within ``within`` of its delivery."""

    inject: Id
    within: Duration


class Checked(Frozen):
    """A system's shutdown or start was checked; with ``how`` only where that is what stands."""

    system: Id
    what: What
    how: How | None = None


class CallIs(Frozen):
    """A call of the call tree stands so; without ``id`` every call does.

    ``failed``: it was tried, and nobody has got the message yet. ``settled``: the message arrived, or everybody who
    may be called for it was tried.
    """

    id: Id | None = None
    is_: Literal["called", "reached", "repeated", "failed", "settled"] = Field(default="settled", alias="is")


class Condition(Frozen):
    """One key says what is asked; ``all``, ``any`` and ``not`` nest."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    not_: Condition | None = Field(default=None, alias="not")
    answered: Answered | None = None
    delivered: Id | None = None
    unanswered: Unanswered | None = None
    chose: Chose | None = None
    step: StepIs | None = None
    missed: Missed | None = None
    harm: Id | None = None
    """A must-not of the manual was done."""
    recorded: Id | None = None
    """A row of the timetable was recorded."""
    checked: Checked | None = None
    call: CallIs | None = None
    time: ScenarioTime | None = None
    """The scenario clock has reached this."""
    phase_time: Duration | None = None
    """So much scenario time has passed since the phase was entered."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the keys that are set; lint asks for exactly one."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)
