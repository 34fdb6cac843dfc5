"""The statuses a predicate can give to the act it governs, and tables of named rules that find them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What becomes of the act that a clause names."""

    COMMITTED = "committed"
    HEARSAY = "hearsay"
    """Told as known from others (～とのこと): counts, with a doubt."""
    DENIED = "denied"
    DEFERRED = "deferred"
    UNDECIDED = "undecided"
    CONDITIONAL = "conditional"
    QUESTION = "question"
    QUOTED = "quoted"
    OTHER_ACTOR = "other_actor"
    MENTIONED = "mentioned"
    """Named, but as the time of something else (「依頼の前に」)."""


HOLDS = frozenset({Status.COMMITTED, Status.HEARSAY})
"""Statuses under which the act counts as done or promised."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A status and the name of the rule that found it."""

    status: Status
    rule: str

    @property
    def holds(self) -> bool:
        return self.status in HOLDS


COMMITMENT = Finding(Status.COMMITTED, "commitment")


@dataclass(frozen=True, slots=True)
class Setting:
    """A hit and what stands around it, in the normal form without what brackets and quotations hold.

    ``shell`` is the clause (or as far as the act as its topic reaches), ``act`` and ``act_end`` the place of the act
    in it, ``rest`` what follows the clause in its sentence where the clause goes on, ``mark`` the sentence's end mark,
    ``last`` whether the clause ends it. ``beyond`` is all that follows the clause in its sentence. ``lead`` is what the
    act comes after or is tied to (「落ち着いたら」).
    """

    shell: str
    act: int
    act_end: int
    rest: str
    mark: str
    last: bool
    lead: str = ""
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rules of one status, tried together; the name of the group that matches is the rule's name."""

    status: Status
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, status: Status, rules: Mapping[str, Sequence[str]]) -> Table:
        """A table of ``rules``: for each name the alternatives that show it."""
        return cls(status, re.compile("|".join(f"(?P<{name}>{'|'.join(some)})" for name, some in rules.items())))

    def find(self, text: str, start: int = 0) -> Finding | None:
        """What the rules find in ``text`` from ``start`` on."""
        return self._named(self.pattern.search(text, start))

    def match(self, text: str, start: int) -> Finding | None:
        """As ``find``, for what begins right at ``start``."""
        return self._named(self.pattern.match(text, start))

    def _named(self, found: re.Match[str] | None) -> Finding | None:
        return Finding(self.status, (found.lastgroup or "").replace("_", "-")) if found else None


def either(*alternatives: str) -> re.Pattern[str]:
    """A pattern of alternatives, one a line where it is written."""
    return re.compile("|".join(f"(?:{one})" for one in alternatives))


def blank(pattern: re.Pattern[str], text: str) -> str:
    """``text`` with every match blanked, at the same length."""
    return pattern.sub(lambda found: "\u25a1" * len(found[0]), text)
