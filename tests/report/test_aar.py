"""The after-action report as a value: complete, pure, in one language, with nobody's name and nothing that acts."""

import json
from dataclasses import asdict
from functools import cache

import pytest
from support import reviewed
from support.evaluated import FLAGSHIP, POWER
from support.evaluated import sample as log

from simulator.model.safe_text import visible
from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_build import after_action_report
from simulator.session.scoring import score_card


@cache
def report(name: str, lang: str, *, responses: bool = True) -> Aar:
    return after_action_report(log(name), lang, AarOptions(responses=responses))


def text_of(aar: Aar) -> str:
    return json.dumps(asdict(aar), ensure_ascii=False, default=str)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_the_report_says_what_the_score_card_says(name: str, lang: str) -> None:
    card = score_card(log(name))
    aar = report(name, lang)

    assert [(team.id, team.points, team.of, team.percent) for team in aar.teams] == [
        (team.team, team.points, team.of, team.percent) for team in card.teams
    ]
    for team, scored in zip(aar.teams, card.teams, strict=True):
        assert [(s.step, s.points, s.verdict, s.at, s.due) for s in team.steps] == [
            (s.step, s.points, s.verdict, s.at, s.due) for s in scored.steps
        ]


def test_a_report_is_a_function_of_the_log() -> None:
    opened = reviewed.opened("good", "poor")

    assert after_action_report(opened, "ja") == after_action_report(opened, "ja")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_shortfall_is_an_area_for_improvement_with_clause_cause_and_measure(lang: str) -> None:
    aar = report(FLAGSHIP, lang)
    short = {(team.id, step.step) for team in aar.teams for step in team.steps if step.failed}

    assert {(case.team, one.step) for one in aar.improvements for case in one.cases} == short
    assert len(short) > 40
    for one in aar.improvements:
        assert one.reference
        assert one.words
        assert one.causes
        assert one.proposal
        assert all(case.causes for case in one.cases)
    assert [one.priority for one in aar.improvements] == sorted(
        (one.priority for one in aar.improvements), key=["critical", "high", "normal"].index
    )


def test_causes_follow_what_the_log_shows() -> None:
    causes = {
        (case.team, one.step): [cause.code for cause in case.causes]
        for one in report(FLAGSHIP, "en").improvements
        for case in one.cases
    }

    assert causes["late", "A08"] == ["started_late"]
    assert causes["late", "A20"] == ["partial", "late"]
    assert causes["late", "A16"] == ["late"]
    assert causes["late", "A23"] == ["not_noticed"]
    assert causes["hurried", "A02"] == ["not_committed"]
    assert causes["hurried", "A01"][0] == "partial"
    assert causes["hurried", "A18"] == ["partial", "other_actor"]
    assert causes["hurried", "A28"] == ["partial", "order"]
    assert causes["hurried", "N01"] == ["must_not"]


def test_planned_and_actual_stand_on_both_clocks() -> None:
    aar = report(FLAGSHIP, "en")
    first = aar.msel[0]
    late = next(one for one in first.actual if one.team == "late")

    assert (first.id, first.planned_words, first.minute) == ("I01", "D1 13:05", 0)
    assert (late.state, late.at_words, late.clock, late.answer) == ("delivered", "D1 13:05", "13:30", "late")
    assert late.late_by == 14 * 60
    unused = next(one for one in aar.msel if one.id == "C01").actual[0]
    assert (unused.team, unused.state, unused.at, unused.clock) == ("model", "not_reached", None, "")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_responses_can_be_left_out_of_everything(lang: str) -> None:
    said = [
        visible(words)
        for state in log(FLAGSHIP).states.values()
        for response in state.responses
        for words in response.reply.parts.values()
        if len(words) > 20
    ]
    kept, without = text_of(report(FLAGSHIP, lang)), text_of(report(FLAGSHIP, lang, responses=False))

    assert len(said) > 150
    assert sum(json.dumps(words, ensure_ascii=False)[1:-1] in kept for words in said) > 0.9 * len(said)
    for words in said:
        assert json.dumps(words, ensure_ascii=False)[1:-1] not in without
        for line in words.split("\n"):
            assert len(line) < 20 or line not in without


def test_quotes_name_their_row_of_the_log() -> None:
    aar, opened = report(FLAGSHIP, "en"), log(FLAGSHIP)
    for team in aar.teams:
        rows = {entry.seq: entry for entry in opened.entries[team.id]}
        for step in team.steps:
            for quote in step.quotes:
                assert quote.row == f"[{team.id}#{quote.seq}]"
                assert rows[quote.seq].at == quote.real
                assert any(counts for _, counts in quote.pieces)


def test_hostile_text_cannot_act() -> None:
    aar = after_action_report(reviewed.opened("good", "poor", "odd"), "en")

    for character in text_of(aar).replace("\\n", "").replace("\\t", ""):
        assert character.isprintable() or character == "\u3000", hex(ord(character))
    assert "\\u001b" not in text_of(aar)


def test_one_team_alone_speaks_of_one_team() -> None:
    aar = after_action_report(log(FLAGSHIP), "ja", AarOptions(team="late", place="市役所３階\x1b会議室"))

    assert [team.id for team in aar.teams] == ["late"]
    assert aar.teams_left == 2
    assert aar.place == "市役所３階␛会議室"
    assert {role.team for section in aar.participants for role in section.roles} == {"late"}
    assert all(len(line.actual) == 1 for line in aar.msel)
    assert aar.overview[1] == "得点率は70.9％であった。"


def test_the_day_is_written_as_cities_write_it() -> None:
    aar = report(FLAGSHIP, "ja")

    assert (aar.when.day_words, aar.when.iso) == ("令和6年2月29日（木）", "2024-02-29")
    assert (aar.when.begins, aar.when.ends, aar.when.zone) == ("13:30", "15:56", "JST")


def test_the_report_names_what_it_was_made_from() -> None:
    found = report(FLAGSHIP, "ja").provenance

    assert found.exercise == FLAGSHIP
    assert found.content_sha == log(FLAGSHIP).world.content.digest
    assert [stream for stream, _, _ in found.heads] == ["control", "hurried", "late", "model"]
    assert len(found.log_digest) == 64
