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

READ_REAL = 300
"""Real seconds that people have at least to open what was written to them."""


def rings(clock: Clock, *, office: bool) -> int:
    """Scenario seconds for which a telephone rings at a seat, or with the exercise office."""
    return _spell(clock, _RINGS_OFFICE if office else _RINGS)


def silence(clock: Clock) -> int:
    """Scenario seconds after which a call in which nobody says anything is over."""
    return _spell(clock, _SILENCE)


def unread(clock: Clock, organization: Organization, by: str) -> int:
    """Scenario seconds for which what was sent by way of ``by`` lies at a seat before it goes on."""
    within = organization.read_within
    ways = {
        "internal_mail": within.internal_mail,
        "chat": within.chat,
        "letter": within.letter,
        "fax": within.fax,
        "web_form": within.web_form,
    }
    return _spell(clock, (ways.get(by, within.email), READ_REAL))


def _spell(clock: Clock, limits: tuple[int, int]) -> int:
    """Scenario seconds that last at least so long in the story and so long (in seconds) by the wall clock."""
    story, real = limits
    return max(story, real * clock.pace * clock.percent // 100)
