"""The parts of an after-action report that tell how a team did. Units and rules as in ``aar_shapes``."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.verdict import Verdict
from simulator.report.aar_shapes import Named
from simulator.report.call_drill import CallDrill
from simulator.report.timetable import TeamTimetable


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or an act that show a verdict, with their row of the log (``stream``, ``seq``).

    ``pieces`` are the whole part of the reply in pieces, each with whether it counts; ``excerpt`` the same, shortened
    to what stands around the words that count. Both are empty where the report leaves responses out.
    """

    stream: str
    seq: int
    at: int | None
    at_words: str
    real: int | None
    clock: str
    who: str
    inject: Named | None
    label: str
    pieces: tuple[tuple[str, bool], ...]
    excerpt: tuple[tuple[str, bool], ...]

    @property
    def row(self) -> str:
        """``[model#12]``, as score cards cite rows of the log."""
        return f"[{self.stream}#{self.seq}]"


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A proposed root cause. ``code``: see ``aar_causes``; ``title`` names it, ``words`` tell it in a sentence."""

    code: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """How one team did on one step.

    ``verdict`` stands; ``automatic`` is the scorer's where an evaluator set another (``by``: ``auto``, ``evaluator``).
    ``waiting``: a person has not looked at it yet. ``timeliness``: ``on_time``, ``late`` or ``none``; ``actor``:
    ``responsible``, ``other``, ``none``; ``order``: ``kept``, ``broken``, ``none``. ``asked_at`` is when the first
    inject that expects the step arrived. ``rule`` says why the scorer judged so, ``reason`` the evaluator.
    ``causes`` say why points are missing, the decisive one first.
    """

    step: str
    exercised: bool
    verdict: Verdict
    verdict_words: str
    mark: str
    by: str
    confirmed: bool
    automatic: Verdict
    automatic_words: str
    waiting: bool
    timeliness: str
    timeliness_words: str
    late_by: int
    asked_at: int | None
    due: int | None
    due_words: str
    at: int | None
    at_words: str
    real: int | None
    clock: str
    actor: str
    actor_words: str
    done_by: str
    order: str
    order_words: str
    broken: tuple[Named, ...]
    points: int
    of: int
    points_words: str
    formula: str
    harm: bool
    critical_failure: bool
    missing: tuple[str, ...]
    rule: str
    reason: str
    opinion: str
    quotes: tuple[Quote, ...]
    causes: tuple[CauseFound, ...]

    @property
    def counts(self) -> bool:
        """Whether it was exercised, or a must-not was done."""
        return self.exercised or self.harm

    @property
    def failed(self) -> bool:
        """Whether points are missing, or a must-not was done."""
        return self.harm or self.critical_failure or (self.exercised and self.points < self.of)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """P, S, M or U: what the rule proposes and why, and what an evaluator set ("" where nobody has)."""

    proposed: str
    proposed_words: str
    why: tuple[str, ...]
    set: str
    set_words: str
    set_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A team's result over some steps: a chapter, a section, a role, an objective or a phase.

    Steps that were not exercised are counted in ``idle`` alone. ``slack`` is the median of limit minus time done, in
    scenario seconds, over steps that have both (negative: late).
    """

    id: str
    title: str
    points: int
    of: int
    percent: float | None
    met: int
    partial: int
    not_met: int
    not_observed: int
    late: int
    harm: int
    critical: int
    idle: int
    slack: int | None
    steps: tuple[str, ...]
    rating: RatingLine | None = None


@dataclass(frozen=True, slots=True)
class HintUse:
    """Hints that a team opened to an inject."""

    inject: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """An evaluator's observation; ``by`` is the evaluator's number, never a name."""

    seq: int
    at: int
    at_words: str
    text: str
    about: str
    step: str
    by: str


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that an evaluator set, confirmed or took back (``what``: ``set``, ``confirmed``, ``withdrawn``)."""

    seq: int
    at: int
    at_words: str
    step: str
    step_title: str
    what: str
    what_words: str
    automatic_words: str
    verdict_words: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A row of a team's log as people read it; see ``rows.TimelineRow``. ``clock`` is the time of day."""

    stream: str
    seq: int
    at: int
    at_words: str
    real: int
    clock: str
    minute: int
    kind: str
    kind_words: str
    who: str
    title: str
    words: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamReport:
    """One team. ``summary`` tells its result in sentences. ``own`` is the persons' share in percent, where computed."""

    id: str
    title: str
    finished: bool
    began: int
    ended: int
    times: str
    minutes: int
    points: int
    of: int
    percent: float
    points_words: str
    deducted: int
    own: float | None
    waiting: int
    critical: tuple[str, ...]
    harm: tuple[str, ...]
    quiz_right: int
    quiz_answered: int
    summary: tuple[str, ...]
    by_objective: tuple[GroupResult, ...]
    by_chapter: tuple[GroupResult, ...]
    by_section: tuple[GroupResult, ...]
    by_role: tuple[GroupResult, ...]
    by_phase: tuple[GroupResult, ...]
    steps: tuple[StepResult, ...]
    hints: tuple[HintUse, ...]
    notes: tuple[Note, ...]
    changes: tuple[VerdictChange, ...]
    record: tuple[RecordLine, ...]
    timetable: TeamTimetable | None = None
    """Of a timetable drill: planned and actual times, and how systems stopped and started."""
    calls: CallDrill | None = None
    """Of a contact drill: who was reached, when, and who was not."""

    def step(self, name: str) -> StepResult | None:
        """The result of a step by its id."""
        return next((result for result in self.steps if result.step == name), None)


@dataclass(frozen=True, slots=True)
class Case:
    """A finding in one team: what was seen, why (proposed), and the rows of the log that show it."""

    team: str
    team_title: str
    step: str
    words: str
    causes: tuple[CauseFound, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that went well. ``step`` or ``objective`` is the id it is about, the other is empty."""

    step: str
    objective: str
    title: str
    words: str
    teams: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Improvement:
    """An area for improvement: one step of the manual, over all teams that fell short of it.

    ``priority``: ``critical``, ``high`` or ``normal``. ``words`` is the observation, ``causes`` the proposed root
    causes over all teams, the most frequent first, ``proposal`` a measure for people to decide on, ``element`` what it
    concerns: ``planning``, ``organization``, ``equipment``, ``training`` or ``exercise``.
    """

    id: str
    step: str
    title: str
    reference: str
    sources: tuple[str, ...]
    sections: tuple[Named, ...]
    priority: str
    priority_words: str
    words: str
    causes: tuple[CauseFound, ...]
    proposal: str
    element: str
    element_words: str
    cases: tuple[Case, ...]
