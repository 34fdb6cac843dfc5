"""``tabletop report LOG``: the after-action report and improvement plan, as a page, a document, Markdown or JSON."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import add_log_arguments, is_team
from simulator.cli.output import write_output
from simulator.words import Translate, mark

_QUIET = 1.5
"""Real seconds before progress is told."""

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_HOURS, _MINUTES = 14, 59

_NO_PDF = {
    "no_browser": mark(
        "PDF is printed by Chromium, Chrome or Edge, and none was found. Install one, name it in {variable}, "
        "or write --format html and print that from any browser."
    ),
    "failed": mark("{browser} made no PDF. Write --format html and print that from a browser."),
    "too_slow": mark("{browser} took too long. Write --format html and print that from a browser."),
}


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    from simulator.report.aar_formats import FORMATS

    add_log_arguments(parser, t)
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default=None, help=t("format (else by the ending of FILE, else html)")
    )
    parser.add_argument("--output", type=Path, default=None, metavar=t("FILE"), help=t("write to FILE"))
    parser.add_argument(
        "--layout",
        choices=("report", "committee"),
        default="report",
        help=t("the whole report (default), or the paper for the committee in one to three pages"),
    )
    parser.add_argument("--no-responses", action="store_true", help=t("leave out what participants wrote"))
    parser.add_argument("--place", default="", metavar=t("TEXT"), help=t("where the exercise was held"))
    parser.add_argument("--handling", default="", metavar=t("TEXT"), help=t("marking at the head of every page"))
    parser.add_argument(
        "--zone", type=_zone(t), default=None, metavar="+HH:MM", help=t("zone of the times of day (default +09:00)")
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Write the report. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.aar import JAPAN, AarOptions
    from simulator.report.aar_build import after_action_report
    from simulator.report.aar_formats import BINARY, FORMATS
    from simulator.report.aar_pdf import BROWSER_VARIABLE, NoPdf
    from simulator.report.committee_paper import committee_paper
    from simulator.session.opening import open_log

    form = _format(args, t, tuple(FORMATS))
    if form is None:
        return WRONG_INPUT
    if form in BINARY and args.output is None:
        sys.stderr.write(t("A {form} is written to a file: add --output FILE.", form=form) + "\n")
        return WRONG_INPUT
    told = _Progress(t)
    opened = open_log(args.log, args.logs)
    with closing(opened.store):
        if args.team is not None and not is_team(args.team, opened.states, t):
            return WRONG_INPUT
        told("report")
        options = AarOptions(
            team=args.team,
            responses=not args.no_responses,
            zone=args.zone or JAPAN,
            place=args.place,
            handling=args.handling,
        )
        aar = after_action_report(opened, lang, options)
    try:
        data = FORMATS[form](aar, told, committee_paper(aar) if args.layout == "committee" else None)
    except NoPdf as error:
        words = t(_NO_PDF[error.code], browser=error.detail, variable=BROWSER_VARIABLE)
        sys.stderr.write(words + "\n")
        return WRONG_INPUT
    return FINE if write_output(data, args.output, t) else WRONG_INPUT


def _format(args: argparse.Namespace, t: Translate, known: tuple[str, ...]) -> str | None:
    """The format that is asked for, or that the file's ending says; None after saying that it says none."""
    if args.format is not None or args.output is None:
        return args.format or "html"
    ending = args.output.suffix.lower().removeprefix(".")
    ending = {"htm": "html", "markdown": "md", "zip": "csv"}.get(ending, ending)
    if ending in known:
        return str(ending)
    message = mark("{path}: the ending says no format. Add --format, one of {known}.")
    sys.stderr.write(t(message, path=args.output, known=", ".join(known)) + "\n")
    return None


class _Progress:
    """Tells on stderr what is being made once it takes longer than a moment, where a person looks on."""

    def __init__(self, t: Translate) -> None:
        self.t = t
        self._since = time.monotonic()
        self._shown = sys.stderr.isatty()

    def __call__(self, what: str) -> None:
        if not self._shown or time.monotonic() - self._since < _QUIET:
            return
        kind = what.partition("-")[0]
        words = {
            "report": self.t("Reading the log …"),
            "heat": self.t("Drawing charts …"),
            "timeliness": self.t("Drawing charts …"),
            "timeline": self.t("Drawing charts …"),
            "pdf": self.t("Printing to PDF …"),
        }.get(kind)
        if words:
            sys.stderr.write(words + "\n")


def _zone(t: Translate) -> Callable[[str], timezone]:
    """Reads an offset from UTC."""

    def zone(text: str) -> timezone:
        found = _OFFSET.fullmatch(text)
        if found is None or int(found[2]) > _HOURS or int(found[3]) > _MINUTES:
            raise argparse.ArgumentTypeError(t("“{text}” is no zone. Write it as +09:00.", text=text[:40]))
        span = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-span if found[1] == "-" else span, "JST" if text == "+09:00" else f"UTC{text}")

    return zone
