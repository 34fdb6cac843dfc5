"""``tabletop check``: what is wrong with scenarios, manuals and roles, all of it at once."""

from __future__ import annotations

import argparse
import json
import sys

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.words import Translate, translator


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("paths", metavar=t("PATH"), nargs="+", help=t("file, folder, or name in the library"))
    parser.add_argument("--json", action="store_true", help=t("print the problems as JSON"))
    parser.add_argument("--errors", action="store_true", help=t("leave out warnings"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from dataclasses import replace

    from simulator.content.checking import check

    report = check(args.paths)
    if args.errors:
        report = replace(report, problems=tuple(p for p in report.problems if p.severity == "error"))
    words = translator("content", lang)
    if args.json:
        sys.stdout.write(json.dumps(report.as_json(words), ensure_ascii=False, indent=2) + "\n")
    else:
        for problem in report.lost:
            sys.stderr.write(problem.line_for(words) + "\n")
        for problem in report.problems:
            sys.stdout.write(problem.line_for(words) + "\n")
        files, errors, warnings = len(report.files), report.errors, report.warnings
        if files:
            summary = t(
                "Files: {files}, errors: {errors}, warnings: {warnings}", files=files, errors=errors, warnings=warnings
            )
            sys.stdout.write(summary + "\n")
    if report.lost:
        return WRONG_INPUT
    return NO if report.errors else FINE
