"""Rows of the timeline as lines: one line in the list, everything about one row beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.cells import cell_len

from simulator.report.phrases import MARKS, clock_words, span_words
from simulator.report.rows import RowKind, TimelineRow
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.tui.score.words import ReviewWording
from simulator.tui.search import words_of
from simulator.words import mark

KINDS = {
    RowKind.PHASE: mark("Phase"),
    RowKind.INJECT: mark("Inject"),
    RowKind.RESPONSE: mark("Reply"),
    RowKind.VERDICT: mark("Verdict"),
    RowKind.HINT: mark("Hint"),
    RowKind.CLOCK: mark("Clock"),
    RowKind.FACILITATOR: mark("Office"),
    RowKind.EVALUATOR: mark("Evaluator"),
    RowKind.TIMETABLE: mark("Record"),
    RowKind.CALL: mark("Call"),
    RowKind.HOT_WASH: mark("Hot wash"),
}
_KIND_WIDTH = {"ja": 7, "en": 10}
_TIME_WIDTH = 10
_TEAM_WIDTH = 10
_STYLES = {
    RowKind.PHASE: "head",
    RowKind.INJECT: "good",
    RowKind.RESPONSE: "strong",
    RowKind.EVALUATOR: "ask",
    RowKind.TIMETABLE: "strong",
}


_TELL_WHO = frozenset({RowKind.RESPONSE, RowKind.HINT, RowKind.TIMETABLE, RowKind.HOT_WASH})
"""Kinds whose people are not told by the kind or the title already."""


def row_id(row: TimelineRow) -> str:
    """The id of the row in a list."""
    return f"{row.stream}#{row.seq}"


def list_rows(words: ReviewWording, rows: Sequence[TimelineRow], teams: dict[str, str], query: str) -> tuple[Row, ...]:
    """One line each; with the team's title (``teams``) where rows of several teams are shown."""
    parts = words_of(query)
    several = len({row.stream for row in rows}) > 1
    return tuple(Row(row_id(row), (_line(words, row, teams if several else {}, parts),)) for row in rows)


def _line(words: ReviewWording, row: TimelineRow, teams: dict[str, str], query: tuple[str, ...]) -> Line:
    spans = [Span(pad(clock_words(row.at), _TIME_WIDTH), "dim")]
    if teams:
        spans.append(Span(pad(teams.get(row.stream, row.stream), _TEAM_WIDTH - 1) + " ", "dim"))
    kind = words.t(KINDS[row.kind])
    spans.append(Span(kind, _STYLES.get(row.kind, "dim")))
    spans.append(Span(" " * max(1, _KIND_WIDTH[words.lang] - cell_len(kind))))
    if flag := flag_of(words, row):
        spans += [flag, Span(" ")]
    text = row.title
    if row.kind is RowKind.INJECT:
        text = words.t("{inject} ({who})", inject=row.title, who=row.who)
    elif row.who and row.kind in _TELL_WHO:
        text = words.t("{who}: {text}", who=row.who, text=row.title)
    spans += highlighted(text, "", query)
    return Line(tuple(spans), most=1)


def flag_of(words: ReviewWording, row: TimelineRow) -> Span | None:
    """What to notice about a row: late, unanswered, the verdict's mark."""
    if row.harm:
        return Span("!!", "alert")
    if row.timeliness == "late":
        return Span(words.t("late"), "warn")
    if row.timeliness == "unanswered":
        return Span(words.t("unanswered"), "warn")
    if row.verdict is not None:
        return Span(MARKS[row.verdict], "strong")
    return None


def highlighted(text: str, style: str, query: tuple[str, ...]) -> list[Span]:
    """``text`` with the first place of each word of ``query`` marked, where folding keeps its length."""
    folded = text.casefold()
    places = sorted((at, at + len(word)) for word in query if (at := folded.find(word)) >= 0)
    if not places or len(folded) != len(text):
        return [Span(text, style)]
    spans, here = [], 0
    for start, end in places:
        if start >= here:
            spans += [Span(text[here:start], style), Span(text[start:end], "mark")]
            here = end
    return [span for span in (*spans, Span(text[here:], style)) if span.text]


def detail_lines(
    words: ReviewWording, row: TimelineRow, steps: dict[str, str], linked: Sequence[TimelineRow], query: str
) -> list[Line]:
    """Everything about ``row``: clocks, people, words, steps, and the rows that hang together with it."""
    t, parts = words.t, words_of(query)
    lines = [
        Line(
            (
                Span(f"{t(KINDS[row.kind])}  ", "head"),
                Span(clock_words(row.at), "strong"),
                Span(_real(words, row), "dim"),
            )
        ),
    ]
    if row.who:
        lines.append(Line(tuple(highlighted(row.who, "dim", parts))))
    if row.kind is not RowKind.RESPONSE:
        lines.append(Line(tuple(highlighted(row.title, "strong", parts))))
    lines += _timing(words, row)
    lines.append(BLANK)
    for label, text in row.words:
        head = [Span(f"{label}: ", "dim")] if label else []
        lines.append(Line((*head, *highlighted(text, "", parts))))
    if row.steps:
        label = t("Expected steps") if row.kind is RowKind.INJECT else t("Steps judged")
        lines += [BLANK, line(label, "dim")]
        lines += [line(f"  {step} {steps.get(step, '')}", indent=4) for step in row.steps]
    if linked:
        lines += [BLANK, line(t("Belongs together with"), "dim")]
        lines += [line(f"  {clock_words(one.at)} {t(KINDS[one.kind])} {one.title}", indent=4, most=2) for one in linked]
    return lines


def _timing(words: ReviewWording, row: TimelineRow) -> list[Line]:
    t = words.t
    if row.timeliness == "late":
        return [line(t("{span} after the limit", span=span_words(words.report, row.late_by)), "warn")]
    if row.timeliness == "on_time":
        return [line(t("within the limit"), "good")]
    if row.timeliness == "unanswered":
        return [line(t("nobody answered"), "warn")]
    return []


def _real(words: ReviewWording, row: TimelineRow) -> str:
    """Real time in the reader's own zone, and the row of the log."""
    real = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=row.real)
    try:
        clock = real.astimezone().strftime("%H:%M:%S")
    except (OverflowError, OSError, ValueError):
        clock = real.strftime("%H:%M:%S")
    return words.t("  real {time}  row {row}", time=clock, row=f"{row.stream}#{row.seq}")
