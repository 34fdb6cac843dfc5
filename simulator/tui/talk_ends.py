"""Words on those to whom a call or message went: when they answered or read it, who has it in their place."""

from __future__ import annotations

from simulator.engine.talk_shapes import OfficeTalkView, TalkEndView, TalkView
from simulator.model.base import DAY, format_time
from simulator.model.safe_text import visible_line
from simulator.tui.lines import Line, Span
from simulator.tui.wording import Wording, hour

_OVER = frozenset({"over", "missed", "unanswered"})
"""How a call stands once nothing rings any more."""


def end_line(words: Wording, talk: TalkView | OfficeTalkView, end: TalkEndView) -> Line:
    """One who was addressed, with what has become of it there."""
    style = {"reached": "good", "unanswered": "alert"}.get(end.status, "dim")
    return Line((Span(f"  {end_name(words, end)}: ", "dim"), Span(end_words(words, talk, end), style)), 4)


def end_name(words: Wording, end: TalkEndView) -> str:
    """Who it is, and in whose place."""
    name = visible_line(end.title)
    if not end.in_place_of:
        return name
    return words.t("{who}, stand-in of {other}", who=name, other=visible_line(end.in_place_of))


def end_words(words: Wording, talk: TalkView | OfficeTalkView, end: TalkEndView) -> str:
    """When they answered or read it, or that they did not."""
    t = words.t
    if end.status not in {"waiting", "reached", "unanswered"}:
        return t("nobody plays them here")
    if not talk.heard:
        return _read(words, talk, end)
    time = _when(talk, end.at)
    if end.status == "reached":
        return t("answered {time}", time=time)
    if end.status == "unanswered":
        return t("no answer until {time}", time=time)
    return t("not answered") if talk.status in _OVER else t("ringing")


def _read(words: Wording, talk: TalkView | OfficeTalkView, end: TalkEndView) -> str:
    t = words.t
    time = _when(talk, end.at)
    other = visible_line(end.passed_to)
    if end.status == "reached":
        if end.passed_at is None:
            return t("read {time}", time=time)
        if not other:
            return t("read {time}, late", time=time)
        return t("read {time}; passed on to {who} at {passed}", time=time, who=other, passed=_when(talk, end.passed_at))
    if end.status == "unanswered" and end.absent:
        return (
            t("nobody sits there; passed on to {who}", who=other) if other else t("nobody sits there, nor a stand-in")
        )
    if end.status == "unanswered":
        if other:
            return t("not read by {time}; passed on to {who}", time=time, who=other)
        return t("not read by {time}; nobody else stands in", time=time)
    return t("not read") if talk.status == "over" or _has_ended(talk) else t("not read yet")


def _when(talk: TalkView | OfficeTalkView, second: int | None) -> str:
    """``13:05``; with the day where it is another than that of the talk."""
    if second is None:
        return ""
    return hour(second) if second // DAY == talk.at // DAY else format_time(second)


def _has_ended(talk: TalkView | OfficeTalkView) -> bool:
    return isinstance(talk, TalkView) and talk.why == "finished"


def in_place_of(talk: TalkView) -> str:
    """For whom the seat has the call or message as a stand-in; empty where it is for the seat itself."""
    mine = [end for end in talk.to if end.own]
    return mine[0].in_place_of if len(mine) == 1 else ""


def ended_words(words: Wording, talk: TalkView) -> str:
    """What the end of the exercise cut off; empty where it did not."""
    t = words.t
    if talk.why != "finished":
        return ""
    if not talk.heard:
        return t("The exercise ended before all of it was read.")
    if any(end.status == "reached" for end in talk.to):
        return t("The exercise ended during this call.")
    return t("The exercise ended while it rang.")
