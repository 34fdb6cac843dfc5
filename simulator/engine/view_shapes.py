"""What a seat's view is made of: the shapes of inbox, chronology, roles and phase, without how they are made."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.call_views import CallsView
from simulator.engine.clock import Clock
from simulator.engine.contact_views import ContactView
from simulator.engine.quiz_views import SolutionView
from simulator.engine.talk_shapes import TalkView
from simulator.engine.timetable_view import TimetableView
from simulator.engine.wrap_up_views import WrapUpView
from simulator.model.scenario import Channel, ResponseKind


@dataclass(frozen=True, slots=True)
class OptionView:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """``kind`` is line, lines, time or number."""

    id: str
    label: str
    kind: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class AskView:
    """What is asked; ``due`` in scenario seconds, None without a limit; ``many`` options may be chosen, or one."""

    kind: ResponseKind
    prompt: str
    options: tuple[OptionView, ...]
    fields: tuple[FieldView, ...]
    due: int | None
    many: bool = False


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply in the chronology. ``words`` pairs the label of each part with its text; ``at`` in scenario seconds.

    ``own``: this seat sent it. ``to_own`` names those of its addressees whose roles this seat holds. ``sealed``: it is
    a call or a message to this seat that nobody has answered or read here, so its words are not told yet.
    """

    id: str
    at: int
    role: str
    role_title: str
    kind: ResponseKind
    inject: str | None
    inject_title: str
    options: tuple[str, ...]
    to: tuple[str, ...]
    by: str | None
    words: tuple[tuple[str, str], ...]
    own: bool = False
    to_own: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class InjectView:
    """A delivered inject as its addressees see it; ``at`` in scenario seconds.

    ``role_ids`` are those of this seat's roles that received it. ``hints`` are the opened ones. ``answered_at`` is the
    second of this seat's own first answer, ``others_at`` that of the first answer from elsewhere in the team; a quiz
    is for each seat to answer, and has none. ``caller`` is the sender's id in the contact network, where it is listed
    and no role of this seat.
    """

    id: str
    number: int
    title: str
    channel: Channel
    sender: str
    to: tuple[str, ...]
    role_ids: tuple[str, ...]
    at: int
    body: str
    attachments: tuple[tuple[str, str], ...]
    ask: AskView | None
    read: bool
    answered_at: int | None
    hints: tuple[str, ...]
    hints_left: int
    replies: tuple[ReplyView, ...]
    solution: SolutionView | None = None
    others_at: int | None = None
    caller: str | None = None


@dataclass(frozen=True, slots=True)
class RoleView:
    id: str
    title: str
    section: str
    duty: str


@dataclass(frozen=True, slots=True)
class MateView:
    """Somebody else's seat in the team."""

    seat: str
    roles: tuple[str, ...]
    human: bool


@dataclass(frozen=True, slots=True)
class PhaseView:
    id: str
    title: str
    brief: str
    entered: int


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything a seat's screen shows.

    ``clock`` lets the screen run both clocks by itself; real time since ``began`` is what the exercise has taken.
    ``seq`` tells views apart.
    """

    seq: int
    lang: str
    scenario_title: str
    team_title: str
    seat: str
    roles: tuple[RoleView, ...]
    mates: tuple[MateView, ...]
    day_one: str
    clock: Clock
    began: int
    started: bool
    finished: bool
    phase: PhaseView | None
    phases_done: tuple[str, ...]
    inbox: tuple[InjectView, ...]
    chronology: tuple[ReplyView, ...]
    contacts: tuple[ContactView, ...]
    timetable: TimetableView | None = None
    calls: CallsView | None = None
    """Of a contact drill: the calls to make and those received; None where nothing is passed on."""
    wrap_up: WrapUpView | None = None
    """Hot wash and survey, in the last phase and after the end."""
    talks: tuple[TalkView, ...] = ()
    """The calls and messages that this seat is part of, in the order in which they began."""
