"""How long a talk waits: a telephone rings, a message lies unread, a call falls silent.

Every limit is a span of the story that is also at least a span of the wall clock, so that people have time to act
however fast the story runs.
"""

from __future__ import annotations

from simulator.engine.clock import Clock
from simulator.model.organization import Organization

_RINGS = (120, 60)
"""A call to a seat is given up after two minutes of the story, but not before a minute of real time has passed."""

_RINGS_OFFICE = (600, 300)
"""The same for a call that the exercise office answers, for many teams at once."""

_SILENCE = (1800, 600)
"""A call in which nobody says anything any more ends by itself."""

_READ_WITHIN = {"chat": 900, "letter": 14_400}
_READ = 1800
"""Scenario seconds after which what nobody has read goes on, where the organisation does not say it: a quarter of an
hour for a chat, four hours for a letter, half an hour for everything else."""

_READ_REAL = 300
"""Real seconds that people have at least to open what was written to them."""


def rings(clock: Clock, *, office: bool) -> int:
    """Scenario seconds for which a telephone rings at a seat, or with the exercise office."""
    return _spell(clock, _RINGS_OFFICE if office else _RINGS)


def silence(clock: Clock) -> int:
    """Scenario seconds after which a call in which nobody says anything is over."""
    return _spell(clock, _SILENCE)


def read_within(organization: Organization, by: str) -> int:
    """Scenario seconds within which what was sent by way of ``by`` has to be read."""
    said = (seconds for way, seconds in organization.read_within.items() if way == by)
    return next(said, _READ_WITHIN.get(by, _READ))


def unread(clock: Clock, within: int) -> int:
    """Scenario seconds for which a message that is to be read ``within`` some lies at a seat."""
    return _spell(clock, (within, _READ_REAL))


def _spell(clock: Clock, limits: tuple[int, int]) -> int:
    """Scenario seconds that last at least so long in the story and so long (in seconds) by the wall clock."""
    story, real = limits
    return max(story, real * clock.pace * clock.percent // 100)
