"""What readers call the people, injects and steps of a log, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.world import World
from simulator.model.scenario import Channel
from simulator.words import mark, translator
from simulator.words.channels import CHANNELS

_ACTORS = {
    "facilitator": mark("Exercise office"),
    "evaluator": mark("Evaluator"),
    "engine": mark("Simulator"),
    "scorer": mark("Automatic scoring"),
}
MEANS = {**CHANNELS, "form": CHANNELS[Channel.WEB_FORM]}
"""How somebody was contacted, as logs have it."""


class Naming:
    """Titles of one team's exercise. What content does not know shows its id."""

    def __init__(self, world: World, team: str, lang: str) -> None:
        self._world = world
        self._team = team
        self.words = world.content.wording(lang, world.day_one)
        self.t = translator("report", lang)

    def who(self, who: str) -> str:
        """The title of a role, section or party."""
        return self.words(self._world.content.title_of(who))

    def everybody(self, ids: Iterable[str]) -> str:
        return self.t(", ").join(self.who(one) for one in ids)

    def seat(self, seat: str) -> str:
        """The titles of a seat's roles."""
        found = self._world.seat(self._team, seat)
        return self.everybody(found.roles) if found else seat

    def actor(self, actor: str) -> str:
        """Titles of a seat, else the office that an actor of the log stands for."""
        if actor.startswith("seat:"):
            return self.seat(actor.removeprefix("seat:"))
        if actor.startswith("evaluator:"):
            return self.t("Evaluator {name}", name=actor.removeprefix("evaluator:"))
        return self.t(_ACTORS[actor]) if actor in _ACTORS else actor

    def means(self, by: str | None) -> str:
        """How somebody was contacted."""
        return "" if by is None else self.t(MEANS.get(by, by))

    def inject(self, inject: str) -> str:
        found = self._world.scenario.inject.get(inject)
        return f"{inject} {self.words(found.title)}" if found else inject

    def step(self, step: str) -> str:
        found = self._world.content.manual.steps.get(step)
        return f"{step} {self.words(found.title)}" if found else step
