"""Two clocks: scenario time as a function of real time, an anchor, and a pace."""

from __future__ import annotations

from typing import NamedTuple

_FULL = 100 * 1000
"""Percent times milliseconds in a second."""


class Clock(NamedTuple):
    """Where the scenario clock stood (``scenario``, seconds from D1 00:00) at ``real`` (UTC, ms), and how it runs.

    ``pace`` is scenario seconds for one real second as the phase plans it, ``percent`` the facilitator's factor.
    """

    scenario: int = 0
    real: int = 0
    pace: int = 1
    percent: int = 100
    running: bool = False

    def at(self, real: int) -> int:
        """Scenario time at ``real``; it never runs backwards, even where the wall clock was set back."""
        if not self.running:
            return self.scenario
        return self.scenario + max(0, real - self.real) * self.pace * self.percent // _FULL

    def real_of(self, scenario: int) -> int | None:
        """The first real millisecond at which the clock shows ``scenario``; None while it stands."""
        if not self.running:
            return None
        ahead = max(0, scenario - self.scenario)
        speed = self.pace * self.percent
        return self.real + -(-ahead * _FULL // speed)
