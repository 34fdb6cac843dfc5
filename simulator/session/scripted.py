"""Scripted players: what a script has a team answer next, given what its log says already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from simulator.engine.commands import RecordProgress, RecordSystemCheck, SubmitResponse
from simulator.engine.state import Progress, SystemCheck, TeamState
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.scenario import ResponseKind
from simulator.model.script import Script, ScriptedReply
from simulator.model.verdict import Reply

Key = tuple[str | None, str, str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]
"""Inject, role, kind, options, whom, parts."""


Sent = SubmitResponse | RecordProgress | RecordSystemCheck
"""What a script can send."""


class Planned(NamedTuple):
    """A scripted response or record and the scenario second at which it is sent."""

    at: int
    command: Sent

    @property
    def about(self) -> str | None:
        """The inject that it answers, else the row or the system that it records."""
        command = self.command
        if isinstance(command, SubmitResponse):
            return command.inject
        return command.row if isinstance(command, RecordProgress) else command.system


def planned(
    world: World, team: str, state: TeamState, script: Script, lang: str, without: Collection[Key] = ()
) -> Iterator[Planned]:
    """Responses still to come from the script's replies whose roles no person plays, earliest first.

    A reply counts as sent once the log holds the same one, as often as the script has it; so a script goes on after
    an interruption. ``without`` are replies that were refused.
    """
    seats = {role: seat.id for seat in world.teams[team].seats if not seat.human for role in seat.roles}
    sent = Counter(key_of(r.reply) for r in state.responses)
    sent.update(map(key_of, state.progress))
    sent.update(map(key_of, state.checks))
    ours = [(_moment(state, reply), reply) for reply in script.replies if reply.role in seats]
    coming = [(at, reply) for at, reply in ours if at is not None]
    for at, reply in sorted(coming, key=lambda pair: pair[0]):
        command = response(reply, seats[reply.role], lang)
        key = key_of(command)
        if sent[key]:
            sent[key] -= 1
        elif key not in without:
            yield Planned(at, command)


def key_of(sent: Reply | Progress | SystemCheck | Sent) -> Key:
    """What makes two responses the same to a script; of a record, all but its time."""
    if isinstance(sent, Progress | RecordProgress):
        return None, sent.role, "record", (sent.row,), (), (("remark", sent.remark),)
    if isinstance(sent, SystemCheck | RecordSystemCheck):
        return None, sent.role, "check", (sent.system, sent.what, sent.how), (), (("remark", sent.remark),)
    parts = tuple(sorted((name, text) for name, text in sent.parts.items() if text.strip()))
    return sent.inject, sent.role, sent.kind, sent.options, sent.to, parts


def next_planned(
    world: World, team: str, state: TeamState, script: Script, lang: str, without: Collection[Key] = ()
) -> Planned | None:
    """The next scripted response; None where none is under way."""
    return next(planned(world, team, state, script, lang, without), None)


def response(reply: ScriptedReply, seat: str, lang: str) -> Sent:
    """The command that sends ``reply`` (its ``at`` is set when it is sent)."""
    actor = f"seat:{seat}"
    if reply.record is not None:
        row, remark = reply.record.row, _plain(reply.record.remark, lang)
        return RecordProgress(
            at=0, actor=actor, seat=seat, role=reply.role, row=row, at_scenario=reply.record.at, remark=remark
        )
    if reply.check is not None:
        check, remark = reply.check, _plain(reply.check.remark, lang)
        return RecordSystemCheck(
            at=0,
            actor=actor,
            seat=seat,
            role=reply.role,
            system=check.system,
            what=check.what,
            how=check.how,
            remark=remark,
        )
    parts, options, to, by = _body(reply, lang)
    return SubmitResponse(
        at=0,
        actor=actor,
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
    if reply.quiz is not None:
        return ResponseKind.QUIZ
    if reply.form is not None:
        return ResponseKind.FORM
    return ResponseKind.TEXT if reply.text is not None else ResponseKind.ACKNOWLEDGE


def _body(reply: ScriptedReply, lang: str) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...], str | None]:
    def words(**texts: Text) -> dict[str, str]:
        return {name: _plain(text, lang) for name, text in texts.items()}

    if reply.contact is not None:
        return words(message=reply.contact.message), (), reply.contact.to, reply.contact.by
    if reply.decision is not None:
        return words(reason=reply.decision.reason), (reply.decision.option,), (), None
    taken = reply.choice if reply.choice is not None else reply.quiz
    if taken is not None:
        return {}, (taken,) if isinstance(taken, str) else taken, (), None
    if reply.form is not None:
        return words(**reply.form), (), (), None
    return ({} if reply.text is None else words(text=reply.text)), (), (), None


def _plain(text: Text | None, lang: str) -> str:
    return "" if text is None else "\n".join(text.to(lang).strip().splitlines())


def _moment(state: TeamState, reply: ScriptedReply) -> int | None:
    if reply.inject is None:
        return reply.at
    delivery = state.delivered.get(reply.inject)
    return delivery.at + reply.after if delivery else None
