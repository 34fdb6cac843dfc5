"""The parts of an after-action report: what is true of the exercise as a whole, in words and in figures.

Everywhere: ``at``, ``due``, ``asked_at`` and ``planned`` are scenario seconds from D1 00:00; ``real`` is UTC in
milliseconds; ``minute`` is real minutes of play from the team's start, interruptions not counted; ``points`` and ``of``
are hundredths of a point. What ends in ``_words`` is the same for people. Every text may be shown as it is: what
somebody typed has passed ``model.safe_text``. People are never named: roles and sections are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Named:
    """An id and what readers call it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Objective:
    """What the exercise was to show, and the steps that show it."""

    id: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """When it was held. ``day_words``: ``令和6年2月29日（木）`` or ``Thu 29 Feb 2024``; ``iso`` is the western date.

    ``begins`` and ``ends`` are times of day in the report's zone, ``minutes`` the real minutes played by the team that
    took longest, ``planned_minutes`` those of the plan. ``story_day_words`` is the date of D1 in the story.
    """

    day: date
    day_words: str
    iso: str
    begins: str
    ends: str
    zone: str
    minutes: int
    planned_minutes: int
    story_day: date
    story_day_words: str


@dataclass(frozen=True, slots=True)
class RolePlayed:
    """A role of one team. ``human``: a person answered for it; else the program did."""

    role: str
    title: str
    team: str
    team_title: str
    human: bool


@dataclass(frozen=True, slots=True)
class SectionPlayed:
    """A section (課) and its roles that took part. ``persons`` is their number where it was recorded."""

    id: str
    title: str
    roles: tuple[RolePlayed, ...]
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class ManualFacts:
    """The manual that was exercised; ``chapters`` in its order."""

    id: str
    title: str
    version: str
    chapters: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PhaseStay:
    """A team's stay in a phase. ``why``: ``start``, ``condition`` or ``facilitator``."""

    team: str
    at: int
    at_words: str
    minute: int
    minutes: int
    why: str


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase as planned (``planned``, ``minute`` None where nothing leads to it) and as each team went through it."""

    id: str
    title: str
    planned: int | None
    planned_words: str
    minute: int | None
    minutes: int
    stays: tuple[PhaseStay, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an inject in one team.

    ``state``: ``delivered``, ``held``, ``skipped`` or ``not_reached``. ``why``: ``time``, ``trigger``, ``condition``,
    ``facilitator`` or empty. ``answer``: ``on_time``, ``late`` (by ``late_by`` seconds), ``answered`` (no limit was
    set), ``unanswered`` or ``none`` (nothing was asked). ``answered_after`` is scenario seconds from delivery.
    """

    team: str
    state: str
    state_words: str
    why: str
    at: int | None
    at_words: str
    real: int | None
    clock: str
    minute: int | None
    answer: str
    answer_words: str
    answered_after: int | None
    late_by: int


@dataclass(frozen=True, slots=True)
class MselLine:
    """An inject as planned and as delivered to each team, in the order of the plan.

    ``planned`` and ``minute`` are None where a condition or an answer decides; ``trigger`` says so in words.
    """

    number: int
    id: str
    title: str
    kind: str
    sender: str
    to: tuple[str, ...]
    channel: str
    phases: tuple[str, ...]
    planned: int | None
    planned_words: str
    minute: int | None
    branch: bool
    trigger: str
    steps: tuple[str, ...]
    improvised: bool
    actual: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step of the manual, as far as it is the same for every team.

    ``owners`` answer for it, ``sections`` are theirs. ``limit`` is the limit in words, ``critical`` why a failure is
    critical ("" where it is not). ``injects`` expect it, ``phases`` are theirs. ``reference`` names chapter and step.
    """

    id: str
    title: str
    clause: str
    chapter: Named
    reference: str
    must_not: bool
    weight: int
    owners: tuple[Named, ...]
    sections: tuple[Named, ...]
    limit: str
    legal: bool
    critical: str
    sources: tuple[str, ...]
    done_when: tuple[str, ...]
    objectives: tuple[str, ...]
    injects: tuple[str, ...]
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the report was made from. ``heads`` are stream, last number and its hash; ``log_digest`` is theirs.

    ``log_digest`` is the SHA-256 in hex of the lines ``STREAM SEQ HASH``, sorted by stream, each ended by a newline.
    """

    exercise: str
    scenario: str
    scenario_version: str
    manual: str
    manual_version: str
    content_sha: str
    log_digest: str
    heads: tuple[tuple[str, int, str], ...]
    opened: str
    ended: bool
    lang: str
    program: str
    version: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question of the hot wash or the survey; ``who`` is a role or section, never a person."""

    team: str
    who: str
    section: str
    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question with its answers. ``scale`` n: answered by 1 to n; ``counts`` how often each, ``mean`` their mean."""

    id: str
    text: str
    scale: int | None
    answers: tuple[Answered, ...] = ()
    counts: tuple[int, ...] = ()
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An item of the improvement plan (改善計画).

    ``status``: ``open``, ``doing``, ``done`` or ``dropped``, ``status_words`` the same for people. ``step`` and
    ``section`` are ids, "" where it concerns none. ``evidence`` closes it. ``exercise`` is the id of the exercise it
    comes from; an item that was carried over keeps it.
    """

    id: str
    step: str
    step_title: str
    section: str
    section_title: str
    what: str
    due: date | None
    due_words: str
    status: str
    status_words: str
    evidence: str
    exercise: str
    element: str = ""
    note: str = ""
