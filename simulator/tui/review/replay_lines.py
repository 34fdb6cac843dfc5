"""What a replay shows, as lines: the scrubber, a seat's screen at that moment, the teams side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from simulator.engine.views import InjectView, SeatView
from simulator.model.safe_text import visible, visible_line
from simulator.report.phrases import clock_words
from simulator.report.rows import TimelineRow
from simulator.tui.lines import BLANK, Line, Span, crop, line, pad
from simulator.tui.review.deck import Deck
from simulator.tui.review.row_lines import KINDS, flag_of
from simulator.tui.score.words import ReviewWording
from simulator.tui.wording import stopwatch

_LAST_SAID = 6
"""Replies of the team shown on a seat's screen."""


def state_spans(words: ReviewWording, deck: Deck, phase: str, team: str, width: int) -> list[Span]:
    """Both clocks, the speed, and where the story is."""
    t = words.t
    sign = t("▶ playing x{speed}", speed=deck.speed) if deck.running else t("■ standing (x{speed})", speed=deck.speed)
    spans = [
        Span(f" {sign} ", "good" if deck.running else "warn"),
        Span(f" {clock_words(deck.second)} ", "strong"),
        Span(
            t(" real {gone} / {all} ", gone=stopwatch(deck.gone // 1000), all=stopwatch(length_of(deck) // 1000)),
            "dim",
        ),
    ]
    left = width - sum(cell_len(span.text) for span in spans)
    return [*spans, Span(crop(f" {team}  {phase}", max(0, left)), "head")]


def length_of(deck: Deck) -> int:
    """Real milliseconds that the team played."""
    return max(1, deck.end - deck.start)


def bar_spans(deck: Deck, phases: Sequence[int], marks: Sequence[int], width: int) -> list[Span]:
    """The bar: where phases begin (``┼``), bookmarks (``*``) and the present (``●``); all in real ms from the start."""
    columns = max(10, width - 2)

    def at(milliseconds: int) -> int:
        return min(columns - 1, max(0, milliseconds) * (columns - 1) // length_of(deck))

    here = at(deck.gone)
    cells = ["━" if number <= here else "─" for number in range(columns)]
    for moment in phases:
        cells[at(moment)] = "┼"
    for moment in marks:
        cells[at(moment)] = "*"
    done, rest = "".join(cells[:here]), "".join(cells[here + 1 :])
    return [Span(" "), Span(done, "good"), Span("●", "strong"), Span(rest, "dim")]


def seat_lines(words: ReviewWording, view: SeatView, real: int) -> list[Line]:
    """A seat's screen: the inbox with what is open, the newest situation, what the team has said last."""
    t = words.t
    second = view.clock.at(real)
    roles = t(", ").join(visible_line(role.title) for role in view.roles)
    lines = [
        line(t("Screen of {roles}", roles=roles), "head"),
        line(visible_line(view.phase.title) if view.phase else "", "dim"),
        BLANK,
        line(t("Inbox"), "dim"),
    ]
    if not view.inbox:
        lines.append(line("  " + t("empty so far")))
    for inject in view.inbox[-8:]:
        sign, style = _sign(words, inject, second)
        head = f"  {clock_words(inject.at)} {inject.number}. {visible_line(inject.title)} "
        lines.append(Line((Span(head), Span(sign, style)), indent=4))
    newest = view.inbox[-1] if view.inbox else None
    if newest is not None:
        lines += [BLANK, line(visible_line(newest.title), "strong"), line(visible(newest.body))]
        if newest.ask is not None:
            lines.append(line(visible(newest.ask.prompt), "ask"))
            if newest.ask.due is not None:
                lines.append(line(t("answer by {time}", time=clock_words(newest.ask.due)), "warn"))
    if view.chronology:
        lines += [BLANK, line(t("The team has said"), "dim")]
    for reply in view.chronology[-_LAST_SAID:]:
        said = " / ".join((*reply.options, *(text for _, text in reply.words)))
        who = visible_line(reply.role_title)
        lines.append(line(f"  {clock_words(reply.at)} {who}: {visible_line(said)}", indent=4, most=3))
    return lines


def _sign(words: ReviewWording, inject: InjectView, second: int) -> tuple[str, str]:
    t = words.t
    if inject.answered_at is not None:
        return t("answered {time}", time=clock_words(inject.answered_at)), "good"
    if inject.others_at is not None:
        return t("answered by a colleague"), "good"
    if inject.ask is not None and inject.ask.due is not None and inject.ask.due < second:
        return t("overdue"), "alert"
    if not inject.read:
        return t("unread"), "warn"
    return (t("open"), "warn") if inject.ask is not None else ("", "")


def beside_lines(
    words: ReviewWording, columns: Sequence[tuple[str, str, Sequence[TimelineRow]]], width: int, height: int
) -> list[Line]:
    """Teams side by side at one moment of the story: title, phase, and what happened last, newest at the bottom."""
    each = max(16, width // max(1, len(columns)) - 1)
    rows = max(1, height - 3)
    cells = [_column(words, title, phase, last[-rows:], each) for title, phase, last in columns]
    depth = max((len(column) for column in cells), default=0)
    lines = []
    for number in range(depth):
        spans: list[Span] = []
        for column in cells:
            text, style = column[number] if number < len(column) else ("", "")
            spans += [Span(pad(text, each), style), Span(" ")]
        lines.append(Line(tuple(spans), most=1))
    return lines


def _column(
    words: ReviewWording, title: str, phase: str, rows: Sequence[TimelineRow], width: int
) -> list[tuple[str, str]]:
    found = [(crop(title, width), "head"), (crop(phase, width), "strong"), ("", "")]
    for row in rows:
        flag = flag_of(words, row)
        sign = f"{flag.text} " if flag else ""
        text = f"{clock_words(row.at)} {sign}{row.title or words.t(KINDS[row.kind])}"
        found.append((crop(text, width), flag.style if flag else ""))
    return found
