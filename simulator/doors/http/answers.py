"""What is sent back: JSON to programs, pages to browsers, and refusals with the status that fits them."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json
from starlette.responses import Response

from simulator.engine.commands import Refusal

_STATUS = {
    "code.unknown": 403,
    "code.revoked": 403,
    "code.too_many": 429,
    "door.too_many": 429,
    "grant.unknown": 404,
    "grant.kept": 409,
    "door.closing": 503,
    "door.error": 500,
    "door.not_signed_in": 401,
    "door.elsewhere": 403,
    "door.form_token": 403,
    "door.not_yours": 403,
    "door.not_there": 404,
    "door.method": 405,
    "door.media": 415,
    "seat.occupied": 409,
    "seat.taken_over": 409,
    "seat.left": 409,
    "body.too_long": 413,
    "body.too_slow": 408,
    "body.malformed": 400,
    "command.unknown": 400,
    "command.malformed": 400,
    "command.not_allowed": 403,
    "log.unwritable": 503,
    "log.busy": 503,
}
_PLAY = 422
"""A command that the exercise refuses: the request was fine, the moment or the words were not."""


def status_of(refusal: Refusal) -> int:
    return _STATUS.get(refusal.code, _PLAY)


def json_answer(data: Any, status: int = 200) -> Response:
    return Response(to_json(data), status, media_type="application/json")


def refused(refusal: Refusal, **more: Any) -> Response:
    return json_answer({"refused": {"code": refusal.code, "params": refusal.params}, **more}, status_of(refusal))
