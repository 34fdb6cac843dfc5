"""What comes after an exercise: improvements, findings of an audit, marks, attendance; and the words they use."""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Progress(StrEnum):
    """How an improvement or a finding stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def closed(self) -> bool:
        return self in {Progress.DONE, Progress.DROPPED}


class Grade(StrEnum):
    """What an auditor found (指摘事項, 指摘事項（軽微）, 観察事項, 推奨事項)."""

    FINDING = "finding"
    MINOR = "minor"
    OBSERVATION = "observation"
    RECOMMENDATION = "recommendation"


class Mark(StrEnum):
    """The mark of an audit item for a section: ○ 適正, △ 監査指導により改善, × 改善を要する, － 該当なし."""

    GOOD = "good"
    IMPROVED = "improved"
    BAD = "bad"
    NOT_APPLICABLE = "na"


GLYPHS = {Mark.GOOD: "○", Mark.IMPROVED: "△", Mark.BAD: "×", Mark.NOT_APPLICABLE: "－"}
"""How marks are printed."""

_READ = {
    Mark.GOOD: "○〇◯oO0",
    Mark.IMPROVED: "△▲",
    Mark.BAD: "×✕✖╳xX",
    Mark.NOT_APPLICABLE: "-－—―–‐ーｰ−─",
}
"""What papers and their scans use for each mark; three different dashes mean 該当なし in the papers of one city."""


def read_mark(text: str) -> Mark | None:
    """The mark that a cell of a results matrix shows; None where it is none."""
    cell = text.strip()
    for mark, glyphs in _READ.items():
        if len(cell) == 1 and (cell in glyphs or unicodedata.normalize("NFKC", cell) in glyphs):
            return mark
    return None


class Presence(StrEnum):
    """How somebody took part in a training."""

    TOOK_PART = "took_part"
    MADE_UP = "made_up"
    EXCUSED = "excused"
