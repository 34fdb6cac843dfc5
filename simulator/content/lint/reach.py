"""What of a story can happen at all: phases that can be entered, injects that can be delivered, and by when.

Everything here errs on the side of "possible": what is said to be impossible is so whatever the players do. Names that
are not known count as possible, since they are reported for themselves. The facilitator's own moves (jump, advance,
send now) are left out: they are not the author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from simulator.model.condition import Condition
from simulator.model.scenario import Inject, Phase, Scenario
from simulator.words import mark

_NEVER = float("inf")

PHASES_END = mark("its phases only end the exercise")
PHASES_UNREACHED = mark("none of its phases is ever reached")
AFTER_NEVER = mark("it waits for an inject that is never delivered")
WHEN_NEVER = mark("its condition can never hold")
TOO_LATE = mark("its time comes when its phases are certainly over")


class Reach:
    """The least set of phases and injects that follow from the start, which has to be one of the phases."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.phases: set[str] = {scenario.start}
        self.injects: dict[str, float] = {}
        """Injects that may be delivered, with a scenario second before which they cannot be."""
        self.leads_astray = False
        """Whether a way leads to a phase that does not exist, so that any phase might have been meant."""
        grown = True
        while grown:
            before = len(self.phases) + len(self.injects)
            self._grow_phases()
            self._grow_injects()
            grown = before != len(self.phases) + len(self.injects)

    def ways(self, phase: Phase) -> tuple[str, ...]:
        """Where ``phase`` may lead; nowhere once the exercise is over."""
        return () if phase.end else tuple(way.to for way in phase.exits if self.possible(way.when))

    def possible(self, condition: Condition) -> bool:
        """Whether ``condition`` may come to hold."""
        c = condition
        if c.all is not None and not all(self.possible(part) for part in c.all):
            return False
        if c.any is not None and not any(self.possible(part) for part in c.any):
            return False
        injects = (
            c.answered.inject if c.answered else None,
            c.delivered,
            c.unanswered.inject if c.unanswered else None,
            c.chose.inject if c.chose else None,
        )
        return all(self._may_come(inject) for inject in injects if inject is not None)

    def why_not(self, inject: Inject) -> str | None:
        """Why ``inject`` cannot be delivered by the story, as a msgid; None where it may be."""
        known = [self.scenario.phase[name] for name in inject.phases if name in self.scenario.phase]
        if len(known) == len(inject.phases) and known:
            if all(phase.end for phase in known):
                return PHASES_END
            if not any(phase.id in self.phases and not phase.end for phase in known) and not self.leads_astray:
                return PHASES_UNREACHED
        if inject.by_hand:
            return None
        if inject.after is not None and not self._may_come(inject.after.inject):
            return AFTER_NEVER
        return WHEN_NEVER if inject.when is not None and not self.possible(inject.when) else None

    def comes_too_late(self, inject: Inject) -> bool:
        """Whether every phase in which ``inject`` may come is certainly over before its time."""
        if inject.by_hand or any(name not in self.scenario.phase for name in inject.phases):
            return False
        phases = [name for name in inject.phases or self.phases if name in self.phases]
        open_phases = [name for name in phases if not self.scenario.phase[name].end]
        earliest = self.injects.get(inject.id, 0)
        return bool(open_phases) and earliest > max(self.over[name] for name in open_phases)

    @cached_property
    def over(self) -> dict[str, float]:
        """For each reachable phase a scenario second by which it has certainly been left; infinite where none is."""
        entered = dict.fromkeys(self.phases, 0.0)
        for round_ in range(2 * len(self.phases) + 1):
            changed = False
            for name in self.phases:
                phase = self.scenario.phase[name]
                left = self._left(phase, entered[name])
                for to in self.ways(phase):
                    target = self.scenario.phase.get(to)
                    bound = max(left, target.start or 0) if target else 0
                    if target and bound > entered[to]:
                        # What still grows after every phase has had its turn grows in a circle, for ever.
                        entered[to] = bound if round_ < len(self.phases) else _NEVER
                        changed = True
            if not changed:
                break
        return {name: self._left(self.scenario.phase[name], entered[name]) for name in self.phases}

    def _left(self, phase: Phase, entered: float) -> float:
        """By when ``phase`` has been left if it is entered by ``entered``."""
        entered = max(entered, phase.start or 0)
        return min((_latest(way.when, entered) for way in phase.exits), default=_NEVER)

    def _may_come(self, inject: str) -> bool:
        return inject in self.injects or inject not in self.scenario.inject

    def _grow_phases(self) -> None:
        todo = list(self.phases)
        while todo:
            for to in self.ways(self.scenario.phase[todo.pop()]):
                if to not in self.scenario.phase:
                    self.leads_astray = True
                elif to not in self.phases:
                    self.phases.add(to)
                    todo.append(to)

    def _grow_injects(self) -> None:
        # Forwards and backwards, so that a long chain of injects needs one round whichever way it is written.
        for inject in (*self.scenario.injects, *reversed(self.scenario.injects)):
            if inject.id not in self.injects and self.why_not(inject) is None:
                self.injects[inject.id] = 0 if inject.by_hand else self._earliest(inject)

    def _earliest(self, inject: Inject) -> float:
        """A lower bound: what is not known to be deliverable yet counts as coming at once."""
        bound: float = inject.at or 0
        if inject.after is not None:
            bound = max(bound, self.injects.get(inject.after.inject, 0) + inject.after.delay)
        return bound if inject.when is None else max(bound, self._holds_from(inject.when))

    def _holds_from(self, c: Condition) -> float:
        """A scenario second before which the condition cannot hold."""
        bound: float = c.time or 0
        if c.all is not None:
            bound = max(bound, _each(max, c.all, self._holds_from))
        if c.any is not None:
            bound = max(bound, _each(min, c.any, self._holds_from))
        answered, chose = c.answered, c.chose
        for inject in (answered.inject if answered else None, c.delivered, chose.inject if chose else None):
            if inject is not None:
                bound = max(bound, self.injects.get(inject, 0))
        if c.unanswered is not None:
            bound = max(bound, self.injects.get(c.unanswered.inject, 0) + c.unanswered.within)
        return max(bound, c.missed.by) if c.missed is not None and c.missed.by is not None else bound


def _latest(condition: Condition, entered: float) -> float:
    """A scenario second by which the condition certainly holds in a phase entered by ``entered``."""
    c = condition
    if len(c.keys) != 1:
        return _NEVER
    if c.time is not None:
        return max(entered, c.time)
    if c.phase_time is not None:
        return entered + c.phase_time
    if c.all is not None:
        return _each(max, c.all, lambda part: _latest(part, entered))
    return _NEVER if c.any is None else _each(min, c.any, lambda part: _latest(part, entered))


def _each(
    pick: Callable[[Iterable[float]], float], parts: tuple[Condition, ...], bound: Callable[[Condition], float]
) -> float:
    return pick([bound(part) for part in parts])
