"""``tabletop check``: what is wrong with scenarios, manuals and roles, all of it at once."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.output import write_json
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.content.checking import Report


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("paths", metavar=t("PATH"), nargs="*", help=t("file, folder, or name in the library"))
    parser.add_argument("--json", action="store_true", help=t("print the problems as JSON"))
    parser.add_argument("--errors", action="store_true", help=t("leave out warnings"))
    parser.add_argument("--watch", action="store_true", help=t("check again whenever a file is saved"))
    parser.add_argument(
        "--translations", action="store_true", help=t("name each text that has no wording in the other language")
    )
    parser.add_argument(
        "--explain",
        metavar=t("CODE"),
        nargs="?",
        const="",
        help=t("say what a code at the end of a line means; without one, list them all"),
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Check once, or again after every change until Ctrl+C; or explain a code."""
    if args.explain is not None:
        return _explain(args.explain, t, lang)
    if not args.paths:
        sys.stderr.write(t("Name what to check: a file, a folder, or a name in the library.") + "\n")
        return WRONG_INPUT
    if args.watch and args.json:
        sys.stderr.write(t("--watch is for reading along; use --json without it.") + "\n")
        return WRONG_INPUT
    if not args.watch:
        return _tell(_checked(args), args, t, lang)
    return _watch(args, t, lang)


def _explain(code: str, t: Translate, lang: str) -> int:
    """What a code means, with an example before and after."""
    from simulator.content.code_help import code_help
    from simulator.content.problems import nearest

    known = code_help()
    if not code:
        for name, one in known.items():
            sys.stdout.write(f"{name}\n    {one.words[lang]}\n")
        return FINE
    found = known.get(code)
    if found is None:
        near = nearest(code, tuple(known))
        hint = t("Did you mean {name}?", name=near) if near else t("Codes: {known}", known=", ".join(known))
        sys.stderr.write(t("There is no code {name}.", name=code) + f" {hint}\n")
        return WRONG_INPUT
    sys.stdout.write(f"{code}\n\n{found.words[lang]}\n")
    for title, example in ((t("Wrong:"), found.bad), (t("Right:"), found.good)):
        if example:
            sys.stdout.write(f"\n{title}\n" + "".join(f"    {line}\n" for line in example.splitlines()))
    return FINE


def _checked(args: argparse.Namespace) -> Report:
    from dataclasses import replace

    from simulator.content.checking import check

    report = check(args.paths, translations=args.translations)
    if args.errors:
        report = replace(report, problems=tuple(p for p in report.problems if p.severity == "error"))
    return report


def _watch(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Check whenever a file below the given paths, or one that was checked, is saved."""
    from simulator.cli.watching import stamp, wait_for_change

    while True:
        given = [Path(path) for path in args.paths if Path(path).exists()]
        before = stamp(given)
        report = _checked(args)
        _tell(report, args, t, lang)
        if report.lost:
            return WRONG_INPUT
        watched = given or [Path(file) for file in report.files]
        clock = f"{datetime.now().astimezone():%H:%M:%S}"
        sys.stdout.write(t("{time}  Waiting for a file to be saved. Ctrl+C ends.", time=clock) + "\n\n")
        sys.stdout.flush()
        wait_for_change(watched, before if given else stamp(watched))


def _tell(report: Report, args: argparse.Namespace, t: Translate, lang: str) -> int:
    words = translator("content", lang)
    if args.json:
        write_json(report.as_json(words))
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
