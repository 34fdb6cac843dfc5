"""What stands: the scorer's verdict on a step, evaluators' decisions beside it, and whether seats are being asked."""

from __future__ import annotations

from simulator.engine.due import is_open
from simulator.engine.evaluation_state import Decided
from simulator.engine.state import TeamState
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
