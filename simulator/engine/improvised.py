"""Injects made up during an exercise: decided for all teams, kept in the control stream, part of the world from then.

The authored list stays what it is: ``World.authored`` holds it, ``World.improvised`` names what came on top.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.commands import Refusal
from simulator.engine.control_commands import Improvise
from simulator.engine.control_events import InjectImprovised
from simulator.engine.events import Entry
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.scenario import CONTROL, Ask, Channel, Inject, InjectKind, ResponseKind

MAX_TITLE = 200
"""Longest title, in characters."""

MAX_BODY = 10_000
"""Longest body or prompt, in characters."""

MAX_LIMIT = 30 * 24 * 60 * 60
"""Longest time to answer, in scenario seconds."""

_ASKS = {"none": None, "acknowledge": ResponseKind.ACKNOWLEDGE, "text": ResponseKind.TEXT}


def decide_improvised(world: World, seq: int, command: Improvise) -> Entry | Refusal:
    """The entry of the control stream after its ``seq``-th, or why there is none."""
    refused = _refused(world, command)
    if refused:
        return refused
    ask = _ASKS[command.asks]
    words = {"title": command.title.strip(), "body": command.body.strip(), "prompt": command.prompt.strip()}
    inject = Inject(
        id=_next_id(world),
        title=Text({command.lang: words["title"]}),
        kind=InjectKind.INFORMATION if ask is None else InjectKind.COMPLEXITY,
        by_hand=True,
        sender=command.sender,
        to=command.to or tuple(_everybody(world)),
        channel=Channel(command.channel),
        body=Text({command.lang: words["body"]}),
        ask=None
        if ask is None
        else Ask(kind=ask, prompt=Text({command.lang: words["prompt"] or words["title"]}), limit=command.limit),
    )
    plain = inject.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Entry(seq + 1, command.at, None, command.actor, InjectImprovised(plain))


def improvised(control: Iterable[Entry]) -> tuple[Inject, ...]:
    """The injects that the control stream holds, in its order."""
    return tuple(
        Inject.model_validate(entry.event.inject) for entry in control if isinstance(entry.event, InjectImprovised)
    )


def _refused(world: World, command: Improvise) -> Refusal | None:
    if not command.title.strip() or not command.body.strip():
        return Refusal("response.empty")
    if len(command.title) > MAX_TITLE:
        return Refusal("response.too_long", {"limit": str(MAX_TITLE)})
    if len(command.body) > MAX_BODY or len(command.prompt) > MAX_BODY:
        return Refusal("response.too_long", {"limit": str(MAX_BODY)})
    if command.channel not in set(Channel):
        return Refusal("improvise.channel_unknown")
    if command.asks not in _ASKS:
        return Refusal("response.kind_unknown", {"kind": command.asks})
    if command.limit is not None and not 0 < command.limit <= MAX_LIMIT:
        return Refusal("improvise.limit")
    return _unknown_people(world, command)


def _unknown_people(world: World, command: Improvise) -> Refusal | None:
    titles = world.content.organization.titles
    if command.sender != CONTROL and command.sender not in titles:
        return Refusal("contact.unknown", {"who": command.sender})
    played = _everybody(world)
    for who in command.to:
        if who not in titles:
            return Refusal("contact.unknown", {"who": who})
        if world.content.receivers((who,)).isdisjoint(played):
            return Refusal("improvise.nobody", {"who": who})
    return None


def _everybody(world: World) -> list[str]:
    """Every role that somebody plays, in the organisation's order."""
    held = {role for team in world.teams.values() for seat in team.seats for role in seat.roles}
    return [role for role in world.content.organization.roles if role in held]


def _next_id(world: World) -> str:
    """``X01``, ``X02``… past any that the author uses."""
    number = len(world.improvised) + 1
    while f"X{number:02}" in world.scenario.inject:
        number += 1
    return f"X{number:02}"
