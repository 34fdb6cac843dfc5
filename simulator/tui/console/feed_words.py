"""The live feed in words. Whatever somebody wrote is shown as text."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.control_view import ControlView, FeedLine
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.phrases import HARM_MARK, MARKS
from simulator.tui.console.words import ConsoleWording, joined, story_time, team_title
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span
from simulator.words import mark

SAID = {
    "exercise.opened": mark("the exercise was opened"),
    "exercise.ended": mark("the exercise has ended"),
    "phase.entered": mark("phase: {title}"),
    "phase.extended": mark("phase made longer"),
    "clock.paused": mark("clock paused"),
    "clock.resumed": mark("clock goes on"),
    "clock.paced": mark("pace {value} %"),
    "clock.jumped": mark("clock set forward"),
    "inject.improvised": mark("an inject was made up"),
    "inject.delivered": mark("given {ref} {title} to {who}"),
    "inject.held": mark("held back {ref} {title}"),
    "inject.released": mark("released {ref} {title}"),
    "inject.skipped": mark("skipped {ref} {title}"),
    "hint.shown": mark("hint {value} of {ref} for {who}"),
    "timetable.recorded": mark("{who} recorded {ref}"),
    "system.checked": mark("{who} checked {ref}"),
    "verdict.set": mark("evaluator set {ref} {title}"),
    "observation.noted": mark("observation"),
    "team.finished": mark("finished"),
    "call.made": mark("{who} calls {to}"),
    "call.answered": mark("{who} got the message"),
    "call.acknowledged": mark("{who} repeated the message back"),
    "call.failed": mark("{who} was not reached"),
    "call.cut_off": mark("{who} had not answered at the end"),
    "verdict.confirmed": mark("evaluator confirmed {ref} {title}"),
    "verdict.withdrawn": mark("evaluator took back the decision on {ref} {title}"),
    "rating.set": mark("evaluator set a rating"),
    "rating.withdrawn": mark("evaluator took back a rating"),
    "debrief.answered": mark("{who} in the hot wash"),
    "number.corrected": mark("number of {who} corrected"),
    "seat.taken": mark("{who}: seat taken"),
    "seat.left": mark("{who}: seat left"),
    "seat.handed": mark("{who}: seat handed to {value}"),
    "grant.revoked": mark("a code was revoked"),
    "message.sent": mark("{who} to {to}, by {way}"),
    "contact.reached": mark("{who} was reached"),
    "contact.said": mark("{who} says"),
    "contact.ended": mark("conversation ended"),
    "contact.unanswered": mark("{who} did not answer"),
    "contact.passed_on": mark("passed on to {to}"),
}
"""What each kind of entry says; kinds that are not here show their name."""

_WRITTEN = {
    "call.made": mark("{who} writes to {to}, by {way}"),
    "contact.reached": mark("{who} has read it"),
    "contact.said": mark("{who} writes"),
    "contact.unanswered": mark("{who} has not read it"),
}
"""The same of what is written: nobody answers it, it is read."""

_CUT_OFF = mark("a call was still open at the end")
_LEFT_UNREAD = mark("a message was still unread at the end")

_HANDS = {"script": mark("a scripted player"), "people": mark("people")}

_NAMED = 4
"""So many roles are named in a line."""

_STRONG = frozenset({"phase.entered", "phase.extended", "team.finished", "exercise.ended", "clock.paused"})


def feed_rows(words: ConsoleWording, view: ControlView, teams: frozenset[str]) -> list[Row]:
    """The lines of ``teams`` and of the exercise as a whole, oldest first."""
    return [
        Row(f"{one.team}#{one.seq}", (Line(tuple(_spans(words, view, one)), 8, most=3),))
        for one in view.feed
        if not one.team or one.team in teams
    ]


def full_lines(words: ConsoleWording, view: ControlView, one: FeedLine) -> Iterable[Line]:
    """One line of the feed with all of its text."""
    yield Line(tuple(_spans(words, view, one)), 4)


def _spans(words: ConsoleWording, view: ControlView, one: FeedLine) -> list[Span]:
    # Before the start the story has no time yet.
    at = story_time(view, one.scenario) if one.scenario else ""
    spans = [Span(f"{at:<6}" if len(at) < 6 else f"{at} ", "dim")]
    if len(view.teams) > 1 and one.team:
        spans.append(Span(f"{team_title(view, one.team)} ", "strong"))
    return [*spans, *_told(words, one)]


def _told(words: ConsoleWording, one: FeedLine) -> list[Span]:
    who, title, ref = _several(words, one.who), visible_line(one.title), visible_line(one.ref)
    if one.kind == "step.judged":
        return _judged(one, who)
    text = " ".join(visible_line(one.text).split())
    if one.kind == "response.submitted":
        to = f" → {joined(words, one.to)}" + words.t(" ({words})", words=words.way(one.value)) if one.to else ""
        about = f" {ref}" if ref else ""
        return [Span(f"{who}{to}{about}: ", "strong"), Span(text or words.t("acknowledged"))]
    message = _WRITTEN.get(one.kind) if one.written else None
    if one.kind == "contact.ended" and one.value == "finished":
        message = _LEFT_UNREAD if one.written else _CUT_OFF
    message = message or SAID.get(one.kind)
    if message is None:
        said = one.kind
    else:
        gaps = {"who": who or words.t("somebody"), "to": joined(words, one.to), "ref": ref, "title": title}
        gaps["way"] = words.way(one.value)
        value = words.t(_HANDS[one.value]) if one.value in _HANDS else visible_line(one.value)
        said = words.t(message, **gaps, value=value)
    style = "strong" if one.kind in _STRONG else ""
    return [Span(said, style), Span(f": {text}" if text else "")]


def _several(words: ConsoleWording, names: tuple[str, ...]) -> str:
    """The names, or the first of many and how many more."""
    if len(names) <= _NAMED:
        return joined(words, names)
    return words.t("{names} and {count} more", names=joined(words, names[: _NAMED - 1]), count=len(names) - _NAMED + 1)


def _judged(one: FeedLine, who: str) -> list[Span]:
    harm = one.value == "harm"
    known = one.value in set(Verdict)
    sign = HARM_MARK if harm else MARKS[Verdict(one.value)] if known else one.value
    style = "alert" if harm else "good" if one.value == Verdict.MET else "warn"
    spans = [Span(f" {sign} ", style), Span(f" {visible_line(one.ref)} {visible_line(one.title)}")]
    return [*spans, Span(f"  {who}", "dim")] if who else spans
