"""Scripted players: what a team answers, to which inject, as whom, after how long."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Duration, Frozen, Id, ScenarioTime, Text
from simulator.model.rubric import Way
from simulator.model.timetable import How, What


class ScriptedContact(Frozen):
    """A contact to one or more parties."""

    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    by: Way = "phone"
    message: Text


class ScriptedDecision(Frozen):
    """An option and the reason given for it."""

    option: Id
    reason: Text


class ScriptedRecord(Frozen):
    """A row of the timetable, recorded as of ``at`` (when it is sent, if absent)."""

    row: Id
    at: ScenarioTime | None = None
    remark: Text | None = None


class ScriptedCheck(Frozen):
    """How a system was shut down or started."""

    system: Id
    what: What
    how: How
    remark: Text | None = None


class ScriptedCall(Frozen):
    """A call of the call tree: ``after`` its caller got the message; to the stand-in, or again, after it failed."""

    id: Id
    by: Way = "phone"
    stand_in: bool = False
    again: bool = False
    """Once more: ``after`` a wrong number was corrected, else after the last try failed."""
    message: Text | None = None


class ScriptedCorrection(Frozen):
    """A number of the contact network put right, ``after`` the call with the wrong one."""

    call: Id
    number: str


class ScriptedReply(Frozen):
    """One reply. With ``inject``: ``after`` its delivery. Without: unasked, at scenario time ``at``.

    In a contact drill: ``call`` makes a call; ``acknowledge`` with ``receipt`` takes one, ``after`` it was answered,
    and ``text`` repeats the message back; ``correct`` corrects a number.
    """

    inject: Id | None = None
    at: ScenarioTime | None = None
    role: Id = Field(alias="as")
    after: Duration = 300
    text: Text | None = None
    choice: Id | tuple[Id, ...] | None = None
    quiz: Id | tuple[Id, ...] | None = None
    form: dict[Id, Text] | None = None
    contact: ScriptedContact | None = None
    decision: ScriptedDecision | None = None
    acknowledge: bool = False
    record: ScriptedRecord | None = None
    check: ScriptedCheck | None = None
    call: ScriptedCall | None = None
    receipt: Id | None = None
    correct: ScriptedCorrection | None = None


class Script(Frozen):
    """How a team of scripted players plays a scenario."""

    kind: Literal["script"]
    id: Id
    lang: str
    scenario: Id
    title: Text
    note: Text | None = None
    replies: tuple[ScriptedReply, ...]
