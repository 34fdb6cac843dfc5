"""What happens, as it happens, in raw parts: the screen finds the words, and players' text stays text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, get_args

from simulator.engine import call_events as calls
from simulator.engine import evaluation_events as evaluation
from simulator.engine import events as e
from simulator.engine import presence_events as presence
from simulator.engine import talk_events as talks
from simulator.engine.contact_views import Words
from simulator.engine.control_msel import step_title
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.engine.world import World

_TALKED = frozenset(get_args(talks.TalkEvent))
"""Events of a call or message; what their lines are about is its id."""

FEED = 200
"""So many lines are kept in view."""

_LONGEST = 200
"""Characters of a reply or note in a line; the whole of it stands in the log."""

QUIET = frozenset(
    one.kind
    for one in (
        e.InjectRead,
        e.OpinionRecorded,
        talks.ContactOpened,
        talks.ContactRead,
        evaluation.SurveyAnswered,
        presence.GrantIssued,
    )
)
"""Too frequent, or of no use to somebody who runs the exercise."""


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One entry of the log. ``team`` is empty for the control stream; ``seq`` counts within the stream.

    ``at`` is UTC in milliseconds, ``scenario`` seconds from D1 00:00. ``kind`` is the event's wire name, ``actor`` as
    in ``events.Entry``, ``who`` the titles of the roles concerned, ``to`` of
    those whom they contact. ``ref`` is the id of the phase, inject, step or
    reply it is about and ``title`` what that is called. ``value`` is a code or number of the event (a verdict, a
    reason code, a percentage, the way of a contact), ``text`` what somebody wrote, shortened and otherwise untouched.
    ``way`` is that of the call or message to which the entry belongs, empty for all others.
    """

    team: str
    seq: int
    at: int
    scenario: int | None
    kind: str
    actor: str
    who: tuple[str, ...] = ()
    ref: str = ""
    title: str = ""
    value: str = ""
    text: str = ""
    to: tuple[str, ...] = ()
    way: str = ""

    @property
    def written(self) -> bool:
        """Whether it is about something that is written: nobody answers that, it is read."""
        way = self.value if self.kind == calls.CallMade.kind else self.way
        return bool(way) and way not in HEARD

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.seq}"


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of a line that its event decides."""

    who: tuple[str, ...] = ()
    ref: str = ""
    title: str = ""
    value: str = ""
    text: str = ""
    to: tuple[str, ...] = ()


def feed_lines(
    world: World, words: Words, states: Mapping[str, TeamState], entries: Mapping[str, Sequence[e.Entry]]
) -> tuple[FeedLine, ...]:
    """The newest lines over all streams, oldest first. ``entries`` may be the tails of the streams."""
    streams = [
        [(entry.at, stream, entry.seq, entry) for entry in found[-2 * FEED :]] for stream, found in entries.items()
    ]
    newest = [one for one in merge(*streams, key=lambda one: one[:3]) if one[3].event.kind not in QUIET][-FEED:]
    ways = {stream: {talk.id: talk.by for talk in state.talks.values()} for stream, state in states.items()}
    return tuple(_line(world, words, stream, entry, ways.get(stream, {})) for _, stream, _, entry in newest)


def _line(world: World, words: Words, stream: str, entry: e.Entry, ways: Mapping[str, str]) -> FeedLine:
    team = "" if stream == e.CONTROL_STREAM else stream
    tell = _TELL.get(type(entry.event))
    told = _Told() if tell is None else tell(_Names(world, words, team), entry.event)
    who = told.who or _Names(world, words, team).actor(entry.actor)
    return FeedLine(
        team, entry.seq, entry.at, entry.scenario, entry.event.kind, entry.actor, who, told.ref, told.title,
        told.value, shortened(told.text), told.to, ways.get(told.ref, "") if type(entry.event) in _TALKED else "",
    )  # fmt: skip


def shortened(text: str) -> str:
    """The beginning of ``text``, with a sign where it goes on."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _named(name: str, section: str) -> str:
    return " / ".join(text for text in (name, section) if text)


class _Names:
    """Titles as one team's entries need them."""

    def __init__(self, world: World, words: Words, team: str) -> None:
        self._world, self._words, self._team = world, words, team

    def who(self, *ids: str) -> tuple[str, ...]:
        return tuple(self._words(self._world.content.title_of(one)) for one in ids if one)

    def seat(self, seat: str) -> tuple[str, ...]:
        found = self._world.seat(self._team, seat)
        return self.who(*found.roles) if found else (seat,)

    def actor(self, actor: str) -> tuple[str, ...]:
        return self.seat(actor.removeprefix("seat:")) if actor.startswith("seat:") else ()

    def inject(self, inject: str | None) -> str:
        found = self._world.scenario.inject.get(inject or "")
        return self._words(found.title) if found else inject or ""

    def phase(self, phase: str) -> str:
        found = self._world.scenario.phase.get(phase)
        return self._words(found.title) if found else phase

    def step(self, step: str) -> str:
        return step_title(self._world, self._words, step)

    def options(self, inject: str | None, options: tuple[str, ...]) -> tuple[str, ...]:
        found = self._world.scenario.inject.get(inject or "")
        labels = {option.id: self._words(option.label) for option in found.ask.options} if found and found.ask else {}
        return tuple(labels.get(option, option) for option in options)


def _response(names: _Names, event: e.ResponseSubmitted) -> _Told:
    reply = event.reply
    said = " / ".join(text for text in (*names.options(reply.inject, reply.options), *reply.parts.values()) if text)
    who, to, value = names.who(reply.role), names.who(*reply.to), reply.by or reply.kind
    return _Told(who, reply.inject or "", names.inject(reply.inject), value, said, to)


def _judged(names: _Names, event: e.StepJudged) -> _Told:
    judgement = event.judgement
    value = "harm" if judgement.harm else judgement.verdict.value
    text = judgement.evidence[-1].text if judgement.evidence else ""
    return _Told(names.who(event.role), judgement.step, names.step(judgement.step), value, text)


def _progress(names: _Names, event: TimetableRecorded) -> _Told:
    return _Told(names.who(event.role), event.row, text=event.remark)


def _check(names: _Names, event: SystemChecked) -> _Told:
    return _Told(names.who(event.role), event.system, value=event.how, text=event.remark)


_TELL: dict[type, Callable[[_Names, Any], _Told]] = {
    e.PhaseEntered: lambda n, v: _Told(ref=v.phase, title=n.phase(v.phase), value=v.why),
    e.ClockPaced: lambda _, v: _Told(value=str(v.percent)),
    e.ClockJumped: lambda _, v: _Told(value=str(v.previous)),
    e.InjectDelivered: lambda n, v: _Told(n.who(*v.to), v.inject, n.inject(v.inject), v.why),
    e.InjectHeld: lambda n, v: _Told(ref=v.inject, title=n.inject(v.inject)),
    e.InjectReleased: lambda n, v: _Told(ref=v.inject, title=n.inject(v.inject)),
    e.InjectSkipped: lambda n, v: _Told(ref=v.inject, title=n.inject(v.inject), text=v.reason),
    e.HintShown: lambda n, v: _Told(n.seat(v.seat), v.inject, n.inject(v.inject), str(v.number)),
    e.ResponseSubmitted: _response,
    TimetableRecorded: _progress,
    SystemChecked: _check,
    e.StepJudged: _judged,
    e.VerdictSet: lambda n, v: _Told(ref=v.step, title=n.step(v.step), value=v.verdict.value, text=v.reason),
    e.ObservationNoted: lambda n, v: _Told(n.who(v.role or ""), text=v.text),
    e.TeamFinished: lambda _, v: _Told(value=v.why),
    e.ExerciseEnded: lambda _, v: _Told(value=v.reason),
    calls.CallMade: lambda n, v: _Told(n.who(v.caller), v.call, value=v.by, to=n.who(v.whom)),
    calls.CallAnswered: lambda n, v: _Told(n.who(v.whom), v.call),
    calls.CallAcknowledged: lambda n, v: _Told(n.who(v.whom), v.call),
    calls.CallFailed: lambda n, v: _Told(n.who(v.whom), v.call, value=v.why),
    calls.CallCutOff: lambda n, v: _Told(n.who(v.whom), v.call),
    calls.NumberCorrected: lambda n, v: _Told(n.who(v.who), v.call, text=v.number),
    talks.MessageSent: lambda n, v: _Told(n.who(v.sender), v.id, value=v.by, text=v.text, to=n.who(*v.to)),
    talks.ContactReached: lambda n, v: _Told(n.who(v.who), v.reply, value=v.by),
    talks.ContactSaid: lambda n, v: _Told(n.who(v.who), v.reply, text=v.text),
    talks.ContactEnded: lambda n, v: _Told(n.seat(v.seat) if v.seat else (), v.reply, value=v.why),
    talks.ContactUnanswered: lambda n, v: _Told(n.who(v.who), v.reply),
    talks.ContactPassedOn: lambda n, v: _Told(n.who(v.whom), v.reply, to=n.who(v.to)),
    presence.SeatTaken: lambda n, v: _Told(n.seat(v.seat), v.seat, value=v.door, text=_named(v.name, v.section)),
    presence.SeatLeft: lambda n, v: _Told(n.seat(v.seat), v.seat),
    presence.SeatHanded: lambda n, v: _Told(n.seat(v.seat), v.seat, value=v.to),
    presence.GrantRevoked: lambda _, v: _Told(ref=v.id),
    evaluation.VerdictConfirmed: lambda n, v: _Told(ref=v.step, title=n.step(v.step), value=v.verdict.value),
    evaluation.VerdictWithdrawn: lambda n, v: _Told(ref=v.step, title=n.step(v.step)),
    evaluation.DebriefAnswered: lambda n, v: _Told(n.seat(v.seat), v.question, text=v.text),
}
"""What events tell beyond their circumstances; the rest is told by its name alone."""
