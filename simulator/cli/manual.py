"""``tabletop manual NAME``: what a manual holds and what it needs, for those who write with it or take it over."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from simulator.cli.content_call import tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import columns
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.content.shelf import Shelf
    from simulator.model.organization import Organization


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("name", metavar=t("NAME"), help=t("name of a manual, or its file"))
    parser.add_argument("--step", metavar=t("STEP"), help=t("one step in full: clause, sources, rubric, examples"))
    parser.add_argument(
        "--needs",
        action="store_true",
        help=t("the roles, sections, parties and moments that a scenario with this manual must have"),
    )
    parser.add_argument(
        "--roles", metavar=t("NAME"), help=t("with --needs: say which of them this organisation does not have")
    )
    parser.add_argument("--json", action="store_true", help=t("print as JSON"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.loading import load_manual, load_organizations
    from simulator.content.problems import suggestion
    from simulator.content.shelf import Shelf
    from simulator.model.manual_needs import known_in, needs_of
    from simulator.report.manual_print import (
        contents_data,
        contents_text,
        needs_data,
        needs_text,
        step_data,
        step_text,
    )
    from simulator.report.manual_words import ManualWords, titles_from

    if (args.needs and args.step is not None) or (args.roles is not None and not args.needs):
        sys.stderr.write(t("--roles goes with --needs, and --step stands alone.") + "\n")
        return WRONG_INPUT
    shelf = Shelf()
    loaded = load_manual(args.name, shelf=shelf)
    manual = loaded.manual
    if manual is None:
        tell(loaded.problems, lang)
        return WRONG_INPUT
    compared = None
    if args.roles is not None:
        compared = _organization(args.roles, lang, shelf)
        if compared is None:
            return WRONG_INPUT
    needs = needs_of(manual)
    others = load_organizations(shelf=shelf)
    titles = titles_from(others, [need.id for need in needs.people])
    known = None if compared is None else known_in(compared)
    words = ManualWords(manual, translator("report", lang), lang, {**titles, **(compared.titles if compared else {})})
    if args.needs:
        data, text = needs_data(words, needs, known), needs_text(words, needs, known)
    elif args.step is None:
        data, text = contents_data(words), contents_text(words, columns())
    elif args.step in manual.steps:
        step = manual.steps[args.step]
        data, text = step_data(words, step), step_text(words, step, columns())
    else:
        remedy, gaps = suggestion(args.step, list(manual.steps), most=60)
        filled = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in gaps.items()}
        hint = translator("content", lang)(remedy, **filled)
        sys.stderr.write(t("The manual {manual} has no step {name}.", manual=manual.id, name=args.step) + f" {hint}\n")
        return WRONG_INPUT
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n" if args.json else text)
    return FINE


def _organization(name: str, lang: str, shelf: Shelf) -> Organization | None:
    from simulator.content.loading import load_organization

    loaded = load_organization(name, shelf=shelf)
    if loaded.organization is None:
        tell(loaded.problems, lang)
    return loaded.organization
