"""What a request says: its body within limits, as a program's JSON or a page's form, and which answer it wants."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from simulator.doors.http import limits
from simulator.engine.commands import Refusal
from simulator.words import LANGUAGES

FORM = "application/x-www-form-urlencoded"
_FIELDS = 500
"""More than any form has."""

_DEEPEST = 20
"""More than any command is."""

_NESTED = ("parts.",)
_MANY = frozenset({"options", "to", "teams"})


async def body_of(request: Request) -> bytes | Refusal:
    """The body; refused where it is too long (``body.too_long``) or does not arrive (``body.too_slow``)."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > limits.BODY:
        return Refusal("body.too_long", {"limit": str(limits.BODY)})
    found = bytearray()
    try:
        async with asyncio.timeout(limits.BODY_SECONDS):
            async for chunk in request.stream():
                found += chunk
                if len(found) > limits.BODY:
                    return Refusal("body.too_long", {"limit": str(limits.BODY)})
    except TimeoutError:
        return Refusal("body.too_slow")
    except ClientDisconnect:
        return Refusal("body.malformed")
    return bytes(found)


def is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM


def is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def wants_page(request: Request) -> bool:
    """Whether HTML is asked for: browsers name it, programs do not."""
    return "text/html" in request.headers.get("accept", "").lower()


def read_json(body: bytes) -> dict[str, Any] | Refusal:
    """A JSON object; halves of characters, which nothing can store, are replaced."""
    try:
        data = _clean(json.loads(body.decode("utf-8")))
    except (ValueError, RecursionError):
        return Refusal("body.malformed")
    return data if isinstance(data, dict) else Refusal("body.malformed")


Form = dict[str, tuple[str, ...]]


def read_form(body: bytes) -> Form | Refusal:
    """The fields of a form by name, each with everything given for it. Line ends come as newlines."""
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS, errors="replace", strict_parsing=False
        )
    except ValueError:
        return Refusal("body.malformed")
    form: Form = {}
    for name, value in pairs:
        form[name] = (*form.get(name, ()), value.replace("\r\n", "\n").replace("\r", "\n"))
    return form


def command_of_form(form: Mapping[str, tuple[str, ...]], aside: frozenset[str]) -> dict[str, Any]:
    """A form's fields as the JSON of a command: ``parts.text`` goes into ``parts``, ``options`` and ``to`` are lists.

    ``aside`` are fields that are not the command's own. An empty ``inject``, ``by`` or the like means none.
    """
    data: dict[str, Any] = {}
    for name, values in form.items():
        if name in aside:
            continue
        group = next((prefix for prefix in _NESTED if name.startswith(prefix)), None)
        if group is not None:
            data.setdefault(group.rstrip("."), {})[name.removeprefix(group)] = values[-1]
        elif name in _MANY:
            data[name] = [value for value in values if value]
        elif values[-1]:
            data[name] = values[-1]
    return data


def language_of(request: Request) -> str:
    """The language asked for in the address, else the browser's own where we have it, else Japanese."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    accepted = [
        one.partition(";")[0].strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")
    ]
    return next((one for one in accepted if one in LANGUAGES), LANGUAGES[0])


def _clean(value: Any, depth: int = 0) -> Any:
    """``value`` without halves of characters; ValueError where it is nested deeper than anything that is meant."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_clean(key): _clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    return value
