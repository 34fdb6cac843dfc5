"""``tabletop compare LOG…``: teams and exercises side by side, where they can be compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import LOGS
from simulator.cli.exit_codes import FINE, NO
from simulator.cli.output import write_json
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.report.comparison import Comparison
    from simulator.report.score_context import StepCard


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("log", nargs="+", metavar="LOG", help=t("logs of the exercises, by path or id"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    parser.add_argument("--json", action="store_true", help=t("print as JSON"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """1 where something cannot be compared. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.comparison import compare
    from simulator.session.opening import open_log

    exercises = []
    for name in args.log:
        opened = open_log(name, args.logs)
        opened.store.close()
        exercises.append(opened)
    found = compare(exercises, lang)
    if args.json:
        write_json(_data(found))
    else:
        _print(found, t, lang)
    return NO if any(column.why_not for column in found.columns) else FINE


def _print(found: Comparison, t: Translate, lang: str) -> None:
    from simulator.report.phrases import verdict_label

    report = translator("report", lang)
    for number, column in enumerate(found.columns, 1):
        alarm = "  " + t("critical {count}", count=column.critical) if column.critical else ""
        sys.stdout.write(
            f"[{number}] {column.title}  {column.day_words}  {column.percent} %{alarm}  {column.exercise}\n"
        )
        if column.why_not:
            why = t("; ").join(column.why_not)
            sys.stdout.write("    " + t("not compared with [1]: {why}", why=why) + "\n")
    sys.stdout.write("\n")
    heads = "  ".join(f"[{number}]".ljust(9) for number in range(1, len(found.columns) + 1))
    sys.stdout.write(f"{'':6}{heads}\n")

    def cell(card: StepCard | None) -> str:
        if card is None:
            return "".ljust(9)
        words = "!!" if card.score.harm else verdict_label(report, card.score.verdict)
        return (words + ("+" if card.score.late_by else "")).ljust(9)

    for line in found.lines:
        cells = "  ".join(cell(card) for card in line.cells)
        sys.stdout.write(f"{line.step:6}{cells}  {line.title}\n")
    sys.stdout.write(t("+ late; an empty cell: not called for, or not compared. There is no ranking.") + "\n")


def _data(found: Comparison) -> dict[str, object]:
    return {
        "columns": [
            {
                "exercise": c.exercise,
                "team": c.team,
                "day": c.day.isoformat(),
                "percent": c.percent,
                "critical": c.critical,
                "harm": c.harm,
                "hints": c.hints,
                "not_compared": list(c.why_not),
            }
            for c in found.columns
        ],
        "steps": [
            {
                "step": line.step,
                "verdicts": [
                    None
                    if card is None
                    else {
                        "verdict": card.score.verdict.value,
                        "late_by_seconds": card.score.late_by,
                        "harm": card.score.harm,
                    }
                    for card in line.cells
                ],
            }
            for line in found.lines
        ],
    }
