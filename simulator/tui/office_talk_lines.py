"""What the exercise office's windows show of calls and messages."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.talk_shapes import OfficeTalkView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.tui.talk_ends import end_line
from simulator.tui.wording import Wording, hour
from simulator.words import mark

_STATUS = {
    "ringing": (mark("RINGING"), "mark"),
    "unread": (mark("unread"), "mark"),
    "talking": (mark("on the line"), "good"),
    "calling": (mark("calling"), "warn"),
    "sent": (mark("sent"), "dim"),
    "passed_on": (mark("passed on"), "warn"),
    "unanswered": (mark("not read"), "alert"),
    "over": (mark("over"), "dim"),
}
_WIDTH = 11


def row_of(team: str, talk: str) -> str:
    """The id of the row of a talk."""
    return f"{team}/{talk}"


def office_rows(words: Wording, talks: Sequence[OfficeTalkView], *, several: bool) -> list[Row]:
    """The talks, first those in which somebody waits, then live ones; the team is named where ``several`` play."""
    ordered = sorted(
        talks, key=lambda talk: (not talk.waits, talk.status != "talking", talk.at if talk.waits else -talk.at)
    )
    rows = [_row(words, talk, several=several) for talk in ordered]
    return rows or [Row("", (line(words.t("Nobody has called or written."), "dim"),))]


def office_page(words: Wording, talk: OfficeTalkView) -> list[Line]:
    """A talk with all that was said; what the exercise office said is marked."""
    t = words.t
    names = words.names(tuple(visible_line(end.title) for end in talk.to if not end.in_place_of))
    sender = visible_line(talk.sender_title)
    head = t("{sender} to {names} by {way}", sender=sender, names=names, way=words.way(talk.by))
    out = [line(head, "strong")]
    out += [end_line(words, talk, end) for end in talk.to if end.status in {"reached", "unanswered"} or end.in_place_of]
    if talk.seconds is not None:
        out.append(line(t("The call took {span}.", span=words.span(talk.seconds)), "dim"))
    out.append(BLANK)
    for one in talk.words:
        name = t("{who} (exercise office)", who=visible_line(one.title)) if one.own else visible_line(one.title)
        out.append(Line((Span(f"{hour(one.at)} ", "dim"), Span(name, "strong")), 2))
        out.append(Line((Span("  " + visible(one.text.strip())),), 2))
    return out


def _row(words: Wording, talk: OfficeTalkView, *, several: bool) -> Row:
    word, style = _STATUS[talk.status]
    names = words.names(tuple(visible_line(end.title) for end in talk.to if not end.in_place_of))
    team = (Span(f"{visible_line(talk.team_title)}  ", "dim"),) if several else ()
    spans = (
        Span(pad(words.t(word), _WIDTH), style),
        Span(f" {hour(talk.at)} ", "dim"),
        *team,
        Span(f"{visible_line(talk.sender_title)} → {names}", "strong" if talk.waits else ""),
    )
    return Row(row_of(talk.team, talk.id), (Line(spans, most=1),))
