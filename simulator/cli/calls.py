"""``tabletop calls LOG``: what came of a contact drill, as text, Markdown or JSON."""

from __future__ import annotations

import argparse
import shutil
import sys

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.log_call import add_format_argument, add_log_arguments, read_log
from simulator.cli.output import write_json
from simulator.words import Translate, translator

_WIDEST = 120
"""Columns beyond which lines of a table are hard to follow."""


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log_arguments(parser, t)
    add_format_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Print the drill; exit code 1 where somebody who takes part was not reached. LogUnreadable goes to the caller."""
    from simulator.report.call_drill import call_drill
    from simulator.report.call_drill_text import drill_json, drill_markdown, drill_text

    opened = read_log(args, t)
    if opened is None:
        return WRONG_INPUT
    found = [call_drill(opened.world, team, state, lang) for team, state in opened.states.items()]
    drills = [drill for drill in found if drill is not None]
    if not drills:
        sys.stderr.write(t("This exercise is no contact drill: its scenario has no call tree.") + "\n")
        return WRONG_INPUT
    words = translator("report", lang)
    if args.format == "json":
        teams = [drill_json(drill) for drill in drills]
        write_json({"exercise": opened.exercise, "teams": teams})
    elif args.format == "md":
        sys.stdout.write("".join(line + "\n" for drill in drills for line in drill_markdown(drill, words)))
    else:
        columns = max(60, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))
        blocks = ["".join(line + "\n" for line in drill_text(drill, words, columns)) for drill in drills]
        sys.stdout.write("\n".join(blocks))
    return FINE if all(drill.totals.reached == drill.totals.asked for drill in drills) else NO
