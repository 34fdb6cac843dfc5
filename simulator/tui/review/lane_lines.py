"""Expected against actual as a chart of characters: a lane for each section, a line for each step."""

from __future__ import annotations

from rich.cells import cell_len

from simulator.report.phrases import CRITICAL_MARK, MARKS, clock_words, span_words
from simulator.report.section_lanes import LaneStep, Stretch, TeamLanes, column, widths
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, crop, pad
from simulator.tui.score.words import ReviewWording

_LABELS = {True: 40, False: 25}
_NOTES = {True: 22, False: 10}
"""Cells for step titles and for notes, on a wide terminal and on a narrow one."""
WIDE = 110


def lane_rows(words: ReviewWording, lanes: TeamLanes, total: int) -> list[Row]:
    """The chart in ``total`` cells. A row's id is its step and lane."""
    wide = total >= WIDE
    labels, notes = _LABELS[wide], _NOTES[wide]
    axis = widths(lanes.stretches, max(len(lanes.stretches), total - labels - notes - 2))
    rows = [Row("", (Line((Span(pad("", labels)), *_heads(lanes.stretches, axis)), most=1),))]
    for lane in lanes.lanes:
        rows.append(Row("", (Line((Span(lane.title, "head"),), most=1),)))
        rows += [
            Row(f"{step.step} {lane.id}", (_line(words, lanes.stretches, axis, step, labels, notes),))
            for step in lane.steps
        ]
    return rows


def _heads(stretches: tuple[Stretch, ...], axis: tuple[int, ...]) -> list[Span]:
    """Over each phase its number and the time at which it begins."""
    spans = []
    for number, (stretch, width) in enumerate(zip(stretches, axis, strict=True), 1):
        text = f"{number} {clock_words(stretch.start)}" if width >= 12 else f"{number}"
        spans.append(Span(pad("|" + text, width), "dim"))
    return spans


def _line(
    words: ReviewWording, stretches: tuple[Stretch, ...], axis: tuple[int, ...], step: LaneStep, labels: int, notes: int
) -> Line:
    total = sum(axis)
    cells = [" "] * total
    left = 0
    for width in axis:
        cells[left] = "|"
        left += width
    start = None if step.expected is None else column(stretches, axis, step.expected)
    end = None if step.due is None else column(stretches, axis, step.due)
    if start is not None:
        for number in range(start, (end if end is not None and end >= start else start) + 1):
            cells[number] = "─"
        cells[start] = "├"
    if end is not None:
        cells[end] = "┤" if end != start else "┼"
    done = None if step.done is None else column(stretches, axis, step.done)
    sign = MARKS[step.verdict]
    spans: list[Span]
    style = _style(step)
    if done is None:
        spans = [Span("".join(cells), "dim")]
    else:
        room = cell_len(sign)
        spans = [
            Span("".join(cells[:done]), "dim"),
            Span(sign, style),
            Span("".join(cells[done + room :]), "dim"),
        ]
    label = pad(crop(f" {step.step} {step.title}", labels - 1), labels)
    return Line((Span(label), *spans, Span(" "), Span(pad(_note(words, step), notes), style)), most=1)


def _style(step: LaneStep) -> str:
    if step.critical:
        return "alert"
    if step.done is None or step.late_by or step.by:
        return "warn"
    return "good"


def _note(words: ReviewWording, step: LaneStep) -> str:
    """What to notice, shortest first: a section's own failure before how late it was."""
    t = words.t
    parts = []
    if step.critical:
        parts.append(CRITICAL_MARK)
    if step.done is None:
        parts.append(MARKS[step.verdict] + " " + t("not done"))
    if step.late_by:
        parts.append("+" + span_words(words.report, step.late_by))
    if step.by:
        parts.append(t("by {who}", who=step.by))
    return " ".join(parts)
