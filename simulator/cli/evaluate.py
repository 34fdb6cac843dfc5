"""``tabletop evaluate LOG``: an evaluator's desk on a log; every decision is appended to it."""

from __future__ import annotations

import argparse
import sys

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import add_log_arguments, is_team
from simulator.words import Translate, translator


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log_arguments(parser, t)
    parser.add_argument(
        "--as",
        dest="name",
        default="",
        metavar=t("NAME"),
        help=t("your name as evaluator, so that several can be told apart and compared"),
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Show the desk until its evaluator leaves. LogUnreadable goes to the caller, who tells it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(
            t("“tabletop evaluate” needs a terminal. Without one, “tabletop score” prints what waits.") + "\n"
        )
        return WRONG_INPUT
    from simulator.session.opening import open_log

    opened = open_log(args.log, args.logs, read_only=False)
    try:
        if args.team is not None and not is_team(args.team, opened.states, t):
            return WRONG_INPUT
        from simulator.session.log_desk import LogDesk
        from simulator.tui.evaluator.app import EvaluatorApp

        teams = (args.team,) if args.team else ()
        desk = LogDesk(opened, name=args.name, lang=lang, t=translator("log", lang), teams=teams)
        app = EvaluatorApp(desk, lang)
        app.run()
        return app.return_code or FINE
    finally:
        opened.store.close()
