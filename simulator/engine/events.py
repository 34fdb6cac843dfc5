"""Facts of an exercise. Each has a wire name and version that never change meaning once a log has been written.

Times are not in the events: the entry around each holds UTC (real) and scenario time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from simulator.engine.call_events import CallEvent
from simulator.engine.control_events import InjectImprovised, PhaseExtended
from simulator.engine.evaluation_events import EvaluationEvent
from simulator.engine.follow_events import FollowEvent
from simulator.engine.presence_events import GrantEvent, PresenceEvent
from simulator.engine.talk_events import TalkEvent
from simulator.engine.timetable_events import TimetableEvent
from simulator.model.verdict import Judgement, Reply, Verdict


@dataclass(frozen=True, slots=True)
class SeatSetup:
    """A place in a team. ``human`` tells whether a person or a script answers for its roles."""

    id: str
    roles: tuple[str, ...]
    human: bool = True


@dataclass(frozen=True, slots=True)
class TeamSetup:
    """A team and its seats; its stream in the log has the team's id."""

    id: str
    title: dict[str, str]
    seats: tuple[SeatSetup, ...]


@dataclass(frozen=True, slots=True)
class ExerciseOpened:
    """First fact of the control stream: everything the exercise is played from."""

    kind: ClassVar[str] = "exercise.opened"
    v: ClassVar[int] = 1
    content: dict[str, Any]
    sha: str
    day_one: str
    lang: str
    teams: tuple[TeamSetup, ...]
    scripts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What scripted players of a team answer, by team id, so that the log alone is enough to go on."""
    mode: str = "self_paced"
    """``together``: no team leaves a phase before all are ready; ``self_paced``: each goes its own way."""
    plan: dict[str, Any] | None = None
    """The plan (``model.plan``) that it was opened from."""
    office: bool = False
    """Whether facilitators answer for those whom nobody plays (police, press, the top of the house)."""


@dataclass(frozen=True, slots=True)
class ExerciseEnded:
    kind: ClassVar[str] = "exercise.ended"
    v: ClassVar[int] = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The team is in ``phase`` now. ``clock`` is the scenario time on entry, ``pace`` the phase's planned pace."""

    kind: ClassVar[str] = "phase.entered"
    v: ClassVar[int] = 1
    phase: str
    previous: str | None
    why: str
    """``start``, ``condition`` or ``facilitator``."""
    clock: int
    pace: int


@dataclass(frozen=True, slots=True)
class ClockPaused:
    kind: ClassVar[str] = "clock.paused"
    v: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """The clock runs again, from the scenario time of this entry.

    ``after_gap``: the exercise was taken up again after its program had stopped; the time between does not count. It
    begins at ``known`` (UTC ms) where the program is known to have run longer than the team's own last fact tells.
    """

    kind: ClassVar[str] = "clock.resumed"
    v: ClassVar[int] = 1
    after_gap: bool = False
    known: int = 0


@dataclass(frozen=True, slots=True)
class ClockPaced:
    """The phase's pace is multiplied by ``percent`` / 100 until changed."""

    kind: ClassVar[str] = "clock.paced"
    v: ClassVar[int] = 1
    percent: int


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The scenario clock was set forward; the entry's scenario time is the new one."""

    kind: ClassVar[str] = "clock.jumped"
    v: ClassVar[int] = 1
    previous: int


@dataclass(frozen=True, slots=True)
class InjectDelivered:
    """``to`` are the roles that received it. ``why``: ``time``, ``trigger``, ``condition`` or ``facilitator``."""

    kind: ClassVar[str] = "inject.delivered"
    v: ClassVar[int] = 1
    inject: str
    to: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class InjectHeld:
    kind: ClassVar[str] = "inject.held"
    v: ClassVar[int] = 1
    inject: str


@dataclass(frozen=True, slots=True)
class InjectReleased:
    kind: ClassVar[str] = "inject.released"
    v: ClassVar[int] = 1
    inject: str


@dataclass(frozen=True, slots=True)
class InjectSkipped:
    kind: ClassVar[str] = "inject.skipped"
    v: ClassVar[int] = 1
    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InjectRead:
    kind: ClassVar[str] = "inject.read"
    v: ClassVar[int] = 1
    inject: str
    seat: str


@dataclass(frozen=True, slots=True)
class HintShown:
    """``number`` hints of the inject are now open to the team."""

    kind: ClassVar[str] = "hint.shown"
    v: ClassVar[int] = 1
    inject: str
    seat: str
    number: int


@dataclass(frozen=True, slots=True)
class ResponseSubmitted:
    kind: ClassVar[str] = "response.submitted"
    v: ClassVar[int] = 1
    seat: str
    reply: Reply
    key: str = ""
    """What its sender called it, so that one sent twice is recorded once."""


@dataclass(frozen=True, slots=True)
class StepJudged:
    """The scorer's standing verdict on a step after ``reply`` by ``role``."""

    kind: ClassVar[str] = "step.judged"
    v: ClassVar[int] = 1
    judgement: Judgement
    reply: str
    role: str


@dataclass(frozen=True, slots=True)
class OpinionRecorded:
    """What a second reader (a language model on the user's own network) made of a step.

    It changes no verdict; where it differs, the step waits for an evaluator. ``prompt_sha`` is the SHA-256 of what the
    model was asked, ``replies`` the ids of the replies it was shown.
    """

    kind: ClassVar[str] = "opinion.recorded"
    v: ClassVar[int] = 1
    step: str
    verdict: Verdict
    words: str
    model: str
    prompt_sha: str
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictSet:
    """An evaluator's decision; it wins over the scorer's, and both stay visible."""

    kind: ClassVar[str] = "verdict.set"
    v: ClassVar[int] = 1
    step: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class ObservationNoted:
    """What somebody saw. ``at`` is the scenario second it is about (None: that of its entry), ``step`` a step of it."""

    kind: ClassVar[str] = "observation.noted"
    v: ClassVar[int] = 1
    text: str
    role: str | None = None
    at: int | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class TeamFinished:
    """The team has reached an end phase, or was stopped (``why``: ``story``, ``facilitator``)."""

    kind: ClassVar[str] = "team.finished"
    v: ClassVar[int] = 1
    why: str


ControlEvent = ExerciseOpened | ExerciseEnded | InjectImprovised | GrantEvent | FollowEvent
TeamEvent = (
    PhaseEntered
    | ClockPaused
    | ClockResumed
    | ClockPaced
    | ClockJumped
    | InjectDelivered
    | InjectHeld
    | InjectReleased
    | InjectSkipped
    | InjectRead
    | HintShown
    | ResponseSubmitted
    | TimetableEvent
    | StepJudged
    | OpinionRecorded
    | VerdictSet
    | ObservationNoted
    | TeamFinished
    | CallEvent
    | EvaluationEvent
    | TalkEvent
    | PhaseExtended
    | PresenceEvent
)
Event = ControlEvent | TeamEvent


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its circumstances, as it stands in the log.

    ``seq`` counts from 1 within the stream; ``at`` is UTC in milliseconds; ``scenario`` is seconds from D1 00:00
    (None in the control stream); ``actor`` is ``seat:ID``, ``facilitator``, ``evaluator`` or
    ``evaluator:NAME``, ``engine``, ``scorer`` or ``reader``.
    """

    seq: int
    at: int
    scenario: int | None
    actor: str
    event: Event


CONTROL_STREAM = "control"
