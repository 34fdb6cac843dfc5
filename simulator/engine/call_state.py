"""What has become of the calls of a contact drill; part of a team's state, made by folding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from simulator.engine import call_events as e

WAITING, ANSWERED, CUT_OFF = "waiting", "answered", "cut_off"


class Attempt(NamedTuple):
    """One try to reach somebody. ``at``, ``ended`` and ``repeated`` are scenario seconds.

    ``outcome`` is ``waiting``, ``answered``, ``no_answer``, ``declines``, ``wrong_number``, or ``cut_off`` by the end
    of the exercise. Where the message starts, ``caller``, ``by`` and ``reply`` are empty. ``words`` is the reply that
    repeated the message back.
    """

    call: str
    at: int
    caller: str
    whom: str
    by: str
    reply: str
    hours: str
    number: str
    person: bool
    outcome: str = WAITING
    ended: int | None = None
    repeated: int | None = None
    words: str = ""

    @property
    def failed(self) -> bool:
        return self.outcome not in {WAITING, ANSWERED, CUT_OFF}


class CallState(NamedTuple):
    """The tries of one call in their order, the number it was corrected to, and the reply that did so."""

    attempts: tuple[Attempt, ...] = ()
    number: str = ""
    correction: str = ""
    corrected_at: int | None = None

    @property
    def arrived(self) -> Attempt | None:
        """The try that reached somebody."""
        return next((one for one in self.attempts if one.outcome == ANSWERED), None)

    @property
    def waiting(self) -> Attempt | None:
        """The last try while its outcome is open; a new try takes the place of an earlier one that nobody answered."""
        last = self.attempts[-1] if self.attempts else None
        return last if last is not None and last.outcome == WAITING else None

    def tried(self, whom: str) -> tuple[Attempt, ...]:
        return tuple(one for one in self.attempts if one.whom == whom)


Calls = Mapping[str, CallState]

NONE = CallState()


class _At(Protocol):
    """The part of an entry that is needed here."""

    @property
    def scenario(self) -> int | None: ...


def made(calls: Calls, entry: _At, event: e.CallMade) -> Calls:
    attempt = Attempt(
        event.call,
        entry.scenario or 0,
        event.caller,
        event.whom,
        event.by,
        event.reply,
        event.hours,
        event.number,
        event.person,
    )
    return _with(calls, event.call, attempts=(*calls.get(event.call, NONE).attempts, attempt))


def answered(calls: Calls, entry: _At, event: e.CallAnswered) -> Calls:
    if not calls.get(event.call, NONE).tried(event.whom):
        at = entry.scenario or 0
        first = Attempt(event.call, at, "", event.whom, "", "", "", "", person=False, outcome=ANSWERED, ended=at)
        return _with(calls, event.call, attempts=(first,))
    return _last(calls, event.call, event.whom, outcome=ANSWERED, ended=entry.scenario or 0)


def acknowledged(calls: Calls, entry: _At, event: e.CallAcknowledged) -> Calls:
    return _last(calls, event.call, event.whom, repeated=entry.scenario or 0, words=event.reply)


def failed(calls: Calls, entry: _At, event: e.CallFailed) -> Calls:
    return _last(calls, event.call, event.whom, outcome=event.why, ended=entry.scenario or 0)


def cut_off(calls: Calls, entry: _At, event: e.CallCutOff) -> Calls:
    return _last(calls, event.call, event.whom, outcome=CUT_OFF, ended=entry.scenario or 0)


def corrected(calls: Calls, entry: _At, event: e.NumberCorrected) -> Calls:
    return _with(calls, event.call, number=event.number, correction=event.reply, corrected_at=entry.scenario or 0)


def _with(calls: Calls, call: str, **changes: Any) -> Calls:
    return {**calls, call: calls.get(call, NONE)._replace(**changes)}


def _last(calls: Calls, call: str, whom: str, **changes: Any) -> Calls:
    """``changes`` on the last try to reach ``whom``."""
    attempts = list(calls.get(call, NONE).attempts)
    ours = [number for number, one in enumerate(attempts) if one.whom == whom]
    if ours:
        attempts[ours[-1]] = attempts[ours[-1]]._replace(**changes)
    return _with(calls, call, attempts=tuple(attempts))


APPLY: dict[type, Callable[[Calls, Any, Any], Calls]] = {
    e.CallMade: made,
    e.CallAnswered: answered,
    e.CallAcknowledged: acknowledged,
    e.CallFailed: failed,
    e.NumberCorrected: corrected,
    e.CallCutOff: cut_off,
}
