"""What stands: the scorer's verdict on a step, evaluators' decisions beside it, what is still open, whether seats are
asked."""

from __future__ import annotations

from simulator.engine.due import is_open
from simulator.engine.evaluation_state import Decided
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.manual import Manual, Polarity
from simulator.model.scenario import Inject, Scenario
from simulator.model.verdict import Verdict


def automatic(manual: Manual, state: TeamState, step: str) -> Verdict:
    """The scorer's verdict on ``step`` as it stands; of a must-not only whether it was done."""
    if manual.steps[step].polarity is Polarity.REFRAIN:
        return Verdict.NOT_MET if step in state.harms else Verdict.NOT_OBSERVED
    judgement = state.standing.get(step)
    return judgement.verdict if judgement else Verdict.NOT_OBSERVED


def standing_decisions(manual: Manual, state: TeamState) -> dict[str, Decided]:
    """The decision that stands on each step: the newest that any evaluator holds.

    Who agreed with the scorer agreed with one verdict: once a later reply has brought another, their agreement lapses.
    """
    found: dict[str, Decided] = {}
    for own in state.evaluation.by_evaluator().values():
        for step, one in own.items():
            if step in manual.steps and not lapsed(manual, state, one):
                before = found.get(step)
                found[step] = one if before is None or before.seq < one.seq else before
    return found


def lapsed(manual: Manual, state: TeamState, one: Decided) -> bool:
    """Whether ``one`` agreed with a verdict that the scorer no longer has."""
    return one.confirmed and one.verdict is not automatic(manual, state, one.step)


def open_limits(world: World, state: TeamState) -> dict[str, int | None]:
    """The duties that may still be done in time and of which nothing has been found, with the scenario second by which.

    The limit is the manual's; None where it waits for another step or moment to begin or to end it. Of a duty without
    a limit it is the last one of an answer that is still awaited; a duty without either is not among them, nor one on
    which a second reader has an opinion. Nothing is open once the team has finished.
    """
    if state.finished:
        return {}
    facts, awaited = world.facts(state, state.phase_entered), _awaited(world, state)
    read = {opinion.step for opinion in state.opinions}
    limits: dict[str, int | None] = {}
    for step, text in world.content.manual.steps.items():
        if text.polarity is Polarity.REFRAIN or step in read:
            continue
        if automatic(world.content.manual, state, step) is not Verdict.NOT_OBSERVED:
            continue
        deadline = text.deadline
        if deadline is not None and (deadline.before is not None or deadline.start is not None):
            limits[step] = facts.due(step)
        elif step in awaited:
            limits[step] = awaited[step]
    return limits


def _awaited(world: World, state: TeamState) -> dict[str, int]:
    """By duty, the scenario second up to which an answer is awaited in which it is expected."""
    found: dict[str, int] = {}
    for inject, delivery in state.delivered.items():
        ask = world.scenario.inject[inject].ask
        if ask is not None and ask.limit is not None and inject not in state.answered:
            limit = delivery.at + ask.limit
            found.update({one: max(limit, found.get(one, limit)) for one in world.scenario.inject[inject].expects})
    return found


def is_asked(scenario: Scenario, state: TeamState) -> bool:
    """Whether seats are asked for hot wash and survey: after the end, and in the last phase of several.

    That is the one from which only ends lead on; there they are asked once nothing is on its way any more, as questions
    look back on what happened.
    """
    if state.finished:
        return True
    phase = scenario.phase.get(state.phase or "")
    if phase is None or len(state.visits) < 2 or not phase.exits:
        return False
    return all(scenario.phase[way.to].end for way in phase.exits) and not any(
        _is_coming(inject, state) for inject in scenario.injects
    )


def _is_coming(inject: Inject, state: TeamState) -> bool:
    """Whether time alone will deliver ``inject`` in this phase."""
    if inject.when is not None or not is_open(inject, state):
        return False
    if inject.after is None:
        return inject.at is not None
    started = state.answered if inject.after.of == "answer" else state.delivered
    return inject.after.inject in started
