"""A seat's response: is it whole, may this seat send it, and does it answer what was asked?"""

from __future__ import annotations

from dataclasses import replace

from simulator.engine import commands as c
from simulator.engine import events as e
from simulator.engine.deciding import Decision, entries_of, one_kind_of_line_end, seat_holding
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.scenario import Ask, ResponseKind
from simulator.model.verdict import Reply

MAX_PART = 10_000
"""Longest text of one part of a response, in characters."""

MAX_KEY = 64
"""Longest key of a response, in characters."""

_WORDS = {ResponseKind.TEXT: "text", ResponseKind.CONTACT: "message", ResponseKind.DECISION: "reason"}


def decide_response(world: World, team: str, state: TeamState, command: c.SubmitResponse) -> Decision:
    """The entry that records the response, or why it is refused."""
    reply = Reply(
        id=f"r{len(state.responses) + 1}",
        at=state.clock.at(command.at),
        role=command.role,
        kind=command.kind,
        inject=command.inject,
        parts={name: one_kind_of_line_end(text) for name, text in command.parts.items() if text.strip()},
        options=command.options,
        to=command.to,
        by=command.by,
    )
    if command.key and command.key[:MAX_KEY] in state.keys and _is_recorded(state, command.seat, reply):
        return ()
    refused = _who(world, team, state, command) or _what(world, command) or _again(state, command)
    if refused:
        return refused
    return entries_of(state, command, [e.ResponseSubmitted(command.seat, reply, command.key[:MAX_KEY])])


def _is_recorded(state: TeamState, seat: str, reply: Reply) -> bool:
    """Whether the seat has sent the very same. A key alone does not tell: a page that a browser has kept may bring the
    key of what was sent before with other words, and those must not be lost."""
    return any(
        one.seat == seat and replace(one.reply, id=reply.id, at=reply.at) == reply for one in reversed(state.responses)
    )


def _who(world: World, team: str, state: TeamState, command: c.SubmitResponse) -> c.Refusal | None:
    if state.finished:
        return c.Refusal("team.finished")
    seat = seat_holding(world, team, command)
    if isinstance(seat, c.Refusal):
        return seat
    if command.inject is None:
        return None
    return None if has_received(state, seat, command.inject) else c.Refusal("inject.not_received")


def _what(world: World, command: c.SubmitResponse) -> c.Refusal | None:
    try:
        kind = ResponseKind(command.kind)
    except ValueError:
        return c.Refusal("response.kind_unknown", {"kind": command.kind})
    if any(len(text) > MAX_PART for text in command.parts.values()):
        return c.Refusal("response.too_long", {"limit": str(MAX_PART)})
    inject = world.scenario.inject[command.inject] if command.inject else None
    ask = inject.ask if inject else None
    if kind in {ResponseKind.CHOICE, ResponseKind.DECISION, ResponseKind.QUIZ}:
        return _option(command, kind, ask)
    if kind is ResponseKind.FORM:
        return _form(command, ask)
    if kind is ResponseKind.CONTACT:
        return _contact(world, command)
    if kind is ResponseKind.ACKNOWLEDGE:
        return None if inject else c.Refusal("response.nothing_asked")
    return _needs_words(command, _WORDS[kind])


def _again(state: TeamState, command: c.SubmitResponse) -> c.Refusal | None:
    """A quiz is answered once by each seat, as the right answer is told then."""
    quiz = command.kind == ResponseKind.QUIZ
    return c.Refusal("quiz.answered") if quiz and answered_by(state, command.seat, command.inject) else None


def answered_by(state: TeamState, seat: str, inject: str | None) -> bool:
    """Whether the seat has answered the inject."""
    return any(response.seat == seat and response.reply.inject == inject for response in state.responses)


def _needs_words(command: c.SubmitResponse, part: str) -> c.Refusal | None:
    if set(command.parts) - {part}:
        return c.Refusal("response.part_unknown")
    return None if command.parts.get(part, "").strip() else c.Refusal("response.empty")


def _option(command: c.SubmitResponse, kind: ResponseKind, ask: Ask | None) -> c.Refusal | None:
    if ask is None or ask.kind is not kind:
        return c.Refusal("response.not_asked", {"kind": kind.value})
    known = {option.id for option in ask.options}
    if not command.options:
        return c.Refusal("response.no_option")
    if not known.issuperset(command.options):
        return c.Refusal("response.option_unknown")
    if len(command.options) != 1 and not ask.many:
        return c.Refusal("response.one_option")
    return _needs_words(command, "reason") if kind is ResponseKind.DECISION else None


def _form(command: c.SubmitResponse, ask: Ask | None) -> c.Refusal | None:
    if ask is None or ask.kind is not ResponseKind.FORM:
        return c.Refusal("response.not_asked", {"kind": "form"})
    fields = {field.id: field for field in ask.fields}
    if set(command.parts) - set(fields):
        return c.Refusal("response.part_unknown")
    if not any(text.strip() for text in command.parts.values()):
        return c.Refusal("response.empty")
    empty = [f.id for f in ask.fields if f.required and not command.parts.get(f.id, "").strip()]
    return c.Refusal("response.field_required", {"field": empty[0]}) if empty else None


def _contact(world: World, command: c.SubmitResponse) -> c.Refusal | None:
    if not command.to:
        return c.Refusal("contact.nobody")
    unknown = [who for who in command.to if who not in world.content.organization.titles]
    if unknown:
        return c.Refusal("contact.unknown", {"who": unknown[0]})
    return _needs_words(command, "message")


def has_received(state: TeamState, seat: e.SeatSetup, inject: str) -> bool:
    """Whether the inject was delivered to one of the seat's roles."""
    delivery = state.delivered.get(inject)
    return delivery is not None and not set(delivery.to).isdisjoint(seat.roles)
