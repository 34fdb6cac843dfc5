"""Which rows of a timeline are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.model.scenario import Channel
from simulator.report.rows import RowKind, TimelineRow
from simulator.tui.search import words_of


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty value asks for everything. ``query`` is searched for word by word."""

    team: str = ""
    kind: str = ""
    role: str = ""
    step: str = ""
    channel: str = ""
    query: str = ""

    @property
    def narrow(self) -> bool:
        """Whether rows of the team may be left out."""
        return bool(self.kind or self.role or self.step or self.channel or self.query)

    def accept(self, row: TimelineRow, channels: dict[str, Channel]) -> bool:
        """Whether ``row`` is shown. ``channels`` are those of the injects, by id: a reply goes with its inject."""
        if self.team and row.stream != self.team:
            return False
        if self.kind and row.kind is not RowKind(self.kind):
            return False
        if self.role and self.role not in row.roles:
            return False
        if self.step and self.step not in row.steps:
            return False
        if self.channel:
            channel = row.channel or channels.get(row.inject or "")
            if channel is None or channel.value != self.channel:
                return False
        return all(word in row.search for word in words_of(self.query))


def selected(rows: Iterable[TimelineRow], filters: Filters, channels: dict[str, Channel]) -> tuple[TimelineRow, ...]:
    """The rows that ``filters`` accept, in their order."""
    return tuple(row for row in rows if filters.accept(row, channels))
