"""What timetable drills and contact drills add to the course of the exercise: their tables, team by team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.report.aar_blocks import Block, Bullets, Cell, Paragraph, Table, cell, head, plain
from simulator.report.aar_doc_base import DETAILED, Chapter
from simulator.report.call_drill import CallDrill
from simulator.report.call_drill_text import drill_facts, drill_table, left_to_do
from simulator.report.phrases import span_words
from simulator.report.timetable import TeamTimetable
from simulator.report.timetable_text import schedule_table, systems_table


class Drills(Chapter):
    """Sections of a chapter; nothing where the exercise is no drill of either kind."""

    def blocks(self) -> Iterator[Block]:
        for team in self.aar.teams[:DETAILED]:
            if team.timetable is not None:
                yield from self._timetable(team.timetable, team.title)
            if team.calls is not None:
                yield from self._calls(team.calls, team.title)

    def _named(self, what: str, team: str) -> str:
        return what if len(self.aar.teams) == 1 else self.t("{what}: {team}", what=what, team=team)

    def _timetable(self, found: TeamTimetable, team: str) -> Iterator[Block]:
        t = self.t
        title = self._named(t("Timetable: plan and record"), team)
        yield self.numbers.heading(2, title)
        if found.planned_note:
            yield Paragraph(plain(t("Planned times: {note}", note=found.planned_note)), "note")
        delays = t("Delays (more than {span})", span=span_words(t, found.tolerance))
        missing = len(found.unrecorded) + len(found.unchecked)
        facts = (
            t("{heading}: {words}", heading=delays, words=len(found.delays)),
            t("{heading}: {words}", heading=t("Not recorded"), words=missing),
        )
        yield Bullets(tuple(plain(fact) for fact in facts))
        heads, rows = schedule_table(found, t)
        widths = (8, 8, 8, 6, 7, 13, 20, 12, 18) if len(heads) > _PLAIN else (9, 9, 9, 14, 25, 14, 20)
        yield Table(title, tuple(heads), tuple(_row(row, 0) for row in rows), widths)
        for lane, name in found.lanes:
            systems = [system for system in found.systems if system.lane == lane]
            if systems:
                caption = self._named(t("Systems: {lane}", lane=name), team)
                heads, rows = systems_table(systems, t)
                yield Table(caption, tuple(heads), tuple(_row(row, 1) for row in rows), (7, 20, 13, 13, 16, 31))

    def _calls(self, drill: CallDrill, team: str) -> Iterator[Block]:
        t = self.t
        title = self._named(t("Result of the contact drill"), team)
        yield self.numbers.heading(2, title)
        yield Bullets(tuple(plain(fact) for fact in drill_facts(drill, t)))
        heads, rows = drill_table(drill, t)
        yield Table(title, heads, tuple(_row(row, 0) for row in rows), (18, 15, 12, 8, 9, 9, 8, 6, 15))
        left = left_to_do(drill, t)
        if left:
            yield self.numbers.heading(2, self._named(t("Left to do"), team))
            yield Bullets(tuple(plain(one) for one in left))


_PLAIN = 7
"""Columns of a timetable without those of the power supply."""


def _row(cells: Sequence[str], naming: int) -> tuple[Cell, ...]:
    """A row whose ``naming``-th cell names it."""
    return tuple(head(text) if number == naming else cell(text) for number, text in enumerate(cells))
