"""Reading a reply: normal form, the way back to the original, sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.text import normalise, read


def clauses(text: str) -> list[str]:
    """The outer clauses of ``text`` as they stand in the normal form, without commas at their ends."""
    document = read(text)
    outer = [clause for clause in document.clauses if clause.link != "aside"]
    return [document.text[clause.start : clause.end].strip(" 、,;→:-") for clause in outer]


def sentences(text: str) -> list[str]:
    document = read(text)
    return [document.text[one.start : one.end].strip() for one in document.sentences]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ﾌｫｰﾑﾃﾞ送信", "フォームデ送信"),
        ("ＰＰＣへ１７：００", "ppcへ17:00"),
        ("ｶﾞ", "ガ"),
        ("㈱", "(株)"),
        ("①保存②削除", "\n保存\n削除"),
        ("it’s", "it's"),
    ],
)
def test_width_case_and_bullets_are_evened_out(text: str, normal: str) -> None:
    assert normalise(text)[0] == normal


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("本日ﾃﾞｰﾀを保全", "データ", "ﾃﾞｰﾀ"),
        ("　ＵＲＬを控える", "url", "ＵＲＬ"),
        ("㈱水郷に連絡", "(株)", "㈱"),
        ("Ring the HEAD now", "head", "HEAD"),
    ],
)
def test_a_span_leads_back_to_the_words_as_written(text: str, word: str, original: str) -> None:
    document = read(text)
    start = document.text.index(word)

    first, last = document.span(start, start + len(word))

    assert text[first:last] == original


@given(st.text(max_size=60))
def test_every_span_lies_in_the_original(text: str) -> None:
    document = read(text)

    for clause in document.clauses:
        first, last = document.span(clause.start, clause.end)
        assert 0 <= first <= last <= len(text)
        assert len(clause.shell) == clause.end - clause.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("課長に報告した。記録も残す。", ["課長に報告した", "記録も残す"]),
        ("・画面を保存\n・警察に相談", ["画面を保存", "警察に相談"]),
        ("(1)記録する (2)課長に電話", ["記録する", "課長に電話"]),
        ("13:05 気付く→14:05 課長→14:20 窓口へ第一報票", ["13:05 気付く", "14:05 課長", "14:20 窓口へ第一報票"]),
        ("「ありがとうございます。確認します。」と返信", ["「ありがとうございます。確認します。」と返信"]),
        ("We told her. She wrote it down.", ["we told her", "she wrote it down"]),
        ("Posts no. 14-16 at 8.30 a.m. were saved.", ["posts no. 14-16 at 8.30 a.m. were saved"]),
        ("課長へは…まだです。", ["課長へは...まだです"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_question_mark_stays_with_its_sentence() -> None:
    document = read("報告しますか？　はい。")

    assert [one.mark for one in document.sentences] == ["?", "。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氏名、住所、口座を一覧にする", ["氏名、住所、口座を一覧にする"]),
        ("画面を保存し、削除を依頼する", ["画面を保存し", "削除を依頼する"]),
        ("警察に相談、議会に説明", ["警察に相談", "議会に説明"]),
        ("議長は部長、書記は総務課", ["議長は部長", "書記は総務課"]),
        ("原因究明を待たずに速報する", ["原因究明を待たずに", "速報する"]),
        ("8:00 電話を開通、9:00 議長に説明", ["8:00 電話を開通", "9:00 議長に説明"]),
        ("課長は不在なので課長補佐に話した", ["課長は不在なので", "課長補佐に話した"]),
        ("Ring the head, not the mayor", ["ring the head", "not the mayor"]),
        ("Police: our lawyer rings them", ["police", "our lawyer rings them"]),
        ("We save the page; they ask for removal", ["we save the page", "they ask for removal"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_what_stands_in_brackets_is_a_clause_of_its_own() -> None:
    document = read("画面を保存（URL入り、9:02取得）した。")

    asides = [document.text[one.start : one.end] for one in document.clauses if one.link == "aside"]
    outer = next(one for one in document.clauses if one.link != "aside")

    assert asides == ["url入り、9:02取得"]
    assert "url" not in outer.shell
