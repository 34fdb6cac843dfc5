"""Timetable drills and contact drills bring their own tables into the report."""

from support.evaluated import POWER, sample

from simulator.report.aar import AarOptions
from simulator.report.aar_blocks import Heading, Table, text_of
from simulator.report.aar_build import after_action_report
from simulator.report.aar_document import document
from simulator.report.timetable import team_timetable


def tables(lang: str, *, responses: bool = True) -> dict[str, list[list[str]]]:
    paper = document(after_action_report(sample(POWER), lang, AarOptions(responses=responses)))
    return {
        block.caption: [[text_of(cell.line) for cell in row] for row in block.rows]
        for block in paper.blocks
        if isinstance(block, Table)
    }


def test_a_timetable_drill_shows_plan_and_record_row_by_row() -> None:
    opened = sample(POWER)
    found = team_timetable(opened.world, "as-held", opened.states["as-held"], "ja")
    shown = tables("ja")["タイムスケジュール（予定と実績）"]

    assert found is not None
    assert [row[-3] for row in shown] == [row.title for row in found.rows]
    assert len(shown) > 10
    systems = [caption for caption in tables("ja") if caption.startswith("システムの停止・起動")]
    assert sum(len(tables("ja")[caption]) for caption in systems) == len(found.systems) > 5


def test_remarks_are_left_out_with_the_responses() -> None:
    title = "タイムスケジュール（予定と実績）"

    assert any(row[-1] for row in tables("ja")[title])
    assert not any(row[-1] for row in tables("ja", responses=False)[title])


def test_an_exercise_that_is_no_drill_has_no_such_tables() -> None:
    paper = document(after_action_report(sample(), "en"))

    assert not [b for b in paper.blocks if isinstance(b, Heading) and "imetable" in b.text]
