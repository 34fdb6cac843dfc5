"""Talks: may this seat answer, say more, hang up; what the exercise office says as somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine import events as e
from simulator.engine import talk_commands as c
from simulator.engine import talk_events as t
from simulator.engine.commands import Refusal
from simulator.engine.deciding import Decision, entries_of, one_kind_of_line_end
from simulator.engine.responses import MAX_PART
from simulator.engine.state import TeamState
from simulator.engine.talk_state import WAITING, Line, Talk
from simulator.engine.talks import OFFICE, PERSON, SCRIPT, is_person, lines_to
from simulator.engine.world import World
from simulator.model.scenario import CONTROL, Channel, ResponseKind

_WAYS = frozenset(channel.value for channel in Channel)


def open_talk(world: World, team: str, state: TeamState, sent: tuple[e.Entry, ...]) -> tuple[e.Entry, ...]:
    """``sent``, the entry of a response, with what follows where it contacts somebody who can take it."""
    entry = sent[0]
    event = entry.event
    if not isinstance(event, e.ResponseSubmitted) or event.reply.kind != ResponseKind.CONTACT:
        return sent
    reply = event.reply
    lines = lines_to(
        world, team, state, seat=event.seat, sender=reply.role, to=reply.to, by=reply.by or "phone", at=entry.at
    )
    if not lines:
        return sent
    person = is_person(state, world.seat(team, event.seat))
    caller = PERSON if person else OFFICE if world.office else SCRIPT
    found: list[t.TalkEvent] = [t.ContactOpened(reply.id, lines, caller), *_scripted(reply.id, lines)]
    more = (
        e.Entry(entry.seq + number, entry.at, entry.scenario, "engine", each) for number, each in enumerate(found, 1)
    )
    return (*sent, *more)


def _scripted(talk: str, lines: tuple[t.ContactLine, ...]) -> list[t.TalkEvent]:
    """Scripted players are reached at once."""
    return [t.ContactReached(talk, ln.first.who, SCRIPT, ln.first.seats[0]) for ln in lines if ln.first.by == SCRIPT]


def _pick_up(world: World, team: str, state: TeamState, command: c.PickUp) -> Decision:
    talk = _of_seat(world, team, state, command)
    if isinstance(talk, Refusal):
        return talk
    return entries_of(state, command, _taken(talk, command.seat))


def _taken(talk: Talk, seat: str) -> list[t.TalkEvent]:
    """What it takes for ``seat`` to have heard or read all there is."""
    found: list[t.TalkEvent] = [t.ContactReached(talk.id, line.who, PERSON, seat) for line in talk.open_to(seat)]
    count = len(talk.said)
    if not talk.heard and talk.seen_by(seat) < count:
        found.append(t.ContactRead(talk.id, seat, count))
    return found


def _say(world: World, team: str, state: TeamState, command: c.Say) -> Decision:
    talk = _of_seat(world, team, state, command)
    if isinstance(talk, Refusal):
        return talk
    refused = _words(command.text)
    if refused is not None:
        return refused
    found = _taken(talk, command.seat)
    if not talk.answerable:
        return Refusal("talk.over")
    if talk.heard and not found:
        if talk.ended is not None:
            return Refusal("talk.over")
        if not talk.on_line(command.seat):
            return Refusal("talk.not_on_line")
        if not talk.live:
            return Refusal("talk.ringing" if talk.waiting else "talk.over")
    who = _speaks_as(talk, command.seat)
    return entries_of(
        state, command, [*found, t.ContactSaid(talk.id, who, one_kind_of_line_end(command.text), command.seat)]
    )


def _hang_up(world: World, team: str, state: TeamState, command: c.HangUp) -> Decision:
    talk = _of_seat(world, team, state, command)
    if isinstance(talk, Refusal):
        return talk
    if not talk.heard:
        return Refusal("talk.written")
    if not talk.on_line(command.seat):
        return Refusal("talk.not_on_line")
    return entries_of(state, command, _ended(talk, command.seat))


def _ended(talk: Talk, seat: str) -> list[t.TalkEvent]:
    if talk.ended is not None or not (talk.waiting or talk.live):
        return []
    return [t.ContactEnded(talk.id, "hung_up" if talk.reached else "given_up", seat)]


def _send(world: World, team: str, state: TeamState, command: c.SendMessage) -> Decision:
    if state.finished:
        return Refusal("team.finished")
    refused = _words(command.text) or _known(world, command)
    if refused is not None:
        return refused
    number = 1 + sum(talk.startswith("m") for talk in state.talks)
    lines = lines_to(world, team, state, seat="", sender=command.sender, to=command.to, by=command.by, at=command.at)
    lines = tuple(line for line in lines if line.first.by != OFFICE)
    if not lines:
        return Refusal("talk.nobody")
    text, talk = one_kind_of_line_end(command.text), f"m{number}"
    sent = t.MessageSent(talk, command.sender, command.to, command.by, text, lines)
    return entries_of(state, command, [sent, *_scripted(talk, lines)])


def _known(world: World, command: c.SendMessage) -> Refusal | None:
    titles = world.content.organization.titles
    if command.sender != CONTROL and command.sender not in titles:
        return Refusal("contact.unknown", {"who": command.sender})
    if not command.to:
        return Refusal("contact.nobody")
    unknown = [who for who in command.to if who not in titles]
    if unknown:
        return Refusal("contact.unknown", {"who": unknown[0]})
    return None if command.by in _WAYS else Refusal("call.way")


def _answer(world: World, team: str, state: TeamState, command: c.AnswerAs) -> Decision:
    talk = _talk(state, command.talk)
    if isinstance(talk, Refusal):
        return talk
    refused = _words(command.text) if command.text.strip() else None
    if refused is not None:
        return refused
    line = talk.line(command.who)
    ours = line is not None and line.by in {OFFICE, SCRIPT}
    if not ours and (command.who != talk.sender or is_person(state, world.seat(team, talk.seat))):
        return Refusal("talk.not_office")
    if talk.heard and talk.ended is not None:
        return Refusal("talk.over")
    found = _office_takes(talk, line if ours else None)
    if isinstance(found, Refusal):
        return found
    if command.text.strip():
        found.append(t.ContactSaid(talk.id, command.who, one_kind_of_line_end(command.text)))
    elif not talk.heard and talk.seen_by("") < len(talk.said):
        found.append(t.ContactRead(talk.id, "", len(talk.said)))
    return entries_of(state, command, found)


def _office_takes(talk: Talk, line: Line | None) -> list[t.TalkEvent] | Refusal:
    """The exercise office comes in as whom ``line`` is to; None: it speaks for whoever began the talk."""
    if line is None:
        return [] if not talk.heard or talk.live else Refusal("talk.ringing" if talk.waiting else "talk.over")
    if line.by == SCRIPT or line.status == WAITING:
        return [t.ContactReached(talk.id, line.who, OFFICE)]
    return [] if not talk.heard or talk.live else Refusal("talk.over")


def _end(_: World, __: str, state: TeamState, command: c.EndTalk) -> Decision:
    talk = _talk(state, command.talk)
    if isinstance(talk, Refusal):
        return talk
    if not talk.heard:
        return Refusal("talk.written")
    if not talk.on_line("") and not any(line.by == OFFICE for line in talk.lines):
        return Refusal("talk.not_office")
    return entries_of(state, command, _ended(talk, ""))


def _of_seat(world: World, team: str, state: TeamState, command: c.PickUp | c.Say | c.HangUp) -> Talk | Refusal:
    """The talk, where the seat is part of it."""
    if world.seat(team, command.seat) is None:
        return Refusal("seat.unknown", {"seat": command.seat})
    talk = _talk(state, command.talk)
    if isinstance(talk, Refusal):
        return talk
    mine = talk.seat == command.seat or any(command.seat in line.seats for line in talk.lines)
    return talk if mine else Refusal("talk.unknown")


def _talk(state: TeamState, talk: str) -> Talk | Refusal:
    if state.finished:
        return Refusal("team.finished")
    return state.talks.get(talk) or Refusal("talk.unknown")


def _speaks_as(talk: Talk, seat: str) -> str:
    """Who a seat is in a talk: whoever began it, or the line that it answered."""
    if seat == talk.seat:
        return talk.sender
    return next((line.who for line in reversed(talk.lines) if seat in line.seats), talk.sender)


def _words(text: str) -> Refusal | None:
    if not text.strip():
        return Refusal("response.empty")
    return Refusal("response.too_long", {"limit": str(MAX_PART)}) if len(text) > MAX_PART else None


DECIDE_TALK: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    c.PickUp: _pick_up,
    c.Say: _say,
    c.HangUp: _hang_up,
    c.SendMessage: _send,
    c.AnswerAs: _answer,
    c.EndTalk: _end,
}
