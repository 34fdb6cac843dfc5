"""What ``tabletop host`` opens: an exercise made from a scenario and options, or one that a log holds."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.cli.content_call import find_content, tell
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from datetime import date

    from simulator.content.shelf import Shelf
    from simulator.engine.events import TeamSetup
    from simulator.model.content import Content
    from simulator.model.script import Script
    from simulator.session.hall import Hall

MODEL = "model"
"""The scripted team that answers where nobody sits, unless another one is named."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a new exercise is opened with. ``people`` are the names a plan has, by team and seat."""

    content: Content
    teams: tuple[TeamSetup, ...]
    scripts: dict[str, Script]
    day_one: date
    mode: str
    fill: bool
    facilitators: int = 1
    evaluators: int = 1
    people: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def prepare(args: argparse.Namespace, t: Translate, lang: str) -> Prepared | None:
    """The exercise that is asked for; None after saying what is wrong."""
    from simulator.content.shelf import Shelf
    from simulator.session.hall_opening import numbered_teams

    shelf = Shelf()
    content = find_content(args.scenario, lang, shelf)
    if content is None:
        return None
    script, fine = _script(args.scenario, args.fill, shelf, t, lang)
    if not fine:
        return None
    teams = numbered_teams(content, args.teams or 1)
    return Prepared(
        content=content,
        teams=teams,
        scripts={} if script is None else {team.id: script for team in teams},
        day_one=args.date or content.scenario.day_one,
        mode=(args.mode or "self-paced").replace("-", "_"),
        fill=args.fill is not None,
        facilitators=args.facilitators,
        evaluators=args.evaluators,
    )


def open_new(prepared: Prepared, args: argparse.Namespace, lang: str) -> Hall:
    """A hall on a new log. Raises LogUnreadable."""
    from simulator.log.sqlite import create_log
    from simulator.session.clocks import WallClock
    from simulator.session.hall_opening import new_log, open_hall

    clock = WallClock()
    exercise, path = new_log(args.logs, prepared.content.scenario.id, clock.now())
    return open_hall(
        create_log(path, exercise),
        prepared.content,
        prepared.teams,
        prepared.scripts,
        lang=lang,
        t=translator("log", lang),
        day_one=prepared.day_one,
        mode=prepared.mode,
        clock=clock,
        log_path=str(path),
        facilitators=prepared.facilitators,
        evaluators=prepared.evaluators,
        fill=prepared.fill,
    )


def _script(scenario: str, name: str | None, shelf: Shelf, t: Translate, lang: str) -> tuple[Script | None, bool]:
    """The script for seats without people, and whether all is well: the one that is named, else the model team's, for
    seats that are handed over in the course of the exercise."""
    from simulator.content.loading import load_scripts

    found = load_scripts(scenario, None, shelf=shelf)
    by_id = {script.id: script for script in found.scripts}
    if name is None:
        return by_id.get(MODEL, next(iter(by_id.values()), None)), True
    if any(problem.severity == "error" for problem in found.problems):
        tell(found.problems, lang)
        return None, False
    if name not in by_id:
        known = ", ".join(by_id) or "-"
        sys.stderr.write(t("There is no team {name}. Teams: {known}", name=name, known=known) + "\n")
        return None, False
    return by_id[name], True
