"""A contact drill for people (plain text, Markdown) and for programs (JSON)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from simulator.model.base import DAY, format_time
from simulator.model.safe_text import visible_line
from simulator.report.call_drill import OUTCOMES, CallDrill, CallLine
from simulator.report.markdown_text import plain_cell
from simulator.report.naming import MEANS
from simulator.report.width import pad, wrap
from simulator.words import Translate, mark

_HOURS = {"day": mark("daytime numbers"), "night": mark("night and holiday numbers")}
_CLOCK = 7
_MINUTES = 4
_MINUTES_AT = 4
"""Which cell of a row holds the minutes."""


def drill_json(drill: CallDrill) -> dict[str, Any]:
    """The drill as plain JSON data; times in scenario seconds, and in minutes from the start where that says more."""
    data = asdict(drill)
    for line in data["lines"]:
        line["minutes"] = _minutes(drill, line["reached_at"])
    data["totals"]["last_minutes"] = _minutes(drill, drill.totals.last_reached)
    data["totals"]["reached_percent"] = _percent(drill.totals.reached, drill.totals.asked)
    data["totals"]["on_time_percent"] = _percent(drill.totals.on_time, drill.totals.limited)
    return data


def drill_text(drill: CallDrill, t: Translate, columns: int) -> Iterator[str]:
    """Lines of at most ``columns``."""
    yield t("Contact drill: {team}", team=visible_line(drill.title))
    yield from (line for fact in drill_facts(drill, t) for line in wrap(fact, columns))
    yield ""
    remark = columns // 4
    who = columns - 3 * _CLOCK - _MINUTES - remark - 5
    head = (t("whom"), t("called"), t("reached"), t("back"), t("min"), t("outcome"))
    widths = (who, _CLOCK, _CLOCK, _CLOCK, _MINUTES, remark)
    yield from _rows(head, widths)
    yield "-" * columns
    for line in drill.lines:
        yield from _rows(
            (
                "  " * line.depth + visible_line(line.who),
                _hour(drill, line.called_at) if line.depth else "",
                _hour(drill, line.reached_at),
                _hour(drill, line.repeated_at),
                _told(_minutes(drill, line.reached_at)),
                _result(line, t),
            ),
            widths,
        )
    yield ""
    yield t("Left to do")
    if not drill.open:
        yield "  " + t("Nothing: everybody was reached and repeated the message back.")
    for line in drill.open:
        first, *rest = wrap(f"{visible_line(line.who)}: {_left(line, t)}", columns - 4)
        yield f"  - {first}"
        yield from (f"    {more}" for more in rest)


def drill_markdown(drill: CallDrill, t: Translate) -> Iterator[str]:
    """A section of a report in Markdown."""
    yield "## " + t("Contact drill: {team}", team=_cell(drill.title))
    yield ""
    yield from (f"- {_cell(fact)}" for fact in drill_facts(drill, t))
    yield ""
    head, rows = drill_table(drill, t)
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for cells in rows:
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    yield ""
    yield "### " + t("Left to do")
    yield ""
    if not drill.open:
        yield t("Nothing: everybody was reached and repeated the message back.")
    for line in drill.open:
        yield f"- {_cell(line.who)}: {_cell(_left(line, t))}"
    yield ""


def drill_table(drill: CallDrill, t: Translate) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads of the columns, and one row for each place of the call tree."""
    head = (
        t("whom"),
        t("to be called by"),
        t("number"),
        t("way"),
        t("called"),
        t("reached"),
        t("back"),
        t("min"),
        t("outcome"),
    )
    rows: list[tuple[str, ...]] = [
        (
            "　" * line.depth + line.who,
            line.called_by,
            line.number if line.depth else "",
            t(", ").join(t(MEANS.get(by, by)) for by in line.by),
            _hour(drill, line.called_at) if line.depth else "",
            _hour(drill, line.reached_at),
            _hour(drill, line.repeated_at),
            _told(_minutes(drill, line.reached_at)),
            _result(line, t),
        )
        for line in drill.lines
    ]
    return head, rows


def left_to_do(drill: CallDrill, t: Translate) -> list[str]:
    """With whom something is left to do, and what."""
    return [t("{heading}: {words}", heading=visible_line(line.who), words=_left(line, t)) for line in drill.open]


def drill_facts(drill: CallDrill, t: Translate) -> Iterator[str]:
    """What came of the drill, in sentences."""
    totals = drill.totals
    started = "－" if drill.started is None else format_time(drill.started)
    yield t("Started {time}, {hours}.", time=started, hours=t(_HOURS[drill.hours]))
    yield t(
        "Reached: {reached} of {asked} ({percent} %); {declined} do not take part.",
        reached=totals.reached,
        asked=totals.asked,
        percent=_percent(totals.reached, totals.asked),
        declined=totals.places - totals.asked,
    )
    yield t(
        "Called within the limit: {count} of {limited} ({percent} %).",
        count=totals.on_time,
        limited=totals.limited,
        percent=_percent(totals.on_time, totals.limited),
    )
    yield t("Repeated back with every key point: {count} of {asked}.", count=totals.repeated, asked=totals.asked)
    if totals.last_reached is not None:
        yield t(
            "Last reached: {time}, {minutes} minutes after the start.",
            time=format_time(totals.last_reached),
            minutes=_told(_minutes(drill, totals.last_reached)),
        )
    if len(totals.chain) > 1:
        yield t("Longest chain: {chain}", chain=" > ".join(visible_line(name) for name in totals.chain))


def _result(line: CallLine, t: Translate) -> str:
    if not line.depth:
        return t("start")
    said = [t("stand-in: {who}", who=visible_line(line.stand_in)) if line.stand_in else t(OUTCOMES[line.outcome])]
    if line.on_time is False:
        said.append(t("called late"))
    if line.corrected:
        said.append(t("number corrected"))
    return t(", ").join(said)


def _left(line: CallLine, t: Translate) -> str:
    missing = t("Left out: {points}.", points=t(" / ").join(line.left_out)) if line.left_out else ""
    return " ".join(part for part in (visible_line(line.todo), visible_line(missing)) if part)


def _rows(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    """One row, with the last cell on as many lines as it needs."""
    *first, last = cells
    lines = wrap(last, widths[-1])
    for number, line in enumerate(lines):
        shown = (*(first if number == 0 else [""] * len(first)), line)
        sized = enumerate(zip(shown, widths, strict=True))
        yield " ".join(pad(cell, size, right=n == _MINUTES_AT) for n, (cell, size) in sized).rstrip()


def _hour(drill: CallDrill, at: int | None) -> str:
    """``21:34``; with its day where that is not the day of the start."""
    if at is None:
        return "-"
    same = drill.started is not None and at // DAY == drill.started // DAY
    return format_time(at)[-5:] if same else format_time(at)


def _minutes(drill: CallDrill, at: int | None) -> int | None:
    return None if at is None or drill.started is None else (at - drill.started) // 60


def _told(minutes: int | None) -> str:
    return "-" if minutes is None else str(minutes)


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


def _cell(text: str) -> str:
    return plain_cell(visible_line(text))
