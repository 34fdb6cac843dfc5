"""``tabletop score LOG``: the score card of a log, for people or as JSON."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.cli.content_call import LOGS
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import write_json
from simulator.cli.second_reader import add_reader_arguments, ask_reader
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.report.score_context import ScoreContext
    from simulator.session.opening import OpenedLog

_WIDEST = 120
"""Columns beyond which lines of a card are hard to follow."""

_CODES = {
    "heading": "1",
    "critical": "1;37;41",
    "good": "32",
    "partial": "33",
    "bad": "31",
    "dim": "2",
    "match": "36",
}
"""Terminal codes (SGR) of the styles of ``report.card_text``."""


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log_arguments(parser, t)
    parser.add_argument("--json", action="store_true", help=t("print the score card as JSON"))
    parser.add_argument("--short", action="store_true", help=t("leave out the evidence"))
    add_reader_arguments(parser, t)


def add_log_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    """A log, where to look for it by name, and one of its teams."""
    parser.add_argument("log", metavar="LOG", help=t("path of a log, or the id of an exercise whose log is kept"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    parser.add_argument("--team", metavar=t("NAME"), help=t("only this team"))


def add_format_argument(parser: argparse.ArgumentParser, t: Translate) -> None:
    """How tables are printed."""
    parser.add_argument(
        "--format", choices=("text", "md", "json"), default="text", help=t("text for a terminal, Markdown, or JSON")
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Print the card. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.score_context import explained
    from simulator.session.opening import open_log
    from simulator.session.scoring import score_card

    if args.reader is not None and not ask_reader(args, t, lang):
        return WRONG_INPUT
    opened = open_log(args.log, args.logs)
    with closing(opened.store):
        narrowed = only_team(opened, args.team, t)
        if narrowed is None:
            return WRONG_INPUT
        if args.json:
            write_json(score_card(narrowed).as_json())
        else:
            print_card(explained(narrowed, lang), details=not args.short)
    return FINE


def only_team(opened: OpenedLog, team: str | None, t: Translate) -> OpenedLog | None:
    """``opened`` with ``team`` alone (all where it is None); None after saying that there is no such team."""
    if team is None:
        return opened
    if team not in opened.states:
        known = ", ".join(opened.states)
        sys.stderr.write(t("There is no team {name}. Teams: {known}", name=team, known=known) + "\n")
        return None
    return replace(opened, entries={team: opened.entries[team]}, states={team: opened.states[team]})


def print_card(context: ScoreContext, *, details: bool = True, to: TextIO | None = None) -> None:
    """Print a card as wide as the terminal, in colour where there is one (and NO_COLOR is not set)."""
    from simulator.report.card_text import card_lines, plain

    stream = to or sys.stdout
    columns = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    styled = _coloured if _has_colour(stream) else plain
    for line in card_lines(context, columns, styled, details=details):
        stream.write(line + "\n")


def _has_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(text: str, style: str) -> str:
    code = _CODES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
