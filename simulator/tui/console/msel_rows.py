"""The list of injects in words: planned and actual side by side, and everything about one of them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, MselCell, MselLine, Standing, TeamBoard
from simulator.model.base import DAY
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import InjectKind
from simulator.tui.console.attention import expected_at
from simulator.tui.console.words import ConsoleWording, joined, story_time
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.tui.wording import hour
from simulator.words import mark

_NARROW, _WIDE = 12, 15
"""Cells for a team; the wide ones hold a day too."""

_ROOMY = 100
"""Columns from which on cells are wide."""

_WHY = {
    "time": mark("by itself, by the clock"),
    "trigger": mark("by itself, following another"),
    "condition": mark("by itself, its condition came true"),
    "facilitator": mark("sent by hand"),
}


def msel_rows(
    words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], now: int, width: int, *, coming: bool
) -> list[Row]:
    """One row for each inject; with ``coming`` only those that some team may still get."""
    time = 1 + max((len(story_time(view, one.planned or 0)) for one in view.msel), default=5)
    column = _WIDE if width >= _ROOMY else _NARROW
    shown = boards[: max(1, (width - 30) // column)]
    first = width - column * len(shown)
    rows = [
        Row(
            "",
            (
                Line(
                    (
                        Span(pad(words.t("Inject"), first), "head"),
                        *(Span(pad(visible_line(b.title), column - 1) + " ", "head") for b in shown),
                    ),
                    most=1,
                ),
            ),
        )
    ]
    places = {line.id: number for number, line in enumerate(view.msel)}
    for one in view.msel:
        cells = [board.cells[places[one.id]] for board in shown]
        if coming and all(cell.standing in {Standing.DELIVERED, Standing.ANSWERED} for cell in cells):
            continue
        planned = story_time(view, one.planned) if one.planned is not None else ""
        head = f"{one.id:<4} {planned:<{time}}{_kind_mark(one)}{visible_line(one.title)}"
        spans = [Span(pad(head, first - 1) + " ", "" if _live(cells) else "dim")]
        for board, cell in zip(shown, cells, strict=True):
            text, style = cell_words(words, view, one, cell, board, now)
            spans.append(Span(pad(text, column - 1) + " ", style))
        rows.append(Row(one.id, (Line(tuple(spans), most=1),)))
    return rows


def cell_words(
    words: ConsoleWording, view: ControlView, one: MselLine, cell: MselCell, board: TeamBoard, now: int
) -> tuple[str, str]:
    """What has become of an inject in a team, in a column's words, and their style."""
    t, second = words.t, board.clock.at(now)
    if cell.standing is Standing.HELD:
        return t("held"), "warn"
    if cell.standing is Standing.SKIPPED:
        return t("skipped"), "dim"
    if cell.standing is Standing.PENDING:
        at = expected_at(one, board) if cell.open and board.started else None
        if at is not None and at != one.planned:
            return t("~{time}", time=story_time(view, at)), "dim"
        return ("-" if cell.open else ""), "dim"
    if cell.standing is Standing.ANSWERED:
        return t("done {time}", time=_short(view, one, cell.answered or 0, second)), "good"
    if cell.due is not None and second > cell.due and not board.finished:
        return t("LATE {time}", time=_short(view, one, cell.due, second)), "alert"
    return t("given {time}", time=_short(view, one, cell.at or 0, second)), "strong"


def detail_lines(words: ConsoleWording, view: ControlView, one: MselLine, boards: Sequence[TeamBoard]) -> list[Line]:
    """Everything about one inject: planned, then what came of it in each team, then what is in it."""
    t = words.t
    out = [Line((Span(f"{one.id} {visible_line(one.title)}", "head"),))]
    if one.improvised:
        out.append(line(t("Made up during the exercise; not in the authored list."), "warn"))
    for step, title in one.makes_up_for:
        out.append(line(t("Makes up for {step} {title}", step=step, title=visible_line(title)), "warn"))
    planned = words.conditions.trigger(one)
    if one.planned is not None and one.at is None:
        planned += t(" (planned {time})", time=story_time(view, one.planned))
    out.append(_pair(t("Planned"), planned))
    if one.phases:
        out.append(_pair(t("Phases"), joined(words, one.phases)))
    for board in boards:
        out += _actual(words, view, one, board)
    who = f"{visible_line(one.sender)} → {joined(words, one.to)}" + t(" ({words})", words=words.channel(one.channel))
    out += [BLANK, _pair(t("From, to"), who), line(visible(one.body).strip())]
    if one.asks is not None:
        asked = words.kind(one.asks)
        if one.limit is not None:
            asked += t(", within {span}", span=words.span(one.limit))
        out += [BLANK, _pair(t("Asked ({kind})", kind=asked), visible(one.prompt).strip())]
    if one.expects:
        out.append(BLANK)
        out.append(line(t("A good team does"), "strong"))
        out += [Line((Span(f"{step} {visible_line(title)}"),), 5) for step, title in one.expects]
    for label, text in ((t("Trap"), one.trap), (t("Notes"), one.notes)):
        if text:
            out += [BLANK, _pair(label, visible(text).strip())]
    for number, hint in enumerate(one.hints, 1):
        out.append(_pair(t("Hint {number}", number=number), visible(hint).strip()))
    return out


def _short(view: ControlView, one: MselLine, seconds: int, now: int) -> str:
    """The hour alone where it is on the day that is planned; without a plan, on the day that it is ``now``."""
    same = (now if one.planned is None else one.planned) // DAY == seconds // DAY
    return hour(seconds) if same else story_time(view, seconds)


def _actual(words: ConsoleWording, view: ControlView, one: MselLine, board: TeamBoard) -> list[Line]:
    """Planned against actual for one team."""
    t = words.t
    cell = next(cell for cell in board.cells if cell.inject == one.id)
    title = visible_line(board.title)
    if cell.standing is Standing.SKIPPED:
        return [_pair(title, t("skipped: {reason}", reason=visible_line(cell.reason) or t("no reason given")), "warn")]
    if cell.standing is Standing.HELD:
        return [_pair(title, t("held back"), "warn")]
    if cell.at is None:
        return [_pair(title, t("not yet given") if cell.open else t("not in this phase"), "dim")]
    told = t("given at {time}", time=story_time(view, cell.at))
    if one.planned is not None and cell.at != one.planned:
        told += t(" ({words})", words=_difference(words, cell.at - one.planned))
    told += t(", {why}", why=t(_WHY.get(cell.why, cell.why)))
    if cell.answered is not None:
        told += t("; answered {time}", time=story_time(view, cell.answered))
    elif cell.due is not None:
        told += t("; answer due {time}", time=story_time(view, cell.due))
    told += t("; opened by {count} seats", count=cell.read_by)
    if cell.hints:
        told += t("; hints shown {count}", count=cell.hints)
    return [_pair(title, told)]


def _difference(words: ConsoleWording, seconds: int) -> str:
    span = words.span(abs(seconds))
    return words.t("{span} later", span=span) if seconds > 0 else words.t("{span} earlier", span=span)


def _pair(label: str, text: str, style: str = "") -> Line:
    return Line((Span(f"{label}  ", "dim"), Span(text, style)), 4)


def _live(cells: Sequence[MselCell]) -> bool:
    return any(cell.open or cell.standing in {Standing.HELD, Standing.DELIVERED, Standing.ANSWERED} for cell in cells)


def _kind_mark(one: MselLine) -> str:
    if one.improvised:
        return "+ "
    return "* " if one.kind is InjectKind.CONTINGENCY else ""
