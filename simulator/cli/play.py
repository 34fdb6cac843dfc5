"""``tabletop play``: one person at this terminal, scripted players for the other roles."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import FLAGSHIP, LOGS, add_date_argument, add_scenario_argument, find_content, tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.log_call import is_team
from simulator.model.safe_text import visible_line
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from datetime import date

    from simulator.content.shelf import Shelf
    from simulator.model.content import Content
    from simulator.model.script import Script


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_scenario_argument(parser, t, default=FLAGSHIP)
    parser.add_argument(
        "--as",
        dest="roles",
        metavar=t("ROLE"),
        help=t("roles to take, by id or title, separated by commas, or “all”; without it the first screen asks"),
    )
    parser.add_argument("--mates", metavar=t("NAME"), help=t("which scripted team answers for the other roles"))
    parser.add_argument(
        "--pace",
        type=_percent(t),
        default=100,
        metavar="x2",
        help=t("speed of the scenario clock: x1 as planned, x2 twice as fast, x0.5 half"),
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
    roles = _roles(args.roles, content, lang, args.date or content.scenario.day_one, t)
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


_MULTIPLE = re.compile(r"x(\d{1,4}(?:\.\d{1,2})?)|(\d{1,4}(?:\.\d{1,2})?)x|(\d{1,6})%?")
_PACES = (10, 10_000)
"""The slowest and the quickest pace in percent of the planned one."""


def _percent(t: Translate) -> Callable[[str], int]:
    """Reads a pace: ``x2``, ``2x``, ``200%`` or ``200``, in full-width figures too; in percent."""

    def read(text: str) -> int:
        found = _MULTIPLE.fullmatch(unicodedata.normalize("NFKC", text).strip().lower().replace("×", "x"))
        if found is None:
            raise argparse.ArgumentTypeError(
                t("“{text}” is no pace. Write x1 (as planned), x2 (twice as fast) or x0.5 (half).", text=text[:40])
            )
        factor = found[1] or found[2]
        percent = round(float(factor) * 100) if factor else int(found[3])
        if not _PACES[0] <= percent <= _PACES[1]:
            raise argparse.ArgumentTypeError(
                t("A pace goes from x0.1 to x100 (10 to 10000 percent), not “{text}”.", text=text[:40])
            )
        return percent

    return read


def _roles(asked: str | None, content: Content, lang: str, day: date, t: Translate) -> tuple[str, ...] | None:
    """The roles asked for by id or title, empty when the first screen is to ask; None after saying what is wrong."""
    if asked is None:
        return ()
    known = content.played
    if asked == "all":
        return tuple(known)
    if asked == "none":
        sys.stderr.write(
            t("To play you take at least one role. To watch only: “tabletop rehearse”, then “tabletop review LOG”.")
            + "\n"
        )
        return None
    words = content.wording(lang, day)
    titles = {role.id: words(role.title) for role in known.values()}
    by_name = {_plain(title): role for role, title in titles.items()} | {_plain(role): role for role in titles}
    wanted = [name.strip() for name in re.split(r"[,、，]", asked) if name.strip()]
    for name in wanted or [asked]:
        if _plain(name) not in by_name:
            near = get_close_matches(_plain(name), by_name, n=1, cutoff=0.5)
            if near:
                nearest = by_name[near[0]]
                sys.stderr.write(
                    t("Did you mean {role} ({title})?", role=nearest, title=visible_line(titles[nearest])) + "\n"
                )
            listed = ", ".join(f"{role} ({visible_line(title)})" for role, title in titles.items())
            sys.stderr.write(t("There is no role {name}. Roles: {known}", name=visible_line(name), known=listed) + "\n")
            return None
    return tuple(dict.fromkeys(by_name[_plain(name)] for name in wanted))


def _plain(name: str) -> str:
    """A name as it is compared: full-width and capital letters do not matter."""
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


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
    return (by_id[args.mates], True) if is_team(args.mates, by_id, t) else (None, False)
