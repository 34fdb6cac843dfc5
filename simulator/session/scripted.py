"""Sent players: what a script has a team answer next, given what its log says already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from simulator.engine.call_commands import AcknowledgeCall, CallCommand, CorrectNumber, MakeCall, TakeCall
from simulator.engine.call_state import NONE, CallState
from simulator.engine.calls import got_at
from simulator.engine.commands import RecordProgress, RecordSystemCheck, SubmitResponse
from simulator.engine.state import Progress, SystemCheck, TeamState
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.scenario import ResponseKind
from simulator.model.script import Script, ScriptedReply
from simulator.model.verdict import Reply

Key = tuple[str | None, str, str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...], str | None]
"""Inject, role, kind, options, whom, parts, call."""

Sent = SubmitResponse | RecordProgress | RecordSystemCheck | CallCommand
"""What a script can have a seat do."""


class Planned(NamedTuple):
    """A scripted response or record and the scenario second at which it is sent."""

    at: int
    command: Sent

    @property
    def about(self) -> str | None:
        """The inject that it answers, else the row, the system or the call that it is about."""
        command = self.command
        if isinstance(command, SubmitResponse):
            return command.inject
        if isinstance(command, RecordProgress):
            return command.row
        return command.system if isinstance(command, RecordSystemCheck) else command.call


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
    ours = [(_moment(world, state, reply), reply) for reply in script.replies if reply.role in seats]
    coming = [(at, reply) for at, reply in ours if at is not None]
    for at, reply in sorted(coming, key=lambda pair: pair[0]):
        command = _command(world, reply, seats[reply.role], lang)
        key = key_of(command)
        if sent[key]:
            sent[key] -= 1
        elif key not in without:
            yield Planned(at, command)


class Unsent(NamedTuple):
    """A scripted reply that was not sent: what it is about (as ``Planned.about``), whose it is, and why.

    ``why``: ``over`` (its time comes after the end of the exercise) or ``never`` (what it follows never happened).
    """

    about: str | None
    role: str
    why: str


def unsent(
    world: World, team: str, state: TeamState, script: Script, lang: str, without: Collection[Key] = ()
) -> Iterator[Unsent]:
    """Replies of the script that are left in ``state``, the last of its team; those that were refused are left out."""
    for left in planned(world, team, state, script, lang, without):
        yield Unsent(left.about, left.command.role, "over")
    for reply in script.replies:
        if _moment(world, state, reply) is None:
            yield Unsent(Planned(0, _command(world, reply, reply.role, lang)).about, reply.role, "never")


def key_of(sent: Reply | Progress | SystemCheck | Sent) -> Key:
    """What makes two responses the same to a script; of a record, all but its time; of calls, whom they go to."""
    if isinstance(sent, Progress | RecordProgress):
        return None, sent.role, "record", (sent.row,), (), (("remark", sent.remark),), None
    if isinstance(sent, SystemCheck | RecordSystemCheck):
        return None, sent.role, "check", (sent.system, sent.what, sent.how), (), (("remark", sent.remark),), None
    if isinstance(sent, MakeCall):
        parts = {"message": sent.words} if sent.words.strip() else {}
        return None, sent.role, "contact", (), (sent.whom or "",), tuple(parts.items()), sent.call
    if isinstance(sent, AcknowledgeCall):
        return None, sent.role, "acknowledge", (), (), (("text", sent.words),), sent.call
    if isinstance(sent, CorrectNumber):
        return None, sent.role, "form", (), (), (("number", sent.number),), sent.call
    if isinstance(sent, TakeCall):
        return None, sent.role, "take", (), (), (), sent.call
    call = sent.call if isinstance(sent, Reply) else None
    to = sent.to if call is None or sent.kind == "contact" else ()
    written = tuple(sorted((name, text) for name, text in sent.parts.items() if text.strip()))
    return sent.inject, sent.role, sent.kind, sent.options, to, written, call


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


def _command(world: World, reply: ScriptedReply, seat: str, lang: str) -> Sent:
    """The command that carries out ``reply``; in a contact drill whom it calls depends on the call tree."""
    actor = f"seat:{seat}"
    words = "" if reply.text is None else _plain(reply.text, lang)
    if reply.call is not None:
        tree = world.scenario.call_tree
        call = tree.call.get(reply.call.id) if tree else None
        instead = call.stand_in.who if call and call.stand_in else ""
        whom = (instead if reply.call.stand_in else call.who) if call else ""
        said = _plain(reply.call.message, lang) if reply.call.message else ""
        return MakeCall(
            at=0, actor=actor, seat=seat, role=reply.role, call=reply.call.id, by=reply.call.by, whom=whom, words=said
        )
    if reply.receipt is not None:
        return AcknowledgeCall(at=0, actor=actor, seat=seat, role=reply.role, call=reply.receipt, words=words)
    if reply.correct is not None:
        number = reply.correct.number
        return CorrectNumber(at=0, actor=actor, seat=seat, role=reply.role, call=reply.correct.call, number=number)
    return response(reply, seat, lang)


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


def _moment(world: World, state: TeamState, reply: ScriptedReply) -> int | None:
    if reply.inject is None and reply.at is not None:
        return reply.at
    start = _start(world, state, reply)
    return None if start is None else start + reply.after


def _start(world: World, state: TeamState, reply: ScriptedReply) -> int | None:
    """What ``after`` counts from; None while that has not happened."""
    if reply.inject is not None:
        delivery = state.delivered.get(reply.inject)
        return delivery.at if delivery else None
    tree = world.scenario.call_tree
    if reply.receipt is not None:
        return _came(state.calls.get(reply.receipt, NONE), reply.role)
    if reply.correct is not None:
        return _failed(state.calls.get(reply.correct.call, NONE))
    call = tree.call.get(reply.call.id) if tree and reply.call else None
    if call is None or reply.call is None:
        return None
    calls = state.calls.get(call.id, NONE)
    if reply.call.again and call.answers.how == "wrong_number":
        return calls.corrected_at
    return _failed(calls) if reply.call.stand_in or reply.call.again else got_at(state, call.called_by or "")


def _came(calls: CallState, role: str) -> int | None:
    """When the message came to ``role``."""
    return next((one.ended for one in calls.tried(role) if calls.arrived is one), None)


def _failed(calls: CallState) -> int | None:
    """When the last try failed that did."""
    return next((one.ended for one in reversed(calls.attempts) if one.failed), None)
