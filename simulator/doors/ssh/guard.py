"""Tasks whose ``sys.exit`` ends what they belong to instead of the event loop, and the server with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextvars import Context
from typing import Any

End = Callable[[SystemExit], None]
Owner = Callable[[Context | None], End | None]


class _Guarded(Coroutine[Any, Any, Any]):
    """A task's coroutine as it is, but for ``sys.exit``."""

    __slots__ = ("_end", "_inner")

    def __init__(self, inner: Coroutine[Any, Any, Any], end: End) -> None:
        self._inner, self._end = inner, end

    def send(self, value: Any) -> Any:
        try:
            return self._inner.send(value)
        except SystemExit as error:
            self._end(error)
        raise StopIteration

    def throw(self, *error: Any) -> Any:
        try:
            return self._inner.throw(*error)
        except SystemExit as left:
            self._end(left)
        raise StopIteration

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._inner.__await__()


class _Factory:
    def __init__(self, before: Any, owner: Owner) -> None:
        self._before, self._owner = before, owner

    def __call__(self, loop: asyncio.AbstractEventLoop, coro: Any, **options: Any) -> Any:
        end = self._owner(options.get("context"))
        if end is not None:
            coro = _Guarded(coro, end)
        if self._before is None:
            return asyncio.Task(coro, loop=loop, **options)
        return self._before(loop, coro, **options)


def guard_tasks(loop: asyncio.AbstractEventLoop, owner: Owner) -> None:
    """Guard tasks from now on for which ``owner`` knows how to end what they belong to; others stay as they are."""
    before = loop.get_task_factory()
    if not isinstance(before, _Factory):
        loop.set_task_factory(_Factory(before, owner))
