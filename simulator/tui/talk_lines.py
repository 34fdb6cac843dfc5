"""What the inbox, the notice line and the talk window tell of calls and messages."""

from __future__ import annotations

from simulator.engine.talk_views import TalkEndView, TalkView
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
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
}
_WIDTH = 11
"""Cells of a status."""

_MARKS = {
    "ringing": (mark("ring"), "mark"),
    "unread": (mark("new"), "mark"),
    "talking": (mark("line"), "good"),
    "missed": (mark("miss"), "alert"),
}
_MARK_WIDTH = 4


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
    who = words.t("answer from {who}", who=_others(words, talk)) if talk.own else visible_line(talk.sender_title)
    return Row(TALK + talk.id, (head, Line((Span("  "), Span(who, strong)), indent=2, most=2)))


def in_inbox(talk: TalkView) -> bool:
    """Whether a talk has a row in the inbox: what others began, and one's own while it waits for this seat."""
    return not talk.own or waits(talk)


def talk_page(words: Wording, talk: TalkView, now: int) -> list[Line]:
    """A talk: from whom to whom, who has answered or read it and when, how long it took, and what was said."""
    t = words.t
    way = words.way(talk.by)
    out = [
        line(
            t(
                "{sender} to {names} by {way}",
                sender=visible_line(talk.sender_title),
                names=_names(words, talk),
                way=way,
            ),
            "strong",
        ),
        line(t(mark("called {time}") if talk.heard else mark("sent {time}"), time=hour(talk.at)), "dim"),
    ]
    out += [_end_line(words, talk, end) for end in talk.to]
    length = _length(words, talk, now)
    if length:
        out.append(line(length, "good" if talk.status == "talking" else "dim"))
    out.append(BLANK)
    for one in talk.words:
        name = t("{who} (you)", who=visible_line(one.title)) if one.own else visible_line(one.title)
        out.append(Line((Span(f"{hour(one.at)} ", "dim"), Span(name, "strong")), 2))
        out.append(Line((Span("  " + visible(one.text.strip())),), 2))
    if not talk.words:
        told = _HIDDEN.get(talk.status)
        out.append(line(t(told), "strong" if talk.can_answer else "dim") if told else BLANK)
    return out


_HIDDEN = {
    "ringing": mark("It rings. Enter answers; then you hear what it is about."),
    "unread": mark("Enter opens the message; that you have read it is recorded with the time."),
    "missed": mark("You did not answer in time. The team log (F5) has what was reported; call back with F2 or F4."),
    "taken": mark("Somebody else has answered it."),
}


def hint(words: Wording, talk: TalkView | None) -> str:
    """What can be done with a talk."""
    t = words.t
    if talk is None:
        return t("Nothing waits for you here. Esc goes back.")
    if talk.status == "ringing":
        return t("Enter answers the call.")
    if talk.can_answer:
        return t("Enter opens the message.")
    if talk.status == "calling":
        return t("It is ringing there. Wait, or F10 stops the call.")
    if talk.can_say and talk.heard:
        return t("Write what you say, Enter says it. F10 hangs up.")
    if talk.can_say:
        return t("Write an answer, Enter sends it.")
    return t("Nothing more can be said here. Contact them again with F2 or F4.")


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
    for status in ("ringing", "unread", "talking", "unanswered", "calling", "missed", "over"):
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
    return (Span(f" {told}", "strong"), Span("  "), _key(words))


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
    if talk.status in {"ringing", "unread"}:
        return _came(words, talk)
    if talk.status == "talking":
        if was == "talking" and old is not None and len(talk.words) > len(old.words) and not talk.words[-1].own:
            said = visible_line(talk.words[-1].text)
            return (Span(f" {visible_line(talk.words[-1].title)} ", "mark"), Span(f" {said}  ", "strong"), _key(words))
        if was == "calling":
            return (Span(" " + t("{who} has answered.", who=who) + "  ", "good"), _key(words))
        return ()
    if talk.own and old is not None and talk.status in {"calling", "unanswered"}:
        return _tried(words, old, talk)
    if talk.own and talk.status == "calling":
        return (Span(" " + t("Calling {who} ...", who=who), "strong"), Span("  "), _key(words))
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
    return (Span(f" {told} ", "alert"), Span("  "), _key(words))


def _came(words: Wording, talk: TalkView) -> tuple[Span, ...]:
    t = words.t
    if talk.own:
        told = t("{who} has answered your message.", who=_others(words, talk))
    elif talk.status == "ringing":
        told = t("{time} {who} is calling.", time=hour(talk.at), who=visible_line(talk.sender_title))
    else:
        told = t("{time} {way} from {who}", time=hour(talk.at), way=words.way(talk.by),
                 who=visible_line(talk.sender_title))  # fmt: skip
    badge = t("CALL") if talk.status == "ringing" else t("NEW")
    return (Span(f" {badge} ", "mark"), Span(f" {told}", "strong"), Span("  "), _key(words))


def _key(words: Wording) -> Span:
    return Span(words.t("Ctrl+R opens it"), "dim")


def _row(words: Wording, talk: TalkView) -> Row:
    word, style = _STATUS[talk.status]
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


def _end_line(words: Wording, talk: TalkView, end: TalkEndView) -> Line:
    """One who was addressed: when they answered or read, or that they did not."""
    t = words.t
    time = hour(end.at) if end.at is not None else ""
    if end.status == "reached":
        told = t("answered {time}", time=time) if talk.heard else t("read {time}", time=time)
    elif end.status == "unanswered":
        told = t("no answer until {time}", time=time)
    elif end.status == "waiting" and talk.status not in {"over", "missed", "unanswered"}:
        told = t("ringing") if talk.heard else t("not read yet")
    else:
        told = t("not answered") if end.status == "waiting" else t("nobody plays them here")
    name = visible_line(end.title)
    if end.in_place_of:
        name = t("{who}, stand-in of {other}", who=name, other=visible_line(end.in_place_of))
    style = {"reached": "good", "unanswered": "alert"}.get(end.status, "dim")
    return Line((Span(f"  {name}: ", "dim"), Span(told, style)), 4)


def _length(words: Wording, talk: TalkView, now: int) -> str:
    t = words.t
    if talk.status == "talking" and talk.began is not None:
        return t("On the line for {span}", span=words.span(now - talk.began))
    if talk.seconds is None:
        return ""
    real = words.span(talk.real_seconds or 0)
    return t("The call took {span} ({real} by the wall clock).", span=words.span(talk.seconds), real=real)


def _names(words: Wording, talk: TalkView) -> str:
    return words.names(tuple(visible_line(end.title) for end in talk.to if not end.in_place_of))


def _others(words: Wording, talk: TalkView) -> str:
    """Who is at the other end of one's own talk: those who have answered, else those addressed."""
    reached = tuple(visible_line(end.title) for end in talk.to if end.status == "reached")
    return words.names(reached) if reached else _names(words, talk)
