"""Which rows of a timeline are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.model.scenario import Channel
from simulator.report.rows import RowKind, TimelineRow
from simulator.tui.search import words_of


class Index(NamedTuple):
    """What filters look up: the channels of the injects by id, and the roles of each section."""

    channels: dict[str, Channel]
    sections: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty value asks for everything. ``query`` is searched for word by word."""

    team: str = ""
    kind: str = ""
    role: str = ""
    step: str = ""
    channel: str = ""
    query: str = ""
    section: str = ""
    verdict: str = ""

    @property
    def narrow(self) -> bool:
        """Whether rows of the team may be left out."""
        return bool(self.kind or self.role or self.section or self.step or self.channel or self.verdict or self.query)

    def accept(self, row: TimelineRow, index: Index) -> bool:
        """Whether ``row`` is shown. A reply goes with the channel of its inject."""
        if self.team and row.stream != self.team:
            return False
        if self.kind and row.kind is not RowKind(self.kind):
            return False
        if self.role and self.role not in row.roles:
            return False
        if self.section and index.sections.get(self.section, frozenset()).isdisjoint(row.roles):
            return False
        if self.step and self.step not in row.steps:
            return False
        if self.verdict and (row.verdict is None or row.verdict.value != self.verdict):
            return False
        return self._by_channel(row, index) and all(word in row.search for word in words_of(self.query))

    def _by_channel(self, row: TimelineRow, index: Index) -> bool:
        if self.channel:
            channel = row.channel or index.channels.get(row.inject or "")
            return channel is not None and channel.value == self.channel
        return True


def selected(rows: Iterable[TimelineRow], filters: Filters, index: Index) -> tuple[TimelineRow, ...]:
    """The rows that ``filters`` accept, in their order."""
    return tuple(row for row in rows if filters.accept(row, index))
