"""Events to and from plain JSON data under their wire names."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from simulator.engine.events import Event

_TYPES: dict[str, type] = {cls.kind: cls for union in get_args(Event) for cls in (get_args(union) or (union,))}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(cls) for kind, cls in _TYPES.items()}

_LATER = {
    "exercise.opened": ("office", "mode", "plan"),
    "clock.resumed": ("known",),
    "response.submitted": ("key",),
    "observation.noted": ("at", "step"),
    "contact.passed_on": ("by",),
}
"""Fields that came to an event after logs with it had been written. Their defaults are left out, so that the same
exercise gives the same rows as ever."""


class UnreadableEvent(Exception):
    """A row that this version cannot read: ``code`` is ``newer`` (unknown name or version) or ``damaged``."""

    def __init__(self, code: str, kind: str, detail: str = "") -> None:
        super().__init__(f"{code}: {kind}: {detail}")
        self.code, self.kind, self.detail = code, kind, detail


def encode(event: Event) -> tuple[str, int, dict[str, Any]]:
    """Wire name, version and payload of ``event``; the payload holds only JSON data."""
    payload = _plain(asdict(event))
    later = _LATER.get(event.kind, ())
    for field in fields(event) if later else ():
        if field.name in later and payload[field.name] == field.default:
            del payload[field.name]
    return event.kind, event.v, payload


def decode(kind: str, v: int, payload: dict[str, Any]) -> Event:
    """The event of a row; raises UnreadableEvent."""
    cls = _TYPES.get(kind)
    if cls is None or v > cls.v:  # type: ignore[attr-defined]
        raise UnreadableEvent("newer", kind, f"v{v}")
    try:
        event: Event = _ADAPTERS[kind].validate_python(payload)
    except ValidationError as error:
        raise UnreadableEvent("damaged", kind, str(error.errors()[0]["loc"])) from None
    return event


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
