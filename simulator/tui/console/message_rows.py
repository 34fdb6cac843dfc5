"""Lines of the board on messages that nobody has read or replied to: with whom they lie, until when, what to do."""

from __future__ import annotations

from simulator.engine.control_view import ControlView, UnreadLine
from simulator.model.safe_text import visible_line
from simulator.tui.console.words import ConsoleWording, joined, story_time
from simulator.tui.lines import Span

_LONGEST = 40
"""Characters of a message on the board."""


def message_spans(words: ConsoleWording, view: ControlView, team: str, talk: str) -> list[Span]:
    """What the board tells of the message ``talk`` of ``team`` after its label; what to do stands at the end."""
    one = next(line for line in view.unread if (line.team, line.reply) == (team, talk))
    t = words.t
    text = " ".join(visible_line(one.text).split())
    gaps = {"way": words.way(one.by), "sender": visible_line(one.sender), "to": joined(words, one.who)}
    gaps["text"] = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if one.status == "reply":
        told = t("{way} from {sender} to {to}: {text}", **gaps)
        return [Span(told), Span(f"  {_time(words, view, one)}", "dim"), Span("  " + t("Enter replies"), "key")]
    todo = t("W calls them") if one.overdue else t("Enter shows it")
    return [
        Span(joined(words, one.who), "strong"),
        Span("  " + t("{way} from {sender}: {text}", **gaps)),
        Span(f"  {_time(words, view, one)}", "dim"),
        Span(f"  {todo}", "key"),
    ]


def _time(words: ConsoleWording, view: ControlView, one: UnreadLine) -> str:
    t, since = words.t, story_time(view, one.since)
    if one.status == "unanswered":
        return t("{time}: nobody else stands in", time=since)
    if one.due is None:
        return t("since {time}", time=since)
    due = story_time(view, one.due)
    return t("the stand-in has until {time}", time=due) if one.status == "passed_on" else t("until {time}", time=due)
