"""``tabletop review LOG``: timeline and score of a log on screen."""

from __future__ import annotations

import argparse
import sys

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import add_log_arguments, read_log
from simulator.words import Translate


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log_arguments(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Show the log until its reader leaves. LogUnreadable goes to the caller, who tells it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(t("“tabletop review” needs a terminal. Without one, “tabletop score” prints the card.") + "\n")
        return WRONG_INPUT
    opened = read_log(args, t)
    if opened is None:
        return WRONG_INPUT
    if not opened.states:
        sys.stderr.write(t("No team has played in this log.") + "\n")
        return WRONG_INPUT
    from simulator.log.catalog import find_log
    from simulator.tui.review.app import ReviewApp
    from simulator.tui.review.bookmarks import beside
    from simulator.tui.review.data import review_data

    data = review_data(opened, lang, beside(find_log(args.log, args.logs)))
    app = ReviewApp(data)
    app.run()
    return app.return_code or FINE
