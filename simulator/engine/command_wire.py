"""Commands to and from plain JSON data, and which of them each part of an exercise may send.

The wire name is the class's name in lower case with hyphens: ``submit-response``. Who sends it and when is never read
from outside: a door fills in ``at`` and ``actor``, and the seat and the person where the command has them.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from simulator.engine import call_commands as calls
from simulator.engine import commands as c
from simulator.engine import evaluation_commands as evaluation
from simulator.engine import presence_commands as presence
from simulator.engine import talk_commands as talks
from simulator.engine.commands import Command, Refusal

_TYPES: tuple[type, ...] = tuple(cls for union in get_args(Command) for cls in (get_args(union) or (union,)))


def _name(cls: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


_BY_NAME: dict[str, type] = {_name(cls): cls for cls in _TYPES}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(cls) for name, cls in _BY_NAME.items()}
FILLED_IN = frozenset({"at", "actor", "seat", "person", "still"})
"""What a door fills in, and nobody may say."""

OF_THE_ENGINE = frozenset(
    {_name(cls) for cls in (c.Tick, c.RecordJudgements, c.RecordOpinion, presence.TakeSeat, presence.LeaveSeat)}
)
"""What only the program itself does."""

OF_A_SEAT = frozenset(
    _name(cls)
    for cls in (
        c.SubmitResponse,
        c.MarkRead,
        c.ShowHint,
        c.RecordProgress,
        c.RecordSystemCheck,
        c.NoteObservation,
        calls.MakeCall,
        calls.TakeCall,
        calls.AcknowledgeCall,
        calls.CorrectNumber,
        talks.PickUp,
        talks.Say,
        talks.HangUp,
        evaluation.AnswerDebrief,
        evaluation.AnswerSurvey,
    )
)
"""What a player may send. A new command is not among them until it is put here."""

OF_AN_EVALUATOR = frozenset(
    _name(cls)
    for cls in (
        c.SetVerdict,
        c.NoteObservation,
        evaluation.ConfirmVerdict,
        evaluation.WithdrawVerdict,
        evaluation.SetRating,
        evaluation.WithdrawRating,
    )
)

OF_A_FACILITATOR = frozenset(_BY_NAME) - OF_THE_ENGINE - (OF_A_SEAT - OF_AN_EVALUATOR)
"""Everything that runs the exercise. A facilitator does not play: what only seats do is not among them."""


def command_types() -> dict[str, type]:
    """The classes of all commands by their names on the wire."""
    return dict(_BY_NAME)


def command_name(command: Command) -> str:
    return _name(type(command))


def encode_command(command: Command) -> dict[str, Any]:
    """JSON data of ``command`` without what a door fills in."""
    data = cast("dict[str, Any]", _ADAPTERS[command_name(command)].dump_python(command, mode="json"))
    return {"command": command_name(command), **{key: value for key, value in data.items() if key not in FILLED_IN}}


def decode_command(
    data: dict[str, Any], allowed: frozenset[str], *, at: int, actor: str, seat: str | None = None, person: str = ""
) -> Command | Refusal:
    """The command that ``data`` asks for, of those ``allowed``, in the name of ``actor``, ``seat`` and ``person``.

    Refused: ``command.unknown``, ``command.not_allowed`` (the part may not send it), ``command.malformed`` with the
    ``field`` at fault.
    """
    name = data.get("command")
    if not isinstance(name, str) or name not in _BY_NAME:
        return Refusal("command.unknown")
    if name not in allowed:
        return Refusal("command.not_allowed")
    known = {one.name for one in fields(_BY_NAME[name])}
    given = {key: value for key, value in data.items() if key != "command"}
    strange = next((key for key in given if key not in known or key in FILLED_IN), None)
    if strange is not None:
        return Refusal("command.malformed", {"field": strange[:40]})
    filled: dict[str, Any] = {"at": at, "actor": actor}
    if seat is not None and "seat" in known:
        filled["seat"] = seat
    if person and "person" in known:
        filled["person"] = person
    try:
        return cast("Command", _ADAPTERS[name].validate_python({**given, **filled}))
    except ValidationError as error:
        return Refusal("command.malformed", {"field": ".".join(str(part) for part in error.errors()[0]["loc"])[:40]})
