"""``tabletop timetable LOG``: the tables of a timetable drill, for people or as JSON."""

from __future__ import annotations

import argparse
import shutil
import sys

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import add_format_argument, add_log_arguments, read_log
from simulator.cli.output import write_json
from simulator.model.safe_text import visible_line
from simulator.words import Translate, translator

_WIDEST = 140
"""Columns beyond which tables are hard to follow."""


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log_arguments(parser, t)
    add_format_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Print the tables of every team. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.timetable import team_timetable
    from simulator.report.timetable_text import as_json, markdown_lines, text_lines

    opened = read_log(args, t)
    if opened is None:
        return WRONG_INPUT
    tables = [team_timetable(opened.world, team, state, lang) for team, state in opened.states.items()]
    found = [table for table in tables if table is not None]
    if not found:
        sys.stderr.write(t("The scenario of this log has no timetable.") + "\n")
        return WRONG_INPUT
    if args.format == "json":
        data = {"exercise": opened.exercise, "scenario": opened.world.scenario.id}
        write_json({**data, "teams": [as_json(table) for table in found]})
        return FINE
    words = translator("report", lang)
    words_of = opened.world.content.wording(lang, opened.world.day_one)
    title = visible_line(words_of(opened.world.scenario.title))
    columns = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    for table in found:
        head = f"{title} ({opened.world.day_one.isoformat()})" + (f" - {table.title}" if len(found) > 1 else "")
        lines = markdown_lines(table, words) if args.format == "md" else text_lines(table, words, columns)
        sys.stdout.write("\n".join([f"# {head}" if args.format == "md" else head, "", *lines, ""]) + "\n")
    return FINE
