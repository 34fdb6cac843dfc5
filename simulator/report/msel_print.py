"""The MSEL for a terminal, as Markdown and as CSV."""

from __future__ import annotations

import csv
import io

from simulator.report.msel import Msel, MselRow
from simulator.report.plain_files import BOM, harmless
from simulator.report.width import pad, wrap
from simulator.words import Translate, mark, translator

_HEADINGS = (
    mark("No."),
    mark("Inject"),
    mark("Planned scenario time"),
    mark("Planned real minute"),
    mark("Trigger"),
    mark("Phase"),
    mark("Kind"),
    mark("From"),
    mark("To"),
    mark("Channel"),
    mark("Title"),
    mark("Body"),
    mark("Kind of answer"),
    mark("What is asked"),
    mark("Limit"),
    mark("Expected steps"),
)
_SECRETS = (mark("Trap"), mark("Notes"))


def as_text(found: Msel, lang: str, columns: int, *, secrets: bool = False) -> str:
    """A table of at most ``columns`` (80 or more are meant), wrapped by the width of characters."""
    t = translator("report", lang)
    widths = _widths(columns)
    heads = (t("No."), t("Scenario time"), t("Min."), t("Inject"), t("From → to"))
    out = [
        *wrap(found.title, columns),
        *wrap(_summary(found, t), columns),
        "",
        *_cells(tuple(wrap(head, width) for head, width in zip(heads, widths, strict=True)), widths),
    ]
    out.append("─" * (sum(widths) + len(widths) - 1))
    for row in found.rows:
        title = f"{row.id} {row.title}"
        asked = t("{kind}, {channel}", kind=row.kind, channel=row.channel)
        way = t("{sender} → {to}", sender=row.sender, to=t(", ").join(row.to))
        texts = (str(row.number), row.time, _minute(row), f"{title}\n{asked}", way)
        out += _cells(tuple(wrap(text, width) for text, width in zip(texts, widths, strict=True)), widths)
        out += _details(row, t, columns, secrets=secrets)
        out.append("")
    return "\n".join(line.rstrip() for line in out).rstrip() + "\n"


def as_markdown(found: Msel, lang: str, *, secrets: bool = False) -> str:
    """Everything: a table to see it at a glance, then each inject in full."""
    t = translator("report", lang)
    heads = (t("No."), t("Scenario time"), t("Min."), t("Inject"), t("From"), t("To"), t("Channel"), t("Kind"))
    out = [f"# {_md(found.title)}", "", _md(_summary(found, t)), ""]
    out += ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in found.rows:
        cells = (str(row.number), row.time, _minute(row), f"{row.id} {row.title}", row.sender, t(", ").join(row.to))
        out.append("| " + " | ".join(_md(cell) for cell in (*cells, row.channel, row.kind)) + " |")
    for row in found.rows:
        out += ["", f"## {row.number}. {_md(row.id)} {_md(row.title)}", ""]
        out += [
            "- " + t("{heading}: {words}", heading=f"**{t(head)}**", words=_md(text))
            for head, text in _facts(row, t)
            if text
        ]
        out += ["", *(f"> {_md(line)}" if line else ">" for line in row.body.split("\n"))]
        if row.prompt:
            asked = t("{ask} (limit {limit})", ask=row.ask, limit=row.limit_words) if row.limit_words else row.ask
            heading = "**" + t("What is asked") + "**"
            out += ["", t("{heading}: {words}", heading=heading, words=_md(asked)), ""]
            out += [_md_line(line) for line in row.prompt.split("\n")]
        if row.steps:
            out += ["", "**" + t("Expected steps") + "**", ""]
            out += [f"- {_md(step)} {_md(title)}" for step, title in row.steps]
        for head, text in ((mark("Trap"), row.trap), (mark("Notes"), row.notes)) if secrets else ():
            if text:
                out += ["", f"**{t(head)}**", "", *(_md(line) for line in text.split("\n"))]
    return "\n".join(out) + "\n"


def as_csv(found: Msel, lang: str, *, secrets: bool = False) -> bytes:
    """UTF-8 with a byte order mark and CRLF, as spreadsheets on Windows read it; no cell can become a formula."""
    t = translator("report", lang)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([t(head) for head in (*_HEADINGS, *(_SECRETS if secrets else ()))])
    for row in found.rows:
        cells = [
            str(row.number),
            row.id,
            "" if row.second is None else row.time,
            "" if row.minute is None else _minute(row),
            row.trigger,
            t(" / ").join(row.phases),
            row.kind,
            row.sender,
            t(", ").join(row.to),
            row.channel,
            row.title,
            row.body,
            row.ask,
            row.prompt,
            row.limit_words,
            "\n".join(f"{step} {title}" for step, title in row.steps),
            *((row.trap, row.notes) if secrets else ()),
        ]
        writer.writerow([harmless(cell) for cell in cells])
    return BOM + stream.getvalue().encode("utf-8")


def _summary(found: Msel, t: Translate) -> str:
    return t(
        "MSEL, {count} injects, {minutes} real minutes planned. D1 is {day}. In brackets: only on a branch.",
        count=len(found.rows),
        minutes=found.minutes,
        day=found.day_one,
    )


def _minute(row: MselRow) -> str:
    """The real minute; in brackets where only a team that takes the branch gets there; a dash where none is planned."""
    if row.minute is None:
        return "－"
    return f"({row.minute})" if row.branch else str(row.minute)


def _widths(columns: int) -> tuple[int, int, int, int, int]:
    rest = max(30, columns - 4 - 10 - 6 - 4)
    return 4, 10, 6, rest * 3 // 5, rest - rest * 3 // 5


def _cells(cells: tuple[list[str], ...], widths: tuple[int, ...]) -> list[str]:
    height = max(len(lines) for lines in cells)
    return [
        " ".join(pad(lines[n] if n < len(lines) else "", width) for lines, width in zip(cells, widths, strict=True))
        for n in range(height)
    ]


def _facts(row: MselRow, t: Translate) -> tuple[tuple[str, str], ...]:
    return (
        (mark("Planned scenario time"), "" if row.second is None else row.time),
        (mark("Planned real minute"), "" if row.minute is None else _minute(row)),
        (mark("Trigger"), row.trigger),
        (mark("Phase"), t(" / ").join(row.phases)),
        (mark("Kind"), row.kind),
        (mark("From"), row.sender),
        (mark("To"), t(", ").join(row.to)),
        (mark("Channel"), row.channel),
    )


def _details(row: MselRow, t: Translate, columns: int, *, secrets: bool) -> list[str]:
    """What does not fit into columns: trigger, phase, question, steps and, for those who may, the secrets."""
    asked = ""
    if row.ask:
        kind = t("{ask} (limit {limit})", ask=row.ask, limit=row.limit_words) if row.limit_words else row.ask
        asked = t("{heading}: {words}", heading=kind, words=row.prompt)
    pieces = [
        (mark("Trigger"), "" if row.trigger == row.time else row.trigger),
        (mark("Phase"), t(" / ").join(row.phases)),
        (mark("What is asked"), asked),
        (mark("Expected steps"), t(" / ").join(f"{step} {title}" for step, title in row.steps)),
        *(((mark("Trap"), row.trap), (mark("Notes"), row.notes)) if secrets else ()),
    ]
    out = []
    for head, text in pieces:
        if text:
            lines = wrap(t("{heading}: {words}", heading=t(head), words=text), columns - 5)
            out += [" " * 5 + line for line in lines]
    return out


def _md(text: str) -> str:
    """``text`` on one line without anything that Markdown or HTML would act on."""
    out = " ".join(text.split("\n"))
    for char in "\\`*_[]|":
        out = out.replace(char, f"\\{char}")
    out = out.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"\\{out}" if out.startswith(("#", "- ", "+ ")) else out


def _md_line(line: str) -> str:
    return f"- {_md(line[2:])}" if line.startswith("- ") else f"{_md(line)}  "
