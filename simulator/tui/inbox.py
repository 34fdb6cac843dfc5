"""The inbox: what has arrived, newest first, with marks for unread, unanswered, overdue and answered."""

from __future__ import annotations

from simulator.engine.call_views import ReceiptView
from simulator.engine.views import InjectView, PhaseView, SeatView
from simulator.model.base import DAY
from simulator.model.safe_text import visible_line
from simulator.tui.call_lines import RECEIPT
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line, pad
from simulator.tui.standing import standing
from simulator.tui.talk_lines import in_inbox, inbox_row
from simulator.tui.wording import Wording, day_of, hour
from simulator.words import mark

PHASE = "phase:"
"""Prefix of the rows that tell of a phase."""

_MARKS = {
    "late": (mark("late"), "alert"),
    "new": (mark("new"), "mark"),
    "todo": (mark("todo"), "warn"),
    "done": (mark("done"), "good"),
    "": (mark("-"), "dim"),
}
_MARK_WIDTH = 4


def mark_of(words: Wording, inject: InjectView, now: int) -> Span:
    """The mark of ``inject``: a word of four cells, so that it shows without colour."""
    word, style = _MARKS[standing(inject, now)]
    return Span(pad(words.t(word), _MARK_WIDTH), style)


def inbox_rows(words: Wording, view: SeatView, now: int, told_phase: str) -> list[Row]:
    """Rows for everything received and for the current phase, newest first, under a heading for each day.

    ``told_phase`` is the phase whose brief has been read.
    """
    found: list[tuple[int, int, Row]] = [
        (inject.at, inject.number, _inject_row(words, inject, now)) for inject in view.inbox
    ]
    for receipt in view.calls.received if view.calls is not None else ():
        found.append((receipt.at, len(found) + 1, _call_row(words, receipt)))
    for talk in view.talks:
        if in_inbox(talk):
            found.append((talk.at, len(found) + 1, inbox_row(words, talk)))
    if view.phase is not None:
        found.append((view.phase.entered, 0, _phase_row(words, view.phase, told_phase)))
    found.sort(key=lambda item: item[:2], reverse=True)
    rows: list[Row] = []
    day = None
    for at, _, row in found:
        if at // DAY != day:
            day = at // DAY
            rows.append(Row("", (line(f"D{day + 1} {words.short_date(day_of(view.day_one, at))}", "head"),)))
        rows.append(row)
    return rows


class Inbox(LineList):
    """The list; choosing a row opens it."""


def _inject_row(words: Wording, inject: InjectView, now: int) -> Row:
    unread = "" if inject.read else "strong"
    head = Line(
        (
            mark_of(words, inject, now),
            Span(f" {hour(inject.at)} ", unread),
            Span(words.channel(inject.channel), unread),
        ),
        indent=_MARK_WIDTH + 1,
    )
    others = (line(f"  {told}", "dim", indent=2),) if (told := others_words(words, inject)) else ()
    return Row(inject.id, (head, _title(inject.title, unread), *others))


def others_words(words: Wording, inject: InjectView) -> str:
    """That others have answered what this seat has not; empty where there is nothing to tell."""
    if inject.others_at is None or inject.answered_at is not None or inject.ask is None:
        return ""
    return words.t("answered by others {hour}", hour=hour(inject.others_at))


def _call_row(words: Wording, receipt: ReceiptView) -> Row:
    standing_of = {"ringing": "new", "answered": "todo", "repeated": "done"}.get(receipt.status, "")
    word, style = _MARKS[standing_of]
    head = (Span(pad(words.t(word), _MARK_WIDTH), style), Span(f" {hour(receipt.at)} "), Span(words.t("call")))
    title = receipt.caller or words.t("the message starts with you")
    return Row(RECEIPT + receipt.id, (Line(head, most=1), _title(title, "strong" if standing_of == "new" else "")))


def _phase_row(words: Wording, phase: PhaseView, told: str) -> Row:
    style = "" if phase.id == told else "strong"
    head = Line((Span(pad("==", _MARK_WIDTH), "dim"), Span(f" {hour(phase.entered)} " + words.t("Phase"), style)))
    return Row(PHASE + phase.id, (head, _title(phase.title, style)))


def _title(title: str, style: str) -> Line:
    return Line((Span("  "), Span(visible_line(title), style)), indent=2, most=4)
