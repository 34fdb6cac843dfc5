"""The tables of a timetable drill as text for a terminal, as Markdown, and as JSON data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from simulator.model.base import DAY, format_time
from simulator.report.markdown_text import plain_cell
from simulator.report.phrases import span_words
from simulator.report.timetable import Checked, Done, TeamTimetable, how_words
from simulator.report.width import pad, width, wrap
from simulator.words import Translate

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Heads of the columns, and rows of as many cells."""

Render = Callable[[Table, int], list[str]]

_LEAST = 4
"""Columns below which a cell is not narrowed."""


def text_lines(found: TeamTimetable, t: Translate, columns: int) -> list[str]:
    """Everything as aligned text of at most ``columns``."""
    return _document(found, t, lambda heading: [heading, "=" * min(columns, width(heading))], _aligned, columns)


def markdown_lines(found: TeamTimetable, t: Translate) -> list[str]:
    """Everything as Markdown."""
    return _document(found, t, lambda heading: [f"## {heading}"], _markdown, 0)


def as_json(found: TeamTimetable) -> dict[str, Any]:
    """Everything as JSON data; times as ``D1 09:04``, delays in seconds."""
    return {
        "team": found.team,
        "title": found.title,
        "planned_note": found.planned_note,
        "tolerance_seconds": found.tolerance,
        "lanes": [{"id": lane, "title": title} for lane, title in found.lanes],
        "rows": [
            {
                "row": row.id,
                "lane": row.lane,
                "title": row.title,
                "planned": format_time(row.planned),
                "actual": None if row.actual is None else format_time(row.actual),
                "delay_seconds": row.delay,
                "who": row.who,
                "remark": row.remark,
                "mains": row.mains,
                "generator": row.generator,
                "corrected": [{"actual": format_time(actual), "who": who} for actual, who in row.before],
            }
            for row in found.rows
        ],
        "systems": [
            {
                "system": system.id,
                "lane": system.lane,
                "title": system.title,
                "owner": system.owner,
                "planned": {"shutdown": system.shutdown_plan, "start": system.start_plan},
                "shutdown": system.shutdown or None,
                "start": system.start or None,
                "remarks": list(system.remarks),
            }
            for system in found.systems
        ],
        "delays": [row.id for row in found.delays],
        "unrecorded": [row.id for row in found.unrecorded],
        "unchecked": [system.id for system in found.unchecked],
    }


def _document(
    found: TeamTimetable, t: Translate, heading: Callable[[str], list[str]], table: Render, columns: int
) -> list[str]:
    out = [*heading(t("Timetable: plan and record")), ""]
    if found.planned_note:
        out += [*_wrapped(t("Planned times: {note}", note=found.planned_note), columns), ""]
    out += [*table(schedule_table(found, t), columns), ""]
    for lane, title in found.lanes:
        systems = [system for system in found.systems if system.lane == lane]
        if systems:
            out += [*heading(t("Systems: {lane}", lane=title)), "", *table(systems_table(systems, t), columns), ""]
    out += [*heading(t("Delays (more than {span})", span=span_words(t, found.tolerance))), ""]
    delays = [
        t("{row} ({lane}): {span} late", row=row.title, lane=found.lane(row.lane), span=span_words(t, row.delay))
        for row in found.delays
    ]
    out += [*_items(delays, t("none"), columns), ""]
    out += [*heading(t("Not recorded")), ""]
    gaps = [t("{row} (planned {time})", row=row.title, time=_clock(found, row.planned)) for row in found.unrecorded]
    gaps += [t("{system}: shutdown or start not checked", system=system.title) for system in found.unchecked]
    return [*out, *_items(gaps, t("none"), columns)]


def _items(items: Sequence[str], nothing: str, columns: int) -> list[str]:
    return [line for item in items or (nothing,) for line in _wrapped(f"- {item}", columns)]


def _wrapped(text: str, columns: int) -> list[str]:
    return wrap(text, columns) if columns else [text]


def schedule_table(found: TeamTimetable, t: Translate) -> Table:
    """The time schedule; the power columns stand only where the plan names the supply."""
    supplied = any(row.mains is not None for row in found.rows)
    heads = [t("Planned"), t("Actual"), t("Delay")]
    heads += [t("Mains"), t("Generator")] if supplied else []
    heads += [t("Lane"), t("What"), t("Recorded by"), t("Remark")]
    return heads, [_row(found, t, row, supplied=supplied) for row in found.rows]


def _row(found: TeamTimetable, t: Translate, row: Done, *, supplied: bool) -> list[str]:
    actual = "－" if row.actual is None else _clock(found, row.actual)
    delay = f"+{span_words(t, row.delay)}" if row.delay else ""
    power = [_on(row.mains), _on(row.generator)] if supplied else []
    before = [t("first recorded as {time}", time=_clock(found, at)) for at, _ in row.before]
    remark = t("; ").join([part for part in (row.remark, *before) if part])
    return [_clock(found, row.planned), actual, delay, *power, found.lane(row.lane), row.title, row.who, remark]


def _on(fed: bool | None) -> str:  # noqa: FBT001
    return "" if fed is None else "○" if fed else "×"


def _clock(found: TeamTimetable, seconds: int) -> str:
    """The hour alone where the whole plan lies on the first day."""
    times = [row.planned for row in found.rows] + [row.actual for row in found.rows if row.actual is not None]
    full = format_time(seconds)
    return full if any(time >= DAY for time in times) else full.split(" ")[1]


def systems_table(systems: Iterable[Checked], t: Translate) -> Table:
    heads = [t("No."), t("System"), t("Shutdown"), t("Start"), t("Owner"), t("Remarks")]
    return heads, [
        [
            str(number),
            system.title,
            _result(t, system.shutdown, system.shutdown_plan),
            _result(t, system.start, system.start_plan),
            system.owner,
            t(" / ").join(system.remarks),
        ]
        for number, system in enumerate(systems, 1)
    ]


def _result(t: Translate, how: str, plan: str) -> str:
    """What was done; the plan stands beside it where the two differ."""
    if not how:
        return "－"
    done = how_words(t, how)
    return done if how == plan else t("{how} (plan: {plan})", how=done, plan=how_words(t, plan))


def _markdown(table: Table, _: int) -> list[str]:
    heads, rows = table

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(plain_cell(cell) for cell in cells) + " |"

    return [line(heads), "|" + "---|" * len(heads), *map(line, rows)]


def _aligned(table: Table, columns: int) -> list[str]:
    """Columns side by side; long cells are broken within their column."""
    heads, rows = table
    kept = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    heads, rows = [heads[n] for n in kept], [[row[n] for n in kept] for row in rows]
    sizes = _sizes([heads, *rows], columns)
    out = [*_cells(heads, sizes), " ".join("-" * size for size in sizes)]
    for row in rows:
        out += _cells(row, sizes)
    return out


def _cells(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    broken = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    high = max(len(lines) for lines in broken)
    return [
        " ".join(
            pad(lines[n] if n < len(lines) else "", size) for lines, size in zip(broken, sizes, strict=True)
        ).rstrip()
        for n in range(high)
    ]


def _sizes(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Natural widths, the widest narrowed first until everything fits."""
    sizes = [max(1, *(width(row[n]) for row in rows)) for n in range(len(rows[0]))]
    while sum(sizes) + len(sizes) - 1 > columns and max(sizes) > _LEAST:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes
