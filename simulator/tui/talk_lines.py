"""What the inbox, the notice line and the talk window tell of calls and messages."""

from __future__ import annotations

from simulator.engine.talk_shapes import TalkView
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible_line
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, line, pad
from simulator.tui.message_news import gone_on, key, message_news
from simulator.tui.talk_ends import in_place_of
from simulator.tui.talk_page import addressed
from simulator.tui.wording import Wording, hour
from simulator.words import mark

TALK = "talk:"
"""Beginning of the ids of rows that tell of a talk."""

_STATUS = {
    "ringing": (mark("RINGING"), "mark"),
    "unread": (mark("unread"), "mark"),
    "talking": (mark("on the line"), "good"),
    "calling": (mark("calling"), "warn"),
    "missed": (mark("missed"), "alert"),
    "unanswered": (mark("no answer"), "alert"),
    "taken": (mark("taken"), "dim"),
    "told": (mark("told"), "dim"),
    "over": (mark("over"), "dim"),
    "read": (mark("read"), "dim"),
    "sent": (mark("sent"), "dim"),
    "passed_on": (mark("passed on"), "warn"),
}
_UNREAD = (mark("not read"), "alert")
"""A message that nobody has read in time."""
_WIDTH = 11
"""Cells of a status."""

_MARKS = {
    "ringing": (mark("ring"), "mark"),
    "unread": (mark("new"), "mark"),
    "talking": (mark("line"), "good"),
    "missed": (mark("miss"), "alert"),
    "unanswered": (mark("none"), "alert"),
}
_MARK_WIDTH = 4
_NOT_READ = {
    "unanswered": mark("nobody has read it: {who}"),
    "passed_on": mark("gone on to the stand-in: {who}"),
}
"""What one wrote and nobody has read in time."""


def waits(talk: TalkView) -> bool:
    """Whether the seat has to turn to it: it rings, somebody is on the line, something is unread."""
    return talk.status in {"ringing", "unread", "talking"}


def talk_rows(words: Wording, view: SeatView) -> list[Row]:
    """The talks, newest first."""
    rows = [_row(words, talk) for talk in reversed(view.talks)]
    return rows or [Row("", (line(words.t("No calls or messages yet. F4 opens the contact network."), "dim"),))]


def inbox_row(words: Wording, talk: TalkView) -> Row:
    """The row of a talk that came to this seat, or in which an answer came."""
    word, style = _MARKS.get(talk.status, (mark("-"), "dim"))
    strong = "strong" if waits(talk) else ""
    head = Line(
        (
            Span(pad(words.t(word), _MARK_WIDTH), style),
            Span(f" {hour(talk.at)} ", strong),
            Span(words.way(talk.by), strong),
        ),
        indent=_MARK_WIDTH + 1,
    )
    return Row(TALK + talk.id, (head, Line((Span("  "), Span(_about(words, talk), strong)), indent=2, most=2)))


def _about(words: Wording, talk: TalkView) -> str:
    """Who called or wrote, and for whom; or what came of one's own message."""
    if talk.own:
        who, told = _others(words, talk), _NOT_READ.get(talk.status)
        return words.t(told, who=who) if told else words.t("answer from {who}", who=who)
    who, other = visible_line(talk.sender_title), visible_line(in_place_of(talk))
    return words.t("{who}, for {other}", who=who, other=other) if other else who


def in_inbox(talk: TalkView) -> bool:
    """Whether a talk has a row in the inbox: what others began, one's own while it waits for this seat, and what one
    wrote that was not read in time."""
    return not talk.own or waits(talk) or (not talk.heard and talk.status in _NOT_READ)


def urgent(view: SeatView) -> str:
    """The row to begin with: what rings, who is on the line, what is unread, else the newest."""
    for status in ("ringing", "talking", "unread", "calling"):
        for talk in reversed(view.talks):
            if talk.status == status:
                return TALK + talk.id
    return TALK + view.talks[-1].id if view.talks else ""


def talk_news(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    """What has become of this seat's talks since ``old``, the most urgent; empty when nothing has."""
    before = {talk.id: talk for talk in old.talks}
    changed = [talk for talk in new.talks if before.get(talk.id) != talk]
    for status in ("ringing", "unread", "talking", "unanswered", "calling", "passed_on", "missed", "sent", "over"):
        for talk in reversed(changed):
            if talk.status == status:
                found = _news(words, before.get(talk.id), talk)
                if found:
                    return found
    return ()


def waiting_news(words: Wording, view: SeatView) -> tuple[Span, ...]:
    """A call that rings now; it stays in sight until it is answered or given up."""
    ringing = [talk for talk in view.talks if talk.status == "ringing"]
    return _came(words, ringing[-1]) if ringing else ()


def calling_now(words: Wording, view: SeatView) -> tuple[Span, ...]:
    """That the call just made is ringing at the other end; empty where nothing rings there."""
    talk = view.talks[-1] if view.talks else None
    if talk is None or not talk.own or talk.status != "calling":
        return ()
    told = words.t("Calling {who} ...", who=_others(words, talk))
    return (Span(f" {told}", "strong"), Span("  "), key(words))


def has_come(old: SeatView, new: SeatView) -> bool:
    """Whether somebody has called or written since ``old``."""
    before = {talk.id: talk for talk in old.talks}
    return any(
        talk.status in {"ringing", "unread"} and (talk.id not in before or before[talk.id].status != talk.status)
        for talk in new.talks
    )


def _news(words: Wording, old: TalkView | None, talk: TalkView) -> tuple[Span, ...]:
    t = words.t
    was = old.status if old is not None else ""
    who = visible_line(talk.sender_title) if not talk.own else _others(words, talk)
    if talk.status == "unread" and was == "unread" and old is not None and old.unread == talk.unread:
        return gone_on(words, old, talk)
    if talk.status in {"ringing", "unread"}:
        return _came(words, talk)
    if talk.own and not talk.heard:
        return message_news(words, old, talk) if old is not None else ()
    if talk.status == "talking":
        if was == "talking" and old is not None and len(talk.words) > len(old.words) and not talk.words[-1].own:
            said = visible_line(talk.words[-1].text)
            return (Span(f" {visible_line(talk.words[-1].title)} ", "mark"), Span(f" {said}  ", "strong"), key(words))
        if was == "calling":
            return (Span(" " + t("{who} has answered.", who=who) + "  ", "good"), key(words))
        return ()
    if talk.own and old is not None and talk.status in {"calling", "unanswered"}:
        return _tried(words, old, talk)
    if talk.own and talk.status == "calling":
        return (Span(" " + t("Calling {who} ...", who=who), "strong"), Span("  "), key(words))
    if talk.status == "missed" and was == "ringing":
        return (Span(" " + t("Missed call: {who}", who=who) + " ", "alert"),)
    if talk.status == "over" and was == "talking":
        return (Span(" " + t("The call is over: {who}", who=who), "dim"),)
    return ()


def _tried(words: Wording, old: TalkView, talk: TalkView) -> tuple[Span, ...]:
    """A call of this seat that was not answered, and who is called in their place."""
    t = words.t
    failed = [end for end in talk.to if end.status == "unanswered"]
    if not failed or len(failed) == sum(end.status == "unanswered" for end in old.to):
        return ()
    told = t("{who} does not answer.", who=visible_line(failed[-1].title))
    instead = [end for end in talk.to if end.in_place_of and end.status == "waiting"]
    if instead:
        told += " " + t("Now calling the stand-in: {who}", who=visible_line(instead[-1].title))
    return (Span(f" {told} ", "alert"), Span("  "), key(words))


def _came(words: Wording, talk: TalkView) -> tuple[Span, ...]:
    t = words.t
    if talk.own:
        told = t("{who} has answered your message.", who=_others(words, talk))
    elif talk.status == "ringing":
        told = t("{time} {who} is calling.", time=hour(talk.at), who=visible_line(talk.sender_title))
    else:
        told = t("{time} {way} from {who}", time=hour(talk.at), way=words.way(talk.by),
                 who=visible_line(talk.sender_title))  # fmt: skip
    other = visible_line(in_place_of(talk))
    if other and not talk.own:
        message = (
            mark("({who} does not answer; you stand in)")
            if talk.heard
            else mark("({who} has not read it; you stand in)")
        )
        told += " " + t(message, who=other)
    badge = t("CALL") if talk.status == "ringing" else t("NEW")
    return (Span(f" {badge} ", "mark"), Span(f" {told}", "strong"), Span("  "), key(words))


def _row(words: Wording, talk: TalkView) -> Row:
    word, style = _UNREAD if talk.status == "unanswered" and not talk.heard else _STATUS[talk.status]
    strong = "strong" if waits(talk) else ""
    who = _others(words, talk) if talk.own else visible_line(talk.sender_title)
    direction = words.t("to {who}", who=who) if talk.own else words.t("from {who}", who=who)
    spans = (
        Span(pad(words.t(word), _WIDTH), style),
        Span(f" {hour(talk.at)} ", "dim"),
        Span(pad(words.way(talk.by), 10) + " ", "dim"),
        Span(direction, strong),
    )
    return Row(TALK + talk.id, (Line(spans, most=1),))


def _others(words: Wording, talk: TalkView) -> str:
    """Who is at the other end of one's own talk: those who have answered, else those addressed."""
    reached = tuple(visible_line(end.title) for end in talk.to if end.status == "reached")
    return words.names(reached) if reached else addressed(words, talk)
