"""What commands on a log share: naming it and one of its teams, opening it, the form in which tables are printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import LOGS
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.session.opening import OpenedLog


def add_log_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    """A log, where to look for it by name, and one of its teams."""
    parser.add_argument("log", metavar="LOG", help=t("path of a log, or the id of an exercise whose log is kept"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    parser.add_argument("--team", metavar=t("NAME"), help=t("only this team"))


def add_format_argument(parser: argparse.ArgumentParser, t: Translate) -> None:
    """How tables are printed."""
    parser.add_argument(
        "--format", choices=("text", "md", "json"), default="text", help=t("text for a terminal, Markdown, or JSON")
    )


def read_log(args: argparse.Namespace, t: Translate) -> OpenedLog | None:
    """The exercise that ``args`` name, of one team alone where they name one; its store is closed again.

    None after saying that there is no such team. Raises LogUnreadable.
    """
    from simulator.session.opening import open_log

    opened, team = open_log(args.log, args.logs), args.team
    opened.store.close()
    if team is None:
        return opened
    if not is_team(team, opened.states, t):
        return None
    return replace(opened, entries={team: opened.entries[team]}, states={team: opened.states[team]})


def is_team(name: str, known: Iterable[str], t: Translate) -> bool:
    """Whether ``name`` is one of ``known``; False after saying that it is not."""
    names = tuple(known)
    if name not in names:
        listed = ", ".join(names) or "-"
        sys.stderr.write(t("There is no team {name}. Teams: {known}", name=name, known=listed) + "\n")
    return name in names
