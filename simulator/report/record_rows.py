"""What a timeline tells of the records of a timetable drill."""

from __future__ import annotations

from typing import NamedTuple

from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.engine.world import World
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words
from simulator.report.timetable import how_words, what_words


class RecordWords(NamedTuple):
    """The title of a record, its labelled words, and the seconds by which it was delayed."""

    title: str
    words: list[tuple[str, str]]
    delay: int = 0


def progress_words(world: World, name: Naming, event: TimetableRecorded) -> RecordWords:
    """A row of the timetable that came true."""
    t, timetable = name.t, world.scenario.timetable
    row = timetable.row.get(event.row) if timetable else None
    title = name.words(row.title) if row else event.row
    planned = clock_words(row.planned) if row else ""
    return RecordWords(
        t("{row}: {time}", row=title, time=clock_words(event.actual)),
        [(t("Planned"), planned), (t("Remark"), event.remark)],
        timetable.delay(row, event.actual) if timetable and row else 0,
    )


def check_words(world: World, name: Naming, event: SystemChecked) -> RecordWords:
    """How a system was shut down or started."""
    t, timetable = name.t, world.scenario.timetable
    system = timetable.system.get(event.system) if timetable else None
    title = t(
        "{system}, {what}: {how}",
        system=name.words(system.title) if system else event.system,
        what=what_words(t, event.what),
        how=how_words(t, event.how),
    )
    return RecordWords(title, [(t("Remark"), event.remark)])
