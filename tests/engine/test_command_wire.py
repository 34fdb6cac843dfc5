"""Commands on the wire: as they were, and nothing that the sender may not say."""

from typing import Any

import pytest

from simulator.engine import commands as c
from simulator.engine.call_commands import MakeCall
from simulator.engine.command_wire import (
    OF_A_FACILITATOR,
    OF_A_SEAT,
    OF_AN_EVALUATOR,
    OF_THE_ENGINE,
    decode_command,
    encode_command,
)
from simulator.engine.commands import Refusal


def read(data: dict[str, Any], allowed: frozenset[str] = OF_A_SEAT) -> Any:
    return decode_command(data, allowed, at=7, actor="seat:front", seat="front")


@pytest.mark.parametrize(
    "command",
    [
        c.SubmitResponse(
            at=7,
            actor="seat:front",
            seat="front",
            role="desk",
            kind="contact",
            parts={"message": "<b>火事</b>\u202e\x1b[31m"},
            to=("press",),
            by="phone",
        ),
        c.MarkRead(at=7, actor="seat:front", seat="front", inject="I1"),
        MakeCall(at=7, actor="seat:front", seat="front", role="desk", call="c1", by="phone"),
        c.RecordProgress(at=7, actor="seat:front", seat="front", role="desk", row="r", at_scenario=12),
    ],
)
def test_a_command_comes_back_as_it_was(command: c.Command) -> None:
    assert read(encode_command(command)) == command


@pytest.mark.parametrize("name", ["at", "actor", "seat", "nonsense"])
def test_nobody_says_who_or_when_they_are(name: str) -> None:
    data = {"command": "mark-read", "inject": "I1", name: "back"}

    assert read(data) == Refusal("command.malformed", {"field": name})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "command.unknown"),
        ({"command": 5}, "command.unknown"),
        ({"command": "fly"}, "command.unknown"),
        ({"command": "tick"}, "command.not_allowed"),
        ({"command": "pause"}, "command.not_allowed"),
        ({"command": "set-verdict", "step": "S1", "verdict": "met", "reason": ""}, "command.not_allowed"),
        ({"command": "mark-read"}, "command.malformed"),
        ({"command": "mark-read", "inject": ["I1"]}, "command.malformed"),
        (
            {"command": "submit-response", "role": "desk", "kind": "text", "parts": {"text": {"a": 1}}},
            "command.malformed",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: dict[str, Any], code: str) -> None:
    found = read(data)

    assert isinstance(found, Refusal)
    assert found.code == code


def test_parts_do_not_overlap_where_it_matters() -> None:
    assert not OF_THE_ENGINE & (OF_A_SEAT | OF_A_FACILITATOR | OF_AN_EVALUATOR)
    assert not OF_A_SEAT & OF_A_FACILITATOR - OF_AN_EVALUATOR
    assert {"pause", "send-now", "finish-team"} <= OF_A_FACILITATOR
