"""Where the teams stand in the steps of the manual, while they play."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, TeamBoard, VerdictLine
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.phrases import HARM_MARK, MARKS, verdict_words
from simulator.tui.console.words import ConsoleWording, story_time
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad

_CELL = 13
_STYLES = {Verdict.MET: "good", Verdict.PARTIAL: "warn", Verdict.NOT_MET: "warn", Verdict.NOT_OBSERVED: "dim"}
_DONE = frozenset({Verdict.MET, Verdict.PARTIAL})


def verdict_rows(words: ConsoleWording, boards: Sequence[TeamBoard], now: int, width: int) -> list[Row]:
    """Counts and alarms first, then a row for each step that was exercised in any team."""
    t = words.t
    shown = boards[: max(1, (width - 30) // _CELL)]
    first = width - _CELL * len(shown)
    rows = [_row(pad(t("Step"), first), "head", [(visible_line(b.title), "head") for b in shown])]
    rows.append(_row(pad(t("met / exercised"), first), "dim", [(_count(board), "strong") for board in shown]))
    rows.append(_row(pad(t("critical missing, harm"), first), "dim", [_alarm(board, now) for board in shown]))
    found: dict[str, VerdictLine] = {}
    for board in shown:
        for one in board.verdicts:
            found.setdefault(one.step, one)
    if not found:
        rows.append(Row("", (Line((Span(t("Nothing has been judged yet."), "dim"),)),)))
    for step, one in found.items():
        lines = [next((v for v in board.verdicts if v.step == step), None) for board in shown]
        head = f"{step} {'!' if one.critical else ''}{visible_line(one.title)}"
        cells = [_cell(words, v, board, now) for v, board in zip(lines, shown, strict=True)]
        row = _row(pad(head, first - 1) + " ", "", cells)
        rows.append(Row(step, row.lines))
    return rows


def verdict_details(
    words: ConsoleWording, view: ControlView, step: str, boards: Sequence[TeamBoard], now: int
) -> list[Line]:
    """One step in every team, with the words that show it."""
    t, out = words.t, list[Line]()
    for board in boards:
        one = next((v for v in board.verdicts if v.step == step), None)
        if not out and one is not None:
            out.append(line(f"{step} {visible_line(one.title)}", "head"))
            if one.critical:
                out.append(line(t("A failure here is critical."), "warn"))
        out.append(BLANK)
        out.append(line(visible_line(board.title), "strong"))
        if one is None:
            out.append(line(t("not exercised so far"), "dim"))
            continue
        told = verdict_words(words.report, one.verdict) if not one.harm else t("must-not done")
        by = t("decided by an evaluator") if one.by == "evaluator" else t("automatic")
        out.append(Line((Span(told, "alert" if one.harm else _STYLES[one.verdict]), Span(f"  {by}", "dim"))))
        if one.proposed:
            out.append(line(t("proposed; an evaluator should look at it"), "dim"))
        if one.due is not None:
            out.append(_limit(words, view, one, board.clock.at(now)))
        if one.words:
            out.append(Line((Span(t("shown by  "), "dim"), Span(visible_line(one.words))), 4))
    return out


def critical_missing(board: TeamBoard, now: int) -> int:
    """Critical steps that are past their limit and not done."""
    second = board.clock.at(now)
    return sum(
        one.critical and not one.refrain and one.verdict not in _DONE and one.due is not None and second > one.due
        for one in board.verdicts
    )


def harms(board: TeamBoard) -> int:
    return sum(one.harm for one in board.verdicts)


def _limit(words: ConsoleWording, view: ControlView, one: VerdictLine, second: int) -> Line:
    t = words.t
    due = one.due or 0
    told = t("limit {time}", time=story_time(view, due))
    if one.done is not None:
        done = t(", done {time}", time=story_time(view, one.done))
        late = t(" ({span} late)", span=words.span(one.done - due)) if one.done > due else ""
        return line(told + done + late, "warn" if late else "")
    return line(told + (t(", overdue") if second > due else ""), "alert" if second > due else "")


def _count(board: TeamBoard) -> str:
    duties = [one for one in board.verdicts if not one.refrain]
    return f"{sum(one.verdict is Verdict.MET for one in duties)} / {len(duties)}"


def _alarm(board: TeamBoard, now: int) -> tuple[str, str]:
    missing, harm = critical_missing(board, now), harms(board)
    if not missing and not harm:
        return "0, 0", "dim"
    return f"{missing}, {harm}", "alert"


def _cell(words: ConsoleWording, one: VerdictLine | None, board: TeamBoard, now: int) -> tuple[str, str]:
    if one is None:
        return "", ""
    if one.harm:
        return words.t("{sign} harm", sign=HARM_MARK), "alert"
    notes = []
    if one.done is not None and one.due is not None and one.done > one.due:
        notes.append(words.t("late"))
    elif one.done is None and one.due is not None and board.clock.at(now) > one.due and not one.refrain:
        notes.append(words.t("overdue"))
    if one.by == "evaluator":
        notes.append(words.t("ev."))
    elif one.proposed:
        notes.append("?")
    style = "alert" if one.critical and "overdue" in "".join(notes) else _STYLES[one.verdict]
    return f"{MARKS[one.verdict]} {' '.join(notes)}".rstrip(), style


def _row(head: str, style: str, cells: Sequence[tuple[str, str]]) -> Row:
    return Row(
        "", (Line((Span(head, style), *(Span(pad(text, _CELL - 1) + " ", look) for text, look in cells)), most=1),)
    )
