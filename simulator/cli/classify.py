"""``tabletop classify``: the manual's decision table computed for a case, with the reasons."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from simulator.cli.content_call import day_of, find_content, tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import write_json
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.model.classification import Classification, Fact
    from simulator.model.content import Wording
    from simulator.model.manual import Manual

_MANUAL = "municipal-incident-procedure"


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "manual", metavar=t("MANUAL"), nargs="?", default=_MANUAL, help=t("name of a manual, or its file")
    )
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar=t("FACT=VALUE"),
        help=t("something known of the case, such as persons=120; without any, the questions are listed"),
    )
    parser.add_argument("--scenario", metavar=t("SCENARIO"), help=t("the facts of a scenario's story and its manual"))
    known = t("day on which the first section came to know; today if absent")
    parser.add_argument("--known", type=day_of(t), metavar="YYYY-MM-DD", help=known)
    parser.add_argument("--json", action="store_true", help=t("print the result as JSON"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Print the result, or the questions where no fact is given."""
    from simulator.report.classification_text import ClassificationText, as_json

    case = _of_scenario(args.scenario, lang) if args.scenario else _of_manual(args.manual, lang)
    if case is None:
        return WRONG_INPUT
    manual, words, facts, known_on = case
    if manual.classification is None:
        sys.stderr.write(t("The manual {name} has no decision table.", name=manual.id) + "\n")
        return WRONG_INPUT
    given = _given(args.fact, manual.classification, t)
    if given is None:
        return WRONG_INPUT
    facts = {**facts, **given}
    if not facts:
        _list_questions(manual.classification, words, t)
        return FINE
    text = ClassificationText(manual, facts, args.known or known_on or _today(), lang, words)
    if args.json:
        write_json(as_json(text))
    else:
        columns = min(shutil.get_terminal_size((80, 24)).columns, 100)
        sys.stdout.writelines(line + "\n" for line in text.lines(columns))
    return FINE


def _today() -> date:
    """The day in the user's own time zone."""
    return datetime.now().astimezone().date()


_Case = tuple["Manual", "Wording", dict[str, str], date | None]


def _of_scenario(name: str, lang: str) -> _Case | None:
    """The manual of a scenario with what is true in the story. The day of knowledge is that of the story's moment."""
    from simulator.content.shelf import Shelf

    content = find_content(name, lang, Shelf())
    if content is None:
        return None
    day_one = content.scenario.day_one
    return content.manual, content.wording(lang, day_one), dict(content.scenario.facts), content.known_on(day_one)


def _of_manual(name: str, lang: str) -> _Case | None:
    from simulator.content.loading import load_manual

    loaded = load_manual(name)
    if loaded.manual is None:
        tell(loaded.problems, lang)
        return None
    return loaded.manual, lambda text: "" if text is None else text.to(lang), {}, None


def _given(pairs: list[str], table: Classification, t: Translate) -> dict[str, str] | None:
    """The facts of the call; None after saying what is wrong with one."""
    known = {fact.id: fact for fact in table.facts}
    given: dict[str, str] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in known:
            names = ", ".join(known)
            sys.stderr.write(t("There is no fact {name}. Facts: {known}", name=name, known=names) + "\n")
            return None
        values = _values(known[name])
        if value not in values and not (known[name].kind == "number" and value.isdecimal()):
            message = t("{name} has no value {value}. Values: {known}", name=name, value=value, known=", ".join(values))
            sys.stderr.write(message + "\n")
            return None
        given[name] = value
    return given


def _values(fact: Fact) -> tuple[str, ...]:
    own = {"yes_no": ("yes", "no"), "number": ("0…",), "choice": tuple(one.id for one in fact.values)}
    return (*own[fact.kind], "unknown")


def _list_questions(table: Classification, words: Wording, t: Translate) -> None:
    sys.stdout.write(t("Questions of the decision table (--fact NAME=VALUE, as often as needed):") + "\n")
    for fact in table.facts:
        sys.stdout.write(f"  {fact.id}={'|'.join(_values(fact))}\n      {words(fact.title)}\n")
        if fact.note is not None:
            sys.stdout.write(f"      {words(fact.note)}\n")
