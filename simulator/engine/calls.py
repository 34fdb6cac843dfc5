"""The calls of a contact drill: who has got the message, what falls due, and what scoring is told of them."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine import call_events as e
from simulator.engine.call_state import NONE, Attempt
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.world import World
from simulator.model.call_tree import Answers, Call, CallFact, CallTree, figures


def holder(state: TeamState, call: str) -> str | None:
    """Who has got the message at this place of the tree: the one of the call, or the stand-in."""
    arrived = state.calls.get(call, NONE).arrived
    return arrived.whom if arrived else None


def got_at(state: TeamState, call: str) -> int | None:
    """The scenario second at which the message arrived at this place of the tree."""
    arrived = state.calls.get(call, NONE).arrived
    return arrived.ended if arrived else None


def limit_of(state: TeamState, call: Call) -> int | None:
    """The scenario second by which ``call`` is to be made; None without a limit, or while its caller has nothing."""
    start = got_at(state, call.called_by or "")
    return None if start is None or call.limit is None else start + call.limit


def behaviour(call: Call, attempt: Attempt) -> Answers:
    """How the one who was called behaves, now that the number was corrected (or was not)."""
    if call.stand_in is not None and attempt.whom == call.stand_in.who:
        return call.stand_in.answers
    answers = call.answers
    if answers.how == "wrong_number" and is_right(answers, attempt.number):
        return answers.model_copy(update={"how": "answers"})
    return answers


def is_right(answers: Answers, number: str) -> bool:
    """Whether ``number`` is the one that reaches them."""
    return bool(figures(number)) and figures(number) == figures(answers.right_number or "")


def calls_due(world: World, state: TeamState, now: int) -> list[e.CallEvent]:
    """What happens to calls by ``now`` (scenario seconds) without anybody's doing, of the first call that is due."""
    tree = world.scenario.call_tree
    if tree is None:
        return []
    root = tree.root
    if root is not None and tree.inject in state.delivered and root.id not in state.calls:
        return [e.CallAnswered(root.id, root.who)]
    for call, attempt in _open(tree, state):
        end = _end(world, call, attempt)
        if end is not None and end[0] <= now:
            return end[1]
    return []


def call_due(world: World, state: TeamState) -> Iterator[int]:
    """Scenario seconds at which a call is answered or given up."""
    tree = world.scenario.call_tree
    if tree is not None:
        for call, attempt in _open(tree, state):
            end = _end(world, call, attempt)
            if end is not None:
                yield end[0]


def calls_left(world: World, state: TeamState) -> tuple[e.CallCutOff, ...]:
    """How the end of the exercise ends the calls that wait then: what rings, and what nobody has come back on."""
    tree = world.scenario.call_tree
    if tree is None:
        return ()
    return tuple(e.CallCutOff(call.id, attempt.whom) for call, attempt in _open(tree, state))


def call_facts(world: World, state: TeamState) -> tuple[CallFact, ...]:
    """What has become of every call, for scoring."""
    tree = world.scenario.call_tree
    if tree is None:
        return ()
    parts = {response.reply.id: response.reply.parts for response in state.responses}
    return tuple(CallFact(call.id, dict(_shown(state, call, parts))) for call in tree.calls if call.id in state.calls)


def _open(tree: CallTree, state: TeamState) -> Iterator[tuple[Call, Attempt]]:
    for call in tree.calls:
        waiting = state.calls.get(call.id, NONE).waiting
        if waiting is not None:
            yield call, waiting


def _end(world: World, call: Call, attempt: Attempt) -> tuple[int, list[e.CallEvent]] | None:
    """When and how an open try ends by itself; None where it waits for a person, or for ever."""
    answers = behaviour(call, attempt)
    tree = world.scenario.call_tree
    if answers.how == "declines":
        return attempt.at + answers.after, [e.CallFailed(call.id, attempt.whom, "declines")]
    if answers.how != "answers":
        failed = e.CallFailed(call.id, attempt.whom, answers.how)
        return (attempt.at + answers.after, [failed]) if attempt.by in HEARD else None
    if attempt.person:
        given_up = e.CallFailed(call.id, attempt.whom, "no_answer")
        return (attempt.at + tree.rings, [given_up]) if tree is not None and attempt.by in HEARD else None
    events: list[e.CallEvent] = [e.CallAnswered(call.id, attempt.whom)]
    if answers.repeats and attempt.whom not in world.content.organization.roles:
        events.append(e.CallAcknowledged(call.id, attempt.whom))
    return attempt.at + answers.after, events


def _shown(
    state: TeamState, call: Call, parts: dict[str, dict[str, str]]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Pairs of what is so of ``call`` and the reply, the part of it and the words there that show it."""
    calls = state.calls[call.id]
    first = calls.attempts[0]
    arrived, limit = calls.arrived, limit_of(state, call)
    if first.reply:
        yield "called", (first.reply, "to", first.whom)
        if limit is None or first.at <= limit:
            yield "on_time", (first.reply, "to", first.whom)
    if arrived is not None and arrived.reply:
        yield "reached", (arrived.reply, "to", arrived.whom)
    if arrived is not None and arrived.repeated is not None:
        words = parts.get(arrived.words, {}).get("text", "")
        shown = (arrived.words, "text", words) if words else (arrived.reply, "to", arrived.whom)
        if shown[0]:
            yield "repeated", shown
    instead = [one for one in calls.attempts if call.stand_in is not None and one.whom == call.stand_in.who]
    if instead:
        yield "stand_in", (instead[0].reply, "to", instead[0].whom)
    if calls.correction and is_right(call.answers, calls.number):
        yield "corrected", (calls.correction, "number", parts.get(calls.correction, {}).get("number", ""))
