"""What seats, facilitators, evaluators and the scheduler ask for. ``at`` is UTC in milliseconds (real time)."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.engine.call_commands import CallCommand
from simulator.engine.control_commands import ControlCommand
from simulator.engine.evaluation_commands import EvaluationCommand
from simulator.engine.presence_commands import PresenceCommand
from simulator.engine.talk_commands import TalkCommand
from simulator.model.timetable import How, What
from simulator.model.verdict import Judgement, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    at: int
    actor: str = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTeam(_Command):
    """Enter the first phase and start the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(_Command):
    """Deliver whatever has fallen due by now; with ``standing`` also while the clock stands, after it was set."""

    actor: str = "engine"
    standing: bool = False
    proceed: bool = False
    """Where all teams move together: leave the phase now if a way out is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitResponse(_Command):
    """A seat's response, to an inject it has received or unasked (``inject`` None)."""

    seat: str
    role: str
    kind: str
    inject: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    by: str | None = None
    key: str = ""
    """Made by the sender: a response with a key that is recorded already is done already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(_Command):
    seat: str
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHint(_Command):
    seat: str
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProgress(_Command):
    """A row of the timetable came true at ``at_scenario`` (seconds from D1 00:00; now when None).

    Recording it again corrects it: the newest record stands, the earlier ones stay in the log.
    """

    seat: str
    role: str
    row: str
    at_scenario: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSystemCheck(_Command):
    """How a system was shut down or started; checking it again corrects it."""

    seat: str
    role: str
    system: str
    what: What
    how: How
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJudgements(_Command):
    """The scorer's verdicts on one reply, or on one record of the timetable.

    ``later``: they came to stand only afterwards (a call was answered), at scenario second ``since``, or now.
    """

    actor: str = "scorer"
    reply: str
    judgements: tuple[Judgement, ...]
    later: bool = False
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpinion(_Command):
    """A second reader's opinion on a step (see ``events.OpinionRecorded``)."""

    actor: str = "reader"
    step: str
    verdict: Verdict
    words: str
    model: str
    prompt_sha: str
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(_Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(_Command):
    """Let the clock run on. ``after_gap``: take up an exercise whose program had stopped; ``known`` is the last real
    time (UTC ms) at which it is known to have run, where that is later than the team's own last fact."""

    after_gap: bool = False
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPace(_Command):
    """Multiply the phase's planned pace by ``percent`` / 100 (10 to 10000)."""

    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpTo(_Command):
    """Set the scenario clock forward to ``scenario`` (seconds from D1 00:00)."""

    scenario: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvancePhase(_Command):
    """Leave the phase now, for ``to`` or for the first way out."""

    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNow(_Command):
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(_Command):
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(_Command):
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(_Command):
    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVerdict(_Command):
    """An evaluator's own verdict on ``step``; ``still`` as in ``evaluation_commands``."""

    actor: str = "evaluator"
    step: str
    verdict: Verdict
    reason: str
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteObservation(_Command):
    """What somebody saw, of a role or a step; ``moment`` is the scenario second it is about (None: now)."""

    actor: str = "evaluator"
    text: str
    role: str | None = None
    moment: int | None = None
    step: str | None = None
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTeam(_Command):
    pass


Command = (
    StartTeam
    | Tick
    | SubmitResponse
    | MarkRead
    | ShowHint
    | RecordProgress
    | RecordSystemCheck
    | RecordJudgements
    | RecordOpinion
    | Pause
    | Resume
    | SetPace
    | JumpTo
    | AdvancePhase
    | SendNow
    | Hold
    | Release
    | Skip
    | SetVerdict
    | NoteObservation
    | FinishTeam
    | CallCommand
    | EvaluationCommand
    | TalkCommand
    | ControlCommand
    | PresenceCommand
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command changes nothing. ``code`` is stable; ``params`` fill the message that is shown for it."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
