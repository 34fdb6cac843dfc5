"""What ``tabletop host`` opens: an exercise made from a scenario and options, or one that a log holds."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.cli.content_call import find_content, tell
from simulator.cli.log_call import is_team
from simulator.model.safe_text import visible_line
from simulator.words import Translate, mark, translator

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from simulator.content.shelf import Shelf
    from simulator.engine.events import TeamSetup
    from simulator.model.content import Content
    from simulator.model.plan import Plan
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
    plan: dict[str, Any] | None = None
    follows: str | None = None
    """The id of an earlier exercise whose open improvements are carried over."""


def prepare(args: argparse.Namespace, t: Translate, lang: str) -> Prepared | None:
    """The exercise that is asked for; None after saying what is wrong."""
    from simulator.content.shelf import Shelf
    from simulator.session.hall_opening import numbered_teams

    shelf = Shelf()
    if _names_a_plan(args.scenario, shelf):
        return _planned(args, t, lang, shelf)
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


def _names_a_plan(name: str, shelf: Shelf) -> bool:
    """Whether ``name`` is a plan, and no scenario."""
    from simulator.content.library import locate
    from simulator.content.problems import Problem

    plan = locate("plan", name)
    if isinstance(plan, Problem) or not plan.is_file():
        return False
    return shelf.open(plan).kind == "plan"


def _planned(args: argparse.Namespace, t: Translate, lang: str, shelf: Shelf) -> Prepared | None:
    """The exercise of a plan; what the call says wins over it."""
    from simulator.content.loading import load_plan
    from simulator.engine.events import SeatSetup, TeamSetup

    loaded = load_plan(args.scenario, shelf=shelf)
    plan, content = loaded.plan, loaded.content
    if plan is None or content is None:
        tell(loaded.problems, lang)
        return None
    if args.teams is not None:
        sys.stderr.write(t("The plan says which teams there are: leave out --teams.") + "\n")
        return None
    if args.fill is not None and not is_team(args.fill, loaded.scripts, t):
        return None
    teams = tuple(
        TeamSetup(
            team.id,
            dict(team.title.root),
            tuple(SeatSetup(seat.id, seat.roles, human=seat.people > 0) for seat in team.seats),
        )
        for team in plan.teams
    )
    wanted = {team.id: args.fill or team.script or MODEL for team in plan.teams}
    return Prepared(
        content=content,
        teams=teams,
        scripts={team: loaded.scripts[name] for team, name in wanted.items() if name in loaded.scripts},
        day_one=args.date or plan.day_one or content.scenario.day_one,
        mode=(args.mode or plan.mode).replace("-", "_"),
        fill=args.fill is not None,
        facilitators=max(args.facilitators, len(plan.facilitators)),
        evaluators=max(args.evaluators, len(plan.evaluators)),
        people={
            (team.id, seat.id): (seat.section.to(lang),)
            for team in plan.teams
            for seat in team.seats
            if seat.section is not None
        },
        plan=_as_data(plan),
        follows=plan.follows,
    )


def _as_data(plan: Plan) -> dict[str, Any]:
    return plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def open_new(prepared: Prepared, args: argparse.Namespace, lang: str) -> Hall:
    """A hall on a new log. Raises LogUnreadable."""
    from simulator.log.sqlite import create_log
    from simulator.session.clocks import WallClock
    from simulator.session.hall_opening import open_hall
    from simulator.session.new_log import new_log

    clock = WallClock()
    exercise, path = new_log(args.logs, prepared.content.scenario.id, clock.now())
    hall = open_hall(
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
        plan=prepared.plan,
    )
    if prepared.follows is not None:
        _carry_over(hall, prepared.follows, args.logs, translator("cli", lang))
    return hall


def _carry_over(hall: Hall, earlier: str, folder: Path, t: Translate) -> None:
    """Take over what the exercise that the plan follows left open; tell how much."""
    from simulator.engine.follow_state import fold_follow_up
    from simulator.log.store import LogUnreadable
    from simulator.session.follow_up import FollowUpDesk
    from simulator.session.opening import open_log

    try:
        found = open_log(earlier, folder)
    except LogUnreadable:
        message = mark("{exercise}, which the plan follows, was not found; nothing was carried over.")
        sys.stderr.write(t(message, exercise=visible_line(earlier)) + "\n")
        return
    found.store.close()
    items = fold_follow_up(found.control).improvements.values()
    desk = FollowUpDesk(hall.session.store, hall.session.world)
    carried = desk.carry_over(found.exercise, items, hall.clock.now())
    message = mark("{count} open items of {exercise} were carried over.")
    sys.stderr.write(t(message, count=len(carried), exercise=visible_line(earlier)) + "\n")


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
    return (by_id[name], True) if is_team(name, by_id, t) else (None, False)
