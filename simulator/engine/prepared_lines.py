"""What the exercise office has at hand to say as the police, the press and others. Not for seats."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.world import World


@dataclass(frozen=True, slots=True)
class LineView:
    """A prepared line of ``speaker``: when to use it (``about``), and the words."""

    id: str
    speaker: str
    speaker_title: str
    about: str
    text: str


def prepared_lines(world: World, lang: str) -> tuple[LineView, ...]:
    """The scenario's prepared lines in its own order."""
    words = world.content.wording(lang, world.day_one)
    return tuple(
        LineView(
            line.id,
            line.speaker,
            words(world.content.title_of(line.speaker)),
            words(line.about).strip(),
            words(line.text).strip(),
        )
        for line in world.scenario.lines
    )
