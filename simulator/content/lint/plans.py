"""A plan with the scenario that it is for: roles that are played, each once in a team; scripts that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from simulator.content.documents import Document
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.model.content import Content
from simulator.model.plan import Plan, PlannedTeam, is_hour
from simulator.words import mark

_TAKEN = frozenset({"control"})
"""Streams of the log that are no team's."""


def plan_alone(document: Document) -> Iterator[Problem]:
    """What can be said of a plan without its scenario."""
    plan = document.model
    if not isinstance(plan, Plan):
        return
    for n, part in enumerate(plan.hours):
        for key, text in (("begins", part.begins), ("ends", part.ends)):
            if not is_hour(text):
                message, remedy = mark("{value} is no time of the day."), mark("Write it like 13:30.")
                yield document.problem(("hours", n, key), "plan.hour", message, remedy, value=shown(text))
        if is_hour(part.begins) and is_hour(part.ends) and part.ends <= part.begins:
            message, remedy = mark("This part ends before it begins."), mark("Change one of the two times.")
            yield document.problem(("hours", n, "ends"), "plan.hour", message, remedy)
    for n, team in enumerate(plan.teams):
        if team.id in _TAKEN:
            message = mark("The id {name} stands for the exercise office itself.")
            yield document.problem(
                ("teams", n, "id"), "id.reserved", message, mark("Choose another one."), name=team.id
            )
        yield from _roles_once(document, ("teams", n), team)


def plan_fits(document: Document, content: Content, scripts: Collection[str]) -> Iterator[Problem]:
    """Roles and scripts that the scenario does not have; ``scripts`` are the ids of those that lie beside it."""
    plan = document.model
    if not isinstance(plan, Plan):
        return
    for n, team in enumerate(plan.teams):
        for s, seat in enumerate(team.seats):
            for r, role in enumerate(seat.roles):
                if role not in content.played:
                    remedy, more = suggestion(role, tuple(content.played))
                    message = mark("The scenario plays no role called {name}.")
                    at: Loc = ("teams", n, "seats", s, "roles", r)
                    yield document.problem(at, "plan.role", message, remedy, name=shown(role), **more)
        yield from _script(document, ("teams", n), team, scripts)
        held = {role for seat in team.seats for role in seat.roles}
        left = [role for role in content.played if role not in held]
        if left:
            message = mark("Nobody plays {names} in this team.")
            remedy = mark("Give it a seat, with people: 0 for a script.")
            gaps: dict[str, Any] = {"names": tuple(left)}
            yield document.problem(("teams", n, "seats"), "plan.unplayed", message, remedy, severity="warning", **gaps)


def _roles_once(document: Document, at: Loc, team: PlannedTeam) -> Iterator[Problem]:
    seen: set[str] = set()
    for s, seat in enumerate(team.seats):
        for r, role in enumerate(seat.roles):
            if role in seen:
                message, remedy = mark("{name} has a seat in this team already."), mark("Take it out of one of them.")
                yield document.problem((*at, "seats", s, "roles", r), "plan.twice", message, remedy, name=shown(role))
            seen.add(role)


def _script(document: Document, at: Loc, team: PlannedTeam, scripts: Collection[str]) -> Iterator[Problem]:
    if team.script is not None and team.script not in scripts:
        remedy, more = suggestion(team.script, tuple(scripts))
        message = mark("The scenario has no script called {name}.")
        yield document.problem((*at, "script"), "plan.script", message, remedy, name=shown(team.script), **more)
    if team.script is None and any(seat.people == 0 for seat in team.seats):
        message = mark("Nobody answers for the seats without people.")
        remedy = mark("Name a script: 'script: model'.")
        yield document.problem(at, "plan.script", message, remedy, severity="warning")
