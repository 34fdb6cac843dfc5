"""``tabletop rehearse --inject ID``: one inject as a player sees it, on screen or printed."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from typing import TYPE_CHECKING

from simulator.cli.content_call import find_content
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.words import Translate

if TYPE_CHECKING:
    from datetime import date

    from simulator.content.shelf import Shelf
    from simulator.model.content import Content

_SIZE = re.compile(r"(\d{2,3})x(\d{2,3})")


def size_of(text: str) -> tuple[int, int]:
    """Columns and lines of ``80x24``, for argparse."""
    found = _SIZE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r}: 80x24")
    return int(found[1]), int(found[2])


def run_preview(args: argparse.Namespace, t: Translate, lang: str, shelf: Shelf) -> int:
    content = find_content(args.scenario, lang, shelf, unfinished=True)
    if content is None:
        return WRONG_INPUT
    name = args.inject
    if name not in content.scenario.inject:
        known = list(content.scenario.inject)
        near = difflib.get_close_matches(name.upper(), [one.upper() for one in known], n=3, cutoff=0.5)
        shown = [one for one in known if one.upper() in near] or known
        sys.stderr.write(t("There is no inject {name}. Injects: {known}", name=name, known=", ".join(shown)) + "\n")
        return WRONG_INPUT
    role = _role(args.role, content, name, t)
    if role is None:
        return WRONG_INPUT
    from simulator.session.preview import PreviewLobby, PreviewSeat
    from simulator.tui.preview import PreviewApp

    day_one = args.date or content.scenario.day_one
    second = _second(args, content, name, day_one, lang, shelf)
    seat = PreviewSeat(content, name, role, day_one, lang, second)
    app = PreviewApp(PreviewLobby(seat), lang, role, name)
    if args.print or args.size or not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stdout.write(app.as_text(*(args.size or (80, 24))))
    else:
        app.run()
    return app.return_code or FINE


def _second(
    args: argparse.Namespace, content: Content, name: str, day_one: date, lang: str, shelf: Shelf
) -> int | None:
    """When the inject is planned to arrive, else when it does in the model team's play."""
    from simulator.engine.planned_time import PlannedTime

    planned = PlannedTime(content.scenario).place(content.scenario.inject[name]).second
    if planned is not None:
        return planned
    from simulator.content.loading import load_scripts
    from simulator.session.preview import played_second

    found = load_scripts(args.scenario, args.script, shelf=shelf)
    if not found.scripts or any(problem.severity == "error" for problem in found.problems):
        return None
    return played_second(content, found.scripts[0], name, day_one, lang)


def _role(asked: str | None, content: Content, inject: str, t: Translate) -> str | None:
    """The role that looks: the one asked for, else the first that receives it; None after saying what is wrong."""
    from simulator.session.preview import receivers_of

    able = receivers_of(content, content.scenario.inject[inject])
    if asked is None and able:
        return able[0]
    if asked in able:
        return asked
    said = t(
        "{name} does not receive {inject}. Roles: {known}", name=asked or "-", inject=inject, known=", ".join(able)
    )
    sys.stderr.write(said + "\n")
    return None
