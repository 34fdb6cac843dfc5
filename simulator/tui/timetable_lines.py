"""The timetable's rows, systems and details as lines."""

from __future__ import annotations

from simulator.engine.timetable_view import CheckView, RowView, SystemView, TimetableView
from simulator.model.safe_text import visible_line
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, line, pad
from simulator.tui.wording import Wording, hour
from simulator.words import mark

HOWS = {
    "automatic": mark("automatic"),
    "manual": mark("manual"),
    "partly": mark("partly manual"),
    "not_done": mark("not done"),
    "none": mark("not planned"),
}
WHAT_SHORT = {"shutdown": mark("shutdown"), "start": mark("start")}

_PLAN_WIDTH = 6
_ACTUAL_WIDTH = 7
_STATE_WIDTH = 10
_HOW_WIDTH = 16


def overdue_count(found: TimetableView, now: int) -> int:
    """Rows this seat may record, whose time and tolerance are over and that nobody has recorded."""
    return sum(1 for row in found.rows if row.roles and _is_overdue(found, row, now))


def schedule_rows(words: Wording, found: TimetableView, now: int) -> list[Row]:
    """A heading for each lane, and below it plan, record and title of its rows."""
    t = words.t
    heads = pad(t("Plan"), _PLAN_WIDTH) + pad(t("Actual"), _ACTUAL_WIDTH) + pad(t("State"), _STATE_WIDTH) + t("What")
    out = [Row("", (line(heads, "dim"),))]
    for lane, title in found.lanes:
        rows = [row for row in found.rows if row.lane == lane]
        if rows:
            out.append(Row("", (line(visible_line(title), "head"),)))
            out += [_schedule_row(words, found, row, now) for row in rows]
    return out


def _schedule_row(words: Wording, found: TimetableView, row: RowView, now: int) -> Row:
    actual = "--:--" if row.actual is None else hour(row.actual)
    state, style = _state(words, found, row, now)
    spans = (
        Span(pad(hour(row.planned), _PLAN_WIDTH)),
        Span(pad(actual, _ACTUAL_WIDTH), "strong" if row.actual is not None else "dim"),
        Span(pad(state, _STATE_WIDTH), style),
        Span(visible_line(row.title), "" if row.roles else "dim"),
    )
    return Row(row.id, (Line(spans, _PLAN_WIDTH + _ACTUAL_WIDTH + _STATE_WIDTH),))


def _state(words: Wording, found: TimetableView, row: RowView, now: int) -> tuple[str, str]:
    t = words.t
    if row.delay:
        return t("+{minutes} min", minutes=row.delay // 60), "warn"
    if row.actual is not None:
        return t("on time"), "good"
    if not row.roles:
        return t("others"), "dim"
    if _is_overdue(found, row, now):
        return t("late?"), "alert"
    return (t("now"), "ask") if row.planned <= now else ("", "")


def _is_overdue(found: TimetableView, row: RowView, now: int) -> bool:
    return row.actual is None and now > row.planned + found.tolerance


def row_details(words: Wording, row: RowView, found: TimetableView) -> list[Line]:
    """Everything about a row: what to look at, every record, where the planned times come from."""
    t = words.t
    out = [line(visible_line(row.title), "strong")]
    if row.note:
        out.append(line(visible_line(row.note)))
    for number, record in enumerate(reversed(row.records)):
        label = t("Recorded {time} by {who}.", time=hour(record.actual), who=visible_line(record.who))
        told = f"{label} {visible_line(record.remark)}".rstrip()
        out.append(line(told if not number else t("Before the correction: {told}", told=told), "dim" if number else ""))
    if found.planned_note:
        out.append(line(t("Planned times: {note}", note=visible_line(found.planned_note)), "dim"))
    return out


def check_rows(words: Wording, found: TimetableView) -> list[Row]:
    """Each system with a row for its shutdown and one for its start."""
    t = words.t
    out = []
    for system in found.systems:
        head = Line((Span(visible_line(system.title), "head"), Span(f"  {visible_line(system.owner)}", "dim")), 2, 1)
        out.append(Row("", (head,)))
        for what, plan, checks in (
            ("shutdown", system.shutdown_plan, system.shutdown),
            ("start", system.start_plan, system.start),
        ):
            out.append(Row(f"{system.id}:{what}", (_check_line(words, what, plan, checks),)))
    return out or [Row("", (line(t("No system of your lanes is checked."), "dim"),))]


def _check_line(words: Wording, what: str, plan: str, checks: tuple[CheckView, ...]) -> Line:
    t = words.t
    last = checks[-1] if checks else None
    found = (
        (Span(t("not recorded"), "dim"),) if last is None else (Span(t(HOWS[last.how]), _how_style(last.how, plan)),)
    )
    remark = (Span(f"  {visible_line(last.remark)}"),) if last is not None and last.remark else ()
    lead = pad(t(WHAT_SHORT[what]), 9)
    return Line(
        (Span(lead), Span(pad(t("plan: {how}", how=t(HOWS[plan])), _HOW_WIDTH + 6), "dim"), *found, *remark), 9, 1
    )


def _how_style(how: str, plan: str) -> str:
    return "warn" if how == "not_done" or (how != plan and plan != "none") else "good"


def system_details(words: Wording, system: SystemView, what: str) -> list[Line]:
    """What the plan says of a system, and every check of ``what``."""
    t = words.t
    checked = t(WHAT_SHORT[what]) if what in WHAT_SHORT else ""
    out = [line(f"{visible_line(system.title)}  {checked}".rstrip(), "strong")]
    if system.note:
        out.append(line(visible_line(system.note)))
    checks = system.shutdown if what == "shutdown" else system.start
    for number, check in enumerate(reversed(checks)):
        label = t(
            "{how}, recorded {time} by {who}.", how=t(HOWS[check.how]), time=hour(check.at), who=visible_line(check.who)
        )
        told = f"{label} {visible_line(check.remark)}".rstrip()
        out.append(line(told if not number else t("Before the correction: {told}", told=told), "dim" if number else ""))
    return out
