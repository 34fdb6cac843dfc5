"""Scripted players: what a script has a team answer next, given what its log says already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.engine.commands import SubmitResponse
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.scenario import ResponseKind
from simulator.model.script import Script, ScriptedReply


class Planned(NamedTuple):
    """A scripted response and the scenario second at which it is sent."""

    at: int
    command: SubmitResponse


def planned(world: World, team: str, state: TeamState, script: Script, lang: str) -> Iterator[Planned]:
    """Responses still to come from the script's replies whose roles no person plays, unordered.

    A reply counts as sent once the log holds the same one; so a script goes on after an interruption.
    """
    seats = {role: seat.id for seat in world.teams[team].seats if not seat.human for role in seat.roles}
    sent = {
        (r.reply.inject, r.reply.role, r.reply.kind, r.reply.options, r.reply.to, tuple(sorted(r.reply.parts.items())))
        for r in state.responses
    }
    for reply in script.replies:
        if reply.role not in seats:
            continue
        at = _moment(state, reply)
        if at is None:
            continue
        command = response(reply, seats[reply.role], lang)
        parts = tuple(sorted((name, text) for name, text in command.parts.items() if text.strip()))
        if (command.inject, command.role, command.kind, command.options, command.to, parts) not in sent:
            yield Planned(at, command)


def next_planned(world: World, team: str, state: TeamState, script: Script, lang: str) -> Planned | None:
    """The next scripted response, the earliest first; None where none is under way."""
    return min(planned(world, team, state, script, lang), key=lambda p: p.at, default=None)


def response(reply: ScriptedReply, seat: str, lang: str) -> SubmitResponse:
    """The command that sends ``reply`` (its ``at`` is set when it is sent)."""
    parts, options, to, by = _body(reply, lang)
    return SubmitResponse(
        at=0,
        actor=f"seat:{seat}",
        seat=seat,
        role=reply.role,
        kind=kind_of(reply).value,
        inject=reply.inject,
        parts=parts,
        options=options,
        to=to,
        by=by,
    )


def kind_of(reply: ScriptedReply) -> ResponseKind:
    """The kind of response that a scripted reply is."""
    if reply.contact is not None:
        return ResponseKind.CONTACT
    if reply.decision is not None:
        return ResponseKind.DECISION
    if reply.choice is not None:
        return ResponseKind.CHOICE
    if reply.form is not None:
        return ResponseKind.FORM
    return ResponseKind.TEXT if reply.text is not None else ResponseKind.ACKNOWLEDGE


def _body(reply: ScriptedReply, lang: str) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...], str | None]:
    def words(**texts: Text) -> dict[str, str]:
        return {name: text.to(lang).strip() for name, text in texts.items()}

    if reply.contact is not None:
        return words(message=reply.contact.message), (), reply.contact.to, reply.contact.by
    if reply.decision is not None:
        return words(reason=reply.decision.reason), (reply.decision.option,), (), None
    if reply.choice is not None:
        return {}, (reply.choice,) if isinstance(reply.choice, str) else reply.choice, (), None
    if reply.form is not None:
        return words(**reply.form), (), (), None
    return ({} if reply.text is None else words(text=reply.text)), (), (), None


def _moment(state: TeamState, reply: ScriptedReply) -> int | None:
    if reply.inject is None:
        return reply.at
    delivery = state.delivered.get(reply.inject)
    return delivery.at + reply.after if delivery else None
