"""A scenario's phases as ONE ``transitions`` machine, whose guards are conditions over a team's state."""

from __future__ import annotations

from typing import Any, NamedTuple

from transitions import Machine
from transitions.core import EventData

from simulator.engine.conditions import Facts, holds
from simulator.model.condition import Condition
from simulator.model.scenario import Scenario

_PROCEED = "proceed"


class _Token:
    """What the machine moves: stands in one phase for the length of a question."""

    state: str


class PhaseMachine:
    """The phases and the ways between them. It keeps no state of any team: each question brings its own."""

    def __init__(self, scenario: Scenario) -> None:
        self._machine = Machine(
            model=None,
            states=[phase.id for phase in scenario.phases],
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
        )
        for phase in scenario.phases:
            for way in phase.exits:
                self._machine.add_transition(_PROCEED, phase.id, way.to, conditions=[_Guard(way.when)])

    def next_phase(self, phase: str, facts: Facts) -> str | None:
        """The phase to enter from ``phase`` now, or None to stay."""
        if not self._machine.get_transitions(_PROCEED, phase):
            return None
        token = _Token()
        self._machine.add_model(token, initial=phase)
        try:
            moved = self._machine.events[_PROCEED].trigger(token, facts=facts)
            return token.state if moved else None
        finally:
            self._machine.remove_model(token)

    def way_by_hand(self, phase: str, facts: Facts) -> str | None:
        """Where ``phase`` leads when left before its time: the first way that only time holds back, else the first."""
        return self.next_phase(phase, facts._replace(timeless=True)) or next(iter(self.ways_out(phase)), None)

    def ways_out(self, phase: str) -> tuple[str, ...]:
        """Where ``phase`` may lead, in authored order."""
        return tuple(str(t.dest) for t in self._machine.get_transitions(_PROCEED, phase))

    def exit_taken(self, phase: str, to: str, facts: Facts) -> int | None:
        """The number, from 0, of the exit by which ``phase`` leads to ``to`` now; None where none does by itself."""
        ways = [t for t in self._machine.get_transitions(_PROCEED, phase) if phase]
        held = (n for n, t in enumerate(ways) if holds(_condition_of(t), facts))
        first = next(held, None)
        return first if first is not None and ways[first].dest == to else None

    def ways(self) -> tuple[Way, ...]:
        """Every way of the compiled machine, by phase and in the order in which they are tried; for diagrams."""
        return tuple(
            Way(str(t.source), str(t.dest), _condition_of(t))
            for phase in self._machine.states
            for t in self._machine.get_transitions(_PROCEED, phase)
        )


class Way(NamedTuple):
    """A way from one phase to another and what has to hold for it."""

    source: str
    to: str
    when: Condition


class _Guard:
    """Asks whether a condition holds, and can still be asked which."""

    def __init__(self, condition: Condition) -> None:
        self.condition = condition

    def __call__(self, event: EventData) -> bool:
        facts: Any = event.kwargs["facts"]
        return holds(self.condition, facts)


def _condition_of(transition: Any) -> Condition:
    """The condition that the guard of a transition asks."""
    guard: _Guard = transition.conditions[0].func
    return guard.condition
