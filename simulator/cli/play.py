"""``tabletop play``: one person at this terminal, scripted players for the other roles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import FLAGSHIP, LOGS, add_date_argument, add_scenario_argument, find_content, tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.content.shelf import Shelf
    from simulator.model.content import Content
    from simulator.model.script import Script


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_scenario_argument(parser, t, default=FLAGSHIP)
    parser.add_argument(
        "--as",
        dest="roles",
        metavar=t("ROLE"),
        help=t("roles to take, separated by commas, or “all”; without it the first screen asks"),
    )
    parser.add_argument("--mates", metavar=t("NAME"), help=t("which scripted team answers for the other roles"))
    parser.add_argument(
        "--pace",
        type=_percent,
        default=100,
        metavar=t("PERCENT"),
        help=t("speed of the scenario clock, 100 as planned"),
    )
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    add_date_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(
            t("“tabletop play” needs a terminal. Without one, “tabletop rehearse” plays by itself.") + "\n"
        )
        return WRONG_INPUT
    from simulator.content.shelf import Shelf

    shelf = Shelf()
    content = find_content(args.scenario, lang, shelf)
    if content is None:
        return WRONG_INPUT
    roles = _roles(args.roles, content, t)
    if roles is None:
        return WRONG_INPUT
    script, fine = _mates(args, t, lang, shelf)
    if not fine:
        return WRONG_INPUT
    from simulator.session.lobby import LocalLobby
    from simulator.tui.play_app import PlayApp

    lobby = LocalLobby(
        content,
        script,
        lang=lang,
        day_one=args.date or content.scenario.day_one,
        folder=args.logs,
        t=translator("log", lang),
    )
    app = PlayApp(lobby, lang, roles or None, args.pace)
    log = app.run()
    if log:
        sys.stdout.write(t("The log is in {path}", path=log) + "\n")
    return app.return_code or FINE


def _percent(text: str) -> int:
    if not text.isdecimal() or not 10 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r}: 10-10000")
    return int(text)


def _roles(asked: str | None, content: Content, t: Translate) -> tuple[str, ...] | None:
    """The roles asked for, empty when the first screen is to ask; None after saying what is wrong."""
    if asked is None:
        return ()
    known = content.played
    if asked == "all":
        return tuple(known)
    wanted = tuple(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        sys.stderr.write(
            t("There is no role {name}. Roles: {known}", name=(unknown or [asked])[0], known=", ".join(known)) + "\n"
        )
        return None
    return wanted


def _mates(args: argparse.Namespace, t: Translate, lang: str, shelf: Shelf) -> tuple[Script | None, bool]:
    """The script of the other players, and whether all is well. The model team answers unless another is named."""
    from simulator.content.loading import load_scripts

    found = load_scripts(args.scenario, None, shelf=shelf)
    if any(problem.severity == "error" for problem in found.problems):
        tell(found.problems, lang)
        return None, False
    by_id = {script.id: script for script in found.scripts}
    if args.mates is None:
        return by_id.get("model", next(iter(by_id.values()), None)), True
    if args.mates not in by_id:
        sys.stderr.write(
            t("There is no team {name}. Teams: {known}", name=args.mates, known=", ".join(by_id) or "-") + "\n"
        )
        return None, False
    return by_id[args.mates], True
