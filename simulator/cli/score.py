"""``tabletop score LOG``: the score card of a log, for people or as JSON."""

from __future__ import annotations

import argparse
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import add_log_arguments, read_log
from simulator.cli.output import write_json
from simulator.cli.second_reader import add_reader_arguments, ask_reader
from simulator.cli.terminal import takes_colour
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.report.score_context import ScoreContext

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


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Print the card. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.score_context import explained
    from simulator.session.scoring import score_card

    if args.reader is not None and not ask_reader(args, t, lang):
        return WRONG_INPUT
    opened = read_log(args, t)
    if opened is None:
        return WRONG_INPUT
    if args.json:
        write_json(score_card(opened).as_json())
    else:
        print_card(explained(opened, lang), details=not args.short)
    return FINE


def print_card(context: ScoreContext, *, details: bool = True, to: TextIO | None = None) -> None:
    """Print a card as wide as the terminal, in colour where there is one (and NO_COLOR is not set)."""
    from simulator.report.card_text import card_lines, plain

    stream = to or sys.stdout
    columns = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    styled = _coloured if takes_colour(stream) else plain
    for line in card_lines(context, columns, styled, details=details):
        stream.write(line + "\n")


def _coloured(text: str, style: str) -> str:
    code = _CODES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
