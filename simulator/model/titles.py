"""Names that change with the date: titles of posts, bodies and statutes, and placeholders that use them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from simulator.model.base import Frozen, Id, Text

_PLACEHOLDER = re.compile(r"\{(term|who):([A-Za-z][A-Za-z0-9_-]*)\}")


class DatedName(Frozen):
    """A name and the days it was in force, both ends included; an open end has no limit."""

    name: Text
    since: date | None = None
    until: date | None = None


class Term(Frozen):
    """Something whose name depends on the exercise date (a post, a body, a statute)."""

    id: Id
    names: Annotated[tuple[DatedName, ...], Field(min_length=1)]
    note: Text | None = None

    def on(self, day: date) -> Text:
        """The name in force on ``day``; the last listed one where no range fits."""
        for dated in self.names:
            if (dated.since is None or dated.since <= day) and (dated.until is None or day <= dated.until):
                return dated.name
        return self.names[-1].name


def placeholders(text: str) -> list[tuple[str, str]]:
    """Every ``(kind, id)`` that ``text`` refers to; kind is ``term`` or ``who``."""
    return [(found[1], found[2]) for found in _PLACEHOLDER.finditer(text)]


def fill(text: str, names: Mapping[tuple[str, str], str]) -> str:
    """``text`` with its placeholders replaced; one that is not in ``names`` shows its id."""
    return _PLACEHOLDER.sub(lambda found: names.get((found[1], found[2]), found[2]), text)
