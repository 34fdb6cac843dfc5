"""Steps that a record of the timetable proves: structure, without a word to be read."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.model.manual import Manual
from simulator.model.timetable import TimetableRow
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict

RULE = "timetable-recorded"


def judge_record(
    manual: Manual, standing: Mapping[str, Judgement], row: TimetableRow, record: str
) -> tuple[Judgement, ...]:
    """The steps whose standing changes through ``record`` of ``row``.

    A step that is met already stays as it is: a correction of the time is for the table and for evaluators to see. The
    evidence holds the row's id; who shows it looks up the title.
    """
    return tuple(
        Judgement(
            step,
            Verdict.MET,
            Confidence.AUTO,
            RULE,
            found=tuple(essential.id for essential in manual.steps[step].rubric.essentials),
            evidence=(Evidence(record, "row", row.id, (0, len(row.id)), RULE),),
        )
        for step in row.shows
        if step in manual.steps and not _met_already(standing.get(step))
    )


def _met_already(before: Judgement | None) -> bool:
    return before is not None and before.verdict is Verdict.MET
