"""``tabletop rehearse --explore``: generated teams walk every branch, and the coverage is printed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from simulator.cli.content_call import find_content, tell
from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.output import write_json
from simulator.cli.terminal import takes_codes
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.content.shelf import Shelf
    from simulator.session.exploring.exploration import Progress


def run_explore(args: argparse.Namespace, t: Translate, lang: str, shelf: Shelf) -> int:
    """Exit code 1 where a phase or an inject is never reached."""
    content = find_content(args.scenario, lang, shelf, unfinished=True)
    if content is None:
        return WRONG_INPUT
    from simulator.content.loading import load_scripts
    from simulator.report.exploration_words import ExplorationWords
    from simulator.session.exploring.exploration import BUDGET, explore

    loaded = load_scripts(args.scenario, args.script, shelf=shelf)
    tell(loaded.problems, lang)
    day_one = args.date or content.scenario.day_one
    progress = _progress(t) if takes_codes(sys.stderr) else None
    found = explore(content, loaded.scripts, day_one, lang, budget=args.budget or BUDGET, progress=progress)
    if progress is not None:
        sys.stderr.write("\r\x1b[K")
    words = ExplorationWords(content, day_one, lang)
    if args.json:
        write_json(words.as_json(found))
    else:
        _print(words.lines(found))
    return FINE if found.complete else NO


def _print(lines: list[str]) -> None:
    from simulator.cli.output import columns
    from simulator.report.width import wrap

    for line in lines:
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        first, *rest = wrap(text, columns() - indent - 2)
        sys.stdout.write(" " * indent + first + "\n")
        for more in rest:
            sys.stdout.write(" " * (indent + 2) + more + "\n")


def _progress(t: Translate) -> Progress:
    def tell(walks: int, budget: int, missing: int) -> None:
        said = t(
            "team {number} of at most {budget}; still to reach: {missing}",
            number=walks + 1,
            budget=budget,
            missing=missing,
        )
        sys.stderr.write(f"\r\x1b[K{said}")
        sys.stderr.flush()

    return tell
