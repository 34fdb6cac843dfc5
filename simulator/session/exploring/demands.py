"""From conditions to what a team has to do, and leave undone, so that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from simulator.model.call_tree import CallTree
from simulator.model.condition import Checked, Condition, Missed, StepIs
from simulator.model.verdict import Verdict
from simulator.session.exploring.fates import CallWish, call_wishes

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
    """What a team has to do. ``come`` are injects that have to be delivered for it; the rest says itself.

    ``recorded`` and ``unrecorded`` are rows of a timetable; ``checked`` and ``unchecked`` a system, what is checked of
    it, and how it is to stand (empty: in any way). ``calls`` is by the id of the call.
    """

    answer: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    take: frozenset[tuple[str, str]] = frozenset()
    refuse: frozenset[tuple[str, str]] = frozenset()
    steps: Mapping[str, Wish] = field(default_factory=dict)
    harms: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    come: frozenset[str] = frozenset()
    recorded: frozenset[str] = frozenset()
    unrecorded: frozenset[str] = frozenset()
    checked: frozenset[tuple[str, str, str]] = frozenset()
    unchecked: frozenset[tuple[str, str, str]] = frozenset()
    calls: Mapping[str, CallWish] = field(default_factory=dict)

    def and_(self, other: Demand) -> Demand | None:
        """Both demands together; None where they contradict each other."""
        steps = dict(self.steps)
        for step, wish in other.steps.items():
            joined = wish if step not in steps else steps[step].and_(wish)
            if joined is None:
                return None
            steps[step] = joined
        calls = dict(self.calls)
        for call, fate in other.calls.items():
            together = fate if call not in calls else calls[call].and_(fate)
            if together is None:
                return None
            calls[call] = together
        both = Demand(
            self.answer | other.answer,
            self.silent | other.silent,
            self.take | other.take,
            self.refuse | other.refuse,
            steps,
            self.harms | other.harms,
            self.harmless | other.harmless,
            self.come | other.come,
            self.recorded | other.recorded,
            self.unrecorded | other.unrecorded,
            self.checked | other.checked,
            self.unchecked | other.unchecked,
            calls,
        )
        answered = both.answer | {inject for inject, _ in both.take}
        if answered & both.silent or both.take & both.refuse or both.harms & both.harmless:
            return None
        return None if both.recorded & both.unrecorded or both.checks_contradict else both

    @property
    def checks_contradict(self) -> bool:
        """Whether a system is to stand in two ways, or in one that is ruled out."""
        hows: dict[tuple[str, str], set[str]] = {}
        for system, what, how in self.checked:
            hows.setdefault((system, what), set()).update({how} - {""})
        never = {(system, what) for system, what, how in self.unchecked if not how}
        return (
            any(len(some) > 1 for some in hows.values())
            or not never.isdisjoint(hows)
            or any((system, what, how) in self.unchecked for (system, what), some in hows.items() for how in some)
        )

    @property
    def key(self) -> tuple[object, ...]:
        """The same for equal demands."""
        steps = tuple(
            sorted((s, tuple(sorted(w.accept)), w.missed, w.in_time, w.by or 0) for s, w in self.steps.items())
        )
        calls = tuple(sorted((c, tuple(sorted(w.accept)), w.fails) for c, w in self.calls.items()))
        return (*(tuple(sorted(part)) for part in self._sets), steps, calls)

    @property
    def size(self) -> int:
        """How much it asks."""
        return sum(len(part) for part in (*self._sets, self.steps, self.calls))

    @property
    def _sets(self) -> tuple[frozenset[str] | frozenset[tuple[str, ...]], ...]:
        said = (self.answer, self.silent, self.take, self.refuse, self.harms, self.harmless, self.come)
        return (*said, self.recorded, self.unrecorded, self.checked, self.unchecked)


NOTHING = Demand()


def ways_to(condition: Condition | None, tree: CallTree | None = None) -> tuple[Demand, ...]:
    """Ways to make ``condition`` hold, the plainest first. A time needs nothing: it comes by waiting.

    ``tree`` is that of the scenario, for what is asked about calls.
    """
    return (NOTHING,) if condition is None else tuple(_ways(condition, tree, wanted=True))


def ways_against(condition: Condition, tree: CallTree | None = None) -> tuple[Demand, ...]:
    """Ways to keep ``condition`` from holding. Against a time nothing can be done but to be quick."""
    return tuple(_ways(condition, tree, wanted=False))


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


def _ways(c: Condition, tree: CallTree | None, *, wanted: bool) -> tuple[Demand, ...]:
    parts: list[tuple[Demand, ...]] = []
    if c.all is not None:
        parts.append(_joined(c.all, tree, together=wanted, wanted=wanted))
    if c.any is not None:
        parts.append(_joined(c.any, tree, together=not wanted, wanted=wanted))
    if c.not_ is not None:
        parts.append(_ways(c.not_, tree, wanted=not wanted))
    parts += [_distinct(some) for some in _atoms(c, tree, wanted=wanted)]
    if not parts:
        return (NOTHING,)
    found = parts[0]
    for more in parts[1:]:
        found = both(found, more) if wanted else either(found, more)
    return found


def _joined(
    conditions: Iterable[Condition], tree: CallTree | None, *, together: bool, wanted: bool
) -> tuple[Demand, ...]:
    ways = [_ways(part, tree, wanted=wanted) for part in conditions]
    if not together:
        # What asks for nothing (to be quick) comes last: it is a hope, not a plan.
        return either(*sorted(ways, key=lambda some: some == (NOTHING,)))
    found: tuple[Demand, ...] = (NOTHING,)
    for some in ways:
        found = both(found, some)
    return found


def _atoms(c: Condition, tree: CallTree | None, *, wanted: bool) -> Iterable[list[Demand]]:
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
    if c.recorded is not None:
        row = frozenset({c.recorded})
        yield [Demand(recorded=row) if wanted else Demand(unrecorded=row)]
    if c.checked is not None:
        yield [_checked(c.checked, wanted=wanted)]
    if c.call is not None:
        yield [_calling(wishes, tree) for wishes in call_wishes(c.call, tree, wanted=wanted)] or [NOTHING]
    if c.time is not None or c.phase_time is not None:
        yield [NOTHING]


def _answering(inject: str) -> Demand:
    return Demand(answer=frozenset({inject}), come=frozenset({inject}))


def _checked(asked: Checked, *, wanted: bool) -> Demand:
    check = frozenset({(asked.system, asked.what, asked.how or "")})
    return Demand(checked=check) if wanted else Demand(unchecked=check)


def _calling(wishes: Mapping[str, CallWish], tree: CallTree | None) -> Demand:
    """The message has to have come before anybody can pass it on."""
    made = tree is not None and any(wish.makes for wish in wishes.values())
    return Demand(calls=wishes, come=frozenset({tree.inject}) if tree is not None and made else frozenset())


def _step(asked: StepIs, *, wanted: bool) -> list[Wish]:
    if asked.is_ == "late":
        return [Wish(DONE, missed=True)] if wanted else [Wish(UNDONE), Wish(DONE, in_time=True)]
    verdicts = DONE if asked.is_ == "met_or_partial" else frozenset({Verdict(asked.is_)})
    return [Wish(verdicts if wanted else _ANY - verdicts)]


def _missed(asked: Missed, *, wanted: bool) -> Wish:
    return Wish(missed=True, by=asked.by) if wanted else Wish(DONE, in_time=True, by=asked.by)
