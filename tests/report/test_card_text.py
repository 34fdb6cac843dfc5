"""The printed card: what matters first, straight columns, every reason beside its step."""

import re
from dataclasses import replace

import pytest
from support.reviewed import opened

from simulator.report.card_text import card_lines, formula_sentences
from simulator.report.score_context import explained
from simulator.report.width import width
from simulator.words import translator


def card(*teams: str, lang: str = "en", columns: int = 80, details: bool = True) -> list[str]:
    return list(card_lines(explained(opened(*teams), lang), columns, details=details))


def around(lines: list[str], text: str) -> str:
    """The first line with ``text`` and the lines indented below it."""
    start = next(number for number, line in enumerate(lines) if text in line)
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("   "):
            break
        block.append(line)
    return "\n".join(block)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_asked(lang: str, columns: int) -> None:
    assert max(map(width, card(lang=lang, columns=columns))) <= columns


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_points_of_a_table_stand_in_one_column(lang: str) -> None:
    ends = {width(line) for line in card("good", lang=lang) if re.match(r"◎ .*\d+/\d+$", line)}

    assert ends == {80}


def test_critical_failures_come_before_every_chapter() -> None:
    lines = card("poor")
    critical = next(n for n, line in enumerate(lines) if "Critical failures: 1" in line)

    assert critical < next(n for n, line in enumerate(lines) if line.startswith("Chapter 1"))
    assert "N01" in lines[critical + 1]
    assert "The evidence is lost" in lines[critical + 1]
    assert any("Must-nots that were done: 2" in line for line in lines)
    assert any("Taken off for must-nots: -6 points" in line for line in lines)


def test_a_team_without_failures_is_told_so() -> None:
    assert "  No critical failures." in card("good")


def test_each_step_has_its_reasons_beside_it() -> None:
    block = around(card("poor"), "A01 Tell")

    assert block.startswith("△ part")
    assert "15 min late" in block
    assert "1.2/3" in block
    assert "“もう少し探してから[課長に話します]。”" in block
    assert "D1 13:50 Children's clerk" in block
    assert "[poor#" in block
    assert "due D1 13:35, done D1 13:50" in block
    assert "Missing: at once" in block
    assert "3 × 50% (partly met) × 80% (15 min late) = 1.2" in block


def test_an_evaluators_verdict_shows_what_it_replaced_and_why() -> None:
    block = around(card("poor"), "A02 Preserve")

    assert "Evaluator's verdict (automatic: △partly met). Reason: 写真に" in block
    assert "Missing" not in block


def test_steps_that_do_not_count_are_named_once() -> None:
    lines = card("good")

    assert "  Not counted: A05" in lines
    assert "  Not seen to be done: N01 N02" in lines


def test_the_short_card_keeps_marks_and_leaves_out_quotations() -> None:
    short = "\n".join(card("poor", details=False))

    assert "△ part     A01" in short
    assert "Critical failures" in short
    assert "もう少し" not in short


def test_several_teams_are_put_side_by_side_and_not_ranked() -> None:
    lines = card()
    start = lines.index("Teams side by side")
    matrix = "\n".join(lines[start:])

    assert re.search(r"A01 Tell.*◎ +△L +◎", matrix)
    assert re.search(r"N01 Have it.* !!", matrix)
    assert re.search(r"Score +98.3 % +0.0 % +37.5 %", matrix)
    assert "Teams side by side" not in card("good")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_how_the_score_is_made_closes_the_card(lang: str) -> None:
    sentences = formula_sentences(translator("report", lang))
    text = "".join("".join(card("good", lang=lang)).split())

    assert "".join("".join(sentences).split()) in text


def test_an_unfinished_exercise_is_called_interim() -> None:
    context = explained(opened("good"), "en")
    team = context.teams[0]
    open_team = replace(team, score=replace(team.score, finished=False))

    lines = list(card_lines(replace(context, teams=(open_team,))))

    assert "  The exercise had not ended for this team: an interim result." in lines


def test_styles_take_no_columns_and_alarms_are_styled() -> None:
    seen: dict[str, list[str]] = {}

    def styled(text: str, style: str) -> str:
        seen.setdefault(style, []).append(text)
        return f"<{style}>{text}</{style}>"

    dressed = list(card_lines(explained(opened(), "ja"), 80, styled))
    bare = [re.sub(r"</?\w+>", "", line) for line in dressed]

    assert [line.rstrip() for line in bare] == [line.rstrip() for line in card(lang="ja")]
    assert any("N01" in text for text in seen["critical"])


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_hostile_names_and_words_do_not_act(lang: str) -> None:
    text = "\n".join(card("odd", lang=lang))

    assert not {c for c in text if (ord(c) < 32 and c != "\n") or c in "\x7f\u202e"}
    assert "[red]報告[/red] ␛[2J" in text
    assert "␛]0;owned" in text


def test_japanese_words_stand_in_a_japanese_card() -> None:
    text = "\n".join(card("poor", lang="ja"))

    assert "重大な不備　1 件" in text
    assert "「もう少し探してから【課長に話します】。」" in text
    assert "足りない点　直ちに" in text
    assert "3 × 50%（一部） × 80%（15分遅れ） = 1.2" in text
    assert not re.search(r"\b(met|late|Missing|Points|Verdict)\b", text)
