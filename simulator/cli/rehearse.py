"""``tabletop rehearse``: the scripted teams play at full speed, and the score card says how they did."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import add_date_argument, add_scenario_argument, find_content, tell
from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.explore import run_explore
from simulator.cli.inject_preview import run_preview, size_of
from simulator.cli.log_call import is_team
from simulator.cli.output import write_json
from simulator.words import Translate, mark

if TYPE_CHECKING:
    from simulator.content.shelf import Shelf
    from simulator.log.store import EventStore
    from simulator.model.script import Script
    from simulator.session.rehearsal import Rehearsal


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_scenario_argument(parser, t)
    parser.add_argument("--script", metavar=t("FILE"), help=t("replies from this file instead of the shipped teams"))
    parser.add_argument("--team", metavar=t("NAME"), action="append", help=t("only this team (may be given again)"))
    parser.add_argument("--log", metavar=t("FILE"), type=Path, help=t("keep the log in this file"))
    parser.add_argument("--json", action="store_true", help=t("print the score card, or the coverage, as JSON"))
    parser.add_argument(
        "--explore",
        action="store_true",
        help=t("walk every branch with generated teams and report what is never reached"),
    )
    parser.add_argument(
        "--budget", type=_budget, metavar=t("NUMBER"), help=t("with --explore: at most so many generated teams")
    )
    parser.add_argument("--inject", metavar=t("ID"), help=t("show this inject exactly as a player will see it"))
    parser.add_argument(
        "--as", dest="role", metavar=t("ROLE"), help=t("with --inject: the role that looks (else the first addressee)")
    )
    parser.add_argument("--size", type=size_of, metavar="80x24", help=t("with --inject: print a screen of this size"))
    parser.add_argument("--print", action="store_true", help=t("with --inject: print the screen and end"))
    add_date_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.shelf import Shelf

    shelf = Shelf()
    if args.inject is not None:
        return run_preview(args, t, lang, shelf)
    if args.explore:
        return run_explore(args, t, lang, shelf)
    content = find_content(args.scenario, lang, shelf)
    if content is None:
        return WRONG_INPUT
    scripts = _scripts(args, t, lang, shelf)
    if not scripts:
        return WRONG_INPUT
    from simulator.session.rehearsal import rehearse

    store = _store(args.log, content.scenario.id)
    try:
        done = rehearse(store, content, scripts, args.date or content.scenario.day_one, lang)
    finally:
        store.close()
    if args.json:
        told = {**done.card.as_json(), "not_sent": _not_sent(done)}
        write_json(told)
    else:
        from simulator.cli.score import print_card
        from simulator.report.score_context import explained

        # One team is worth every line; of several the comparison comes first, and --log with score shows the rest.
        print_card(explained(done.opened, lang), details=len(scripts) == 1)
    return _say_what_went_wrong(done, args.log, t)


def _budget(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r}: 1-100000")
    return int(text)


def _scripts(args: argparse.Namespace, t: Translate, lang: str, shelf: Shelf) -> tuple[Script, ...]:
    """The scripts asked for, the model team first as shipped; empty after saying what is wrong."""
    from simulator.content.loading import load_scripts

    found = load_scripts(args.scenario, args.script, shelf=shelf)
    if not found.scripts:
        tell(found.problems, lang)
        if not found.problems:
            sys.stderr.write(t("No scripted team lies beside this scenario; name one with --script FILE.") + "\n")
        return ()
    if any(problem.severity == "error" for problem in found.problems):
        tell(found.problems, lang)
        return ()
    if not args.team:
        return tuple(found.scripts)
    chosen = tuple(script for script in found.scripts if script.id in args.team)
    known = [script.id for script in found.scripts]
    return chosen if all(is_team(name, known, t) for name in sorted(args.team)) else ()


def _store(path: Path | None, scenario: str) -> EventStore:
    if path is None:
        from simulator.log.memory import MemoryStore

        return MemoryStore(f"rehearsal-{scenario}")
    from simulator.log.sqlite import create_log

    return create_log(path, path.stem)


_WHY_UNSENT = {
    "over": mark("{team}: not sent, because the exercise was over by then: {replies}"),
    "never": mark("{team}: not sent, because what they follow never came: {replies}"),
}


def _not_sent(done: Rehearsal) -> list[dict[str, str | None]]:
    """Scripted replies that were never sent. ``why``: ``over`` or ``never``, as ``session.scripted.Unsent`` has it."""
    return [
        {"team": team, "inject": one.about, "role": one.role, "why": one.why}
        for team, left in done.unsent.items()
        for one in left
    ]


def _say_what_was_not_sent(done: Rehearsal, t: Translate) -> None:
    for team, left in done.unsent.items():
        for why, message in _WHY_UNSENT.items():
            alike = (one for one in left if one.why == why)
            replies = [t("{inject} by {role}", inject=one.about or "-", role=one.role) for one in alike]
            if replies:
                sys.stderr.write(t(message, team=team, replies=t(", ").join(replies)) + "\n")


def _say_what_went_wrong(done: Rehearsal, log: Path | None, t: Translate) -> int:
    for refused in done.refused:
        sys.stderr.write(
            t(
                "{team}: the reply of {role} to {inject} was refused ({code}).",
                team=refused.team,
                role=refused.role,
                inject=refused.inject or "-",
                code=refused.refusal.code,
            )
            + "\n"
        )
    _say_what_was_not_sent(done, t)
    for team, phase in done.stuck.items():
        sys.stderr.write(t("{team}: nothing more happens in phase {phase}.", team=team, phase=phase) + "\n")
    if log is not None:
        sys.stderr.write(t("The log is in {path}", path=log) + "\n")
    return NO if done.refused or done.stuck else FINE
