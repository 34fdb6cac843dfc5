"""The OpenAPI document of the API: paths as they are routed, schemas made of the very classes that go over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import to_json

from simulator import __version__
from simulator.engine.command_wire import FILLED_IN, OF_A_FACILITATOR, OF_A_SEAT, OF_AN_EVALUATOR, command_types
from simulator.engine.control_view import ControlView
from simulator.engine.manual_view import ManualView
from simulator.engine.views import InjectView, SeatView
from simulator.engine.watch_views import ObserverView, ProjectorView
from simulator.scoring.scorecard import ScoreCard
from simulator.session.evaluating import EvaluatorDesk

_REF = "#/components/schemas/{model}"
_VIEWS: Mapping[str, type] = {
    "SeatView": SeatView,
    "InjectView": InjectView,
    "ManualView": ManualView,
    "ScoreCard": ScoreCard,
    "ControlView": ControlView,
    "EvaluatorDesk": EvaluatorDesk,
    "ObserverView": ObserverView,
    "ProjectorView": ProjectorView,
}
_DESK = " An evaluator whose program joined, not a browser, gets those of EvaluatorDesk."
_JOIN = {
    "code": "the code on the card",
    "name": "what the person is called",
    "section": "the section they belong to",
    "lang": "ja or en",
    "occupied": "share or take_over, once the answer was seat.occupied",
}
_STREAM = (
    "Server-sent events. hello: {now, position}. view: a Change (id is its position). ended: {code}; the stream closes "
    "and the code says why. Comments keep the line alive every 15 seconds. With signal=1 changed: {changed, trouble} "
    "names the fields alone. Last-Event-ID (or since) resumes after a position without loss or repetition; a position "
    "that the server does not know is answered with the whole view (since is empty)."
)


@cache
def openapi_json() -> bytes:
    """The document as it is served."""
    return to_json(openapi_document())


def openapi_document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    schemas = _schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tabletop exercise",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": (
                "One exercise that is open for many people. POST /join turns a code into a token; the token opens the "
                "view of its part and nothing else. Programs send it as a bearer token and get JSON; browsers have it "
                "as a cookie and get pages. Real times are UTC milliseconds, those of the story seconds of D1."
            ),
        },
        "security": [{"bearer": []}],
        "paths": _paths(),
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {"Refused": _json_response("Not done: the code says why.", {"$ref": _ref("Refused")})},
        },
    }


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {
        "/": {"get": _operation("What this is, and where one's own view is.", _object("exercise", "part", "view"))},
        "/openapi.json": {"get": _operation("This document.", {"type": "object"}, public=True)},
        "/static/{name}": {"get": _file()},
        "/join": {
            "get": _operation("The exercise's name; the form in a browser.", _object("exercise"), public=True),
            "post": _join(),
        },
        "/leave": {"post": _operation("Give the seat back.", _object("done"))},
    }
    for base, view in (
        ("/seat", "SeatView"),
        ("/control", "ControlView"),
        ("/evaluator", "EvaluatorDesk"),
        ("/observer", "ObserverView"),
        ("/projector", "ProjectorView"),
    ):
        since = {
            "name": "since",
            "in": "query",
            "schema": {"type": "string"},
            "description": "A position to go on from.",
        }
        change = {
            "allOf": [{"$ref": _ref("Change")}, _object("now")],
            "description": f"The fields are those of {view}.{_DESK if base == '/control' else ''}",
        }
        paths[base] = {"get": {**_operation(f"The view ({view}), or what changed.", change), "parameters": [since]}}
        paths[f"{base}/events"] = {"get": _events(since)}
    paths["/seat/commands"] = {"post": _command("SeatCommand")}
    paths["/control/commands"] = {"post": _command("ControlCommand")}
    paths["/control/codes"] = _codes()
    paths["/evaluator/commands"] = {"post": _command("ControlCommand")}
    page = _operation("A page of the desk for browsers; to programs the same as /evaluator.", {"$ref": _ref("Change")})
    paths["/evaluator/{page}"] = {"get": {**page, "parameters": [_in_path("page")]}}
    inject = {"type": "object", "properties": {"now": {"type": "integer"}, "inject": {"$ref": _ref("InjectView")}}}
    paths["/seat/inject/{inject}"] = {
        "get": {**_operation("One inject that the seat has received.", inject), "parameters": [_in_path("inject")]}
    }
    answers = {
        "manual": {"$ref": _ref("ManualView")},
        "score": {
            "type": "object",
            "properties": {"score": {"anyOf": [{"$ref": _ref("ScoreCard")}, {"type": "null"}]}},
        },
    }
    paths["/seat/{section}"] = {
        "get": {
            **_operation(
                "manual: the manual. score: the own team's score card once it has finished. Other sections are pages.",
                {"anyOf": list(answers.values())},
            ),
            "parameters": [_in_path("section")],
        }
    }
    return paths


def _join() -> dict[str, Any]:
    body = {
        "type": "object",
        "required": ["code"],
        "properties": {name: {"type": "string", "description": words} for name, words in _JOIN.items()},
    }
    done = _object("token", "grant", "part", "team", "seat", "person", "view")
    return {
        **_operation("Come in by a code. 409 seat.occupied names who sits there.", done, status="201", public=True),
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
    }


def _codes() -> dict[str, Any]:
    code = {name: {"type": ["string", "null"]} for name in ("grant", "part", "team", "seat", "code")}
    sheet = {
        "type": "object",
        "properties": {
            "addresses": {"type": "array", "items": {"type": "string"}},
            "proof": {"type": "string"},
            "codes": {"type": "array", "items": {"type": "object", "properties": code}},
        },
    }
    asked = {"type": "object", "required": ["grant"], "properties": {"grant": {"type": "string"}}}
    renew = _operation("Withdraw a code and issue another for the same place. Facilitators alone.", sheet)
    return {
        "get": _operation("Where people join, and the codes in force. Facilitators alone.", sheet),
        "post": {**renew, "requestBody": {"required": True, "content": {"application/json": {"schema": asked}}}},
    }


def _command(schema: str) -> dict[str, Any]:
    done = {
        "type": "object",
        "properties": {
            "done": {"type": "boolean"},
            "now": {"type": "integer"},
            "change": {"$ref": _ref("Change")},
            "refused": {"type": "object", "description": "By team, of a desk's command: what was refused there."},
        },
    }
    about = (
        "Carry out a command; durable when the answer comes. The same key is carried out once, however often it is "
        "sent; with since the answer holds what has changed since that position."
    )
    return {
        **_operation(about, done),
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": _ref(schema)}}}},
    }


def _events(since: Mapping[str, Any]) -> dict[str, Any]:
    last = {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}}
    signal = {"name": "signal", "in": "query", "schema": {"enum": ["1"]}}
    return {
        "summary": _STREAM,
        "parameters": [since, last, signal],
        "responses": {
            "200": {"description": "The stream.", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
            "default": {"$ref": "#/components/responses/Refused"},
        },
    }


def _operation(summary: str, schema: Mapping[str, Any], *, status: str = "200", public: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {
        "summary": summary,
        "responses": {status: _json_response("Done.", schema), "default": {"$ref": "#/components/responses/Refused"}},
    }
    return {**found, "security": []} if public else found


def _file() -> dict[str, Any]:
    return {
        "summary": "A file of the pages.",
        "security": [],
        "parameters": [_in_path("name")],
        "responses": {"200": {"description": "The file."}, "default": {"$ref": "#/components/responses/Refused"}},
    }


def _json_response(words: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": dict(schema)}}}


def _object(*names: str) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {} for name in names}}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _ref(name: str) -> str:
    return _REF.format(model=name)


def _schemas() -> dict[str, Any]:
    """The views, the commands without what the door fills in, and the two envelopes."""
    kinds = {**_VIEWS, **{cls.__name__: cls for cls in command_types().values()}}
    inputs: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (name, "serialization", TypeAdapter(cls)) for name, cls in kinds.items()
    ]
    _, made = TypeAdapter.json_schemas(inputs, ref_template=_REF)
    schemas: dict[str, Any] = dict(made.get("$defs", {}))
    for name, cls in command_types().items():
        schema = schemas[cls.__name__]
        kept = {one: what for one, what in schema["properties"].items() if one not in FILLED_IN}
        schema["properties"] = {"command": {"const": name}, **kept}
        schema["required"] = ["command", *(one for one in schema.get("required", []) if one in kept)]
    schemas["SeatCommand"] = _one_of(OF_A_SEAT)
    schemas["ControlCommand"] = _one_of(OF_A_FACILITATOR | OF_AN_EVALUATOR, teams=True)
    schemas["Change"] = {
        "type": "object",
        "description": (
            "What to put into a view to bring it from since to position; since is empty where it is the whole view. "
            "fields replace fields; items replace or add items of a field by id; order lists all ids of a field anew; "
            "tail is the id that now stands first, and those that came at the end. A name may be a path: "
            "teams/blue/verdicts is the field verdicts of the item blue of the field teams."
        ),
        "properties": {
            "view": {"type": "string", "description": "The class of the view."},
            "since": {"type": "string"},
            "position": {"type": "string"},
            "trouble": {"type": "string"},
            "fields": {"type": "object"},
            "items": {"type": "object"},
            "order": {"type": "object"},
            "tail": {"type": "object"},
        },
        "required": ["since", "position", "trouble", "fields", "items", "order", "tail"],
    }
    schemas["Refused"] = {
        "type": "object",
        "properties": {
            "refused": {
                "type": "object",
                "properties": {"code": {"type": "string"}, "params": {"type": "object"}},
                "required": ["code"],
            }
        },
    }
    return schemas


def _one_of(names: frozenset[str], *, teams: bool = False) -> dict[str, Any]:
    around: dict[str, Any] = {"key": {"type": "string", "maxLength": 64}, "since": {"type": "string"}}
    if teams:
        around["teams"] = {"type": "array", "items": {"type": "string"}, "description": "All teams where it is empty."}
    commands = [{"$ref": _ref(cls.__name__)} for name, cls in command_types().items() if name in names]
    return {"allOf": [{"oneOf": commands}, {"type": "object", "properties": around}]}
