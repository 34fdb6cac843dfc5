"""Who handles a message is looked up once for each kind of widget and message, not for each message.

Textual goes through all classes of a widget each time, for each widget that a message passes on its way up: a fifth of
what a key costs. Private names of Textual (8.2) that this needs are used in this file alone; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual.message import Message
from textual.message_pump import MessagePump

_Found = Iterable[tuple[type, Callable[[Message], Any]]]
_Handlers = tuple[tuple[type, Any], ...]

_original = MessagePump._get_dispatch_methods  # noqa: SLF001
_known: dict[tuple[type, str, type], _Handlers | None] = {}
"""By class, name of the handler and class of the message; None where it has to be decided for each message."""


def handlers(pump: MessagePump, method_name: str, message: Message) -> _Found:
    """The methods of ``pump`` that handle ``message``, as Textual has them."""
    key = (type(pump), method_name, type(message))
    if key not in _known:
        _known[key] = _look_up(*key)
    found = _known[key]
    if found is None:
        yield from _original(pump, method_name, message)
        return
    for owner, method in found:
        if message._no_default_action:  # noqa: SLF001
            return
        yield owner, method.__get__(pump, owner)


def _look_up(pump: type, method_name: str, message: type) -> _Handlers | None:
    found = []
    for owner in pump.__mro__:
        decorated = owner.__dict__.get("_decorated_handlers") or {}
        if any(kind in decorated for kind in message.__mro__):
            return None
        method = owner.__dict__.get(f"_{method_name}") or owner.__dict__.get(method_name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((owner, method))
    return tuple(found)


def dispatch_sparingly() -> None:
    """Let every message in this process be dispatched so from now on."""
    MessagePump._get_dispatch_methods = handlers  # type: ignore[assignment, method-assign] # noqa: SLF001
