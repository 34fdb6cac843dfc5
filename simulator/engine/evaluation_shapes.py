"""What evaluators see, as data: steps, replies, decisions, notes and ratings; ``evaluation_views`` makes it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.clock import Clock
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class StepText:
    """A step as evaluators read it. ``essentials`` pairs ids with labels; ``critical`` says why a failure is."""

    id: str
    title: str
    clause: str
    section: str
    owners: tuple[str, ...]
    must_not: bool
    critical: str
    done_when: tuple[str, ...]
    mistakes: tuple[str, ...]
    essentials: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RatedText:
    """A chapter or an objective, with its steps."""

    about: About
    id: str
    title: str
    steps: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.about}/{self.id}"


@dataclass(frozen=True, slots=True)
class ReplyText:
    """A reply in full. ``parts`` are (id, label, text): label empty where the reply has one part of words alone."""

    id: str
    seq: int
    at: int
    role: str
    who: str
    inject: str
    inject_title: str
    asked: str
    parts: tuple[tuple[str, str, str], ...]
    options: tuple[tuple[str, str], ...]
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words or an act that the scorer went by: a span in a part of a reply."""

    reply: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What one evaluator holds of a step. ``stands``: it is the one that counts; ``lapsed``: what it agreed with has
    changed since."""

    seq: int
    at: int
    actor: str
    verdict: Verdict
    reason: str
    confirmed: bool
    stands: bool
    lapsed: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of one team: the scorer's verdict (``sure`` where it stands unless changed), its marks, the replies that
    bear on it (those that are marked first), and the decisions.

    ``open``: nothing of it has been found, and it may still be done in time, up to the scenario second ``open_until``
    (None: that is not known yet). Nothing can be said of it before then.
    """

    step: str
    automatic: Verdict
    sure: bool
    rule: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    marks: tuple[Mark, ...]
    replies: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    open: bool = False
    open_until: int | None = None

    def is_open(self, now: int) -> bool:
        """Whether it may still be done in time at scenario second ``now``."""
        return self.open and (self.open_until is None or now <= self.open_until)

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.step


@dataclass(frozen=True, slots=True)
class NoteLine:
    """An observation; ``at`` is the scenario second it is about."""

    seq: int
    at: int
    text: str
    actor: str
    who: str
    step: str

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return str(self.seq)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """What one evaluator holds of a rating; the last of a chapter or objective stands."""

    about: About
    id: str
    rating: Rating
    reason: str
    actor: str

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.about}/{self.id}/{self.actor}"


@dataclass(frozen=True, slots=True)
class EvaluatedTeam:
    """One team. ``steps`` are those of the manual in its order."""

    IN_PARTS = True

    id: str
    title: str
    seq: int
    clock: Clock
    started: bool
    finished: bool
    phase: str
    replies: tuple[ReplyText, ...]
    steps: tuple[StepLine, ...]
    notes: tuple[NoteLine, ...]
    ratings: tuple[RatingLine, ...]


@dataclass(frozen=True, slots=True)
class EvaluatorView:
    """Everything that an evaluator's screen shows of what happened; ``me`` is the actor of their own decisions."""

    IN_PARTS = True

    lang: str
    me: str
    exercise: str
    scenario_title: str
    manual_title: str
    day_one: str
    steps: tuple[StepText, ...]
    rated: tuple[RatedText, ...]
    teams: tuple[EvaluatedTeam, ...]
