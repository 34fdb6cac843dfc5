"""From conditions to what a team has to do, and leave undone, so that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from simulator.model.condition import Condition, Missed, StepIs
from simulator.model.verdict import Verdict

MOST = 24
"""Ways to make one condition hold that are looked at."""

DONE = frozenset({Verdict.MET, Verdict.PARTIAL})
UNDONE = frozenset({Verdict.NOT_MET, Verdict.NOT_OBSERVED})
_ANY = DONE | UNDONE


@dataclass(frozen=True, slots=True)
class Wish:
    """How a step is to stand: any verdict of ``accept``; ``missed`` its limit (or ``by``, scenario seconds) or not."""

    accept: frozenset[Verdict] = _ANY
    missed: bool = False
    in_time: bool = False
    by: int | None = None

    @property
    def leaves_undone(self) -> bool:
        """Whether the wish is fulfilled by doing nothing."""
        return not self.in_time and Verdict.NOT_OBSERVED in self.accept

    def and_(self, other: Wish) -> Wish | None:
        """Both wishes together; None where they contradict each other."""
        accept = self.accept & other.accept
        missed, in_time = self.missed or other.missed, self.in_time or other.in_time
        if not accept or (missed and in_time) or (in_time and not accept & DONE):
            return None
        times = [by for by in (self.by, other.by) if by is not None]
        return Wish(accept & DONE if in_time else accept, missed, in_time, max(times, default=None))


@dataclass(frozen=True)
class Demand:
    """What a team has to do. ``come`` are injects that have to be delivered for it; the rest says itself."""

    answer: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    take: frozenset[tuple[str, str]] = frozenset()
    refuse: frozenset[tuple[str, str]] = frozenset()
    steps: Mapping[str, Wish] = field(default_factory=dict)
    harms: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    come: frozenset[str] = frozenset()

    def and_(self, other: Demand) -> Demand | None:
        """Both demands together; None where they contradict each other."""
        steps = dict(self.steps)
        for step, wish in other.steps.items():
            joined = wish if step not in steps else steps[step].and_(wish)
            if joined is None:
                return None
            steps[step] = joined
        both = Demand(
            self.answer | other.answer,
            self.silent | other.silent,
            self.take | other.take,
            self.refuse | other.refuse,
            steps,
            self.harms | other.harms,
            self.harmless | other.harmless,
            self.come | other.come,
        )
        answered = both.answer | {inject for inject, _ in both.take}
        if answered & both.silent or both.take & both.refuse or both.harms & both.harmless:
            return None
        return both

    @property
    def key(self) -> tuple[object, ...]:
        """The same for equal demands."""
        steps = tuple(
            sorted((s, tuple(sorted(w.accept)), w.missed, w.in_time, w.by or 0) for s, w in self.steps.items())
        )
        sets = (self.answer, self.silent, self.take, self.refuse, self.harms, self.harmless, self.come)
        return (*(tuple(sorted(part)) for part in sets), steps)


NOTHING = Demand()


def ways_to(condition: Condition | None) -> tuple[Demand, ...]:
    """Ways to make ``condition`` hold, the plainest first. A time needs nothing: it comes by waiting."""
    return (NOTHING,) if condition is None else tuple(_ways(condition, wanted=True))


def ways_against(condition: Condition) -> tuple[Demand, ...]:
    """Ways to keep ``condition`` from holding. Against a time nothing can be done but to be quick."""
    return tuple(_ways(condition, wanted=False))


def both(left: Iterable[Demand], right: Iterable[Demand]) -> tuple[Demand, ...]:
    """Ways to meet one of ``left`` and one of ``right``, without those that contradict themselves."""
    others = tuple(right)
    joined = (one.and_(other) for one in left for other in others)
    return _distinct(demand for demand in joined if demand is not None)


def either(*ways: Iterable[Demand]) -> tuple[Demand, ...]:
    """Ways to meet any of several."""
    return _distinct(demand for some in ways for demand in some)


def _distinct(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    found: dict[tuple[object, ...], Demand] = {}
    for demand in islice(demands, MOST * MOST):
        found.setdefault(demand.key, demand)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _ways(c: Condition, *, wanted: bool) -> tuple[Demand, ...]:
    parts: list[tuple[Demand, ...]] = []
    if c.all is not None:
        parts.append(_joined(c.all, together=wanted, wanted=wanted))
    if c.any is not None:
        parts.append(_joined(c.any, together=not wanted, wanted=wanted))
    if c.not_ is not None:
        parts.append(_ways(c.not_, wanted=not wanted))
    parts += [_distinct(some) for some in _atoms(c, wanted=wanted)]
    if not parts:
        return (NOTHING,)
    found = parts[0]
    for more in parts[1:]:
        found = both(found, more) if wanted else either(found, more)
    return found


def _joined(conditions: Iterable[Condition], *, together: bool, wanted: bool) -> tuple[Demand, ...]:
    ways = [_ways(part, wanted=wanted) for part in conditions]
    if not together:
        # What asks for nothing (to be quick) comes last: it is a hope, not a plan.
        return either(*sorted(ways, key=lambda some: some == (NOTHING,)))
    found: tuple[Demand, ...] = (NOTHING,)
    for some in ways:
        found = both(found, some)
    return found


def _atoms(c: Condition, *, wanted: bool) -> Iterable[list[Demand]]:
    if c.answered is not None:
        yield [_answering(c.answered.inject) if wanted else Demand(silent=frozenset({c.answered.inject}))]
    if c.delivered is not None:
        yield [Demand(come=frozenset({c.delivered})) if wanted else NOTHING]
    if c.unanswered is not None:
        inject = c.unanswered.inject
        coming = frozenset({inject})
        yield [Demand(silent=coming, come=coming) if wanted else _answering(inject)]
    if c.chose is not None:
        pair = frozenset({(c.chose.inject, c.chose.option)})
        yield [Demand(take=pair, come=frozenset({c.chose.inject})) if wanted else Demand(refuse=pair)]
    if c.step is not None:
        yield [Demand(steps={c.step.id: wish}) for wish in _step(c.step, wanted=wanted)]
    if c.missed is not None:
        yield [Demand(steps={c.missed.step: _missed(c.missed, wanted=wanted)})]
    if c.harm is not None:
        harm = frozenset({c.harm})
        yield [Demand(harms=harm) if wanted else Demand(harmless=harm)]
    if c.time is not None or c.phase_time is not None:
        yield [NOTHING]


def _answering(inject: str) -> Demand:
    return Demand(answer=frozenset({inject}), come=frozenset({inject}))


def _step(asked: StepIs, *, wanted: bool) -> list[Wish]:
    if asked.is_ == "late":
        return [Wish(DONE, missed=True)] if wanted else [Wish(UNDONE), Wish(DONE, in_time=True)]
    verdicts = DONE if asked.is_ == "met_or_partial" else frozenset({Verdict(asked.is_)})
    return [Wish(verdicts if wanted else _ANY - verdicts)]


def _missed(asked: Missed, *, wanted: bool) -> Wish:
    return Wish(missed=True, by=asked.by) if wanted else Wish(DONE, in_time=True, by=asked.by)
