"""What a timeline tells of calls and messages: who answered or read them and when, how long a call took, what was said.

Picking up and reading have no row of their own: they are told with the call or message.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.engine import talk_events as x
from simulator.engine.talk_chains import chains, outcome
from simulator.engine.talk_state import REACHED, UNANSWERED, Line, Talk
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words, span_words
from simulator.words import mark


class TalkWords(NamedTuple):
    """Who speaks (and to whom), the title of the row, its labelled words, and the roles or parties it is about."""

    who: str
    title: str
    words: list[tuple[str, str]]
    roles: tuple[str, ...] = ()


TalkRow = x.MessageSent | x.ContactSaid | x.ContactEnded | x.ContactUnanswered | x.ContactPassedOn
"""Events that have a row."""


def talk_words(name: Naming, event: TalkRow, talk: Talk | None) -> TalkWords:
    """A row on ``event`` of ``talk`` as it stood at the end."""
    t = name.t
    match event:
        case x.MessageSent():
            who = f"{name.who(event.sender)} → {name.everybody(event.to)}"
            words = [("", event.text), (t("Means"), name.means(event.by)), *talk_pieces(name, talk)]
            return TalkWords(who, " ".join(event.text.split()), words, event.to)
        case x.ContactSaid():
            about = _about(name, talk)
            return TalkWords(name.who(event.who), " ".join(event.text.split()), [("", event.text), about], (event.who,))
        case x.ContactUnanswered():
            told = mark("{who} did not answer") if _heard(talk) else mark("{who} had not read it in time")
            title = t(told, who=name.who(event.who))
            return TalkWords("", title, [_about(name, talk)], (event.who,))
        case x.ContactPassedOn():
            title = t("Passed on to {who}, stand-in of {other}", who=name.who(event.to), other=name.who(event.whom))
            return TalkWords("", title, [_about(name, talk)], (event.to,))
        case x.ContactEnded():
            return TalkWords(name.seat(event.seat) if event.seat else "", _end(name, event, talk), [_about(name, talk)])


def talk_pieces(name: Naming, talk: Talk | None) -> list[tuple[str, str]]:
    """Labelled words on what became of a call or message; none where nobody was there to take it."""
    if talk is None:
        return []
    t = name.t
    return [
        (t("Answered") if talk.heard else t("Read"), t(", ").join(_line(name, talk, line) for line in talk.lines)),
        (t("Length of the call"), _length(name, talk)),
    ]


def _line(name: Naming, talk: Talk, line: Line) -> str:
    t, who = name.t, name.who(line.who)
    if line.status == REACHED and line.reached is not None:
        read = f"{who} {clock_words(line.reached)}"
        return t("{read} (after it had gone on)", read=read) if line.ended is not None and not talk.heard else read
    if line.status == UNANSWERED:
        return t("{who} did not answer", who=who) if talk.heard else t("{who} not read in time", who=who)
    return t("{who} not answered", who=who) if talk.heard else t("{who} not read", who=who)


def _length(name: Naming, talk: Talk) -> str:
    if talk.seconds is None:
        return ""
    real = span_words(name.t, talk.real_seconds or 0)
    return name.t("{span} ({real} by the wall clock)", span=span_words(name.t, talk.seconds), real=real)


def _end(name: Naming, event: x.ContactEnded, talk: Talk | None) -> str:
    t = name.t
    if event.why == "finished":
        return _cut_off(name, talk)
    if event.why == "given_up":
        return t("Stopped calling before anybody answered")
    if talk is None or talk.seconds is None:
        return t("The call ended")
    span = span_words(t, talk.seconds)
    if event.why == "silence":
        return t("The call ended by itself after {span}", span=span)
    return t("The call ended after {span}", span=span)


def _cut_off(name: Naming, talk: Talk | None) -> str:
    """What the end of the exercise ended: a call that rang, one that was going on, something unread."""
    t = name.t
    if talk is None:
        return t("Ended with the exercise")
    if talk.heard and talk.seconds is None:
        return t("Still ringing when the exercise ended")
    if talk.heard:
        return t("The call was cut off by the end of the exercise after {span}", span=span_words(t, talk.seconds or 0))
    unread = [line.who for chain in chains(talk) if outcome(talk, chain) != REACHED for line in chain]
    if unread:
        return t("Not read by the end of the exercise: {who}", who=name.everybody(tuple(dict.fromkeys(unread))))
    return t("An answer had not been read when the exercise ended")


def _heard(talk: Talk | None) -> bool:
    return talk is None or talk.heard


def _about(name: Naming, talk: Talk | None) -> tuple[str, str]:
    """Which call or message it is about."""
    if talk is None:
        return ("", "")
    told = f"{name.who(talk.sender)} → {name.everybody(talk.to)}"
    return (name.t("Call") if talk.heard else name.t("Message"), f"{told} {clock_words(talk.at)}")
