"""What several commands share: finding a scenario with its manual and roles, and saying what is wrong with it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.words import Translate, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.content.problems import Problem
    from simulator.content.shelf import Shelf
    from simulator.model.content import Content

FLAGSHIP = "lost-file-posted-online"
LOGS = Path("logs")
"""Where logs go, and are looked for by name."""


def add_scenario_argument(parser: argparse.ArgumentParser, t: Translate, *, default: str | None = None) -> None:
    parser.add_argument(
        "scenario",
        metavar=t("SCENARIO"),
        nargs="?" if default else None,
        default=default,
        help=t("name of a scenario, or its file"),
    )


def add_date_argument(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "--date",
        type=day_of(t),
        default=None,
        metavar="YYYY-MM-DD",
        help=t("date of the story's first day; decides titles of posts and laws in force"),
    )


def day_of(t: Translate) -> Callable[[str], date]:
    """Reads a day as options take it; argparse tells the user where it is none."""

    def day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = t("“{text}” is no day of the calendar. Write it as 2024-02-29.", text=text[:40])
            raise argparse.ArgumentTypeError(message) from None

    return day


def find_content(name: str, lang: str, shelf: Shelf, *, unfinished: bool = False) -> Content | None:
    """The scenario with everything it is played from; None after its problems were written to stderr.

    ``shelf`` keeps opened documents for what else the command loads. ``unfinished`` takes a story with dead ends and
    the like as well.
    """
    from simulator.content.loading import load_scenario

    loaded = load_scenario(name, shelf=shelf, unfinished=unfinished)
    if loaded.content is None:
        tell(loaded.problems, lang)
    return loaded.content


def tell(problems: Iterable[Problem], lang: str) -> None:
    """Write problems to stderr, one a line, errors only."""
    t = translator("content", lang)
    for problem in problems:
        if problem.severity == "error":
            sys.stderr.write(problem.line_for(t) + "\n")
