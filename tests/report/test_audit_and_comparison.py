"""Marks proposed from what was played, evidence that can be checked, comparisons that say why not, the ledger."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support.evaluated import POWER, sample
from support.reviewed import opened as small

from simulator.cli.main import main
from simulator.engine.events import SeatSetup
from simulator.engine.follow_state import FollowUp
from simulator.log.record import Row
from simulator.model.follow_up import GLYPHS, Mark
from simulator.report.aar_html import html_of
from simulator.report.aar_markdown import markdown_of
from simulator.report.comparison import compare
from simulator.report.evidence import evidence_of
from simulator.report.evidence_document import evidence_document
from simulator.report.evidence_pack import evidence_pack
from simulator.report.improvement_proposals import proposals
from simulator.report.ledger import ledger
from simulator.report.score_context import explained
from simulator.report.section_results import section_results
from simulator.session.opening import OpenedLog
from simulator.words import translator

LOGS = Path(__file__).parents[2] / "logs"
T = translator("report", "en")


def by_people(opened: OpenedLog, team: str) -> OpenedLog:
    """``team`` alone, as if persons had held its seats."""
    world = opened.world
    setup = world.teams[team]
    seats = tuple(SeatSetup(seat.id, seat.roles, human=True) for seat in setup.seats)
    seated = world.seated(replace(setup, seats=seats))
    return replace(opened, world=seated, entries={team: opened.entries[team]}, states={team: opened.states[team]})


def test_scripted_players_prove_nothing_about_a_section() -> None:
    opened = sample()
    found = section_results(opened, explained(opened, "en"), FollowUp(), T)
    assert {one.proposed for one in found} == {Mark.NOT_APPLICABLE}


def test_marks_follow_what_was_done() -> None:
    marks = {}
    for team in ("model", "hurried"):
        opened = by_people(sample(), team)
        found = section_results(opened, explained(opened, "en"), FollowUp(), T)
        marks[team] = {one.id: one.proposed for one in found}
        for one in found:
            serious = one.critical or one.harms or 2 * len(one.missed) >= len(one.steps)
            assert (one.proposed is Mark.BAD) == bool(serious and one.steps)
            assert one.reasons
    assert Mark.BAD not in marks["model"].values()
    assert Mark.BAD in marks["hurried"].values()


def test_the_pack_can_be_checked_against_the_log() -> None:
    opened = sample()
    evidence = evidence_of(opened, "ja")
    data = evidence_pack(opened.store, evidence, "ja", translator("report", "ja"))
    assert data == evidence_pack(opened.store, evidence, "ja", translator("report", "ja"))
    rows = {(row.stream, row.seq): row for _, row in opened.store.rows()}
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        sums = dict(reversed(line.split("  ", 1)) for line in pack.read("SHA256SUMS").decode().splitlines())  # type: ignore[misc]
        assert set(sums) == set(pack.namelist()) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(pack.read(name)).hexdigest() == digest
        lines = [json.loads(line) for line in pack.read("child-family/log-extract.jsonl").decode().splitlines()]
    assert lines
    for line in lines:
        row: Row = rows[line["stream"], line["seq"]]
        assert (line["hash"], line["prev"]) == (row.hash, row.prev)
    assert {line["kind"] for line in lines} >= {"inject.delivered", "response.submitted", "step.judged"}


def test_nothing_that_somebody_typed_becomes_markup() -> None:
    evidence = replace(
        evidence_of(sample(), "en")[0],
        received=(),
        sent=(),
        findings=(("F01", "<script>alert(1)</script> | # [x](y)"),),
    )
    paper = evidence_document(evidence, "en", T)
    for page in (html_of(paper, None), markdown_of(paper)):
        assert "<script>alert" not in page


def test_teams_of_one_exercise_are_compared_and_not_ranked() -> None:
    found = compare([sample()], "ja")
    assert [column.team for column in found.columns] == ["model", "hurried", "late"]
    assert not any(column.why_not for column in found.columns)
    line = next(line for line in found.lines if line.step == "A02")
    assert [card.score.verdict.value for card in line.cells if card] == ["met", "not_met", "met"]


def test_another_story_or_other_help_is_not_compared() -> None:
    found = compare([sample(), sample(POWER)], "en")
    first = found.columns[0].exercise
    assert all(bool(column.why_not) == (column.exercise != first) for column in found.columns)
    assert all(
        card is None
        for line in found.lines
        for card, column in zip(line.cells, found.columns, strict=True)
        if column.why_not
    )


def test_the_ledger_counts_persons_only() -> None:
    found = ledger([sample()], "en", {"child-family": 10}, 80)
    assert found.lines == ()
    share = next(one for one in found.sections if one.section == "child-family")
    assert (share.took_part, share.percent, share.below) == (0, 0.0, True)
    played = small("good")
    lines = ledger([played], "en", {}, 80).lines
    humans = [seat for team in played.world.teams.values() for seat in team.seats if seat.human]
    assert len(lines) >= bool(humans)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("command", [["improve"], ["improve", "propose"], ["audit"], ["compare"], ["ledger"]])
def test_commands_print_in_both_languages(lang: str, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    name, *rest = command
    code = main(["--lang", lang, name, str(LOGS / "sample-lost-file-posted-online.sqlite"), *rest])
    out = capsys.readouterr().out
    assert code in {0, 1}
    assert out.strip()
    if lang == "en":
        kana = [c for c in out if "ぁ" <= c <= "ん"]
        assert not kana


def test_marks_are_printed_as_in_the_papers() -> None:
    assert "".join(GLYPHS.values()) == "○△×－"


def test_causes_of_a_proposal_are_joined_as_the_language_joins() -> None:
    opened = by_people(sample(), "hurried")
    causes = {lang: [one.cause for one in proposals(opened, lang)] for lang in ("ja", "en")}
    assert any("；" in cause for cause in causes["ja"])
    assert not any(";" in cause for cause in causes["ja"])
    assert any("; " in cause for cause in causes["en"])
