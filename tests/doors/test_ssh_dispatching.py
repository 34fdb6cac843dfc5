"""Dispatching by a table against Textual's own: the same handlers in the same order, for every widget and message."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="needs asyncssh: pip install 'tabletop-simulator[ssh]'")
sys.path.insert(0, str(Path(__file__).parent.parent / "tui"))

from play_pilot import playing
from textual import events, on
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from simulator.doors.ssh import dispatching
from simulator.doors.ssh.dispatching import handlers


def kinds(base: type[Message] = Message) -> Iterator[type[Message]]:
    """Every message class there is."""
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def found(lookup: Any, pump: MessagePump, message: Message) -> list[tuple[type, Any]]:
    return [(owner, method.__func__) for owner, method in lookup(pump, message.handler_name, message)]


def blank(kind: type[Message]) -> Message:
    """A message of ``kind`` without what it tells."""
    made = kind.__new__(kind)
    Message.__init__(made)
    return made


async def test_every_widget_handles_every_message_as_before() -> None:
    seen = 0
    async with playing("desk", size=(120, 40)) as player:
        await player.pass_time(120)
        await player.open("I01")
        await player.press("enter")
        pumps: list[MessagePump] = [player.app, player.app.screen, *player.app.screen.walk_children()]
        for pump in pumps:
            for kind in kinds():
                if not kind.__dict__.get("no_dispatch", False) and found_safely(pump, kind) is not None:
                    message = blank(kind)
                    assert found(handlers, pump, message) == found(dispatching._original, pump, message)
                    seen += bool(found(handlers, pump, message))
    assert seen > 200


def found_safely(pump: MessagePump, kind: type[Message]) -> list[tuple[type, Any]] | None:
    """None where a decorated handler asks for something that a blank message does not have."""
    try:
        return found(dispatching._original, pump, blank(kind))
    except AttributeError:
        return None


class Parent(Widget):
    def on_key(self, event: events.Key) -> None: ...


class Child(Parent):
    def on_key(self, event: events.Key) -> None: ...

    @on(events.Paste)
    def pasted(self) -> None: ...


def test_the_nearest_class_comes_first_and_may_end_it() -> None:
    child, key = Child(), events.Key("a", "a")
    owners = []
    for owner, _ in handlers(child, key.handler_name, key):
        owners.append(owner)
        if owner is Child:
            key.prevent_default()
    assert owners == [Child]
    assert [owner for owner, _ in found(handlers, child, events.Key("a", "a"))][:2] == [Child, Parent]


def test_decorated_handlers_are_found() -> None:
    assert found(handlers, Child(), events.Paste("x"))[0] == (Child, Child.pasted)
