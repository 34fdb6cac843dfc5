"""Columns of full-width text: measured, padded, cut and wrapped so that tables stay straight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.report.width import cut, pad, width, wrap

TEXTS = st.text(alphabet=st.sampled_from("aZ1 -。、「」（）あア漢字ｱ①◎△×－…é\u3000\n"), max_size=80)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("あいう", 6),
        ("ｱｲｳ", 3),
        ("ＡＢ", 4),
        ("◎ 達成", 6),
        ("－ 未観察", 9),
        ("é", 1),
        ("e\u0301", 1),
        ("", 0),
    ],
)
def test_width_of_a_line(text: str, columns: int) -> None:
    assert width(text) == columns


@given(
    st.text(
        alphabet=st.characters(codec="cp932", exclude_categories=("Cc",), exclude_characters="¢£¬‖−〜"), max_size=40
    )
)
def test_width_is_what_the_terminal_library_measures_for_japanese_text(text: str) -> None:
    assert width(text) == cell_len(text)


@given(TEXTS.filter(lambda text: "\n" not in text), st.integers(1, 30))
def test_padded_text_has_exactly_its_columns(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == columns
    assert width(pad(text, columns, right=True)) == columns


def test_cut_text_tells_that_it_was_cut() -> None:
    assert cut("あいうえお", 10) == "あいうえお"
    assert cut("あいうえお", 9) == "あいうえ…"
    assert cut("あいうえお", 8) == "あいう…"
    assert cut("あ", 0) == ""


@given(TEXTS, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)

    assert all(width(line.rstrip()) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("課長に報告した。直ちに", 14, ["課長に報告し", "た。直ちに"]),
        ("（課長）へ「報告」", 8, ["（課長）", "へ「報", "告」"]),
        ("tell the head at once", 10, ["tell the", "head at", "once"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("      漢字", 4, ["漢字"]),
        ("  漢字", 8, ["  漢字"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_as_readers_expect(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines
