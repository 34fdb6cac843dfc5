"""Tasks that run beside everything else: where one ends by an exception, which is a bug, somebody hears of it."""

from __future__ import annotations

import asyncio


def watch(task: asyncio.Task[None], message: str) -> None:
    """Hand an exception of ``task`` to the loop's handler, with ``message``."""

    def told(ended: asyncio.Task[None]) -> None:
        if not ended.cancelled() and (error := ended.exception()) is not None:
            ended.get_loop().call_exception_handler({"message": message, "exception": error, "task": ended})

    task.add_done_callback(told)
