"""The state of one team, made by folding its stream; never stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.engine.call_state import CallState
from simulator.engine.clock import Clock
from simulator.engine.evaluation_state import Evaluation
from simulator.engine.talk_state import Talk
from simulator.model.verdict import Judgement, Reply, Verdict


class Delivery(NamedTuple):
    """When and why an inject arrived; ``at`` in scenario seconds."""

    at: int
    real: int
    seq: int
    why: str
    to: tuple[str, ...]


class Response(NamedTuple):
    """A reply as recorded: its place in the stream, who sent it, real time of sending."""

    seq: int
    seat: str
    real: int
    reply: Reply


class Progress(NamedTuple):
    """A record of a timetable's row: it came true at scenario second ``actual``, and was recorded at ``at``."""

    seq: int
    id: str
    at: int
    seat: str
    role: str
    row: str
    actual: int
    remark: str


class SystemCheck(NamedTuple):
    """How a system was shut down or started (``what``), recorded at scenario second ``at``."""

    seq: int
    at: int
    seat: str
    role: str
    system: str
    what: str
    how: str
    remark: str


class Judged(NamedTuple):
    """A verdict of the scorer and when it came to stand; ``at`` in scenario seconds."""

    seq: int
    at: int
    role: str
    judgement: Judgement


class Opinion(NamedTuple):
    """What a second reader made of a step."""

    seq: int
    step: str
    verdict: Verdict
    words: str
    model: str
    prompt_sha: str
    replies: tuple[str, ...]


class Override(NamedTuple):
    """An evaluator's decision."""

    seq: int
    step: str
    verdict: Verdict
    reason: str
    actor: str


class Observation(NamedTuple):
    """What somebody saw; ``at`` is the scenario second it is about."""

    seq: int
    at: int
    text: str
    role: str | None
    actor: str
    step: str | None = None


class PhaseVisit(NamedTuple):
    """A phase, the scenario second and the real time (UTC ms) at which it was entered, and why."""

    phase: str
    at: int
    seq: int
    why: str
    real: int = 0


class Sitting(NamedTuple):
    """Somebody at a seat, as they called themselves; ``since`` is UTC in milliseconds."""

    name: str
    section: str
    door: str
    since: int


class Gone(NamedTuple):
    """The last to leave a seat at which nobody sits any more; ``real`` is UTC in milliseconds, ``at`` scenario time."""

    name: str
    section: str
    real: int
    at: int


class Handed(NamedTuple):
    """A seat was handed to a ``script`` or back to ``people`` at scenario second ``at``."""

    to: str
    at: int


class TeamState(NamedTuple):
    """Everything that has happened to a team.

    ``began`` is the real time (UTC ms) of its start, moved on by gaps in which no program ran; so ``now - began`` is
    the real time that the exercise has taken.

    ``skipped`` maps injects to the reason given, ``done`` steps to the scenario second of their first met or partial
    verdict, ``harms`` must-nots to the second they were done, ``answered`` injects to the second of their first
    answer, ``moments`` named moments to the second they happened, ``hints`` injects to the number of hints shown,
    ``calls`` those of a contact drill to what has become of them. ``extended`` are the scenario seconds by which the
    present phase was made longer.
    """

    seq: int = 0
    clock: Clock = Clock()
    phase: str | None = None
    finished: bool = False
    last_at: int = 0
    began: int = 0
    visits: tuple[PhaseVisit, ...] = ()
    delivered: Mapping[str, Delivery] = {}
    held: frozenset[str] = frozenset()
    skipped: Mapping[str, str] = {}
    read: frozenset[tuple[str, str]] = frozenset()
    hints: Mapping[str, int] = {}
    responses: tuple[Response, ...] = ()
    answered: Mapping[str, int] = {}
    standing: Mapping[str, Judgement] = {}
    judged: tuple[Judged, ...] = ()
    done: Mapping[str, int] = {}
    harms: Mapping[str, int] = {}
    opinions: tuple[Opinion, ...] = ()
    observations: tuple[Observation, ...] = ()
    moments: Mapping[str, int] = {}
    extended: int = 0
    progress: tuple[Progress, ...] = ()
    checks: tuple[SystemCheck, ...] = ()

    @property
    def recorded(self) -> dict[str, Progress]:
        """The record that stands of each row of the timetable."""
        return {progress.row: progress for progress in self.progress}

    @property
    def checked(self) -> dict[tuple[str, str], SystemCheck]:
        """The check that stands, by system and what was checked."""
        return {(check.system, check.what): check for check in self.checks}

    calls: Mapping[str, CallState] = {}
    keys: frozenset[str] = frozenset()
    """What senders called their responses."""
    people: Mapping[tuple[str, str], Sitting] = {}
    """Who sits where now, by seat and person."""
    left: Mapping[str, Gone] = {}
    """Who was the last to leave, by seat, where nobody sits any more."""
    handed: Mapping[str, Handed] = {}
    """Seats that were handed over since the exercise was opened, as they stand now."""
    evaluation: Evaluation = Evaluation()

    @property
    def overrides(self) -> tuple[Override, ...]:
        """What evaluators set themselves and have not taken back, the newest last."""
        held = (one for own in self.evaluation.by_evaluator().values() for one in own.values())
        return tuple(
            Override(one.seq, one.step, one.verdict, one.reason, one.actor)
            for one in sorted(held)
            if one.verdict is not None and not one.confirmed
        )

    talks: Mapping[str, Talk] = {}
    """What is said between seats and with the exercise office, by the id of the contact or message."""

    @property
    def started(self) -> bool:
        return self.phase is not None

    @property
    def phase_entered(self) -> int:
        """Scenario second at which the current phase was entered."""
        return self.visits[-1].at if self.visits else 0
