"""Calls of a contact drill: may this seat make, take or repeat back this call now?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from simulator.engine import call_commands as c
from simulator.engine import events as e
from simulator.engine.call_events import CallAcknowledged, CallAnswered, CallMade, NumberCorrected
from simulator.engine.call_state import ANSWERED, NONE, WAITING, Attempt
from simulator.engine.calls import behaviour, holder
from simulator.engine.commands import Refusal
from simulator.engine.deciding import Decision, entries_of, one_kind_of_line_end, seat_holding
from simulator.engine.presence import is_played
from simulator.engine.responses import MAX_PART
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.world import World
from simulator.model.call_tree import Call, CallTree, figures
from simulator.model.scenario import ResponseKind
from simulator.model.verdict import Reply

MAX_NUMBER = 100
"""Longest number that can be put into the contact network, in characters."""


class _Place(NamedTuple):
    """The call that a command is about, in its tree, and the seat that gives the command."""

    tree: CallTree
    call: Call
    seat: e.SeatSetup


def _make(world: World, team: str, state: TeamState, command: c.MakeCall) -> Decision:
    place = _mine(world, team, state, command)
    if isinstance(place, Refusal):
        return place
    call, calls = place.call, state.calls.get(command.call, NONE)
    whom = command.whom or call.who
    refused = _callable(place, state, command, whom)
    if refused is not None:
        return refused
    reply = _reply(state, command, ResponseKind.CONTACT, {"message": command.words}, to=(whom,), by=command.by)
    number = calls.number if whom == call.who else ""
    made = CallMade(
        call.id,
        whom,
        command.role,
        command.by,
        reply.id,
        place.tree.hours,
        number,
        _is_person(world, team, state, command.seat, whom),
    )
    return _entries(state, command, reply, [made])


def _callable(place: _Place, state: TeamState, command: c.MakeCall, whom: str) -> Refusal | None:
    call, calls = place.call, state.calls.get(command.call, NONE)
    stand_in = call.stand_in.who if call.stand_in else None
    if len(command.words) > MAX_PART:
        return Refusal("response.too_long", {"limit": str(MAX_PART)})
    if command.by not in call.by:
        return Refusal("call.way")
    if calls.arrived is not None:
        return Refusal("call.reached")
    if whom not in {call.who, stand_in}:
        return Refusal("call.not_stand_in")
    if calls.waiting is not None and calls.waiting.by in HEARD:
        return Refusal("call.ringing")
    if whom == stand_in and not calls.tried(call.who):
        return Refusal("call.stand_in_too_early")
    return None


def _take(world: World, team: str, state: TeamState, command: c.TakeCall) -> Decision:
    attempt = _incoming(world, team, state, command)
    if isinstance(attempt, Refusal):
        return attempt
    if attempt.outcome == ANSWERED:
        return ()
    return _entries(state, command, None, [CallAnswered(command.call, command.role)])


def _acknowledge(world: World, team: str, state: TeamState, command: c.AcknowledgeCall) -> Decision:
    attempt = _incoming(world, team, state, command)
    if isinstance(attempt, Refusal):
        return attempt
    if attempt.repeated is not None:
        return Refusal("receipt.already")
    if not command.words.strip():
        return Refusal("response.empty")
    if len(command.words) > MAX_PART:
        return Refusal("response.too_long", {"limit": str(MAX_PART)})
    to = (attempt.caller,) if attempt.caller else ()
    reply = _reply(state, command, ResponseKind.ACKNOWLEDGE, {"text": command.words}, to=to, by=attempt.by or None)
    found: list[e.TeamEvent] = [CallAcknowledged(command.call, command.role, reply.id)]
    if attempt.outcome == WAITING:
        found.insert(0, CallAnswered(command.call, command.role))
    return _entries(state, command, reply, found)


def _correct(world: World, team: str, state: TeamState, command: c.CorrectNumber) -> Decision:
    place = _mine(world, team, state, command)
    if isinstance(place, Refusal):
        return place
    calls = state.calls.get(command.call, NONE)
    if not any(one.outcome == "wrong_number" for one in calls.attempts):
        return Refusal("number.not_wrong")
    number = " ".join(command.number.split())
    if not figures(number):
        return Refusal("number.empty")
    if len(number) > MAX_NUMBER:
        return Refusal("response.too_long", {"limit": str(MAX_NUMBER)})
    if number == calls.number:
        return ()
    reply = _reply(state, command, ResponseKind.FORM, {"number": number}, to=(place.call.who,))
    corrected = NumberCorrected(command.call, place.call.who, number, reply.id)
    return _entries(state, command, reply, [corrected])


def _mine(world: World, team: str, state: TeamState, command: c.MakeCall | c.CorrectNumber) -> _Place | Refusal:
    """The call, where the role that acts is the one who is to make it and has got the message."""
    place = _place(world, team, state, command)
    if isinstance(place, Refusal):
        return place
    if place.call.called_by is None or holder(state, place.call.called_by) != command.role:
        return Refusal("call.not_yours")
    return place


def _incoming(world: World, team: str, state: TeamState, command: c.TakeCall | c.AcknowledgeCall) -> Attempt | Refusal:
    """The try that has reached, or is just ringing at, the role that acts."""
    place = _place(world, team, state, command)
    if isinstance(place, Refusal):
        return place
    tries = state.calls.get(command.call, NONE).tried(command.role)
    if not tries or tries[-1].failed or (tries[-1].outcome == WAITING and not tries[-1].person):
        return Refusal("receipt.none")
    if tries[-1].outcome == WAITING and behaviour(place.call, tries[-1]).how != "answers":
        # Their part is not to answer; the try ends as the call tree says.
        return Refusal("receipt.none")
    return tries[-1]


def _place(world: World, team: str, state: TeamState, command: c.CallCommand) -> _Place | Refusal:
    if state.finished:
        return Refusal("team.finished")
    tree = world.scenario.call_tree
    if tree is None or command.call not in tree.call:
        return Refusal("call.unknown", {"call": command.call})
    seat = seat_holding(world, team, command)
    return seat if isinstance(seat, Refusal) else _Place(tree, tree.call[command.call], seat)


def _is_person(world: World, team: str, state: TeamState, caller: str, whom: str) -> bool:
    """Whether somebody at another screen takes the call; who calls their own other role need not play both ends."""
    return any(is_played(state, seat) and whom in seat.roles and seat.id != caller for seat in world.teams[team].seats)


def _reply(
    state: TeamState,
    command: c.CallCommand,
    kind: ResponseKind,
    parts: dict[str, str],
    *,
    to: tuple[str, ...],
    by: str | None = None,
) -> Reply:
    return Reply(
        id=f"r{len(state.responses) + 1}",
        at=state.clock.at(command.at),
        role=command.role,
        kind=kind.value,
        parts={name: one_kind_of_line_end(text) for name, text in parts.items() if text.strip()},
        to=to,
        by=by,
        call=command.call,
    )


def _entries(state: TeamState, command: c.CallCommand, reply: Reply | None, found: list[Any]) -> tuple[e.Entry, ...]:
    return entries_of(state, command, [*([e.ResponseSubmitted(command.seat, reply)] if reply else []), *found])


DECIDE_CALL: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    c.MakeCall: _make,
    c.TakeCall: _take,
    c.AcknowledgeCall: _acknowledge,
    c.CorrectNumber: _correct,
}
