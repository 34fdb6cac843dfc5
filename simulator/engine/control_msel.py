"""The list of injects as exercise control sees it: planned for all teams, actual for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from simulator.engine.contact_views import Words
from simulator.engine.planned_time import PlannedTime
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.condition import Condition
from simulator.model.scenario import After, Channel, Inject, InjectKind, ResponseKind


class Standing(StrEnum):
    """What has become of an inject in one team."""

    PENDING = "pending"
    HELD = "held"
    SKIPPED = "skipped"
    DELIVERED = "delivered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class MselLine:
    """One inject as it is planned, with everything that exercise control may know of it.

    ``planned`` is the scenario second and ``minute`` the real minute from the start, both None where a condition, an
    answer or a hand decides; ``branch``: it lies on no planned way. ``at``, ``after``, ``when`` and ``by_hand`` are
    what triggers it. ``asks`` is the kind of answer (None: nothing is asked), ``limit`` scenario seconds. ``expects``
    and ``makes_up_for`` pair ids of steps (or injects) with titles; a contingency makes up for what was not done.
    ``improvised``: it was made up during the exercise and is no part of the authored list.
    """

    id: str
    title: str
    kind: InjectKind
    channel: Channel
    sender: str
    to: tuple[str, ...]
    phases: tuple[str, ...]
    planned: int | None
    minute: int | None
    branch: bool
    at: int | None
    after: After | None
    when: Condition | None
    by_hand: bool
    body: str
    asks: ResponseKind | None
    prompt: str
    limit: int | None
    expects: tuple[tuple[str, str], ...]
    makes_up_for: tuple[tuple[str, str], ...]
    notes: str
    trap: str
    hints: tuple[str, ...]
    improvised: bool = False


@dataclass(frozen=True, slots=True)
class MselCell:
    """An inject in one team. ``at``, ``answered`` and ``due`` in scenario seconds, ``real`` in UTC milliseconds.

    ``why`` it was delivered is ``time``, ``trigger``, ``condition`` or ``facilitator``. ``reason`` is why it was
    skipped. ``read_by`` counts the seats that have opened it, ``hints`` the hints shown. ``open`` tells whether it may
    still come by itself in the phase in which the team is.
    """

    inject: str
    standing: Standing
    at: int | None = None
    real: int | None = None
    why: str = ""
    answered: int | None = None
    due: int | None = None
    reason: str = ""
    read_by: int = 0
    hints: int = 0
    open: bool = False

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.inject


def msel_lines(world: World, words: Words) -> tuple[MselLine, ...]:
    """Every inject, in the order in which things are planned to come."""
    plan = PlannedTime(world.scenario)
    found = sorted(((plan.place(inject), inject) for inject in world.scenario.injects), key=lambda pair: pair[0].order)
    lines = []
    for place, inject in found:
        ask = inject.ask
        lines.append(
            MselLine(
                id=inject.id,
                title=words(inject.title),
                kind=inject.kind,
                channel=inject.channel,
                sender=words(world.content.title_of(inject.sender)),
                to=tuple(words(world.content.title_of(who)) for who in inject.to),
                phases=tuple(words(world.scenario.phase[p].title) for p in inject.phases if p in world.scenario.phase),
                planned=place.second,
                minute=place.minute,
                branch=place.branch,
                at=inject.at,
                after=inject.after,
                when=inject.when,
                by_hand=inject.by_hand,
                body=words(inject.body),
                asks=None if ask is None else ask.kind,
                prompt="" if ask is None else words(ask.prompt),
                limit=None if ask is None else ask.limit,
                expects=tuple((step, step_title(world, words, step)) for step in inject.expects),
                makes_up_for=_makes_up_for(world, words, inject),
                notes=words(inject.notes),
                trap=words(inject.trap),
                hints=tuple(words(hint) for hint in inject.hints),
                improvised=inject.id in world.improvised,
            )
        )
    return tuple(lines)


def msel_cell(state: TeamState, inject: Inject) -> MselCell:
    """What has become of ``inject`` in the team."""
    delivery = state.delivered.get(inject.id)
    if delivery is None:
        skipped, held = inject.id in state.skipped, inject.id in state.held
        return MselCell(
            inject.id,
            Standing.SKIPPED if skipped else Standing.HELD if held else Standing.PENDING,
            reason=state.skipped.get(inject.id, ""),
            open=not state.finished and (not inject.phases or state.phase in inject.phases),
        )
    answered = state.answered.get(inject.id)
    limit = inject.ask.limit if inject.ask else None
    return MselCell(
        inject.id,
        Standing.DELIVERED if answered is None else Standing.ANSWERED,
        at=delivery.at,
        real=delivery.real,
        why=delivery.why,
        answered=answered,
        due=None if limit is None else delivery.at + limit,
        read_by=sum(name == inject.id for name, _ in state.read),
        hints=state.hints.get(inject.id, 0),
    )


def step_title(world: World, words: Words, step: str) -> str:
    """The title of a step of the manual; its id where the manual has no such step."""
    found = world.content.manual.steps.get(step)
    return words(found.title) if found else step


def _makes_up_for(world: World, words: Words, inject: Inject) -> tuple[tuple[str, str], ...]:
    """The steps and injects whose omission brings a contingency, once each and in authored order."""
    if inject.kind is not InjectKind.CONTINGENCY or inject.when is None:
        return ()
    found: dict[str, str] = {}
    for part in _parts(inject.when):
        if part.missed is not None:
            found.setdefault(part.missed.step, step_title(world, words, part.missed.step))
        if part.harm is not None:
            found.setdefault(part.harm, step_title(world, words, part.harm))
        if part.unanswered is not None:
            asked = world.scenario.inject.get(part.unanswered.inject)
            found.setdefault(part.unanswered.inject, words(asked.title) if asked else part.unanswered.inject)
    return tuple(found.items())


def _parts(condition: Condition) -> Iterator[Condition]:
    """The condition and everything in it that has to hold; what must not hold is left out."""
    yield condition
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _parts(part)
