"""What a timeline tells of the calls of a contact drill."""

from __future__ import annotations

from simulator.engine import call_events as x
from simulator.engine.call_state import Calls
from simulator.report.call_drill import OUTCOMES, try_outcome
from simulator.report.naming import Naming

CallRow = x.CallAnswered | x.CallAcknowledged | x.CallFailed | x.CallCutOff
"""Events that have a row."""


def call_title(name: Naming, event: CallRow, calls: Calls) -> str:
    """What became of the call; ``calls`` as they stood at the end."""
    t, who = name.t, name.who(event.whom)
    match event:
        case x.CallFailed():
            return t("{who} was not reached: {why}", who=who, why=t(OUTCOMES.get(event.why, event.why)))
        case x.CallCutOff():
            why = try_outcome(calls[event.call].tried(event.whom)[-1])
            return t("{who} was not reached: {why}", who=who, why=t(OUTCOMES[why]))
        case x.CallAcknowledged():
            return t("{who} repeated the message back", who=who)
        case x.CallAnswered():
            return t("{who} got the message", who=who)
