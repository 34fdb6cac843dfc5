"""One team as exercise control sees it: its phases, the state of each inject, what it owes and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.engine.clock import Clock
from simulator.engine.contact_views import Words
from simulator.engine.control_msel import MselCell, msel_cell
from simulator.engine.control_ready import ReadyLine, ready_line
from simulator.engine.events import TeamSetup
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.manual import Polarity
from simulator.model.verdict import Confidence, Verdict


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A phase that the team entered, at a scenario second and a real time (UTC ms); ``why`` as in ``PhaseEntered``."""

    phase: str
    at: int
    real: int
    why: str


@dataclass(frozen=True, slots=True)
class AwaitedLine:
    """Something with a limit that the team still owes. It is overdue once the team's clock is past ``due``.

    ``kind`` is ``answer`` (``id`` is an inject's) or ``step``; ``who`` are the titles of those who owe it.
    """

    kind: str
    id: str
    title: str
    who: tuple[str, ...]
    due: int
    critical: bool = False

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """Where the team stands in one step that was exercised or judged.

    ``by`` is ``evaluator`` where somebody has decided, else ``auto``; ``proposed``: it waits for an evaluator.
    ``due`` and ``done`` are scenario seconds. ``words`` are the ones that show it, as they were written.
    """

    step: str
    title: str
    verdict: Verdict
    by: str
    proposed: bool
    harm: bool
    critical: bool
    refrain: bool
    due: int | None
    done: int | None
    words: str
    seq: int

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.step


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """One team. ``cells`` go with ``ControlView.msel``, one each; ``ways`` are the phases it may be moved to next.

    ``entered`` (scenario seconds) and ``entered_real`` (UTC ms) are of the present phase, ``extended`` the scenario
    seconds by which it was made longer. ``ready`` tells when it may leave that phase by itself, and what it lacks;
    ``scripted`` whether the team has a script that seats can be handed to.
    """

    IN_PARTS = True

    team: str
    title: str
    seq: int
    started: bool
    finished: bool
    clock: Clock
    began: int
    phase: str | None
    entered: int
    entered_real: int
    extended: int
    visits: tuple[VisitLine, ...]
    ways: tuple[str, ...]
    cells: tuple[MselCell, ...]
    awaited: tuple[AwaitedLine, ...]
    verdicts: tuple[VerdictLine, ...]
    replies: int
    ready: ReadyLine | None = None
    scripted: bool = True

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return self.team


def team_board(
    world: World,
    words: Words,
    setup: TeamSetup,
    state: TeamState,
    injects: Sequence[str],
    lang: str,
    *,
    scripted: bool = True,
) -> TeamBoard:
    """The board of one team; ``injects`` are the ids of the list in its order."""
    return TeamBoard(
        team=setup.id,
        title=Text(setup.title).to(lang),
        seq=state.seq,
        started=state.started,
        finished=state.finished,
        clock=state.clock,
        began=state.began,
        phase=state.phase,
        entered=state.phase_entered,
        entered_real=state.visits[-1].real if state.visits else 0,
        extended=state.extended,
        visits=tuple(VisitLine(v.phase, v.at, v.real, v.why) for v in state.visits),
        ways=() if state.phase is None else tuple(dict.fromkeys(world.machine.ways_out(state.phase))),
        cells=tuple(msel_cell(state, world.scenario.inject[inject]) for inject in injects),
        awaited=tuple(sorted(_awaited(world, words, state), key=lambda one: one.due)),
        verdicts=tuple(_verdicts(world, words, state)),
        replies=len(state.responses),
        ready=ready_line(world, state),
        scripted=scripted,
    )


def exercised(world: World, state: TeamState) -> frozenset[str]:
    """The duties that injects delivered so far expect."""
    steps = world.content.manual.steps
    expected = frozenset(step for inject in state.delivered for step in world.scenario.inject[inject].expects)
    return frozenset(step for step in expected if step in steps and steps[step].polarity is Polarity.DO)


def _awaited(world: World, words: Words, state: TeamState) -> Iterator[AwaitedLine]:
    if state.finished:
        return
    for inject, delivery in state.delivered.items():
        ask = world.scenario.inject[inject].ask
        if ask is not None and ask.limit is not None and inject not in state.answered:
            who = tuple(words(world.content.title_of(role)) for role in delivery.to)
            title = words(world.scenario.inject[inject].title)
            yield AwaitedLine("answer", inject, title, who, delivery.at + ask.limit)
    facts = world.facts(state, state.phase_entered)
    for step in sorted(exercised(world, state) - set(state.done)):
        due, found = facts.due(step), world.content.manual.steps[step]
        if due is not None:
            who = tuple(words(world.content.title_of(role)) for role in found.roles)
            yield AwaitedLine("step", step, words(found.title), who, due, found.critical is not None)


def _verdicts(world: World, words: Words, state: TeamState) -> Iterator[VerdictLine]:
    """Steps in the order of the manual; an evaluator's latest decision stands over the scorer's."""
    facts = world.facts(state, state.phase_entered)
    decided = {override.step: override for override in state.overrides}
    expected = exercised(world, state)
    rows = {judged.judgement.step: judged.seq for judged in state.judged}
    for step, found in world.content.manual.steps.items():
        judged, override = state.standing.get(step), decided.get(step)
        if judged is None and override is None and step not in expected:
            continue
        refrain = found.polarity is Polarity.REFRAIN
        if refrain and override is None and not (judged and judged.harm):
            continue
        verdict = override.verdict if override else judged.verdict if judged else Verdict.NOT_OBSERVED
        yield VerdictLine(
            step=step,
            title=words(found.title),
            verdict=verdict,
            by="evaluator" if override else "auto",
            proposed=override is None and judged is not None and judged.confidence is Confidence.PROPOSED,
            harm=refrain and (verdict is Verdict.NOT_MET if override else judged is not None and judged.harm),
            critical=found.critical is not None,
            refrain=refrain,
            due=facts.due(step),
            done=state.done.get(step),
            words=judged.evidence[-1].text if judged and judged.evidence else "",
            seq=override.seq if override else rows.get(step, 0),
        )
