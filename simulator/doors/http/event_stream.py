"""Reading server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any, NamedTuple


class Event(NamedTuple):
    """One event with its data read as JSON."""

    id: str
    kind: str
    data: dict[str, Any]


async def events_of(chunks: AsyncIterator[bytes]) -> AsyncIterator[Event]:
    """The events in ``chunks``. Raises ValueError where the data is no JSON object.

    Lines are told apart by newlines alone, as this server writes them; other line ends may stand in the data.
    """
    buffer = b""
    lines: dict[str, str] = {}
    async for chunk in chunks:
        buffer += chunk
        *complete, buffer = buffer.split(b"\n")
        for raw in complete:
            line = raw.decode("utf-8")
            if line:
                name, _, value = line.partition(":")
                lines[name] = value.removeprefix(" ")
            elif "data" in lines:
                data = json.loads(lines["data"])
                if not isinstance(data, dict):
                    raise ValueError("no object")
                yield Event(lines.get("id", ""), lines.get("event", "message"), data)
                lines = {}
            else:
                lines = {}
