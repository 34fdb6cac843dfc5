"""The steps of a team's card as rows of a list: what went wrong first, then the manual in its own order."""

from __future__ import annotations

from simulator.model.verdict import Verdict
from simulator.report.phrases import CRITICAL_MARK, MARKS, points_words
from simulator.report.score_context import ChapterCard, StepCard, TeamCard
from simulator.report.step_words import points_of
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, line, pad
from simulator.tui.score.words import ReviewWording

ALARM = "!"
"""Begins the row id of a step in the group of failures at the top; the same step stands in its chapter too."""

NOT_COUNTED = "・"

_STYLES = {
    Verdict.MET: "good",
    Verdict.PARTIAL: "warn",
    Verdict.NOT_MET: "warn",
    Verdict.NOT_OBSERVED: "warn",
}
"""Red is kept for critical failures and must-nots."""

_POINTS = 7


def step_of(row: str) -> str:
    """The step that a row stands for."""
    return row.removeprefix(ALARM)


def mark_of(step: StepCard) -> Span:
    """The mark of a step's verdict, two cells wide."""
    if step.score.harm:
        return Span(CRITICAL_MARK, "alert")
    if not _counts(step):
        return Span(NOT_COUNTED, "dim")
    mark = MARKS[step.score.verdict]
    style = "alert" if step.score.critical_failure else _STYLES[step.score.verdict]
    return Span(mark if mark == "－" else f"{mark} ", style)


def step_rows(words: ReviewWording, team: TeamCard, columns: int) -> tuple[Row, ...]:
    """Rows of ``columns`` cells: failures, then every chapter with its steps."""
    rows: list[Row] = []
    alarms = [*team.critical, *(step for step in team.harm if not step.score.critical_failure)]
    if alarms:
        rows.append(Row("", (line(words.t("Failures first"), "head", most=1),)))
        rows += [Row(f"{ALARM}{step.id}", (_alarm(words, step),)) for step in alarms]
    for chapter in team.chapters:
        rows.append(Row("", (_heading(chapter, columns),)))
        rows += [Row(step.id, (_line(words, step, columns),)) for step in chapter.steps]
    return tuple(rows)


def failures(team: TeamCard) -> tuple[str, ...]:
    """The steps at which somebody going through the failures stops, in the order of the manual."""
    return tuple(step.id for step in team.steps if step.failed)


def _counts(step: StepCard) -> bool:
    return step.score.exercised or step.score.harm


def _heading(chapter: ChapterCard, columns: int) -> Line:
    total = chapter.total
    share = f"{points_words(total.points)}/{points_words(total.of)}" if total.of > 0 else ""
    return Line((Span(pad(chapter.title, columns - len(share) - 1), "head"), Span(f" {share}", "head")), most=1)


def _alarm(words: ReviewWording, step: StepCard) -> Line:
    what = words.t("done") if step.score.harm else words.t("critical")
    title = words.t("{title} ({what})", title=step.title, what=what)
    return Line((mark_of(step), Span(f" {step.id} {title}", "strong")), most=1)


def _line(words: ReviewWording, step: StepCard, columns: int) -> Line:
    points = points_of(step.score)
    flag = words.t("late") if step.score.timeliness == "late" else ""
    head = f" {step.id} "
    room = columns - 2 - len(head) - max(_POINTS, len(points))
    title = pad(f"{flag} {step.title}" if flag else step.title, room)
    if not _counts(step):
        return Line((mark_of(step), Span(f"{head}{title}", "dim")), most=1)
    spans = [mark_of(step), Span(head)]
    if flag:
        spans += [Span(flag, "warn"), Span(title[len(flag) :])]
    else:
        spans.append(Span(title))
    return Line((*spans, Span(points.rjust(_POINTS), "dim")), most=1)
