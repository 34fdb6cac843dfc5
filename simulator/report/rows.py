"""One fact of a team's stream as people read it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.model.scenario import Channel
from simulator.model.verdict import Verdict


def searchable(text: str) -> str:
    """``text`` without differences of case and width (NFKC), for comparing."""
    return unicodedata.normalize("NFKC", text).casefold()


class RowKind(StrEnum):
    """What a row tells of."""

    PHASE = "phase"
    INJECT = "inject"
    RESPONSE = "response"
    VERDICT = "verdict"
    HINT = "hint"
    CLOCK = "clock"
    FACILITATOR = "facilitator"
    EVALUATOR = "evaluator"
    TIMETABLE = "timetable"
    CALL = "call"
    HOT_WASH = "hot_wash"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One fact. ``at`` is scenario seconds, ``real`` UTC milliseconds.

    ``who`` are titles: who sent, said or decided it, and to whom. ``roles`` are the ids of the roles it concerns.
    ``words`` pairs the label of each piece of text with the text. ``timeliness`` of a response: ``on_time`` or
    ``late`` (by ``late_by`` seconds) against the limit of what was asked; of an inject: ``unanswered`` where
    something was asked and nobody answered; else ``none``. ``response`` and ``inject`` are the ids that link rows.
    """

    stream: str
    seq: int
    at: int
    real: int
    kind: RowKind
    who: str
    title: str
    words: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    inject: str | None = None
    response: str | None = None
    channel: Channel | None = None
    timeliness: str = "none"
    late_by: int = 0
    verdict: Verdict | None = None
    harm: bool = False
    search: str = field(default="", compare=False)
    """Everything to search in, as ``searchable`` makes it."""

    @property
    def key(self) -> tuple[str, int]:
        return self.stream, self.seq
