"""Text of players is data: nothing in it acts on a terminal or hides in it."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.safe_text import visible, visible_json, visible_line

ANY_TEXT = st.text(st.characters() | st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp")))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x00\x7f", "␀␡"),
        ("\x9b2J", "�2J"),
        ("over\rwritten", "over␍written"),
        ("abc\u202egpj.exe", "abc�gpj.exe"),
        ("pass\u200bword\ufeff", "pass�word�"),
        ("\U000e0041", "�"),
        ("half \ud83d", "half �"),
        ("two\u2028lines", "two�lines"),
    ],
)
def test_what_acts_or_hides_becomes_a_mark(typed: str, shown: str):
    assert visible(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "保育課長に電話しました。\n\t・URLは転送しない",
        "ヴァ゙ーﾊﾟ",
        "葛\U000e0100城市",
        "☎️ 👩 ✅",
        "naïve café",
        "\u3000全角空白",
    ],
)
def test_ordinary_words_stay_as_they_are(text: str):
    assert visible(text) == text


def test_a_line_shows_its_breaks():
    assert visible_line("a\nb\tc\r\n") == "a␊b␉c␍␊"


@given(ANY_TEXT)
def test_nothing_dangerous_is_left_and_offsets_stay(text: str):
    shown = visible(text)

    assert len(shown) == len(text)
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} or char in "\n\t" for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI"} for char in shown
    )
    assert visible(shown) == shown
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_json_keeps_its_meaning(text: str):
    shown = visible_json(json.dumps({"text": text}, ensure_ascii=False))

    assert json.loads(shown) == json.loads(json.dumps({"text": text}))
    assert visible(shown) == shown
