"""Dates, spans and line breaking in both languages."""

from datetime import date

import pytest
from rich.cells import cell_len

from simulator.model.base import parse_time
from simulator.tui.lines import Line, Span, crop, fit, line, pad
from simulator.tui.search import matches, words_of
from simulator.tui.wording import Wording, d_time, factor, stopwatch


@pytest.mark.parametrize(
    ("lang", "time", "told"),
    [
        ("ja", "D1 13:05", "令和6年2月29日（木） D1 13:05"),
        ("en", "D1 13:05", "Thu 29 Feb 2024, D1 13:05"),
        ("ja", "D2 08:40", "令和6年3月1日（金） D2 08:40"),
        ("en", "D58 09:00", "Fri 26 Apr 2024, D58 09:00"),
    ],
)
def test_moments(lang: str, time: str, told: str) -> None:
    assert Wording(lang).moment("2024-02-29", parse_time(time)) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2019, 5, 1), "令和元年5月1日（水）"),
        (date(2019, 4, 30), "平成31年4月30日（火）"),
        (date(1989, 1, 7), "昭和64年1月7日（土）"),
        (date(1920, 1, 1), "1920年1月1日（木）"),
    ],
)
def test_japanese_years(day: date, told: str) -> None:
    assert Wording("ja").full_date(day) == told


@pytest.mark.parametrize(
    ("seconds", "ja", "en"),
    [
        (0, "0秒", "0 s"),
        (45, "45秒", "45 s"),
        (200, "3分20秒", "3 min 20 s"),
        (600, "10分", "10 min"),
        (659, "10分", "10 min"),
        (4800, "1時間20分", "1 h 20 min"),
        (3 * 86400, "3日", "3 d"),
        (86400 + 3600 + 60, "1日1時間", "1 d 1 h"),
        (-5, "0秒", "0 s"),
    ],
)
def test_spans(seconds: int, ja: str, en: str) -> None:
    assert Wording("ja").span(seconds) == ja
    assert Wording("en").span(seconds) == en


def test_small_words() -> None:
    assert d_time(parse_time("D12 00:05")) == "D12 00:05"
    assert stopwatch(3725) == "1:02:05"
    assert [factor(percent) for percent in (50, 100, 125, 1000)] == ["x0.5", "x1", "x1.25", "x10"]
    assert Wording("ja").way("phone") == "電話"
    assert Wording("ja").way("form") == Wording("ja").way("web_form") == "Webフォーム"
    assert Wording("en").way("pigeon") == "pigeon"
    assert Wording("en").way(None) == ""


def texts(lines: list[tuple[Span, ...]]) -> list[str]:
    return ["".join(span.text for span in spans) for spans in lines]


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("あいうえお", 6, ["あいう", "えお"]),
        ("あいう。えお", 6, ["あい", "う。え", "お"]),
        ("あい「うえ」お", 6, ["あい", "「う", "え」お"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("日本語とEnglishの混在", 8, ["日本語と", "English", "の混在"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a\n\nb", 4, ["a", "", "b"]),
        ("", 4, [""]),
    ],
)
def test_line_breaking(text: str, width: int, broken: list[str]) -> None:
    assert texts(fit([line(text)], width)) == broken


@pytest.mark.parametrize("width", [2, 5, 17, 60])
def test_no_line_is_wider_than_asked_and_nothing_is_lost(width: int) -> None:
    text = "令和6年の「個人情報」ファイルが、D1 13:05 に https://example.jp/very/long/path?q=1 で公開。\nEnd (final)."
    fitted = texts(fit([line(text)], width))

    assert max(cell_len(each) for each in fitted) <= width
    assert "".join(fitted).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_continuation_lines_are_indented_and_styles_stay_with_their_words() -> None:
    item = Line((Span("1. ", "strong"), Span("あいうえお")), indent=3)

    assert fit([item], 9) == [
        (Span("1. ", "strong"), Span("あいう")),
        (Span("   "), Span("えお")),
    ]


def test_more_lines_than_allowed_end_in_an_ellipsis() -> None:
    fitted = texts(fit([line("あいうえお" * 1000, most=2)], 10))

    assert fitted == ["あいうえお", "あいうえ…"]
    assert cell_len(fitted[1]) <= 10


def test_cropping_and_filling_measure_cells() -> None:
    assert crop("あいうえ", 6) == "あい…"
    assert crop("あいう", 6) == "あいう"
    assert pad("あ", 4) == "あ  "
    assert cell_len(pad("あいう", 5)) == 5


def test_searching_ignores_width_case_and_order() -> None:
    assert matches(words_of("ﾌｧｲﾙ ＰＤＦ"), "pdfのファイル")
    assert not matches(words_of("file"), "ファイル")
    assert matches((), "anything")
