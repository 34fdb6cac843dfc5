"""A contact drill as one seat sees it: the calls it has to make, and those that came in. Nothing of the rest.

How somebody will answer, which number is the right one, and what becomes of other seats' calls stay outside.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.call_state import ANSWERED, CUT_OFF, NONE, WAITING, Attempt, CallState
from simulator.engine.calls import behaviour, holder, limit_of
from simulator.engine.contact_views import Words
from simulator.engine.events import SeatSetup
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.world import World
from simulator.model.call_tree import Call, CallTree
from simulator.model.verdict import Reply


@dataclass(frozen=True, slots=True)
class TryView:
    """A try to reach somebody. ``at`` and ``ended`` in scenario seconds, ``outcome`` as in ``CallView.status``."""

    at: int
    whom: str
    by: str
    outcome: str
    ended: int | None


@dataclass(frozen=True, slots=True)
class NumberView:
    """Whom to call and under which numbers."""

    id: str
    title: str
    number: str
    other: str
    """The number for the other hours."""
    note: str


@dataclass(frozen=True, slots=True)
class CallView:
    """A call that this seat has to make, as ``role``.

    ``status`` is ``todo``, ``ringing``, ``sent`` (by a way that tells nothing back), ``reached``, ``repeated`` (and
    repeated back), ``no_answer``, ``declines``, ``wrong_number`` or ``cut_off`` (it rang when the exercise ended).
    ``due`` is a scenario second, None without a limit. ``stand_in`` is proposed once the call has failed. ``says`` is
    what the caller heard last.
    """

    id: str
    role: str
    who: NumberView
    ways: tuple[str, ...]
    due: int | None
    note: str
    status: str
    corrected: bool
    says: str
    tries: tuple[TryView, ...]
    stand_in: NumberView | None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A call that came in for ``role``: ``status`` is ``ringing``, ``answered``, ``repeated``, ``missed``, or
    ``cut_off`` by the end of the exercise.

    ``at`` is when it came, ``done`` when it was repeated back, both in scenario seconds. ``caller`` is empty where the
    message starts.
    """

    id: str
    role: str
    role_title: str
    caller: str
    by: str
    at: int
    status: str
    done: int | None
    words: str


@dataclass(frozen=True, slots=True)
class CallsView:
    """``hours`` are ``day`` or ``night``; ``message`` is empty until this seat has got it."""

    hours: str
    message: str
    to_make: tuple[CallView, ...]
    received: tuple[ReceiptView, ...]


def calls_view(world: World, words: Words, state: TeamState, seat: SeatSetup) -> CallsView | None:
    """What ``seat`` may know of the contact drill; None where the scenario has none."""
    tree = world.scenario.call_tree
    if tree is None:
        return None
    view = _Calls(world, words, state, seat, tree)
    received = view.received()
    knows = any(one.status in {"answered", "repeated"} for one in received)
    return CallsView(tree.hours, words(tree.message) if knows else "", view.to_make(), received)


def concerns(reply: Reply, seat: SeatSetup) -> bool:
    """Whether ``seat`` may see a reply: calls are known at their two ends only, everything else to the whole team."""
    return reply.call is None or not {reply.role, *reply.to}.isdisjoint(seat.roles)


class _Calls:
    def __init__(self, world: World, words: Words, state: TeamState, seat: SeatSetup, tree: CallTree) -> None:
        self._world, self._words, self._state, self._seat, self._tree = world, words, state, seat, tree
        self._texts = {response.reply.id: response.reply.parts.get("text", "") for response in state.responses}

    def to_make(self) -> tuple[CallView, ...]:
        found = []
        for call in self._tree.to_make:
            role = holder(self._state, call.called_by or "")
            if role in self._seat.roles:
                found.append(self._call(call, role))
        return tuple(found)

    def received(self) -> tuple[ReceiptView, ...]:
        found = []
        for call in self._tree.calls:
            for role in self._seat.roles:
                tries = self._state.calls.get(call.id, NONE).tried(role)
                if tries:
                    found.append(self._receipt(call, role, tries[-1]))
        return tuple(sorted(found, key=lambda one: one.at))

    def _title(self, who: str) -> str:
        return self._words(self._world.content.title_of(who))

    def _call(self, call: Call, role: str) -> CallView:
        calls = self._state.calls.get(call.id, NONE)
        failed = calls.arrived is None and any(one.failed or one.by not in HEARD for one in calls.tried(call.who))
        last = calls.attempts[-1] if calls.attempts else None
        says = behaviour(call, last).says if last is not None and last.outcome not in {WAITING, CUT_OFF} else None
        return CallView(
            id=call.id,
            role=role,
            who=self._number(call.who, calls.number),
            ways=tuple(call.by),
            due=limit_of(self._state, call),
            note=self._words(call.note),
            status=_status(calls),
            corrected=bool(calls.number),
            says=self._words(says),
            tries=tuple(
                TryView(one.at, self._title(one.whom), one.by, _outcome(one), one.ended) for one in calls.attempts
            ),
            stand_in=self._number(call.stand_in.who, "") if call.stand_in is not None and failed else None,
        )

    def _number(self, who: str, corrected: str) -> NumberView:
        line = self._world.content.organization.contact(who)
        day, night = (self._words(line.day), self._words(line.night)) if line else ("", "")
        listed, other = (night, day) if self._tree.hours == "night" else (day, night)
        return NumberView(who, self._title(who), corrected or listed, other, self._words(line.note) if line else "")

    def _receipt(self, call: Call, role: str, attempt: Attempt) -> ReceiptView:
        if attempt.outcome == ANSWERED:
            status = "answered" if attempt.repeated is None else "repeated"
        else:
            status = "missed" if attempt.failed else CUT_OFF if attempt.outcome == CUT_OFF else "ringing"
        return ReceiptView(
            id=call.id,
            role=role,
            role_title=self._title(role),
            caller=self._title(attempt.caller) if attempt.caller else "",
            by=attempt.by,
            at=attempt.at,
            status=status,
            done=attempt.repeated,
            words=self._texts.get(attempt.words, ""),
        )


def _status(calls: CallState) -> str:
    arrived = calls.arrived
    if arrived is not None:
        return "reached" if arrived.repeated is None else "repeated"
    return _outcome(calls.attempts[-1]) if calls.attempts else "todo"


def _outcome(attempt: Attempt) -> str:
    if attempt.outcome in {WAITING, CUT_OFF} and attempt.by not in HEARD:
        return "sent"
    if attempt.outcome == WAITING:
        return "ringing"
    if attempt.outcome == ANSWERED:
        return "reached" if attempt.repeated is None else "repeated"
    return attempt.outcome
