"""``tabletop msel SCENARIO``: the list of injects with both clocks, for the terminal, as Markdown or as CSV."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from simulator.cli.content_call import add_date_argument, add_scenario_argument, find_content
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import columns, fits_ending, write_output
from simulator.words import Translate

_FORMATS = {".md": "md", ".csv": "csv"}


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_scenario_argument(parser, t)
    parser.add_argument(
        "--format", choices=("text", "md", "csv"), help=t("text, md or csv (else by the ending of --output, else text)")
    )
    parser.add_argument("--output", metavar=t("FILE"), type=Path, help=t("write to this file"))
    parser.add_argument(
        "--secrets", action="store_true", help=t("add traps and evaluators' notes, which no player may see")
    )
    parser.add_argument("--json", action="store_true", help=t("print the list as JSON"))
    add_date_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.shelf import Shelf

    # With --format or --json the author has said what to write, whatever the file is called.
    if not (args.format or args.json) and not fits_ending(args.output, (".md", ".csv", ".txt"), t):
        return WRONG_INPUT
    content = find_content(args.scenario, lang, Shelf(), unfinished=True)
    if content is None:
        return WRONG_INPUT
    from simulator.report.msel import msel
    from simulator.report.msel_print import as_csv, as_markdown, as_text

    found = msel(content, args.date or content.scenario.day_one, lang, secrets=args.secrets)
    wanted = args.format or (_FORMATS.get(args.output.suffix.lower()) if args.output is not None else None)
    text: str | bytes
    if args.json:
        text = json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"
    elif wanted == "csv":
        text = as_csv(found, lang, secrets=args.secrets)
    elif wanted == "md":
        text = as_markdown(found, lang, secrets=args.secrets)
    else:
        text = as_text(found, lang, columns(), secrets=args.secrets)
    return FINE if write_output(text, args.output, t) else WRONG_INPUT
