"""How calls stand, for conditions: made, reached, failed, settled."""

from __future__ import annotations

from simulator.engine.call_state import NONE, Calls
from simulator.model.call_tree import Call, CallTree
from simulator.model.condition import CallIs


def stands(asked: CallIs, tree: CallTree | None, calls: Calls) -> bool:
    """Whether the call that is asked about, or each of the tree, stands as asked; False where there is no tree."""
    if tree is None:
        return False
    about = tree.to_make if asked.id is None else tuple(call for call in tree.calls if call.id == asked.id)
    return bool(about) and all(_is(asked.is_, tree, calls, call) for call in about)


def settled(tree: CallTree, calls: Calls, call: Call) -> bool:
    """Whether no more is to come of ``call``: it arrived, everybody was tried, or its caller got nothing to pass on."""
    state = calls.get(call.id, NONE)
    if state.arrived:
        return True
    parent = tree.call.get(call.called_by or "")
    if parent is not None and not calls.get(parent.id, NONE).arrived:
        return settled(tree, calls, parent)
    everybody = (call.who, *((call.stand_in.who,) if call.stand_in else ()))
    return state.waiting is None and all(any(one.failed for one in state.tried(who)) for who in everybody)


def _is(asked: str, tree: CallTree, calls: Calls, call: Call) -> bool:
    state = calls.get(call.id, NONE)
    arrived = state.arrived
    if asked == "called":
        return bool(state.attempts)
    if asked == "reached":
        return arrived is not None
    if asked == "repeated":
        return arrived is not None and arrived.repeated is not None
    if asked == "failed":
        return arrived is None and bool(state.attempts) and state.attempts[-1].failed
    return settled(tree, calls, call)
