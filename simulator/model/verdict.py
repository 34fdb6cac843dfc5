"""Verdicts, the evidence for them, and the responses they are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """達成 / 一部 / 未達 / 未観察, for one step and one team."""

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not_met"
    NOT_OBSERVED = "not_observed"


class Confidence(StrEnum):
    """``auto``: stands unless an evaluator changes it. ``proposed``: waits in the evaluator's queue."""

    AUTO = "auto"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Reply:
    """A response as scoring sees it.

    ``at`` is scenario time in seconds from D1 00:00. ``parts`` are the words by place: ``text``, ``reason``,
    ``message`` or a form field's id. ``options`` are chosen option ids, ``to`` the ids that were contacted.
    """

    id: str
    at: int
    role: str
    kind: str
    inject: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    by: str | None = None
    call: str | None = None
    """The call of the call tree that this makes, acknowledges or corrects the number of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words or the act that show a verdict: reply, place in it, the words, their span in that part, the rule."""

    reply: str
    part: str
    text: str
    span: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The standing of one step after a reply.

    For a must-not (polarity ``refrain``) ``harm`` tells that it was done; its verdict is then ``not_met``.
    ``found`` and ``missing`` are ids of the rubric's essentials. ``ground`` is the class of what it rests on, which
    decides its confidence. ``counts`` is False for what words alone suggest in a reply that was not asked for the
    step: limits and the order of steps do not go by it. ``doers`` are the roles whose replies show the step.
    """

    step: str
    verdict: Verdict
    confidence: Confidence
    rule: str
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    harm: bool = False
    ground: str = ""
    counts: bool = True
    doers: tuple[str, ...] = ()
